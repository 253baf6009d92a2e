// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.pages;

import dev.muster.examples.pages.Regions.Region;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The example programs that need nothing but somewhere to print: {@code run(PrintStream)}. */
final class Programs {

  private static final Path SOURCES = Page.ROOT.resolve("examples/src/main/java");
  private static final Map<Path, List<String>> PRINTED = new HashMap<>();

  private Programs() {}

  static boolean isProgram(Region region) {
    return region.file().startsWith(SOURCES)
        && Page.read(region.file()).contains("static void run(PrintStream out)");
  }

  /** The lines that the program of {@code region} prints; each is run once. */
  static List<String> run(Region region) {
    return PRINTED.computeIfAbsent(region.file(), Programs::print);
  }

  private static List<String> print(Path file) {
    String path = SOURCES.relativize(file).toString();
    String name = path.substring(0, path.length() - ".java".length()).replace('/', '.');
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Method run = Class.forName(name).getDeclaredMethod("run", PrintStream.class);
      run.setAccessible(true);
      run.invoke(null, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(name + " does not run", e);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}

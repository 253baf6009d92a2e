// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A JVM of its own with the classes of this one: what is measured in it shares neither a heap nor
 * what the compiler has learnt. What it writes to standard error comes out here. Not thread-safe;
 * closing ends its input, and waits until it has ended, too.
 */
public final class JavaProcess implements AutoCloseable {

  private final Process process;
  private final PrintStream in;

  /** Starts {@code main} with a heap of at most {@code heap}, as in {@code 8g}. */
  public JavaProcess(Class<?> main, String heap, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(Arrays.asList(arguments));
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /** Gives it a line to read from standard input. */
  void tell(String line) {
    in.println(line);
  }

  /** What it writes to standard output; to be read to its end or closed before the process is. */
  public InputStream said() {
    return process.getInputStream();
  }

  @Override
  public void close() {
    in.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroy();
    }
  }
}

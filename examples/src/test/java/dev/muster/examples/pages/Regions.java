// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.pages;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of programs and tests between {@code // region NAME} and {@code // endregion}, which
 * documents may show. All of them are compiled by the build.
 */
final class Regions {

  /**
   * A region.
   *
   * @param file the program or test that it is a part of
   * @param content its lines, moved to the left margin
   */
  record Region(Path file, String content) {

    /** The simple name of the class. */
    String owner() {
      return file.getFileName().toString().replaceFirst("\\.java$", "");
    }

    boolean isOfATest() {
      return file.toString().replace('\\', '/').contains("/src/test/");
    }
  }

  private final List<Region> regions = new ArrayList<>();

  Regions() {
    for (Path file : Page.walk(Page.ROOT, ".java")) {
      String text = Page.read(file);
      if (!file.endsWith("Regions.java") && text.contains("// region ")) {
        add(file, text);
      }
    }
  }

  private void add(Path file, String text) {
    StringBuilder content = new StringBuilder();
    boolean inside = false;
    for (String line : text.lines().toList()) {
      if (line.strip().startsWith("// region ")) {
        inside = true;
      } else if (line.strip().equals("// endregion")) {
        regions.add(
            new Region(file, content.toString().stripTrailing().stripIndent().strip() + "\n"));
        content.setLength(0);
        inside = false;
      } else if (inside) {
        content.append(line).append('\n');
      }
    }
    if (inside) {
      throw new AssertionError(file + " has a region without an end");
    }
  }

  List<Region> all() {
    return regions;
  }

  Optional<Region> showing(String code) {
    return regions.stream().filter(region -> region.content().equals(code)).findFirst();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** README and guide show code that is compiled and run here, and links that lead somewhere. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

  @Test
  void readme_showsTheQuickStartAsItIs() throws IOException {
    String program =
        Files.readString(
            ROOT.resolve("examples/src/main/java/dev/muster/examples/QuickStart.java"));
    String region = between(program, "// region quick-start\n", "    // endregion");

    String shown = between(Files.readString(ROOT.resolve("README.md")), "```java\n", "```");

    assertThat(shown).isEqualTo(region.stripTrailing().stripIndent() + "\n");
  }

  @Test
  void guideToBuyers_showsTheQuestionsAsTheyAre() throws IOException {
    String program =
        Files.readString(
            ROOT.resolve("examples/src/main/java/dev/muster/examples/buyers/Buyers.java"));
    String region = between(program, "// region buyers\n", "    // endregion");

    String guide = Files.readString(ROOT.resolve("docs/guides/buyers.md"));

    assertThat(between(guide, "```java\n", "```"))
        .isEqualTo(region.stripTrailing().stripIndent() + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"profiles", "events", "proposal"})
  void guideToLoading_showsTheExampleAsItIs(String region) throws IOException {
    String program =
        Files.readString(ROOT.resolve("examples/src/main/java/dev/muster/examples/LoadAFile.java"));
    String code = between(program, "// region " + region + "\n", "    // endregion");

    assertThat(Files.readString(ROOT.resolve("docs/loading.md")))
        .contains("```java\n" + code.stripTrailing().stripIndent() + "\n```");
  }

  @Test
  void guideToLoading_hasNoOtherJava() throws IOException {
    assertThat(Files.readString(ROOT.resolve("docs/loading.md")).split("```java", -1)).hasSize(4);
  }

  @Test
  void pageOnObserving_showsTheExampleAsItIs() throws IOException {
    String program =
        Files.readString(ROOT.resolve("examples/src/main/java/dev/muster/examples/Observed.java"));
    String region = between(program, "// region observed\n", "    // endregion");

    String page = Files.readString(ROOT.resolve("docs/observability.md"));

    assertThat(between(page, "```java\n", "```"))
        .isEqualTo(region.stripTrailing().stripIndent() + "\n");
  }

  @Test
  void pageOfExports_showsTheExampleAsItIs() throws IOException {
    String program =
        Files.readString(
            ROOT.resolve("examples/src/main/java/dev/muster/examples/ExportedAudience.java"));
    String region = between(program, "// region export\n", "      // endregion");

    String page = Files.readString(ROOT.resolve("docs/export.md"));

    assertThat(between(page, "```java\n", "```"))
        .isEqualTo(region.stripTrailing().stripIndent() + "\n");
  }

  @Test
  void documents_linkToFilesThatExist() throws IOException {
    List<Path> documents;
    try (Stream<Path> files = Files.walk(ROOT, 3)) {
      documents =
          files
              .filter(file -> file.toString().endsWith(".md"))
              .filter(file -> !file.toString().contains("target"))
              .toList();
    }

    assertThat(documents).hasSizeGreaterThan(5);
    for (Path document : documents) {
      Matcher link = LINK.matcher(Files.readString(document));
      while (link.find()) {
        if (!link.group(1).contains(":")) {
          assertThat(document.resolveSibling(link.group(1)).normalize())
              .as("link in %s", ROOT.relativize(document))
              .exists();
        }
      }
    }
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.muster.examples.pages.Page.Block;
import dev.muster.examples.pages.Regions.Region;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonFactory;

/** What the documents show as code is compiled and run, or read by whatever reads such a thing. */
class CodeBlocksTest {

  /**
   * What each language is checked by: {@code java} and {@code output} here, {@code sh} by {@link
   * CommandsTest}, {@code screen} by {@link TutorialTest}, {@code muster} by {@link SegmentsTest},
   * {@code ebnf}, {@code error} and {@code hex} by the tests of the forms and formats they belong
   * to. {@code text} and {@code mermaid} are for people.
   */
  private static final Set<String> LANGUAGES =
      Set.of(
          "java", "output", "sh", "screen", "muster", "json", "xml", "ebnf", "error", "hex", "text",
          "mermaid");

  private final List<Page> pages = Page.all();
  private final Regions regions = new Regions();

  @Test
  void blocks_areOfALanguageThatSomethingChecks() {
    List<String> others = new ArrayList<>();
    for (Page page : pages) {
      for (Block block : page.blocks()) {
        boolean command =
            block.language().equals("text")
                && block.content().lines().anyMatch(l -> l.matches("(\\./muster|mvn|java) .*"));
        if (!LANGUAGES.contains(block.language()) || command) {
          others.add(page.at(block) + " '" + block.language() + "'");
        }
      }
    }

    assertThat(others).isEmpty();
  }

  @Test
  void java_isARegionOfAProgramOrTest() {
    List<String> strangers = new ArrayList<>();
    int found = 0;
    for (Page page : pages) {
      for (Block block : blocks(page, "java")) {
        found++;
        if (regions.showing(block.content()).isEmpty()) {
          strangers.add(page.at(block));
        }
      }
    }

    assertThat(strangers).isEmpty();
    assertThat(found).isGreaterThan(4);
  }

  /** A region that no document shows any more is a comment that lies. */
  @Test
  void regions_areShown() {
    List<String> shown = new ArrayList<>();
    pages.forEach(page -> blocks(page, "java").forEach(block -> shown.add(block.content())));

    assertThat(regions.all())
        .filteredOn(region -> !shown.contains(region.content()))
        .extracting(Region::file)
        .isEmpty();
  }

  @Test
  void programsShown_areRunByATest() {
    List<String> tests =
        Page.walk(Page.ROOT.resolve("examples/src/test"), ".java").stream()
            .filter(file -> !file.toString().contains("pages"))
            .map(Page::read)
            .toList();

    for (Region region : regions.all()) {
      assertThat(
              region.isOfATest()
                  || Programs.isProgram(region)
                  || tests.stream()
                      .anyMatch(
                          test ->
                              test.contains(region.owner() + ".")
                                  || test.contains(region.owner() + "::")))
          .as("%s is run", region.file())
          .isTrue();
    }
  }

  /** What is shown below a program is what it prints, line by line. */
  @Test
  void output_isWhatTheProgramAbovePrints() {
    Map<String, List<String>> outputs = new HashMap<>();
    int found = 0;
    for (Page page : pages) {
      List<String> printed = List.of();
      for (Block block : page.blocks()) {
        if (block.language().equals("java")) {
          Region region = regions.showing(block.content()).orElseThrow();
          printed =
              Programs.isProgram(region)
                  ? outputs.computeIfAbsent(region.owner(), owner -> Programs.run(region))
                  : List.of();
        } else if (block.language().equals("output")) {
          List<String> lines = block.content().lines().toList();
          assertThat(Collections.indexOfSubList(printed, lines))
              .as("%s, the program prints%n%s", page.at(block), String.join("\n", printed))
              .isNotNegative();
          found++;
        }
      }
    }

    assertThat(found).isPositive();
  }

  @Test
  void json_isJson() {
    JsonFactory factory = new JsonFactory();
    for (Page page : pages) {
      for (Block block : blocks(page, "json")) {
        assertThatCode(
                () -> {
                  try (JsonParser parser = factory.createParser(block.content())) {
                    while (parser.nextToken() != null) {
                      // Reading on is the check.
                    }
                  }
                })
            .as(page.at(block))
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void xml_isWellFormed() {
    for (Page page : pages) {
      for (Block block : blocks(page, "xml")) {
        assertThatCode(
                () ->
                    DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(block.content()))))
            .as(page.at(block))
            .doesNotThrowAnyException();
      }
    }
  }

  private static List<Block> blocks(Page page, String language) {
    return page.blocks().stream().filter(block -> block.language().equals(language)).toList();
  }
}

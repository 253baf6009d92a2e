// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.examples.Main;
import dev.muster.examples.pages.Page.Block;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Follows the tutorial: its commands are run in order, and what it shows of the screen is what is
 * there, but where three dots stand for anything.
 */
class TutorialTest {

  @TempDir private Path workPlace;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void commands_doWhatThePageShows() throws Exception {
    Files.writeString(
        workPlace.resolve("cdnow.csv"), "customer_id,date,cds,dollars\n00001,1997-01-01,1,11.77\n");
    String printed = "";
    int screens = 0;
    Page tutorial = Page.of("docs/tutorial.md");
    for (Block block : tutorial.blocks()) {
      switch (block.language()) {
        case "sh" -> printed = run(tutorial.at(block), block.content());
        case "screen" -> {
          assertThat(printed).as(tutorial.at(block)).matches(shown(block.content()));
          screens++;
        }
        default -> {}
      }
    }

    assertThat(screens).isEqualTo(5);
    assertThat(workPlace.resolve("rfm.png")).isNotEmptyFile();
    assertThat(workPlace.resolve("cdnow.png")).isNotEmptyFile();
    assertThat(workPlace.resolve("letter.csv")).content().startsWith("id,country,age\n");
  }

  private String run(String where, String block) {
    out.getBuffer().setLength(0);
    for (List<String> words : ShellWords.commands(block)) {
      err.getBuffer().setLength(0);
      CommandLine line =
          Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
      String[] arguments = words.stream().skip(1).map(this::placed).toArray(String[]::new);
      boolean meantToFail = block.contains("contry");

      int exit = line.execute(arguments);

      assertThat(exit).as("%s: %s%n%s", where, words, err).isEqualTo(meantToFail ? 2 : 0);
      assertThat(err.toString()).contains(meantToFail ? "^" : "");
    }
    return out.toString();
  }

  /** Files that are here are where they are, and what is made goes to a place of its own. */
  private String placed(String argument) {
    if (argument.startsWith("examples/")) {
      return Page.ROOT.resolve(argument).toString();
    }
    boolean made = argument.matches("shop|cdnow|[a-z]+\\.(csv|png)");
    return made ? workPlace.resolve(argument).toString() : argument;
  }

  private static Pattern shown(String content) {
    String lines =
        content
            .lines()
            .map(String::stripTrailing)
            .map(
                line ->
                    Pattern.compile("…")
                        .splitAsStream(line + " ")
                        .map(part -> Pattern.quote(part.equals(" ") ? "" : part.stripTrailing()))
                        .collect(Collectors.joining(".*")))
            .collect(Collectors.joining(" *\\R"));
    return Pattern.compile(lines + "\\s*", Pattern.DOTALL);
  }
}

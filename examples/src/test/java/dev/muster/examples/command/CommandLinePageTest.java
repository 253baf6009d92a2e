// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.examples.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** docs/command-line.md has every command and option, says of them what the help says, and more. */
public class CommandLinePageTest {

  private static final Path PAGE = Path.of("../docs/command-line.md");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z0-9-]*");

  private final OptionTables tables = new OptionTables();

  /** The text between the heading of {@code name} and the next one. */
  private static String section(String page, String name) {
    int from = page.indexOf("\n## " + name + "\n");
    assertThat(from).as("the section of %s", name).isNotNegative();
    int to = page.indexOf("\n## ", from + 1);
    return page.substring(from, to < 0 ? page.length() : to);
  }

  @Test
  void page_hasTheOptionsOfEveryCommand() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(section(page, "Common options")).contains("\n" + tables.common());
    for (String command : tables.commands()) {
      assertThat(section(page, command)).contains("\n" + tables.of(command));
    }
  }

  @Test
  void page_namesNoOptionThatIsNotThere() throws IOException {
    String page = Files.readString(PAGE);
    for (String command : tables.commands()) {
      CommandSpec spec = Main.commandLine().getSubcommands().get(command).getCommandSpec();
      Matcher option = OPTION.matcher(section(page, command));
      while (option.find()) {
        assertThat(spec.optionsMap())
            .as("in the section of %s", command)
            .containsKey(option.group());
      }
    }
  }

  /** What the page and the helps show as examples is at least understood by the command line. */
  @Test
  void examples_areUnderstood() throws IOException {
    List<String> examples = new ArrayList<>();
    examples(Files.readString(PAGE), examples);
    examples(Files.readString(Path.of("../README.md")), examples);
    for (String command : tables.commands()) {
      CommandSpec spec = Main.commandLine().getSubcommands().get(command).getCommandSpec();
      examples(String.join("\n", spec.usageMessage().footer()), examples);
    }

    assertThat(examples).hasSizeGreaterThan(30);
    for (String example : examples) {
      CommandLine line = Main.commandLine();
      List<String> words = words(example);

      CommandLine.ParseResult parsed =
          line.parseArgs(words.subList(1, words.size()).toArray(String[]::new));

      assertThat(parsed.errors()).as(example).isEmpty();
      assertThat(parsed.hasSubcommand()).as(example).isTrue();
    }
  }

  private static void examples(String text, List<String> into) {
    String joined = text.replaceAll("\\\\\\R\\s*", " ");
    joined
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("(\\./)?muster [a-z]+ .*"))
        .filter(line -> !line.endsWith("--help"))
        .forEach(into::add);
  }

  /** As a shell splits a line, with quotes and without anything cleverer. */
  public static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (char c : (line + " ").toCharArray()) {
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (quote == 0 && c == ' ') {
        if (!word.isEmpty()) {
          words.add(word.toString());
        }
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    int pipe = words.indexOf("|");
    return pipe < 0 ? words : words.subList(0, pipe);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.predicate.Predicate;
import dev.muster.predicate.ReservedWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/text-form.md} are read as it says. */
class TextFormPageTest {

  private static final Path PAGE = Path.of("..", "docs", "text-form.md");

  @Test
  void examples_areReadAndSurvivePrinting() throws IOException {
    List<String> examples = examples("text");

    assertThat(examples).hasSizeGreaterThan(80);
    for (String example : examples) {
      Predicate predicate = PredicateText.parse(example, TextSchema.SCHEMA);
      assertThat(PredicateText.parse(PredicateText.print(predicate), TextSchema.SCHEMA))
          .as(example)
          .isEqualTo(predicate);
    }
  }

  @Test
  void error_readsAsShown() throws IOException {
    List<String> parts = examples("error");

    assertThat(parts).hasSize(2);
    assertThatExceptionOfType(TextException.class)
        .isThrownBy(() -> PredicateText.parse(parts.get(0), TextSchema.SCHEMA))
        .withMessage(parts.get(1));
  }

  @Test
  void reservedWords_areThoseListed() throws IOException {
    String page = Files.readString(PAGE);
    String list = page.substring(page.indexOf("Reserved, in any case, are:"));
    Matcher words = Pattern.compile("`([a-z]+)`").matcher(list.substring(0, list.indexOf("\n\n")));

    int count = 0;
    while (words.find()) {
      assertThat(ReservedWords.contains(words.group(1))).as(words.group(1)).isTrue();
      count++;
    }
    assertThat(count).isEqualTo(47);
  }

  /** Every word and sign that the grammar has is in some example; so no construct goes unread. */
  @Test
  void grammar_isExercisedByTheExamples() throws IOException {
    String grammar = String.join("\n", examples("ebnf"));
    String all = String.join("\n", examples("text"));
    String words = " " + all.replaceAll("[^A-Za-z]+", " ").toLowerCase(Locale.ROOT) + " ";
    Matcher terminal = Pattern.compile("\"([^\"]+)\"").matcher(grammar);
    Set<String> unseen = new TreeSet<>();

    int count = 0;
    while (terminal.find()) {
      String text = terminal.group(1);
      boolean isWord = text.length() > 1 && text.chars().allMatch(Character::isLetter);
      if (!(isWord
          ? words.contains(" " + text + " ") || words.contains(" " + text + "s ")
          : all.contains(text))) {
        unseen.add(text);
      }
      count++;
    }

    assertThat(count).isGreaterThan(150);
    assertThat(unseen).isEmpty();
  }

  /** The parts, separated by blank lines, of the fenced blocks of {@code kind}. */
  private static List<String> examples(String kind) throws IOException {
    Matcher blocks =
        Pattern.compile("```" + kind + "\n(.*?)\n```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    List<String> examples = new ArrayList<>();
    while (blocks.find()) {
      examples.addAll(List.of(blocks.group(1).split("\n\n")));
    }
    return examples;
  }
}

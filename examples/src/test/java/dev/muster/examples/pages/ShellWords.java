// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.pages;

import java.util.ArrayList;
import java.util.List;

/**
 * Commands as a shell reads them, as far as the documents go: quotes, comments, and lines that end
 * in a backslash. No expansion of anything.
 */
final class ShellWords {

  private ShellWords() {}

  /** The words of each command in {@code script}. */
  static List<List<String>> commands(String script) {
    List<List<String>> commands = new ArrayList<>();
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    String text = script.replace("\\\n", " ") + "\n";
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        inWord = true;
      } else if (c == '#' && !inWord) {
        i = text.indexOf('\n', i) - 1;
      } else if (Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
        if (c == '\n' && !words.isEmpty()) {
          commands.add(List.copyOf(words));
          words.clear();
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new AssertionError("a quote is not closed: " + script);
    }
    return commands;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Refuses regular expressions whose counted repeats multiply: {@code ((a{100}){100}){100}} is
 * short, and a million states once it is compiled. RE2 limits the product to 1,000; RE2/J only
 * limits each count.
 */
final class RepeatLimit {

  /** Greatest product of the counts of nested repeats, as in RE2. */
  static final int PRODUCT_MAX = 1_000;

  private RepeatLimit() {}

  /**
   * Checks {@code pattern}, in one pass. Text that is no regular expression passes; the compiler
   * will refuse it.
   *
   * @throws IllegalArgumentException if counts multiply beyond {@link #PRODUCT_MAX}
   */
  static void check(String pattern) {
    // The greatest product within each open group; a group that closes hands its own to its repeat.
    Deque<Long> open = new ArrayDeque<>();
    long within = 1;
    long last = 1;
    int at = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '\\') {
        at = afterEscape(pattern, at);
        last = 1;
        continue;
      } else if (c == '[') {
        at = afterClass(pattern, at);
        last = 1;
        continue;
      } else if (c == '(') {
        open.push(within);
        within = 1;
        last = 1;
      } else if (c == ')' && !open.isEmpty()) {
        last = within;
        within = Math.max(within, open.pop());
      } else if (c == '{') {
        long count = count(pattern, at);
        if (count > 0) {
          last = Math.max(last, 1) * count;
          if (last > PRODUCT_MAX) {
            throw new IllegalArgumentException(
                "nested repeats of a pattern may multiply to at most "
                    + PRODUCT_MAX
                    + ", pattern='"
                    + pattern
                    + "'");
          }
          within = Math.max(within, last);
          at = pattern.indexOf('}', at);
        } else {
          last = 1;
        }
      } else if (c != '*' && c != '+' && c != '?') {
        last = 1;
      }
      at++;
    }
  }

  /** The greater of the counts of a repeat at {@code at}; 0 if the brace is an ordinary letter. */
  private static long count(String pattern, int at) {
    long[] counts = {0, 0};
    int number = 0;
    for (int i = at + 1; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c >= '0' && c <= '9') {
        counts[number] = Math.min(counts[number] * 10 + c - '0', PRODUCT_MAX + 1L);
      } else if (c == ',' && number == 0) {
        number = 1;
      } else {
        return c == '}' ? Math.max(counts[0], counts[1]) : 0;
      }
    }
    return 0;
  }

  private static int afterEscape(String pattern, int at) {
    if (at + 1 < pattern.length() && pattern.charAt(at + 1) == 'Q') {
      int end = pattern.indexOf("\\E", at + 2);
      return end < 0 ? pattern.length() : end + 2;
    }
    // \\p{Greek} and \\x{10FFFF} have braces that count nothing.
    if (at + 2 < pattern.length()
        && "pPx".indexOf(pattern.charAt(at + 1)) >= 0
        && pattern.charAt(at + 2) == '{') {
      int end = pattern.indexOf('}', at);
      return end < 0 ? pattern.length() : end + 1;
    }
    return at + 2;
  }

  private static int afterClass(String pattern, int at) {
    int i = at + 1;
    if (i < pattern.length() && pattern.charAt(i) == '^') {
      i++;
    }
    // A bracket that comes first stands for itself.
    for (boolean first = true; i < pattern.length(); first = false) {
      char c = pattern.charAt(i);
      if (c == ']' && !first) {
        return i + 1;
      }
      i += c == '\\' ? 2 : 1;
    }
    return pattern.length();
  }
}

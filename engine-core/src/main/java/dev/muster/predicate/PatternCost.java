// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Keeps regular expressions from costing more than their length promises, before they are compiled.
 *
 * <p>Two things would. Counted repetitions in each other multiply: {@code ((a{1000}){1000}){1000}}
 * has a milliard pieces once written out. And the compiler of RE2/J 1.8 does not come back from a
 * pattern that folds case and holds one of nine rare Cyrillic letters, itself or inside a range.
 */
final class PatternCost {

  /** Most pieces once all repetitions are written out; ten times what RE2 allows one of them. */
  private static final long PIECES_MAX = 10_000;

  private static final int UNFOLDABLE_FIRST = 0x1C80;
  private static final int UNFOLDABLE_LAST = 0x1C88;

  private final String pattern;
  private int at;

  private PatternCost(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Checks a pattern, well formed or not. Linear in its length.
   *
   * @throws IllegalArgumentException if it would cost too much
   */
  static void check(String pattern) {
    new PatternCost(pattern).check();
  }

  private void check() {
    Deque<Long> outer = new ArrayDeque<>();
    long pieces = 0;
    long last = 0;
    boolean folds = false;
    boolean unfoldable = false;
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (pattern.startsWith("\\Q", at)) {
        int end = pattern.indexOf("\\E", at);
        String quoted = pattern.substring(at, end < 0 ? pattern.length() : end);
        unfoldable |= quoted.codePoints().anyMatch(PatternCost::isUnfoldable);
        last = 1;
        pieces += quoted.length();
        at += quoted.length() + (end < 0 ? 0 : 2);
      } else if (c == '(') {
        folds |= setsFolding();
        outer.push(pieces);
        pieces = 0;
        last = 0;
        at++;
      } else if (c == ')') {
        last = pieces + 1;
        pieces = last + (outer.isEmpty() ? 0 : outer.pop());
        at++;
      } else if (c == '{') {
        long added = last * (Math.max(1, repetitions()) - 1);
        last += added;
        pieces += added;
      } else if (c == '[') {
        unfoldable |= characterClass();
        last = 1;
        pieces++;
      } else {
        unfoldable |= isUnfoldable(character());
        last = "*+?|".indexOf(c) < 0 ? 1 : last;
        pieces++;
      }
      if (pieces > PIECES_MAX) {
        throw new IllegalArgumentException(
            "a pattern may have at most "
                + PIECES_MAX
                + " pieces once its repetitions are written out, pattern='"
                + pattern
                + "'");
      }
    }
    if (folds && unfoldable) {
      throw new IllegalArgumentException(
          "a pattern that ignores case cannot hold the letters U+1C80 to U+1C88, pattern='"
              + pattern
              + "'");
    }
  }

  /** Whether the group that begins here turns on the flag i. */
  private boolean setsFolding() {
    if (!pattern.startsWith("(?", at)) {
      return false;
    }
    for (int i = at + 2; i < pattern.length(); i++) {
      char flag = pattern.charAt(i);
      if (flag == 'i') {
        return true;
      } else if (flag != 'm' && flag != 's' && flag != 'U') {
        return false;
      }
    }
    return false;
  }

  /** The larger number of {@code {n,m}}; 1 if this is no repetition. Moves behind it. */
  private long repetitions() {
    long largest = 0;
    long number = 0;
    int i = at + 1;
    while (i < pattern.length() && (isDigit(pattern.charAt(i)) || pattern.charAt(i) == ',')) {
      char c = pattern.charAt(i++);
      number = c == ',' ? 0 : Math.min(PIECES_MAX, number * 10 + (c - '0'));
      largest = Math.max(largest, number);
    }
    boolean closed = i < pattern.length() && pattern.charAt(i) == '}';
    at = closed ? i + 1 : at + 1;
    return closed ? largest : 1;
  }

  /** Whether the class that begins here holds an unfoldable letter. Moves behind it. */
  private boolean characterClass() {
    boolean unfoldable = false;
    at++;
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      at++;
    }
    boolean first = true;
    while (at < pattern.length() && (first || pattern.charAt(at) != ']')) {
      first = false;
      if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at + 2) > 0) {
        at = pattern.indexOf(":]", at + 2) + 2;
        continue;
      }
      int low = character();
      int high = low;
      if (at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
        at++;
        high = character();
      }
      unfoldable |= low <= UNFOLDABLE_LAST && high >= UNFOLDABLE_FIRST;
    }
    at++;
    return unfoldable;
  }

  /** The character that stands here or is escaped here; -1 for a class of characters. */
  private int character() {
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    if (c != '\\' || at == pattern.length()) {
      return c;
    }
    int escaped = pattern.codePointAt(at);
    at += Character.charCount(escaped);
    boolean braced = at < pattern.length() && pattern.charAt(at) == '{';
    if ((escaped == 'p' || escaped == 'P') && braced) {
      int end = pattern.indexOf('}', at);
      at = end < 0 ? pattern.length() : end + 1;
      return -1;
    }
    if (escaped != 'x') {
      return escaped;
    }
    int from = braced ? at + 1 : at;
    int to = from;
    int value = 0;
    while (to < pattern.length()
        && Character.digit(pattern.charAt(to), 16) >= 0
        && (braced || to < from + 2)) {
      value = Math.min(0x110000, value * 16 + Character.digit(pattern.charAt(to), 16));
      to++;
    }
    at = braced && to < pattern.length() && pattern.charAt(to) == '}' ? to + 1 : to;
    return value;
  }

  private static boolean isUnfoldable(int character) {
    return character >= UNFOLDABLE_FIRST && character <= UNFOLDABLE_LAST;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

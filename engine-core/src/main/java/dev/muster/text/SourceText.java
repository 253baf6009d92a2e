// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import org.jspecify.annotations.Nullable;

/** A text that is being read; makes the exceptions that point into it. */
final class SourceText {

  /** How much of a line is shown before and behind the place of an error. */
  private static final int EXCERPT_BEFORE = 60;

  private static final int EXCERPT_BEHIND = 40;

  private final String text;

  SourceText(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Something else than {@code expected} stands at {@code start}. */
  TextException unexpected(int start, String found, String expected) {
    return exception(start, found, expected, null, "expected " + expected + ", found " + found);
  }

  /** The name from {@code start} on is not known; {@code nearest} is the one most like it. */
  TextException unknown(int start, String found, String expected, @Nullable String nearest) {
    String question = nearest == null ? "" : "; did you mean '" + Token.shorten(nearest) + "'?";
    return exception(
        start, found, expected, nearest, "expected " + expected + ", found " + found + question);
  }

  /** What stands in [start, end) breaks a rule. */
  TextException refused(int start, int end, String rule) {
    String found = text.substring(start, Math.min(end, text.length()));
    return exception(start, "'" + Token.shorten(found) + "'", rule, null, onOneLine(rule));
  }

  private TextException exception(
      int start, String found, String expected, @Nullable String nearest, String message) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < start; i++) {
      char c = text.charAt(i);
      boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if ((c == '\n' || c == '\r') && !pair) {
        line++;
        lineStart = i + 1;
      }
    }
    int column = text.codePointCount(lineStart, start) + 1;
    return new TextException(
        "line " + line + ", column " + column + ": " + message + excerpt(lineStart, start),
        line,
        column,
        found,
        expected,
        nearest);
  }

  /** The line around {@code start}, and a caret below it. */
  private String excerpt(int lineStart, int start) {
    int from = Math.max(lineStart, start - EXCERPT_BEFORE);
    if (from > lineStart && Character.isLowSurrogate(text.charAt(from))) {
      from++;
    }
    int to = start;
    while (to < text.length() && to < start + EXCERPT_BEHIND && !isLineEnd(text.charAt(to))) {
      to++;
    }
    if (to < text.length() && to > start && Character.isHighSurrogate(text.charAt(to - 1))) {
      to--;
    }
    String mark = from > lineStart ? "…" : "";
    int indent = mark.length() + text.codePointCount(from, start);
    return "\n  "
        + mark
        + onOneLine(text.substring(from, to))
        + (to < text.length() && !isLineEnd(text.charAt(to)) ? "…" : "")
        + "\n  "
        + " ".repeat(indent)
        + "^";
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }

  /** {@code text} with a blank for each character that would break the line or shift the caret. */
  static String onOneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(line::appendCodePoint);
    return line.toString();
  }
}

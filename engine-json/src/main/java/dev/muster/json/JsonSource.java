// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The text of a document that is being read; makes the exceptions that point into it. */
final class JsonSource {

  /** How much of something found a message shows. */
  private static final int SHOWN_MAX = 40;

  /** How much of a pointer a message shows: its end, which says most. */
  private static final int POINTER_SHOWN_MAX = 200;

  /** How much of a parser's message is shown; it may quote what it has read. */
  private static final int MESSAGE_SHOWN_MAX = 300;

  private final String text;

  JsonSource(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  /** {@code value} is not {@code expected}. */
  JsonException unexpected(JsonValue value, String expected) {
    return unknown(value, expected, null);
  }

  /** {@code value} names nothing that is known; {@code nearest} is the name most like it. */
  JsonException unknown(JsonValue value, String expected, @Nullable String nearest) {
    return unknown(value.place(), value.describe(), expected, nearest);
  }

  /** Something else than {@code expected} stands at {@code place}. */
  JsonException unknown(Place place, String found, String expected, @Nullable String nearest) {
    String question = nearest == null ? "" : "; did you mean '" + shorten(nearest) + "'?";
    return exception(
        place, found, expected, nearest, "expected " + expected + ", found " + found + question);
  }

  /** {@code value} breaks {@code rule}. */
  JsonException refused(JsonValue value, String rule) {
    return refused(value.place(), value.describe(), rule);
  }

  /** What stands at {@code place} breaks {@code rule}. */
  JsonException refused(Place place, String found, String rule) {
    return exception(place, found, rule, null, onOneLine(rule));
  }

  /** What {@code maker} makes, unless a rule of it refuses what {@code value} says. */
  <T> T made(JsonValue value, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (JsonException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw refused(value, String.valueOf(e.getMessage()));
    }
  }

  private JsonException exception(
      Place place, String found, String expected, @Nullable String nearest, String message) {
    int start = Math.max(0, Math.min(place.offset(), text.length()));
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
    String pointer = place.pointer();
    String at = pointer.isEmpty() ? "" : ", at " + endOf(pointer);
    return new JsonException(
        "line " + line + ", column " + column + at + ": " + message,
        pointer,
        line,
        column,
        found,
        expected,
        nearest);
  }

  private static String endOf(String pointer) {
    int cut = pointer.length() - POINTER_SHOWN_MAX;
    return onOneLine(cut <= 0 ? pointer : "…" + pointer.substring(cut));
  }

  /** {@code text} on one line and not too long. */
  static String shorten(String text) {
    String head = text;
    if (text.length() > SHOWN_MAX) {
      boolean splitsPair = Character.isHighSurrogate(text.charAt(SHOWN_MAX - 1));
      head = text.substring(0, splitsPair ? SHOWN_MAX - 1 : SHOWN_MAX) + "…";
    }
    return onOneLine(head);
  }

  /** The first line of a parser's message, not too long. */
  static String sentence(String message) {
    String line = onOneLine(message.lines().findFirst().orElse(""));
    return line.length() <= MESSAGE_SHOWN_MAX ? line : line.substring(0, MESSAGE_SHOWN_MAX) + "…";
  }

  private static String onOneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(line::appendCodePoint);
    return line.toString();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import org.jspecify.annotations.Nullable;

/**
 * A text that is not a document of the JSON form. The message tells the place twice, by line and
 * column and as a JSON Pointer, and what was found and what would have fitted.
 */
public final class JsonException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String pointer;
  private final int line;
  private final int column;
  private final String found;
  private final String expected;
  private final @Nullable String nearest;

  JsonException(
      String message,
      String pointer,
      int line,
      int column,
      String found,
      String expected,
      @Nullable String nearest) {
    super(message);
    this.pointer = pointer;
    this.line = line;
    this.column = column;
    this.found = found;
    this.expected = expected;
    this.nearest = nearest;
  }

  /**
   * The JSON Pointer (RFC 6901) of the value, or of the object that lacks something; empty for the
   * document itself.
   */
  public String pointer() {
    return pointer;
  }

  /** The line, from 1. Lines end with a line feed, a carriage return or both. */
  public int line() {
    return line;
  }

  /** The place in the line, in characters (code points) from 1. */
  public int column() {
    return column;
  }

  /** What is there, shortened. */
  public String found() {
    return found;
  }

  /** What would have fitted, or the rule that was broken. */
  public String expected() {
    return expected;
  }

  /** The known name that an unknown one is nearest to; null if none is near or none was asked. */
  public @Nullable String nearest() {
    return nearest;
  }
}

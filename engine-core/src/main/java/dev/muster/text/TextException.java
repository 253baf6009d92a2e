// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import org.jspecify.annotations.Nullable;

/**
 * A text that is not a predicate. The message tells the place, what was found and what would have
 * fitted, and shows the line with a caret below the place.
 */
public final class TextException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String found;
  private final String expected;
  private final @Nullable String nearest;

  TextException(
      String message,
      int line,
      int column,
      String found,
      String expected,
      @Nullable String nearest) {
    super(message);
    this.line = line;
    this.column = column;
    this.found = found;
    this.expected = expected;
    this.nearest = nearest;
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

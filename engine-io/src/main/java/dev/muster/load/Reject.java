// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record that was left out. Immutable.
 *
 * @param line where it is: the line on which it begins or, in a file without lines, its number;
 *     from 1
 * @param reason what kind of thing is wrong
 * @param field in which field, or null if it is not one field
 * @param value what is there, shortened; null if nothing is, or it is not one value
 * @param message what is wrong, as a clause without a full stop
 */
public record Reject(
    long line, Reason reason, @Nullable String field, @Nullable String value, String message) {

  /** Longest value that is shown. */
  private static final int VALUE_LENGTH_MAX = 100;

  /** What can be wrong with a record. */
  public enum Reason {
    /** It is no record at all: broken quotes, not JSON, too few fields, too long, not UTF-8. */
    MALFORMED,
    /** What every record needs is missing: the identifier, the time, the event type. */
    MISSING,
    /** A value is not what it should be. */
    INVALID_VALUE,
    /** The event lies further in the future than the engine allows. */
    FUTURE_EVENT,
    /** The event is older than what the engine keeps. */
    BEYOND_RETENTION,
    /** The engine refused it for another reason. */
    REFUSED
  }

  public Reject {
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(message, "message");
    if (value != null && value.length() > VALUE_LENGTH_MAX) {
      value = value.substring(0, VALUE_LENGTH_MAX - 3) + "...";
    }
  }

  /** {@code line 4: 'n' should be LONG, found "two"}, for a person. */
  @Override
  public String toString() {
    return "line " + line + ": " + (field == null ? "" : "'" + field + "' ") + message;
  }
}

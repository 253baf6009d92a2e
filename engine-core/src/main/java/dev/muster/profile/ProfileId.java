// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import dev.muster.value.InvalidValueException;
import dev.muster.value.ValueRules;
import java.nio.charset.StandardCharsets;

/**
 * What the application calls a profile: any text of 1 to {@link #SIZE_MAX_BYTES} bytes in UTF-8.
 * Compared letter by letter; nothing is trimmed or folded. Immutable.
 *
 * @param value the text
 */
public record ProfileId(String value) implements Comparable<ProfileId> {

  /** Longest identifier, in bytes of UTF-8: room for any URN or hash, one length byte. */
  public static final int SIZE_MAX_BYTES = 255;

  public ProfileId {
    boolean surelyShort = value.length() <= SIZE_MAX_BYTES / 3;
    if (value.isEmpty()
        || (!surelyShort && value.getBytes(StandardCharsets.UTF_8).length > SIZE_MAX_BYTES)) {
      throw new InvalidValueException(
          value.isEmpty()
              ? InvalidValueException.Rule.MALFORMED
              : InvalidValueException.Rule.TOO_LARGE,
          "a profile id must have 1 to "
              + SIZE_MAX_BYTES
              + " bytes of UTF-8, found "
              + ValueRules.describe(value)
              + " of "
              + value.length()
              + " characters");
    }
    ValueRules.text(value);
  }

  /** The identifier with this text. */
  public static ProfileId of(String value) {
    return new ProfileId(value);
  }

  @Override
  public int compareTo(ProfileId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

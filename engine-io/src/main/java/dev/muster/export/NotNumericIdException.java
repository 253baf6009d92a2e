// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import dev.muster.profile.ProfileId;
import org.jspecify.annotations.Nullable;

/** An identifier that a bitmap of numbers has no place for; the first one that was met. */
public final class NotNumericIdException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String id;

  NotNumericIdException(ProfileId id, int width, @Nullable Throwable cause) {
    super(
        "a "
            + width
            + "-bit bitmap holds identifiers that are whole numbers from 0 to 2^"
            + width
            + " - 1 without a sign or leading zeros, found '"
            + id
            + "'",
        cause);
    this.id = id.value();
  }

  /** The identifier. */
  public ProfileId id() {
    return ProfileId.of(id);
  }
}

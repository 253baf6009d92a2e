// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import dev.muster.profile.ProfileId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes the profiles of an audience, one after the other. Confined to one thread. */
public interface RowWriter {

  /**
   * Writes a profile.
   *
   * @param values one for each attribute, in canonical form; null for a missing one. The array is
   *     used again
   */
  void row(ProfileId id, @Nullable Object[] values) throws IOException;

  /** Writes what is still to be written, up to the last byte; the stream stays open. */
  void finish() throws IOException;
}

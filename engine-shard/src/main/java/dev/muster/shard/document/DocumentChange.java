// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.document;

import dev.muster.profile.ProfileId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one operation does to documents.
 *
 * @param profile whose
 * @param name of the document; null for all of the profile, which are removed
 * @param content to be put, never changed by anybody; null to remove
 */
public record DocumentChange(ProfileId profile, @Nullable String name, byte @Nullable [] content) {

  @Override
  public String toString() {
    return profile
        + (name == null ? "" : " '" + name + "'")
        + (content == null ? " removed" : " " + Arrays.hashCode(content));
  }
}

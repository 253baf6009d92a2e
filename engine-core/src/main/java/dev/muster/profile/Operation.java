// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

/** One thing an application writes. Operations of a {@link Batch} take effect together. */
public sealed interface Operation permits ProfileUpdate, Event, ProfileDeletion, ProfileDocument {

  /** Whom it is about. */
  ProfileId profileId();
}

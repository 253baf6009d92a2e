// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.profile.RejectedOperationException;
import dev.muster.profile.RejectedOperationException.Reason;
import dev.muster.shard.document.DocumentList;
import dev.muster.shard.document.Documents;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Refuses batches whose documents find no room. */
final class DocumentRoom {

  private DocumentRoom() {}

  /**
   * Why {@code batch} cannot follow what is in {@code open}, or null.
   *
   * @param flying the task of the epoch before
   */
  static @Nullable RuntimeException refusal(
      Documents documents, EncodedBatch batch, EpochTask open, EpochTask flying) {
    if (batch.documents().isEmpty()) {
      return null;
    }
    if (!documents.hasRoom(batch.documents(), list(open), list(flying))) {
      return new NoSpaceException("no room left for the documents of the write");
    }
    ProfileId overfilled = documents.overfilled(batch.documents(), list(open), list(flying));
    return overfilled == null
        ? null
        : new RejectedOperationException(
            Reason.TOO_MANY_DOCUMENTS,
            0,
            "a profile may have at most "
                + ProfileDocument.PER_PROFILE_MAX
                + " documents, profile="
                + overfilled,
            null);
  }

  private static DocumentList list(EpochTask task) {
    return Objects.requireNonNull(task.documents, "documents");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.file.FileStore;
import dev.muster.shard.journal.JournalSurvey;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Files of a directory that no opening needs, and why they may be there. */
final class OtherFiles {

  private static final Set<String> ALWAYS =
      Set.of(EngineDirectory.LOCK, DirectoryIdentity.NAME, Manifest.NAME);

  private OtherFiles() {}

  /**
   * Why nothing needs the file {@code name}; empty if it is what a directory has anyway.
   *
   * @param notNeededThrough the epoch up to which the journal is not needed
   */
  static Optional<String> reason(String name, FileStore store, long notNeededThrough)
      throws IOException {
    if (ALWAYS.contains(name)) {
      return Optional.empty();
    }
    if (StoreNames.isNamedByManifest(name)) {
      return Optional.of("the manifest does not name it; opening deletes it");
    }
    if (StoreNames.isTornTail(name)) {
      return Optional.of("a crash left it at the end of the journal, an opening cut it off");
    }
    if (JournalSurvey.isOutlived(store, name, notNeededThrough)) {
      return Optional.of("snapshots stand for all of it; the next one deletes it");
    }
    if (JournalSurvey.isPart(name)) {
      return Optional.empty();
    }
    return Optional.of(
        name.endsWith("-new")
            ? "a crash left it in the making; it is overwritten"
            : "it is no file of an engine");
  }
}

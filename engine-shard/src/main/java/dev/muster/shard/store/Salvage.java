// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.crypt.KeyRing;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.journal.Journal;
import dev.muster.shard.journal.JournalSurvey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/**
 * Copies what is known to be good of a damaged directory into an empty one, which can then be
 * opened: a snapshot, and the journal after it up to the first damage. Nothing behind a gap is
 * taken, since it may depend on what is missing. The copy has an identity of its own.
 */
public final class Salvage {

  private final EngineDirectory directory;
  private final Examination examination;

  /** Of the files in {@code directory}, which {@code examination} has looked at. */
  public Salvage(EngineDirectory directory, Examination examination) {
    this.directory = directory;
    this.examination = examination;
  }

  /**
   * Makes {@code target} a directory that ends with {@code throughEpoch}; the manifest comes last,
   * so that a copy that was cut short is none.
   *
   * @param start where to begin
   * @param throughEpoch what a {@link Rehearsal} from there has reached
   * @throws IllegalArgumentException if there is anything in {@code target}
   */
  public void copyTo(
      FileStore target, StartingPoint start, long throughEpoch, Duration dedupHorizon)
      throws IOException {
    if (!target.list().isEmpty()) {
      throw new IllegalArgumentException(
          "the target of a salvage must be empty, files=" + target.list());
    }
    Manifest.SnapshotFile snapshot = start.snapshot();
    if (snapshot != null) {
      Backup.copy(examination.store(), snapshot, target, () -> {});
    }
    long keptEpoch;
    try (Journal journal =
        EngineDirectory.createJournal(
            target, start.epoch() + 1, directory.options().segmentBytes())) {
      KeyRing keys = directory.options().keys();
      // What is encrypted is so for one directory.
      SealedFrames from = new SealedFrames(keys, examination.id());
      SealedFrames to = new SealedFrames(keys, DirectoryIdentity.read(target));
      JournalSurvey.of(
          examination.store(),
          examination.id(),
          start.epoch(),
          (file, frame) -> {
            if (frame.epoch() <= throughEpoch) {
              ByteBuffer records = from.open(frame);
              journal.prepare(records.remaining() + to.overheadBytes());
              journal.append(
                  frame.epoch(), frame.recordCount(), to.seal(frame.epoch(), List.of(records)));
            }
          });
      journal.force();
      keptEpoch = journal.lastEpoch();
    }
    target.forceDirectory();
    new Manifest(
            dedupHorizon,
            keptEpoch,
            examination.nextNumber(),
            snapshot == null ? List.of() : List.of(snapshot))
        .write(target);
  }
}

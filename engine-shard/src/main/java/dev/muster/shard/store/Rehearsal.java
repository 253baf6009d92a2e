// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.journal.Frame;
import dev.muster.shard.journal.JournalSurvey;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Opens a directory without changing it: brings the parts of an engine, which keeps nothing, to
 * where the good files lead. This reads what only a replay can read, the records in the journal.
 */
public final class Rehearsal {

  private final EngineDirectory directory;
  private final Examination examination;

  /**
   * What a rehearsal came to.
   *
   * @param epoch that the parts have reached
   * @param unreadable a frame that passes its checks and cannot be read, at which it ended, or
   *     null; the parts have then taken a part of it and are of no use
   */
  public record Outcome(long epoch, @Nullable Finding unreadable) {}

  /** Of the files in {@code directory}, which {@code examination} has looked at. */
  public Rehearsal(EngineDirectory directory, Examination examination) {
    this.directory = directory;
    this.examination = examination;
  }

  /**
   * Brings {@code parts} from {@code start} through the journal, to its end or its first damage,
   * and no further than {@code throughEpoch}. Takes as long as an opening.
   */
  public Outcome run(StartingPoint start, long throughEpoch, EngineDirectory.Parts parts)
      throws IOException {
    if (start.snapshot() != null) {
      directory.restore(start.snapshot(), parts);
    }
    // Documents are no part of the state that is compared.
    parts.sequencer().haveDocumentsThrough(Long.MAX_VALUE);
    SealedFrames frames = new SealedFrames(directory.options().keys(), examination.id());
    Replaying replaying = new Replaying(new Replay(parts, frames), throughEpoch);
    JournalSurvey.Outcome found =
        JournalSurvey.of(examination.store(), examination.id(), start.epoch(), replaying::visit);
    long reached = Math.max(start.epoch(), Math.min(throughEpoch, found.reachedEpoch()));
    try {
      parts.sequencer().endReplay(reached);
    } catch (InterruptedException e) {
      throw EngineDirectory.interrupted();
    }
    return new Outcome(
        reached, replaying.unreadable == null ? null : Finding.damage(replaying.unreadable));
  }

  private static final class Replaying {
    private final Replay replay;
    private final long throughEpoch;
    private @Nullable DamagedFileException unreadable;

    Replaying(Replay replay, long throughEpoch) {
      this.replay = replay;
      this.throughEpoch = throughEpoch;
    }

    void visit(String file, Frame frame) throws IOException {
      if (frame.epoch() > throughEpoch) {
        return;
      }
      try {
        replay.apply(file, frame);
      } catch (DamagedFileException e) {
        // The journal ends here for the survey, too.
        unreadable = e;
        throw e;
      }
    }
  }
}

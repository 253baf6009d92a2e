// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.schema.Schema;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.store.EngineDirectory;
import dev.muster.shard.store.Examination;
import dev.muster.shard.store.Finding;
import dev.muster.shard.store.Rehearsal;
import dev.muster.shard.store.StartingPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replays a directory into engines that keep nothing, one after the other. */
final class DirectoryReplay {

  private final Rehearsal rehearsal;
  private final Duration dedupHorizon;
  private final List<FileFinding> findings = new ArrayList<>();

  /**
   * What a replay came to.
   *
   * @param start where it began
   * @param epoch that it reached
   */
  record Reached(StartingPoint start, long epoch, long profiles, long events, long stateHash) {}

  DirectoryReplay(EngineDirectory directory, Examination examination, Duration dedupHorizon) {
    this.rehearsal = new Rehearsal(directory, examination);
    this.dedupHorizon = dedupHorizon;
  }

  /** What cannot be read though it passes its checks, in all replays so far. */
  List<FileFinding> findings() {
    return findings;
  }

  /**
   * Replays all there is from the oldest of {@code starts}, so that all of the journal is read; and
   * from newer ones as far as they lead further.
   *
   * @param starts newest first
   * @param newestToo whether to replay from the newest in any case: the state must be the same
   * @return what leads furthest; null if nothing can be read
   */
  @Nullable Reached fromAll(List<StartingPoint> starts, boolean newestToo) {
    Reached furthest = null;
    for (int i = starts.size() - 1; i >= 0; i--) {
      boolean further = furthest == null || furthest.epoch() < starts.get(i).epoch();
      Reached reached = further || (newestToo && i == 0) ? from(starts.get(i)) : null;
      if (reached != null) {
        if (furthest != null
            && furthest.epoch() == reached.epoch()
            && furthest.stateHash() != reached.stateHash()) {
          findings.add(
              new FileFinding(
                  FileFinding.Severity.DAMAGE,
                  "journal",
                  -1,
                  "after an older snapshot it leads to another state than after the newest one"));
        }
        furthest = reached;
      }
    }
    return furthest;
  }

  /** Replays all there is from {@code start} on; null if that itself cannot be read. */
  @Nullable Reached from(StartingPoint start) {
    long throughEpoch = Long.MAX_VALUE;
    while (true) {
      Attempt attempt = new Attempt(start, throughEpoch);
      try (SegmentationEngine engine = builder(start).openFilled(attempt)) {
        Finding unreadable = attempt.outcome.unreadable();
        if (unreadable == null) {
          EngineStatistics held = engine.statistics();
          return new Reached(
              start, attempt.outcome.epoch(), held.profiles(), held.events(), engine.stateHash());
        }
        findings.add(EngineFiles.finding(unreadable));
      } catch (StorageException e) {
        if (!(e.getCause() instanceof DamagedFileException damage)) {
          throw e;
        }
        findings.add(
            new FileFinding(
                FileFinding.Severity.DAMAGE, damage.file(), damage.offset(), damage.reason()));
        return null;
      }
      // Again without the frame that cannot be read: a part of it may have been taken.
      throughEpoch = attempt.outcome.epoch();
    }
  }

  private EngineBuilder builder(StartingPoint start) {
    return SegmentationEngine.builder(Schema.builder().build())
        .shards(Math.min(1_024, start.shards()))
        .writerThreads(0)
        .documentsOnHeap()
        .dedupHorizon(dedupHorizon);
  }

  private final class Attempt implements EngineBuilder.Filling {
    private final StartingPoint start;
    private final long throughEpoch;
    private Rehearsal.Outcome outcome = new Rehearsal.Outcome(0, null);

    Attempt(StartingPoint start, long throughEpoch) {
      this.start = start;
      this.throughEpoch = throughEpoch;
    }

    @Override
    public void fill(EngineDirectory.Parts parts) throws java.io.IOException {
      outcome = rehearsal.run(start, throughEpoch, parts);
    }
  }
}

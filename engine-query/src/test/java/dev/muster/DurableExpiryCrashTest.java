// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.SeededTest;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.shard.file.FaultPlan;
import dev.muster.shard.file.FaultPlan.Kind;
import dev.muster.shard.file.FaultyFileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;

/** Events leave the retention, runs are sealed, snapshots taken; and the process dies anywhere. */
@Timeout(120)
class DurableExpiryCrashTest {

  private static final long SEGMENT_BYTES = 2_048;
  private static final int WRITES = 12;
  private static final LongAttribute VALUE = LongAttribute.of("value");
  private static final EventType VISIT = EventType.of("visit");
  private static final Schema SCHEMA = Schema.builder().attributes(VALUE).eventTypes(VISIT).build();
  private static final Instant END = RandomDomain.BASE.plus(Duration.ofDays(WRITES));

  private final ManualClock clock = new ManualClock(RandomDomain.BASE);

  private EngineBuilder builder() {
    return SegmentationEngine.builder(SCHEMA)
        .clock(clock)
        .retention(Duration.ofDays(3))
        .sealEvents(4)
        .shards(2)
        .writerThreads(0)
        .snapshots(SnapshotPolicy.MANUAL);
  }

  private static Batch batch(int write) {
    List<Operation> operations = new ArrayList<>();
    Instant at = at(write);
    for (int i = 0; i < 5; i++) {
      ProfileId id = ProfileId.of("p" + i);
      operations.add(ProfileUpdate.of(id).set(VALUE, write * 10L + i));
      operations.add(Event.of(id, VISIT, at.minus(Duration.ofHours(i * 7L))));
    }
    return Batch.of(operations);
  }

  private static Instant at(int write) {
    return RandomDomain.BASE.plus(Duration.ofDays(write));
  }

  /** At the end, when what is hidden does not depend on how far the floor has come. */
  private long hash(SegmentationEngine engine) {
    clock.set(END);
    try (ReadView view = engine.view(END)) {
      return view.stateHash();
    }
  }

  private List<Long> states() {
    List<Long> states = new ArrayList<>();
    try (SegmentationEngine engine = builder().open()) {
      states.add(hash(engine));
      for (int write = 0; write < WRITES; write++) {
        clock.set(at(write));
        engine.ingest(batch(write));
        states.add(hash(engine));
      }
    }
    return states;
  }

  private int write(FaultyFileStore store) {
    int acknowledged = 0;
    clock.set(at(0));
    try (SegmentationEngine engine = builder().open(store, SEGMENT_BYTES)) {
      for (int write = 0; write < WRITES; write++) {
        clock.set(at(write));
        engine.ingest(batch(write));
        acknowledged++;
        if (write % 4 == 3) {
          engine.snapshot();
        }
      }
    } catch (RuntimeException dead) {
      assertThat(store.isStopped() || store.faultyFile() != null).isTrue();
    }
    return acknowledged;
  }

  @SeededTest(count = 2)
  void deathAtAnyIo_losesNothingAcknowledged(long seed) {
    List<Long> states = states();
    FaultyFileStore whole = new FaultyFileStore();
    assertThat(write(whole)).isEqualTo(WRITES);
    try (SegmentationEngine engine = builder().open(whole.afterKill(), SEGMENT_BYTES)) {
      assertThat(hash(engine)).isEqualTo(states.get(WRITES));
      assertThat(engine.statistics().eventsSince()).isPresent();
    }
    int points = whole.trace().size();
    for (int index = 0; index < points; index++) {
      FaultyFileStore store = new FaultyFileStore().withPlan(FaultPlan.stop(index, seed + index));
      int acknowledged = write(store);
      FaultyFileStore left =
          index % 2 == 0 ? store.afterPowerLoss(seed * 31 + index) : store.afterKill();
      clock.set(at(acknowledged));
      try (SegmentationEngine engine = builder().open(left, SEGMENT_BYTES)) {
        assertThat(states.subList(acknowledged, Math.min(acknowledged + 2, states.size())))
            .as("stopped at %s of %s", index, points)
            .contains(hash(engine));
      }
    }
  }

  /** Errors, a full disk and short writes: whatever was not acknowledged may be there or not. */
  @SeededTest(count = 1)
  void failureOfAnyIo_losesNothingAcknowledged(long seed) {
    List<Long> states = states();
    FaultyFileStore whole = new FaultyFileStore();
    assertThat(write(whole)).isEqualTo(WRITES);
    int points = whole.trace().size();
    for (Kind kind : List.of(Kind.ERROR, Kind.FULL, Kind.SHORT_WRITE)) {
      for (int index = 0; index < points; index++) {
        FaultyFileStore store =
            new FaultyFileStore().withPlan(new FaultPlan(index, kind, seed + index));
        int acknowledged = write(store);
        FaultyFileStore left =
            index % 2 == 0 ? store.afterPowerLoss(seed * 31 + index) : store.afterKill();
        clock.set(at(acknowledged));
        try (SegmentationEngine engine = builder().open(left, SEGMENT_BYTES)) {
          assertThat(states.subList(acknowledged, Math.min(acknowledged + 2, states.size())))
              .as("%s at %s of %s", kind, index, points)
              .contains(hash(engine));
        }
      }
    }
  }
}

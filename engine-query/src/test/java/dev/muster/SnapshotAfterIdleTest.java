// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.metrics.EngineMetrics;
import dev.muster.metrics.Measure;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomDomain;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import dev.muster.shard.file.FaultyFileStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What has fallen due while an engine was closed, or slept, is in the log before a snapshot. */
@Timeout(60)
class SnapshotAfterIdleTest {

  private static final long SEGMENT_BYTES = 4_096;
  private static final LongAttribute VALUE = LongAttribute.of("value");
  private static final EventType VISIT = EventType.of("visit");
  private static final Schema SCHEMA = Schema.builder().attributes(VALUE).eventTypes(VISIT).build();

  private volatile boolean removing;
  private final ManualClock clock = new ManualClock(RandomDomain.BASE);

  private SegmentationEngine open(FaultyFileStore store) {
    return SegmentationEngine.builder(SCHEMA)
        .clock(clock)
        .retention(Duration.ofDays(3))
        .profileExpiry(Duration.ofDays(2))
        .purgeRows(1)
        .shards(1)
        .snapshots(SnapshotPolicy.MANUAL)
        .open(store, SEGMENT_BYTES);
  }

  private void write(SegmentationEngine engine, String prefix, int value) {
    for (int i = 0; i < 6; i++) {
      engine.update(ProfileUpdate.of(prefix + i).set(VALUE, value));
      engine.record(Event.of(ProfileId.of(prefix + i), VISIT, clock.instant()));
    }
  }

  /** What takes a hold on everything. */
  enum Hold {
    SNAPSHOT,
    REWRITE
  }

  @ParameterizedTest
  @EnumSource
  void firstThingThatIsAsked_isASnapshot(Hold hold) {
    FaultyFileStore store = new FaultyFileStore();
    try (SegmentationEngine engine = open(store)) {
      write(engine, "old", 1);
    }
    for (int i = 0; i < 3; i++) {
      clock.advance(Duration.ofDays(4));
      String prefix = "new" + i + "-";
      long hash;
      try (SegmentationEngine engine = open(store)) {
        if (hold == Hold.SNAPSHOT) {
          engine.snapshot();
        } else {
          engine.rewriteDirectory();
        }
        assertThat(engine.count(Predicate.everyone())).isZero();
        write(engine, prefix, i);
        hash = engine.stateHash();
      }
      store = store.afterKill();
      try (SegmentationEngine engine = open(store)) {
        assertThat(engine.stateHash()).isEqualTo(hash);
        assertThat(engine.count(VALUE.is(i))).isEqualTo(6);
        write(engine, prefix, i + 10);
        assertThat(engine.count(VALUE.is(i + 10))).isEqualTo(6);
        assertThat(engine.count(VISIT.did())).isEqualTo(6);
      }
    }
  }

  /** The registry and the log must agree on what became of it. */
  @Test
  void changeOfSegments_isNotLeftInDoubtByAnInterrupt() throws Exception {
    FaultyFileStore disk = new FaultyFileStore();
    CountDownLatch forcing = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    EngineMetrics slow =
        (measure, value) -> {
          if (removing && measure == Measure.JOURNAL_BYTES) {
            forcing.countDown();
            try {
              released.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
        };
    boolean[] interrupted = new boolean[1];
    try (SegmentationEngine engine =
        SegmentationEngine.builder(SCHEMA).clock(clock).metrics(slow).open(disk, SEGMENT_BYTES)) {
      engine.segments().define(Segment.of("s", VALUE.is(1)));
      removing = true;
      Thread remover =
          new Thread(
              () -> {
                engine.segments().remove("s");
                interrupted[0] = Thread.currentThread().isInterrupted();
              });
      remover.start();
      forcing.await();
      remover.interrupt();
      // Until it has met the interrupt, and waits again or has given up.
      while (remover.isAlive()
          && (remover.isInterrupted() || remover.getState() != Thread.State.WAITING)) {
        Thread.onSpinWait();
      }
      released.countDown();
      remover.join();
      assertThat(engine.segments().find("s")).isEmpty();
    }
    assertThat(interrupted[0]).isTrue();
    try (SegmentationEngine again =
        SegmentationEngine.builder(SCHEMA).clock(clock).open(disk.afterKill(), SEGMENT_BYTES)) {
      assertThat(again.segments().find("s")).isEmpty();
      assertThat(again.segments().define(Segment.of("s", VALUE.is(1))).version()).isEqualTo(2);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.analysis.Waterfall;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.segment.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CancellationTest {

  private static final Predicate ADULT = ShopFixture.AGE.atLeast(18);

  private final SegmentationEngine engine =
      ShopFixture.builder(new ManualClock(ShopFixture.NOW)).shards(8).queryThreads(2).open();

  @AfterEach
  void close() {
    engine.close();
  }

  private void writeProfiles() {
    List<Operation> updates = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      updates.add(ProfileUpdate.of(ProfileId.of("p" + i)).set(ShopFixture.AGE, i % 100));
    }
    engine.ingest(Batch.of(updates));
  }

  private ReadView view(Cancellation cancellation) {
    return engine.view(Instant.EPOCH, cancellation);
  }

  @Test
  void everyQuestion_failsOnceCancelled() {
    writeProfiles();
    Cancellation cancellation = Cancellation.manual();
    try (ReadView view = view(cancellation)) {
      assertThat(view.count(ADULT)).isEqualTo(820);
      assertThat(cancellation.isStopped()).isFalse();

      cancellation.cancel();

      assertThat(cancellation.isStopped()).isTrue();
      List<Consumer<ReadView>> questions =
          List.of(
              v -> v.count(ADULT),
              v -> v.audience(ADULT),
              v -> v.explain(ADULT),
              v -> v.analyze(ADULT, Waterfall.of(Segment.of("s", ADULT))),
              v -> v.profile(ProfileId.of("p1"), 1));
      for (Consumer<ReadView> question : questions) {
        QueryStoppedException stopped =
            catchThrowableOfType(QueryStoppedException.class, () -> question.accept(view));
        assertThat(stopped.reason()).isEqualTo(QueryStoppedException.Reason.CANCELLED);
        assertThat(stopped).hasMessage("the evaluation was stopped, reason=CANCELLED");
      }
    }
    assertThat(engine.count(ADULT)).isEqualTo(820);
  }

  /** The clock runs on with each look at it, so that the time is over in mid-evaluation. */
  @Test
  void evaluationUnderWay_stopsAtTheDeadline() {
    writeProfiles();
    AtomicLong nanos = new AtomicLong();
    AtomicInteger looks = new AtomicInteger();
    Cancellation cancellation =
        new Cancellation(
            5,
            () -> {
              looks.incrementAndGet();
              return nanos.getAndIncrement();
            });
    try (ReadView view = view(cancellation)) {
      QueryStoppedException stopped =
          catchThrowableOfType(QueryStoppedException.class, () -> view.count(ADULT));

      assertThat(stopped.reason()).isEqualTo(QueryStoppedException.Reason.DEADLINE);
      // At the start, when planning, and after some but not all of the eight chunks.
      assertThat(looks.get()).isBetween(6, 9);
      assertThat(cancellation.isStopped()).isTrue();
    }
    // What the helpers had borrowed is whole.
    assertThat(engine.count(ADULT)).isEqualTo(820);
  }

  @Test
  void analysisUnderWay_stopsAtTheDeadline() {
    writeProfiles();
    AtomicLong nanos = new AtomicLong();
    try (ReadView view = view(new Cancellation(5, nanos::getAndIncrement))) {
      assertThatThrownBy(
              () -> view.analyze(Predicate.everyone(), Waterfall.of(Segment.of("s", ADULT))))
          .isInstanceOf(QueryStoppedException.class);
    }
  }

  @Test
  void deadline_isExactAndPositive() {
    AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 3);
    Cancellation cancellation = new Cancellation(10, nanos::get);
    nanos.addAndGet(9);
    assertThat(cancellation.isStopped()).isFalse();
    nanos.addAndGet(1);
    assertThat(cancellation.isStopped()).isTrue();

    assertThat(Cancellation.after(Duration.ofSeconds(Long.MAX_VALUE)).isStopped()).isFalse();
    assertThat(Cancellation.after(Duration.ofDays(1)).isStopped()).isFalse();
    assertThatThrownBy(() -> Cancellation.after(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit must be positive, limit=PT0S");
    assertThatThrownBy(() -> Cancellation.after(Duration.ofMillis(-1)))
        .hasMessage("limit must be positive, limit=PT-0.001S");
  }
}

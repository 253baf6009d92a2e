// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.analysis.Analysis;
import dev.muster.analysis.Breakdown;
import dev.muster.analysis.CrossTabulation;
import dev.muster.analysis.Dimension;
import dev.muster.analysis.Distribution;
import dev.muster.analysis.Funnel;
import dev.muster.analysis.Overlap;
import dev.muster.analysis.Quantity;
import dev.muster.analysis.Rfm;
import dev.muster.analysis.RfmTransition;
import dev.muster.analysis.Waterfall;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.segment.Segment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
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
    write(engine, 1_000);
  }

  /** Ages 0 to 99, a balance of its own each, and a purchase of every tenth. */
  private static void write(SegmentationEngine engine, int profiles) {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < profiles; i++) {
      ProfileId id = ProfileId.of("p" + i);
      operations.add(
          ProfileUpdate.of(id)
              .set(ShopFixture.AGE, i % 100)
              .set(ShopFixture.BALANCE, BigDecimal.valueOf(i)));
      if (i % 10 == 0) {
        operations.add(
            Event.of(id, ShopFixture.PURCHASE, Instant.EPOCH)
                .with(ShopFixture.AMOUNT, BigDecimal.ONE));
      }
    }
    engine.ingest(Batch.of(operations));
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
              v -> v.estimate(ADULT),
              v -> v.analyze(ADULT, Waterfall.of(Segment.of("s", ADULT))),
              v -> v.explain(ADULT, Waterfall.of(Segment.of("s", ADULT))),
              v -> v.profile(ProfileId.of("p1"), 1),
              ReadView::stateHash);
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
    Analysis<?> waterfall = Waterfall.of(Segment.of("s", ADULT));
    Looks whole = new Looks(Integer.MAX_VALUE);
    whole.run(engine, v -> v.analyze(Predicate.everyone(), waterfall));
    // Before and after each of the eight chunks, at least.
    assertThat(whole.count()).isGreaterThan(16);

    Looks half = new Looks(whole.count() / 2);
    QueryStoppedException stopped =
        catchThrowableOfType(
            QueryStoppedException.class,
            () -> half.run(engine, v -> v.analyze(Predicate.everyone(), waterfall)));

    assertThat(stopped.reason()).isEqualTo(QueryStoppedException.Reason.DEADLINE);
    // The other thread may have been in its chunk; the failure itself is looked at once more.
    assertThat(half.count()).isBetween(whole.count() / 2, whole.count() / 2 + 4);
  }

  @Test
  void estimate_looksAfterEachChunk() {
    writeProfiles();
    Looks looks = new Looks(Integer.MAX_VALUE);

    looks.run(engine, view -> view.estimate(ADULT));

    assertThat(looks.count()).isGreaterThanOrEqualTo(8);
  }

  /** Segments are looked after one by one, when planned and in each chunk. */
  @Test
  void manySegments_areLookedAfterOneByOne() {
    try (SegmentationEngine single = singleThreaded()) {
      write(single, 1_000);
      for (Function<List<Segment>, Analysis<?>> kind :
          List.<Function<List<Segment>, Analysis<?>>>of(
              segments -> new Overlap(segments, false), Waterfall::new)) {
        assertThat(looks(single, kind.apply(segments(12))))
            .isEqualTo(looks(single, kind.apply(segments(2))) + 10 * 2);
      }
    }
  }

  private static List<Segment> segments(int count) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      segments.add(Segment.of("s" + i, ShopFixture.AGE.is(i)));
    }
    return segments;
  }

  private static int looks(SegmentationEngine engine, Analysis<?> analysis) {
    Looks looks = new Looks(Integer.MAX_VALUE);
    looks.run(engine, view -> view.analyze(Predicate.everyone(), analysis));
    return looks.count();
  }

  /** What comes after the last chunk is stopped at the first look. */
  @Test
  void answer_stopsAtTheDeadline() {
    try (SegmentationEngine single = singleThreaded()) {
      write(single, 1_000);
      for (Analysis<?> analysis : longAnswers()) {
        Consumer<ReadView> question = view -> view.analyze(Predicate.everyone(), analysis);
        Looks whole = new Looks(Integer.MAX_VALUE);
        whole.run(single, question);
        assertThat(whole.firstInAnswer()).as("%s", analysis).isPositive();

        Looks late = new Looks(whole.firstInAnswer());
        assertThatThrownBy(() -> late.run(single, question))
            .isInstanceOf(QueryStoppedException.class);

        // The failure itself is looked at once more.
        assertThat(late.count()).as("%s", analysis).isEqualTo(whole.firstInAnswer() + 1);
      }
    }
  }

  /** A long list of values is looked after on the way. */
  @Test
  void answerOfManyValues_looksOnTheWay() {
    try (SegmentationEngine single = singleThreaded()) {
      Analysis<?> breakdown = Breakdown.by(Dimension.of(ShopFixture.BALANCE));
      Analysis<?> table = CrossTabulation.of(ShopFixture.BALANCE, ShopFixture.AGE);
      write(single, 1_000);
      int few = looks(single, breakdown);
      int fewCombinations = looks(single, table);

      write(single, 20_000);

      assertThat(looks(single, breakdown)).isEqualTo(few + 4);
      assertThat(looks(single, table)).isEqualTo(fewCombinations + 4);
    }
  }

  private static List<Analysis<?>> longAnswers() {
    return List.of(
        Breakdown.by(Dimension.of(ShopFixture.AGE)),
        Breakdown.by(Dimension.of(ShopFixture.TAGS)),
        Breakdown.by(Dimension.of(ShopFixture.PURCHASE, ShopFixture.CATEGORY)),
        CrossTabulation.of(ShopFixture.AGE, ShopFixture.COUNTRY),
        Distribution.of(Quantity.of(ShopFixture.AGE)),
        Funnel.of(ShopFixture.PURCHASE.then(ShopFixture.PURCHASE)).by(ShopFixture.AGE, 5),
        Rfm.of(ShopFixture.PURCHASE, ShopFixture.AMOUNT),
        RfmTransition.since(Instant.EPOCH, Rfm.of(ShopFixture.PURCHASE, ShopFixture.AMOUNT)));
  }

  private static SegmentationEngine singleThreaded() {
    return ShopFixture.builder(new ManualClock(ShopFixture.NOW)).shards(1).queryThreads(1).open();
  }

  /** A clock that runs on by one with each look at it, and knows where it was looked at from. */
  private static final class Looks {

    private final int limit;
    private final AtomicInteger last = new AtomicInteger(-1);
    private final AtomicInteger firstInAnswer = new AtomicInteger();

    Looks(int limit) {
      this.limit = limit;
    }

    void run(SegmentationEngine engine, Consumer<ReadView> question) {
      Cancellation cancellation = new Cancellation(limit, this::look);
      try (ReadView view = engine.view(ShopFixture.NOW, cancellation)) {
        question.accept(view);
      }
    }

    private long look() {
      int now = last.incrementAndGet();
      boolean inAnswer =
          StackWalker.getInstance()
              .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("answer")));
      if (inAnswer) {
        firstInAnswer.compareAndSet(0, now);
      }
      return now;
    }

    /** How often it was looked at after the start. */
    int count() {
      return last.get();
    }

    /** The number of the first look after the last chunk; 0 if there was none. */
    int firstInAnswer() {
      return firstInAnswer.get();
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

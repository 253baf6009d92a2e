// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.benchmarks.dataset.CustomerSchema;
import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.predicate.TimeRange;
import dev.muster.predicate.Window;
import dev.muster.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every benchmark body, run once on a small data set, answers what a walk over the data set does;
 * so what is measured is the answer to the question, for the engine and for the floor.
 */
class BenchmarkBodiesTest {

  private static final int PROFILES = 10_000;

  /** Enough for sealed runs beside the tails: 80,000 views on one shard. */
  private static final int EVENTS = 100_000;

  private final List<QueryBenchmark> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(QueryBenchmark::close);
  }

  private <B extends QueryBenchmark> B loaded(B benchmark) {
    benchmark.profiles = PROFILES;
    benchmark.events = EVENTS;
    benchmark.shards = 1;
    benchmark.queryThreads = 2;
    benchmark.load();
    open.add(benchmark);
    return benchmark;
  }

  @Test
  void bitmapPredicate_countsBothValues() {
    BitmapPredicateBenchmark benchmark = loaded(new BitmapPredicateBenchmark());

    long expected =
        count(
            benchmark.data,
            profile ->
                benchmark.data.country(profile) == BitmapPredicateBenchmark.WANTED_COUNTRY
                    && benchmark.data.plan(profile) == BitmapPredicateBenchmark.WANTED_PLAN);
    assertThat(expected).isPositive();
    assertThat(benchmark.engine()).isEqualTo(expected);
    assertThat(benchmark.floor()).isEqualTo(expected);
    assertThat(benchmark.roaring()).isEqualTo(expected);
    assertThat(benchmark.roaringCount()).isEqualTo(expected);
  }

  @Test
  void columnScan_countsTheRange() {
    ColumnScanBenchmark benchmark = loaded(new ColumnScanBenchmark());

    long expected =
        count(
            benchmark.data,
            profile ->
                isInside(
                    benchmark.data.lifetimeCents(profile),
                    ColumnScanBenchmark.LOW,
                    ColumnScanBenchmark.HIGH));
    assertThat(expected).isPositive();
    assertThat(benchmark.engine()).isEqualTo(expected);
    assertThat(benchmark.floor()).isEqualTo(expected);
  }

  @Test
  void eventWindow_countsWhoeverViewed() {
    EventWindowBenchmark benchmark = loaded(new EventWindowBenchmark());

    long wholeDays = viewers(benchmark.data, EventWindowBenchmark.DAY_END);
    long cutDays = viewers(benchmark.data, EventWindowBenchmark.AFTERNOON);
    assertThat(wholeDays).isPositive().isNotEqualTo(cutDays);
    assertThat(benchmark.engineWholeDays()).isEqualTo(wholeDays);
    assertThat(benchmark.floorWholeDays()).isEqualTo(wholeDays);
    assertThat(benchmark.engineCutDays()).isEqualTo(cutDays);
    assertThat(benchmark.floorCutDays()).isEqualTo(cutDays);
  }

  @Test
  void eventUnion_findsTheSameWithAndWithoutGroups() {
    EventUnionBenchmark benchmark = new EventUnionBenchmark();
    benchmark.eventsPerDay = 1_000;
    benchmark.days = 30;
    benchmark.fill();

    assertThat(benchmark.groups()).isBetween(20_000, 30_000);
    assertThat(benchmark.withoutGroups()).isEqualTo(benchmark.groups());
    assertThat(benchmark.dayMasks()).isEqualTo(benchmark.groups());
    assertThat(benchmark.dayRoaringBitmaps()).isEqualTo(benchmark.groups());
  }

  private static long viewers(DataSet data, Instant now) {
    TimeRange range = range(EventWindowBenchmark.WINDOW, now);
    Set<Integer> viewers = new HashSet<>();
    for (int event = 0; event < data.eventCount(); event++) {
      if (!data.isPurchase(event) && contains(range, data.epochMillis(event))) {
        viewers.add(data.profile(event));
      }
    }
    return viewers.size();
  }

  @Test
  void countThreshold_countsWhoPurchasedOftenEnough() {
    CountThresholdBenchmark benchmark = loaded(new CountThresholdBenchmark());

    TimeRange range = range(CountThresholdBenchmark.WINDOW, DataSet.END);
    int[] counts = new int[PROFILES];
    for (int event = 0; event < EVENTS; event++) {
      if (benchmark.data.isPurchase(event) && contains(range, benchmark.data.epochMillis(event))) {
        counts[benchmark.data.profile(event)]++;
      }
    }
    long expected =
        count(benchmark.data, profile -> counts[profile] >= CountThresholdBenchmark.TIMES);
    assertThat(expected).isPositive();
    assertThat(benchmark.engine()).isEqualTo(expected);
    assertThat(benchmark.floor()).isEqualTo(expected);
  }

  @Test
  void sum_countsWhoSpentMore() {
    SumBenchmark benchmark = loaded(new SumBenchmark());

    TimeRange range = range(SumBenchmark.WINDOW, DataSet.END);
    long[] cents = new long[PROFILES];
    for (int event = 0; event < EVENTS; event++) {
      if (benchmark.data.isPurchase(event) && contains(range, benchmark.data.epochMillis(event))) {
        cents[benchmark.data.profile(event)] += benchmark.data.amountCents(event);
      }
    }
    long expected =
        count(benchmark.data, profile -> cents[profile] > SumBenchmark.MORE_THAN * 100L);
    assertThat(expected).isPositive();
    assertThat(benchmark.engine()).isEqualTo(expected);
    assertThat(benchmark.floor()).isEqualTo(expected);
  }

  @Test
  void sequence_countsWhoPurchasedSoonAfterAView() {
    SequenceBenchmark benchmark = loaded(new SequenceBenchmark());

    DataSet data = benchmark.data;
    Map<Integer, TreeSet<Long>> views = new HashMap<>();
    for (int event = 0; event < EVENTS; event++) {
      if (!data.isPurchase(event)) {
        views
            .computeIfAbsent(data.profile(event), profile -> new TreeSet<>())
            .add(data.epochMillis(event));
      }
    }
    Set<Integer> expected = new HashSet<>();
    for (int event = 0; event < EVENTS; event++) {
      TreeSet<Long> viewed = views.get(data.profile(event));
      Long latest =
          viewed == null || !data.isPurchase(event) ? null : viewed.floor(data.epochMillis(event));
      if (latest != null
          && data.epochMillis(event) - latest <= SequenceBenchmark.WITHIN.toMillis()) {
        expected.add(data.profile(event));
      }
    }
    assertThat(expected).isNotEmpty();
    assertThat(benchmark.engine()).isEqualTo(expected.size());
    assertThat(benchmark.engineMatching()).isEqualTo(expected.size());
    assertThat(benchmark.floor()).isEqualTo(expected.size());
  }

  @Test
  void undo_countsTheOldValuesAndTheNew() {
    UndoBenchmark benchmark = new UndoBenchmark();
    benchmark.overwritten = PROFILES / 2;
    loaded(benchmark);
    benchmark.overwrite();

    IntPredicate before =
        profile ->
            isInside(benchmark.data.lifetimeCents(profile), UndoBenchmark.LOW, UndoBenchmark.HIGH);
    IntPredicate after =
        profile ->
            profile < benchmark.overwritten
                ? isInside(UndoBenchmark.newCents(profile), UndoBenchmark.LOW, UndoBenchmark.HIGH)
                : before.test(profile);
    assertThat(benchmark.olderEpoch()).isEqualTo(count(benchmark.data, before));
    assertThat(benchmark.newestEpoch()).isEqualTo(count(benchmark.data, after));

    benchmark.closeView();
  }

  @Test
  void profileRead_findsTheSameRecords() {
    ProfileReadBenchmark engine = loaded(new ProfileReadBenchmark());
    ProfileReadBenchmark floor = loaded(new ProfileReadBenchmark());

    for (int i = 0; i < 1_000; i++) {
      Optional<Profile> read = engine.engine();

      assertThat(read).isPresent().isEqualTo(floor.floor());
    }
  }

  @Test
  void ingest_takesEveryEventOfARound() {
    IngestBenchmark benchmark = ingest();
    IngestBenchmark.MadeRound made = new IngestBenchmark.MadeRound();
    made.make(benchmark);

    benchmark.eventsMadeBefore(made);
    long engine = purchaserCount(benchmark);
    benchmark.begin();
    benchmark.events();
    long engineMaking = purchaserCount(benchmark);
    int floorEvents = benchmark.floorEvents();

    Set<Integer> purchasers = new HashSet<>();
    for (int event = 0; event < IngestBenchmark.ROUND; event++) {
      if (benchmark.data.isPurchase(event)) {
        purchasers.add(benchmark.data.profile(event));
      }
    }
    assertThat(engine).isEqualTo(purchasers.size());
    assertThat(engineMaking).isEqualTo(purchasers.size());
    assertThat(benchmark.engine.statistics().events()).isEqualTo(IngestBenchmark.ROUND);
    assertThat(floorEvents).isEqualTo(IngestBenchmark.ROUND);
    assertThat(benchmark.plain.purchaserCount()).isEqualTo(purchasers.size());
    benchmark.close();
  }

  @Test
  void ingest_takesUpdates() {
    IngestBenchmark benchmark = ingest();

    benchmark.updates();

    long missing = benchmark.engine.count(CustomerSchema.LIFETIME_CENTS.missing(), DataSet.END);
    assertThat(missing)
        .isEqualTo(
            count(
                benchmark.data,
                profile -> benchmark.data.lifetimeCents(profile) == DataSet.MISSING));
    assertThat(benchmark.engine.statistics().profiles()).isEqualTo(PROFILES);
    benchmark.close();
  }

  private static IngestBenchmark ingest() {
    IngestBenchmark benchmark = new IngestBenchmark();
    benchmark.profiles = PROFILES;
    benchmark.events = IngestBenchmark.ROUND;
    benchmark.shards = 2;
    benchmark.draw();
    benchmark.begin();
    return benchmark;
  }

  private static long purchaserCount(IngestBenchmark benchmark) {
    return benchmark.engine.count(CustomerSchema.PURCHASE.did(), DataSet.END);
  }

  private static long count(DataSet data, IntPredicate test) {
    return IntStream.range(0, data.profileCount()).filter(test).count();
  }

  private static boolean isInside(int value, int low, int high) {
    return value != DataSet.MISSING && low <= value && value <= high;
  }

  private static TimeRange range(Duration duration, Instant now) {
    return Window.last(duration).at(now.toEpochMilli());
  }

  private static boolean contains(TimeRange range, long epochMillis) {
    return range.fromMillis() <= epochMillis && epochMillis < range.toMillis();
  }
}

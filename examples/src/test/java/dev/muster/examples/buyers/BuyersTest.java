// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.buyers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.SegmentationEngine;
import dev.muster.analysis.Retention;
import dev.muster.analysis.Rfm;
import dev.muster.analysis.RfmGroup;
import dev.muster.examples.buyers.Buyers.Period;
import dev.muster.examples.buyers.PlainBuyers.Purchase;
import dev.muster.examples.buyers.PlainBuyers.Scores;
import dev.muster.examples.load.BatchFeeder;
import dev.muster.examples.rfm.RfmGrid;
import dev.muster.examples.shop.Purchases;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three analyses of generated purchases, and the same by loops over plain collections. */
class BuyersTest {

  private static final int CUSTOMERS = 700;
  private static final int MONTHS = 24;

  /**
   * Times to the minute have few ties and times to the day have many; at the end everybody has
   * bought, before it some have not; a month may be over or not, as the zone has it.
   */
  @ParameterizedTest(name = "seed {0}, to the {1}, {2} to {3} in {4}")
  @CsvSource({
    "1, MINUTES, 2025-07-01T00:00:00Z, 2026-01-01T00:00:00Z, UTC",
    "2, DAYS, 2025-04-01T00:00:00Z, 2026-01-01T00:00:00Z, America/New_York",
    "3, DAYS, 2024-12-24T10:00:00Z, 2025-06-15T12:00:00Z, Asia/Jakarta",
    "4, MINUTES, 2024-07-01T00:00:00Z, 2025-03-01T00:00:00Z, UTC",
    "5, DAYS, 2025-05-05T00:00:00Z, 2025-05-05T00:00:00Z, Europe/Warsaw"
  })
  void answers_agreeWithPlainCollections(
      long seed, ChronoUnit exactness, Instant earlier, Instant now, ZoneId zone) {
    List<Purchase> purchases = purchases(seed, exactness);
    PlainBuyers plain = new PlainBuyers(purchases);
    Instant first = purchases.stream().map(Purchase::time).min(Instant::compareTo).orElseThrow();
    try (SegmentationEngine engine = loaded(purchases)) {
      Buyers buyers = Buyers.ask(engine, new Period(first, earlier, now, zone), MONTHS);

      assertThat(buyers.base()).isEqualTo(CUSTOMERS).isEqualTo(plain.base());
      scoresAgree(buyers, plain, now);
      cohortsAgree(buyers, plain, now, zone);
      transitionsAgree(buyers, plain, earlier, now);
    }
  }

  private static void scoresAgree(Buyers buyers, PlainBuyers plain, Instant now) {
    Map<Scores, Long> profiles = new TreeMap<>(BuyersTest::compare);
    Map<Scores, BigDecimal> spent = new TreeMap<>(BuyersTest::compare);
    Map<RfmGroup, Long> groups = new TreeMap<>();
    plain
        .scores(now)
        .forEach(
            (id, scores) -> {
              profiles.merge(scores, 1L, Long::sum);
              spent.merge(scores, plain.customers(now).get(id).spent(), BigDecimal::add);
              groups.merge(scores.group(), 1L, Long::sum);
            });

    Rfm.Result rfm = buyers.rfm();
    assertThat(rfm.cells()).hasSize(125);
    for (Rfm.Cell cell : rfm.cells()) {
      Scores scores = new Scores(cell.recency(), cell.frequency(), cell.monetary());
      assertThat(cell.profiles()).as("%s", scores).isEqualTo(profiles.getOrDefault(scores, 0L));
      assertThat((BigDecimal) cell.spent())
          .as("%s", scores)
          .isEqualByComparingTo(spent.getOrDefault(scores, BigDecimal.ZERO));
    }
    for (Rfm.Group group : rfm.groups()) {
      assertThat(group.profiles())
          .as("%s", group.name())
          .isEqualTo(groups.getOrDefault(group.name(), 0L));
    }
    long inCells = rfm.cells().stream().mapToLong(Rfm.Cell::profiles).sum();
    assertThat(inCells + rfm.withoutPurchase()).isEqualTo(buyers.base());
    assertThat(rfm.groups().stream().mapToLong(Rfm.Group::profiles).sum()).isEqualTo(inCells);
    gridAddsUp(new RfmGrid(rfm), profiles, inCells);
  }

  /** The 25 fields of the picture are the 125 cells again. */
  private static void gridAddsUp(RfmGrid grid, Map<Scores, Long> profiles, long inCells) {
    long inGrid = 0;
    for (int recency = 1; recency <= Rfm.SCORES; recency++) {
      for (int value = 1; value <= Rfm.SCORES; value++) {
        long expected = 0;
        for (Map.Entry<Scores, Long> cell : profiles.entrySet()) {
          Scores scores = cell.getKey();
          int mean = (int) Math.ceil((scores.frequency() + scores.monetary()) / 2.0);
          if (scores.recency() == recency && mean == value) {
            assertThat(RfmGrid.group(recency, value)).isEqualTo(scores.group());
            expected += cell.getValue();
          }
        }
        assertThat(grid.profiles(recency, value)).isEqualTo(expected);
        inGrid += expected;
      }
    }
    assertThat(inGrid).isEqualTo(inCells);
  }

  private static void cohortsAgree(Buyers buyers, PlainBuyers plain, Instant now, ZoneId zone) {
    Map<YearMonth, List<String>> expected = plain.cohorts(now, zone);
    YearMonth lastMonth = YearMonth.from(now.minusMillis(1).atZone(zone));

    assertThat(buyers.cohorts().all())
        .extracting(Cohorts.Cohort::month)
        .containsExactlyElementsOf(expected.keySet());
    for (Cohorts.Cohort cohort : buyers.cohorts().all()) {
      List<String> customers = expected.get(cohort.month());
      assertThat(cohort.profiles()).as("%s", cohort.month()).isEqualTo(customers.size());
      List<Retention.Interval> intervals = new ArrayList<>();
      for (YearMonth month = cohort.month();
          !month.isAfter(lastMonth);
          month = month.plusMonths(1)) {
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        intervals.add(
            new Retention.Interval(
                plain.boughtAgainIn(customers, month, now, zone), !end.isAfter(now)));
      }
      assertThat(cohort.intervals()).as("%s", cohort.month()).isEqualTo(intervals);
    }
    assertThat(buyers.cohorts().profiles()).isEqualTo(buyers.rfm().buyers());
    assertThat(buyers.cohorts().intervals())
        .isEqualTo(buyers.cohorts().all().get(0).intervals().size());
  }

  private static void transitionsAgree(
      Buyers buyers, PlainBuyers plain, Instant earlier, Instant now) {
    Map<String, RfmGroup> groupThen = plain.groups(earlier);
    Map<String, RfmGroup> groupNow = plain.groups(now);
    long[][] expected = new long[RfmGroup.values().length][RfmGroup.values().length];
    groupThen.forEach((id, then) -> expected[then.ordinal()][groupNow.get(id).ordinal()]++);

    long all = 0;
    for (RfmGroup from : RfmGroup.values()) {
      for (RfmGroup to : RfmGroup.values()) {
        long profiles = buyers.transitions().profiles(from, to);
        assertThat(profiles)
            .as("%s to %s", from, to)
            .isEqualTo(expected[from.ordinal()][to.ordinal()]);
        all += profiles;
      }
    }
    assertThat(all).isEqualTo(buyers.base());
    for (Rfm.Group group : buyers.rfm().groups()) {
      long here = 0;
      for (RfmGroup from : RfmGroup.values()) {
        here += buyers.transitions().profiles(from, group.name());
      }
      assertThat(here).as("all now in %s", group.name()).isEqualTo(group.profiles());
    }
  }

  private static int compare(Scores one, Scores other) {
    return Integer.compare(
        one.recency() * 100 + one.frequency() * 10 + one.monetary(),
        other.recency() * 100 + other.frequency() * 10 + other.monetary());
  }

  private static List<Purchase> purchases(long seed, ChronoUnit exactness) {
    List<Purchase> purchases = new ArrayList<>();
    new Purchases(CUSTOMERS, seed)
        .events()
        .forEachRemaining(
            event ->
                event.forEach(
                    (name, type, value) ->
                        purchases.add(
                            new Purchase(
                                event.profileId().value(),
                                Instant.ofEpochMilli(event.epochMillis()).truncatedTo(exactness),
                                (BigDecimal) value))));
    return purchases;
  }

  private static SegmentationEngine loaded(List<Purchase> purchases) {
    SegmentationEngine engine =
        SegmentationEngine.builder(Purchases.SCHEMA)
            .shards(3)
            .clock(Clock.fixed(Purchases.END, ZoneOffset.UTC))
            .open();
    BatchFeeder feeder = new BatchFeeder(engine);
    for (Purchase purchase : purchases) {
      feeder.add(
          Event.of(ProfileId.of(purchase.customer()), Purchases.PURCHASE, purchase.time())
              .with(Purchases.AMOUNT, purchase.amount()));
    }
    feeder.finish();
    return engine;
  }
}

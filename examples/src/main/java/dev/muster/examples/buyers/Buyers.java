// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.buyers;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.analysis.CalendarUnit;
import dev.muster.analysis.Retention;
import dev.muster.analysis.RetentionInterval;
import dev.muster.analysis.Rfm;
import dev.muster.analysis.RfmTransition;
import dev.muster.analysis.Timeline;
import dev.muster.examples.shop.Purchases;
import dev.muster.predicate.Predicate;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * What the engine tells of the customers: three analyses and their base, of one view.
 *
 * @param period when
 * @param base all profiles
 * @param rfm scores of those who bought
 * @param cohorts of the months of the first purchases, and who bought again
 * @param transitions from group to group
 */
record Buyers(
    Period period, long base, Rfm.Result rfm, Cohorts cohorts, RfmTransition.Result transitions) {

  /**
   * The times that are looked at.
   *
   * @param first no purchase is earlier
   * @param earlier the instant that now is compared with; not after now
   * @param now not before the first purchase; later ones do not count
   * @param zone whose months count
   */
  record Period(Instant first, Instant earlier, Instant now, ZoneId zone) {

    /**
     * The last month that has begun: one that begins just now has only its first instant, and is
     * left out.
     */
    YearMonth lastMonth() {
      YearMonth last = Cohorts.month(now.minusMillis(1), zone);
      YearMonth firstMonth = firstMonth();
      return last.isBefore(firstMonth) ? firstMonth : last;
    }

    YearMonth firstMonth() {
      return Cohorts.month(first, zone);
    }
  }

  /**
   * Asks everything.
   *
   * @param engine knows purchases as {@link Purchases#PURCHASE}
   * @param intervalsMax months after the first purchase at most, its own included
   */
  static Buyers ask(SegmentationEngine engine, Period period, int intervalsMax) {
    // region buyers
    Rfm rfm = Rfm.of(Purchases.PURCHASE, Purchases.AMOUNT);
    RfmTransition transition = RfmTransition.since(period.earlier(), rfm);
    Retention retention =
        Retention.of(
            Purchases.PURCHASE,
            Purchases.PURCHASE,
            Timeline.between(
                period.first(), period.now().plusMillis(1), CalendarUnit.MONTH, period.zone()),
            intervals(period, intervalsMax),
            RetentionInterval.calendar(CalendarUnit.MONTH, period.zone()));

    try (ReadView view = engine.view(period.now())) {
      Predicate everyone = Predicate.everyone();
      return new Buyers(
          period,
          view.count(everyone),
          view.analyze(everyone, rfm),
          Cohorts.of(view.analyze(everyone, retention), period.lastMonth(), period.zone()),
          view.analyze(everyone, transition));
    }
    // endregion
  }

  private static int intervals(Period period, int max) {
    long months = Cohorts.ordinal(period.lastMonth()) - Cohorts.ordinal(period.firstMonth()) + 1;
    return (int) Math.min(months, max);
  }
}

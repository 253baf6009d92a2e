// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.Predicate;
import dev.muster.profile.ProfileUpdate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * What users of other systems have come to expect of first times, regularity and what happens in
 * which order (after the test suite of PostHog and the documentation of CleverTap).
 */
public abstract class HabitMarketCases extends FunnelMarketCases {

  private static final Duration TWO_WEEKS = WEEK.multipliedBy(2);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void p11_firstTimeWithinAWeek() {
    did("p1", 20);
    did("p1", 4);
    did("p2", 4);

    expect(E.first().inLast(WEEK).did(), "p2");
  }

  @Test
  void p12_onceInEachOfThreePeriods() {
    for (int daysAgo : new int[] {0, 3, 6, 9}) {
      did("p1", daysAgo);
    }

    expect(E.regularly(1, 3, 3, Duration.ofDays(3)), "p1");
  }

  /** Months of 30 days: a rolling period is a duration. */
  @Test
  void p13_twiceInTwoMonths() {
    for (int i = 0; i < 20; i++) {
      did("p1", 28 * i);
    }

    expect(E.regularly(2, 2, 3, Duration.ofDays(60)), "p1");
  }

  @Test
  void p14_daysOfAWeek() {
    didOnDays("p1", "0101100");
    didOnDays("p2", "1011010");
    didOnDays("p3", "0100011");

    expect(E.regularly(1, 3, 7, Duration.ofDays(1)), "p1", "p2", "p3");
    expect(E.regularly(1, 3, 3, Duration.ofDays(2)), "p1", "p2");
  }

  /** Today first. */
  private void didOnDays(String profile, String days) {
    for (int day = 0; day < days.length(); day++) {
      if (days.charAt(day) == '1') {
        did(profile, day);
      }
    }
  }

  @Test
  void p15_severalTimesInAPeriod() {
    didInPeriods("p1", 0, 1, 2);
    didInPeriods("p2", 1, 2, 2);

    expect(E.regularly(2, 2, 3, Duration.ofDays(3)), "p2");
    expect(E.regularly(1, 2, 3, Duration.ofDays(3)), "p1", "p2");
  }

  private void didInPeriods(String profile, int... counts) {
    for (int period = 0; period < counts.length; period++) {
      for (int i = 0; i < counts[period]; i++) {
        did(profile, 3 * period + i);
      }
    }
  }

  @Test
  void p16_twiceInEachOfTwoYears() {
    for (int daysAgo : new int[] {2, 1, 400, 401}) {
      did("p1", daysAgo);
    }
    did("p2", 1);
    for (int daysAgo : new int[] {2, 1, 400}) {
      did("p3", daysAgo);
    }
    did("p3", ACTION, 401);

    expect(E.regularly(2, 2, 2, Duration.ofDays(365)), "p1");
  }

  @Test
  void p18_nestedFirstTime() {
    writeP18();

    expect(seen().and(firstActionOfX()), "p1");
  }

  @Test
  void p19_nestedFirstTimeOrAttribute() {
    writeP18();
    write(ProfileUpdate.of("p3").set(EMAIL, "x").set(NAME, "special"));

    expect(seen().or(NAME.is("special")).and(firstActionOfX()), "p1", "p3");
  }

  /** The second is too late with the action; the third has another address and saw no page. */
  private void writeP18() {
    write(ProfileUpdate.of("p1").set(EMAIL, "x"));
    did("p1", 2);
    did("p1", ACTION, 4);
    write(ProfileUpdate.of("p2").set(EMAIL, "x"));
    did("p2", 2);
    did("p2", ACTION, 21);
    write(ProfileUpdate.of("p3").set(EMAIL, "y"));
    did("p3", ACTION, 4);
  }

  private static Predicate seen() {
    return E.inLast(Duration.ofDays(1)).did().or(E.inLast(TWO_WEEKS).did());
  }

  private static Predicate firstActionOfX() {
    return ACTION.first().inLast(TWO_WEEKS).did().and(EMAIL.is("x"));
  }

  /** All three windows hang on one now. */
  @Test
  void ct2_lapsedAfterAGoodStart() {
    for (String profile : new String[] {"p1", "p2", "p3"}) {
      did(profile, LAUNCH, 80);
      for (int i = 0; i < 5; i++) {
        did(profile, SEARCH, 50 + i);
      }
    }
    did("p2", LAUNCH, 10);
    did("p3", LAUNCH, 100);
    Duration from = Duration.ofDays(45);
    Duration to = Duration.ofDays(90);

    expect(
        LAUNCH
            .first()
            .ago(from, to)
            .did()
            .and(SEARCH.ago(from, to).count().atLeast(5))
            .and(LAUNCH.inLast(Duration.ofDays(15)).didNot()),
        "p1");
  }

  /** Enters at the tenth minute and not before; a purchase at 9:59 prevents it, as at 10:00. */
  @Test
  void ct3_abandonedCart() {
    Duration ten = MINUTE.multipliedBy(10);
    did("atTen", ADD_TO_CART, ten);
    did("beforeTen", ADD_TO_CART, ten.minusMillis(1));
    did("bought", ADD_TO_CART, ten.plus(MINUTE));
    did("bought", PURCHASE, MINUTE.plusSeconds(1));
    did("boughtAtTen", ADD_TO_CART, ten.plus(MINUTE));
    did("boughtAtTen", PURCHASE, MINUTE);
    did("boughtLate", ADD_TO_CART, ten.plus(MINUTE));
    did("boughtLate", PURCHASE, MINUTE.minusMillis(1));
    did("boughtOther", PURCHASE, Duration.ofHours(1));

    expect(ADD_TO_CART.thenNot(PURCHASE, ten).did(), "atTen", "boughtLate");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/**
 * What users of other systems have come to expect as time goes by (after the test suites of Apache
 * Unomi, U, and Dittofeed, DF, and the documentation of Braze, B, and Adobe, A): who belongs to a
 * segment is what its predicate says now, whether or not anything was written since. Others have to
 * recalculate, and round windows to a part of their length; ours are exact.
 */
public abstract class ClockMarketCases extends HabitMarketCases {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration TEN_DAYS = Duration.ofDays(10);
  private static final Duration WINDOW = Duration.ofSeconds(500);

  /** A definition looks at the history that was there before it. */
  @Test
  void u28_historyCountsForALaterDefinition() {
    did("p", 3);

    expect(E.inLast(TEN_DAYS).did(), "p");
  }

  @Test
  void u29_notOccurred() {
    write(ProfileUpdate.of("p"));
    expect(E.inLast(TEN_DAYS).didNot(), "p");

    did("p", 3);

    expect(E.inLast(TEN_DAYS).didNot());
  }

  /** Instead of moving the event, time moves: three days old, then fifteen. */
  @Test
  void u30_noRecalculationIsNeeded() {
    write(ProfileUpdate.of("p"));
    expect(E.inLast(TEN_DAYS).did());

    did("p", E, Duration.ofDays(3));

    expect(E.inLast(TEN_DAYS).did(), "p");
    expectAt(NOW.plus(Duration.ofDays(12)), E.inLast(TEN_DAYS).did());
  }

  @Test
  void u33_betweenOneAndTwoInAFixedRange() {
    Predicate oneOrTwo =
        E.between(Instant.parse("2024-07-15T07:00:00Z"), Instant.parse("2025-01-15T07:00:00Z"))
            .count()
            .between(1, 2);
    write(Event.of(ProfileId.of("p"), E, Instant.parse("2024-10-30T00:00:00Z")));
    write(Event.of(ProfileId.of("p"), E, Instant.parse("2024-10-30T00:00:00Z")));

    expect(oneOrTwo, "p");
    expectAt(NOW.plus(Duration.ofDays(400)), oneOrTwo, "p");

    write(Event.of(ProfileId.of("p"), E, Instant.parse("2024-10-30T12:00:00Z")));

    expect(oneOrTwo);
  }

  @Test
  void u35_windowAndOtherValue() {
    Instant lastVisit = NOW.minus(Duration.ofDays(3));
    write(ProfileUpdate.of("p").set(LAST_VISIT, lastVisit).set(EMAIL, "a"));
    Duration twelve = Duration.ofDays(12);

    expect(LAST_VISIT.moreThan(NOW.minus(Duration.ofDays(5))).and(EMAIL.isNot("x")), "p");
    expectAt(
        NOW.plus(twelve),
        LAST_VISIT.moreThan(NOW.plus(twelve).minus(Duration.ofDays(5))).and(EMAIL.isNot("x")));
  }

  @Test
  void u36_twoWithinDays() {
    did("p", E, Duration.ZERO);
    did("p", E, Duration.ZERO);

    expect(E.inLast(TEN_DAYS).count().atLeast(2), "p");
  }

  @Test
  void u37_oneOfTwoIsTooOld() {
    did("p", E, Duration.ZERO);
    did("p", E, TEN_DAYS.plus(DAY));

    expect(E.inLast(TEN_DAYS).count().atLeast(2));
  }

  /** Looked at a day earlier, the second event is yet to come. */
  @Test
  void u38_theFutureDoesNotCount() {
    did("p", E, DAY);
    did("p", E, Duration.ZERO);

    expectAt(NOW.minus(DAY), E.inLast(TEN_DAYS).count().atLeast(2));
    expectAt(NOW.minus(DAY), E.inLast(TEN_DAYS).count().atLeast(1), "p");
    expect(E.inLast(TEN_DAYS).count().atLeast(2), "p");
  }

  @Test
  void u39_fixedRange() {
    write(Event.of(ProfileId.of("p"), E, Instant.parse("2024-06-30T00:00:00Z")));
    Instant to = Instant.parse("2025-01-15T00:00:00Z");

    expect(E.between(Instant.parse("2024-01-15T00:00:00Z"), to).did(), "p");
    expect(E.between(Instant.parse("2024-07-01T00:00:00Z"), to).did());
  }

  @Test
  void df1_valueEntersAndLeaves() {
    write(ProfileUpdate.of("p").set(NAME, "a"));
    expect(NAME.is("b"));

    write(ProfileUpdate.of("p").set(NAME, "b"));
    expect(NAME.is("b"), "p");

    write(ProfileUpdate.of("p").set(NAME, "a"));
    expect(NAME.is("b"));
  }

  /** Leaves with no write at all. */
  @Test
  void df2_windowPasses() {
    did("p", E, Duration.ofSeconds(499));

    expect(E.inLast(WINDOW).did(), "p");
    expectAt(NOW.plusMillis(999), E.inLast(WINDOW).did(), "p");
    expectAt(NOW.plusSeconds(1), E.inLast(WINDOW).did());
  }

  @Test
  void df5_performedZeroTimes() {
    did("p", ACTION, 2);
    for (int hours = 0; hours < 3; hours++) {
      expectAt(NOW.plus(Duration.ofHours(hours)), E.count().is(0), "p");
    }

    did("p", E, Duration.ZERO);

    expect(E.count().is(0));
  }

  @Test
  void df6_performedLessThanTwice() {
    did("once", 2);
    did("twice", 2);
    did("twice", 3);
    did("unrelated", ACTION, 2);

    expect(E.count().lessThan(2), "once", "unrelated");
    expectAt(NOW.plus(DAY), E.count().lessThan(2), "once", "unrelated");
  }

  /**
   * The performer comes back at the very millisecond at which the event is as old as the window.
   */
  @Test
  void df7_performerReenters() {
    did("performer", E, Duration.ZERO);
    did("unrelated", ACTION, Duration.ZERO);
    Predicate none = E.inLast(WINDOW).count().lessThan(1);

    expect(none, "unrelated");
    expectAt(NOW.plus(WINDOW).minusMillis(1), none, "unrelated");
    expectAt(NOW.plus(WINDOW), none, "performer", "unrelated");
  }

  @Test
  void df8_reentersWhenTheFirstAgesOut() {
    did("p", E, Duration.ofSeconds(100));
    did("p", E, Duration.ofSeconds(50));
    Predicate lessThanTwo = E.inLast(WINDOW).count().lessThan(2);

    expect(lessThanTwo);
    expectAt(NOW.plusSeconds(399), lessThanTwo);
    expectAt(NOW.plusSeconds(400), lessThanTwo, "p");
  }

  @Test
  void df9_nestedAndOr() {
    did("both", 2);
    write(ProfileUpdate.of("both").set(NAME, "a").set(EMAIL, "x"));
    did("event", 2);
    write(ProfileUpdate.of("name").set(NAME, "a").set(EMAIL, "y"));
    Predicate did = E.inLast(TEN_DAYS).did();

    expect(NAME.is("a").and(did), "both");
    expect(NAME.is("a").or(did), "both", "event", "name");
    expect(NAME.is("a").and(EMAIL.is("y").or(did)), "both", "name");
    expectAt(NOW.plus(TEN_DAYS), NAME.is("a").and(EMAIL.is("y").or(did)), "name");
  }

  /** Part of a predicate gives the same people as the whole asked in one piece. */
  @Test
  void a1_combiningChangesNoAnswer() {
    did("recent", E, Duration.ofHours(3));
    did("older", 5);
    write(ProfileUpdate.of("recent").set(NAME, "a"));
    write(ProfileUpdate.of("older").set(NAME, "a"));
    Predicate today = E.inLast(DAY).did();

    expect(today, "recent");
    expect(today.and(NAME.is("a")).and(E.inLast(TEN_DAYS).did()), "recent");
    expect(today.or(E.between(NOW.minus(TEN_DAYS), NOW).did()), "older", "recent");
  }

  /** A day is 24 hours to the millisecond; a calendar day is asked for by its own word. */
  @Test
  void b1_aDayIsADay() {
    did("yesterday", E, DAY.minusMillis(1));
    did("dayAgo", E, DAY);
    did("thisMorning", E, Duration.ofHours(14));

    expect(E.inLast(DAY).did(), "thisMorning", "yesterday");
    expect(E.inLastCalendarDays(1, ZoneOffset.UTC).did(), "thisMorning");
    expect(E.inLastCalendarDays(2, ZoneOffset.UTC).did(), "dayAgo", "thisMorning", "yesterday");
  }
}

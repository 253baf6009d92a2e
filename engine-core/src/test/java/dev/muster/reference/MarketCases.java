// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.predicate.Predicate;
import dev.muster.predicate.Window;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/**
 * What users of other systems have come to expect of attributes and, below, of behaviour (after the
 * test suite of PostHog), as a contract suite: every store of profiles passes it. A comment tells
 * where our answer differs, and why. Events lie whole days and one hour ago.
 */
public abstract class MarketCases extends StateMarketCases {

  @Test
  void p1_didWithinAWeek() {
    did("p1", 2);
    did("p2", 9);

    expect(E.inLast(WEEK).did(), "p1");
  }

  /** A window named later replaces the earlier one. */
  @Test
  void p2_explicitDateOverrides() {
    did("p1", 2, "something");
    did("p2", 2);
    did("p2", 5, "something");

    expect(E.where(PROP.is("something")).inLast(WEEK).did(), "p1", "p2");
    expect(
        E.where(PROP.is("something")).inLast(WEEK).since(NOW.minus(3, ChronoUnit.DAYS)).did(),
        "p1");
  }

  @Test
  void p3_countWithinAWeek() {
    did("p1", 2);
    did("p1", 4);
    did("p2", 9);

    expect(E.inLast(WEEK).count().atLeast(1), "p1");
  }

  @Test
  void p4_twoFiltersOfOneEvent() {
    did("p1", 2, "something");
    did("p1", 4, "something");
    did("p2", 2);
    did("p2", 4);

    expect(
        E.where(PROP.is("something"))
            .where(PROP.containsIgnoringCase("SOME"))
            .inLast(WEEK)
            .count()
            .atLeast(1),
        "p1");
  }

  /** Differs: "at most 1 time" includes those who never did. */
  @Test
  void p5_atMostOnce() {
    write(ProfileUpdate.of("p0"));
    did("p1", 2);
    did("p2", 2);
    did("p2", 3);

    expect(E.inLast(WEEK).count().atMost(1), "p0", "p1");
    expect(E.inLast(WEEK).did().and(E.inLast(WEEK).count().atMost(1)), "p1");
  }

  @Test
  void p6_exactCounts() {
    did("p1", 2);
    did("p2", 2);
    did("p3", 2);
    did("p3", 3);

    expect(E.inLast(WEEK).count().is(1).or(E.inLast(WEEK).count().is(2)), "p1", "p2", "p3");
  }

  /** Differs: a count of zero is a question like any other, and the same as "did not". */
  @Test
  void p7_countZero() {
    write(ProfileUpdate.of("p0"));
    did("p1", 2);

    expect(E.inLast(WEEK).count().is(0), "p0");
    expect(E.inLast(WEEK).didNot(), "p0");
  }

  @Test
  void p8_stopped() {
    did("p1", 10);
    did("p2", 3);

    expect(E.stopped(WEEK, WEEK.multipliedBy(2)), "p1");
  }

  @Test
  void p9_crossedWindows() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.ago(WEEK.multipliedBy(2), WEEK))
        .withMessageContaining("from=PT336H to=PT168H");
    assertThatIllegalArgumentException().isThrownBy(() -> E.stopped(WEEK.multipliedBy(2), WEEK));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> E.resumed(WEEK.multipliedBy(2), WEEK, WEEK.multipliedBy(3)));
  }

  @Test
  void p10_restarted() {
    Duration pause = Duration.ofDays(2);
    did("p1", 20);
    did("p1", 1);
    did("p2", 20);
    did("p2", 5);
    did("p2", 1);
    did("p3", 1);

    expect(E.resumed(pause, WEEK, Duration.ofDays(365)), "p1");
  }

  @Test
  void p17_nestedOrAnd() {
    write(ProfileUpdate.of("p1").set(EMAIL, "1"));
    write(ProfileUpdate.of("p2").set(EMAIL, "2"));
    write(ProfileUpdate.of("p3").set(EMAIL, "3").set(NAME, "test3"));
    write(ProfileUpdate.of("p4").set(EMAIL, "3").set(NAME, "test4"));

    expect(
        Predicate.anyOf(EMAIL.is("1").or(EMAIL.is("2")), NAME.is("test3").and(EMAIL.is("3"))),
        "p1",
        "p2",
        "p3");
  }

  @Test
  void p20_unionIncludesProfilesWithoutEvents() {
    did("p1", 2);
    write(ProfileUpdate.of("p2").set(NAME, "x"));
    write(ProfileUpdate.of("p3").set(NAME, "y"));

    expect(E.inLast(WEEK).did().or(NAME.is("x")), "p1", "p2");
  }

  private void did(String profile, int daysAgo, String prop) {
    write(Event.of(ProfileId.of(profile), E, daysAndOneHourAgo(daysAgo)).with(PROP, prop));
  }

  private static Instant daysAndOneHourAgo(int days) {
    return NOW.minus(days, ChronoUnit.DAYS).minus(1, ChronoUnit.HOURS);
  }
}

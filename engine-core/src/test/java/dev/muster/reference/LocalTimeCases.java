// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** Times of day and days of the week, on nights in which clocks change and long ago. */
public abstract class LocalTimeCases extends MarketFixture {

  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void evening_isThatOfTheZone() {
    did("before", "2025-03-04T12:29:59.999Z");
    did("begin", "2025-03-04T12:30:00Z");
    did("last", "2025-03-04T16:59:59.999Z");
    did("end", "2025-03-04T17:00:00Z");

    expect(at("18:00", "22:30", KOLKATA), "begin", "last");
    expect(at("22:30", "18:00", KOLKATA), "before", "end");
    expect(at("12:30", "12:30:00.001", ZoneOffset.UTC), "begin");
  }

  @Test
  void night_spansMidnight() {
    did("dusk", "2025-03-04T22:00:00Z");
    did("midnight", "2025-03-05T00:00:00Z");
    did("dawn", "2025-03-05T05:59:59.999Z");
    did("day", "2025-03-05T06:00:00Z");

    expect(at("22:00", "06:00", ZoneOffset.UTC), "dawn", "dusk", "midnight");
    expect(at("22:00", "00:00", ZoneOffset.UTC), "dusk");
    expect(at("00:00", "06:00", ZoneOffset.UTC), "dawn", "midnight");
  }

  /** At two o'clock of 2024-03-31 the clocks show three. */
  @Test
  void skippedTimes_neverCome() {
    did("before", "2024-03-31T00:59:59.999Z");
    did("after", "2024-03-31T01:00:00Z");

    expect(at("02:00", "03:00", BERLIN));
    expect(at("01:00", "02:00", BERLIN), "before");
    expect(at("03:00", "03:01", BERLIN), "after");
  }

  /** At three o'clock of 2024-10-27 the clocks show two once more. */
  @Test
  void repeatedTimes_countBothTimes() {
    did("first", "2024-10-27T00:30:00Z");
    did("again", "2024-10-27T01:30:00Z");
    did("three", "2024-10-27T02:00:00Z");

    expect(at("02:00", "03:00", BERLIN), "again", "first");
    expect(at("03:00", "04:00", BERLIN), "three");
  }

  @Test
  void weekend_isThatOfTheZone() {
    did("friday", "2025-03-07T18:29:59.999Z");
    did("saturday", "2025-03-07T18:30:00Z");
    did("sunday", "2025-03-09T18:29:59.999Z");
    did("monday", "2025-03-09T18:30:00Z");

    expect(E.onDaysOfWeek(KOLKATA, SATURDAY, SUNDAY).did(), "saturday", "sunday");
    expect(E.onDaysOfWeek(KOLKATA, MONDAY).did(), "monday");
    expect(E.onDaysOfWeek(ZoneOffset.UTC, SUNDAY).did(), "monday", "sunday");
  }

  /** The week runs through 1970; Berlin's clocks were 53 minutes and 28 seconds ahead in 1890. */
  @Test
  void history_hasOffsetsOfItsOwn() {
    did("epoch", "1970-01-01T00:00:00Z");
    did("before", "1969-12-31T23:59:59.999Z");
    did("solar", "1890-01-01T11:06:32Z");
    did("solar early", "1890-01-01T11:06:31.999Z");

    expect(E.onDaysOfWeek(ZoneOffset.UTC, THURSDAY).did(), "epoch");
    expect(E.onDaysOfWeek(BERLIN, THURSDAY).did(), "before", "epoch");
    expect(at("12:00", "12:00:01", BERLIN), "solar");
    expect(E.onDaysOfWeek(BERLIN, WEDNESDAY).did(), "solar", "solar early");
  }

  /** The filter looks at the same event as the others, and leaves the rest to its complement. */
  @Test
  void filters_combine() {
    did("night", "2025-03-05T03:00:00Z");
    did("noon", "2025-03-05T12:00:00Z");
    EventFilter night =
        EventFilter.timeOfDay(LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneOffset.UTC);

    expect(E.where(night.not()).did(), "noon");
    expect(E.where(night.and(EventFilter.dayOfWeek(ZoneOffset.UTC, WEDNESDAY))).did(), "night");
    expect(E.where(night.and(EventFilter.dayOfWeek(ZoneOffset.UTC, MONDAY))).did());
    expect(E.where(night).count().is(0), "noon");
    expect(E.where(night).last().did(), "night");
  }

  private static Predicate at(String from, String to, ZoneId zone) {
    return E.atTimeOfDay(LocalTime.parse(from), LocalTime.parse(to), zone).did();
  }

  private void did(String profile, String time) {
    write(Event.of(ProfileId.of(profile), E, Instant.parse(time)));
  }
}

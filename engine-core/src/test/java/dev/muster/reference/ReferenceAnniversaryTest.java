// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.DateAttribute;
import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import dev.muster.schema.TimestampAttribute;
import dev.muster.schema.TimestampProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** What anniversaries mean, by hand-made examples. */
class ReferenceAnniversaryTest {

  private static final ProfileId ANA = ProfileId.of("ana");
  private static final DateAttribute BIRTHDAY = DateAttribute.of("birthday");
  private static final TimestampAttribute SIGNED_UP = TimestampAttribute.of("signed_up");
  private static final TimestampProperty PAID = TimestampProperty.of("paid");
  private static final EventType PURCHASE = EventType.of("purchase", PAID);
  private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");
  private static final String NOON = "T12:00:00Z";

  private final ReferenceEngine engine =
      new ReferenceEngine(
          Schema.builder().attributes(BIRTHDAY, SIGNED_UP).eventTypes(PURCHASE).build());

  @Test
  void days_beginWithToday() {
    born("1990-03-10");

    assertThat(holds(BIRTHDAY.anniversaryWithinNext(1), "2025-03-10" + NOON)).isTrue();
    assertThat(holds(BIRTHDAY.anniversaryWithinNext(1), "2025-03-09T23:59:59.999Z")).isFalse();
    assertThat(holds(BIRTHDAY.anniversaryWithinNext(2), "2025-03-09" + NOON)).isTrue();
    assertThat(holds(BIRTHDAY.anniversaryWithinNext(365), "2025-03-11" + NOON)).isTrue();
    assertThat(holds(BIRTHDAY.anniversaryWithinNext(364), "2025-03-11" + NOON)).isFalse();
  }

  @Test
  void days_goOnIntoTheNextYear() {
    born("1990-01-02");

    assertThat(holds(BIRTHDAY.anniversaryWithinNext(7), "2025-12-27" + NOON)).isTrue();
    assertThat(holds(BIRTHDAY.anniversaryWithinNext(7), "2025-12-26" + NOON)).isFalse();
  }

  @Test
  void leapDay_fallsOnTheLastOfFebruaryInCommonYears() {
    born("2000-02-29");

    assertThat(holds(BIRTHDAY.anniversaryWithinNext(1), "2025-02-28" + NOON)).isTrue();
    assertThat(holds(BIRTHDAY.anniversaryWithinNext(1), "2025-03-01" + NOON)).isFalse();
    assertThat(holds(BIRTHDAY.anniversaryWithinNext(1), "2024-02-28" + NOON)).isFalse();
    assertThat(holds(BIRTHDAY.anniversaryWithinNext(2), "2024-02-28" + NOON)).isTrue();
    assertThat(holds(BIRTHDAY.anniversaryWithinNext(1), "2100-02-28" + NOON)).isTrue();
  }

  @Test
  void year_doesNotMatterEvenIfItLiesAhead() {
    born("2999-03-11");

    assertThat(holds(BIRTHDAY.anniversaryWithinNext(2), "2025-03-10" + NOON)).isTrue();
  }

  /** Late in the evening of the 10th in UTC it is the 11th in Kolkata. */
  @Test
  void zone_tellsTodayAndTheDateOfATimestamp() {
    String now = "2025-03-10T20:00:00Z";
    born("1990-03-11");
    engine.apply(ProfileUpdate.of(ANA).set(SIGNED_UP, Instant.parse("2020-03-10T19:00:00Z")), 0);

    assertThat(holds(BIRTHDAY.anniversaryWithinNext(1), now)).isFalse();
    assertThat(holds(BIRTHDAY.anniversaryWithinNext(1, KOLKATA), now)).isTrue();
    assertThat(holds(SIGNED_UP.anniversaryWithinNext(1), now)).isTrue();
    assertThat(holds(SIGNED_UP.anniversaryWithinNext(1, KOLKATA), now)).isTrue();
    assertThat(holds(SIGNED_UP.anniversaryWithinNext(1, KOLKATA), "2025-03-10" + NOON)).isFalse();
  }

  @Test
  void subjects_areMeasuresAndPropertiesToo() {
    Instant paid = Instant.parse("2020-03-11T00:00:00Z");
    engine.apply(Event.of(ANA, PURCHASE, paid).with(PAID, paid), paid.toEpochMilli());
    String now = "2025-03-10" + NOON;

    assertThat(holds(PURCHASE.min(PAID).anniversaryWithinNext(2), now)).isTrue();
    assertThat(holds(PURCHASE.min(PAID).anniversaryWithinNext(1), now)).isFalse();
    assertThat(holds(PURCHASE.where(PAID.anniversaryWithinNext(2)).did(), now)).isTrue();
    assertThat(holds(PURCHASE.where(PAID.anniversaryWithinNext(1)).did(), now)).isFalse();
  }

  @Test
  void missing_hasNone() {
    engine.apply(ProfileUpdate.of(ANA), 0);

    assertThat(holds(BIRTHDAY.anniversaryWithinNext(366), "2025-03-10" + NOON)).isFalse();
    assertThat(holds(BIRTHDAY.anniversaryWithinNext(366).not(), "2025-03-10" + NOON)).isTrue();
  }

  private void born(String date) {
    engine.apply(ProfileUpdate.of(ANA).set(BIRTHDAY, LocalDate.parse(date)), 0);
  }

  private boolean holds(Predicate predicate, String now) {
    return engine.matches(ANA, predicate, Instant.parse(now).toEpochMilli());
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.SegmentationEngine;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the guide to testing an integration shows. */
class TrialRemindersTest {

  // region service
  static final StringAttribute STATUS = StringAttribute.of("status");
  static final EventType LOGIN = EventType.of("login");
  static final Schema SCHEMA =
      Schema.builder().attributes(STATUS).trackingChanges(STATUS).eventTypes(LOGIN).build();

  /** Who has been on trial for a week and was not seen for two days. */
  static final Predicate REMIND =
      STATUS
          .is("trial")
          .forAtLeast(Duration.ofDays(7))
          .and(LOGIN.inLast(Duration.ofDays(2)).didNot());

  // endregion

  // region clock
  /** A clock that stands still until a test moves it. */
  static final class ManualClock extends Clock {
    private volatile Instant now = Instant.parse("2026-03-02T12:00:00Z");

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.fixed(now, zone);
    }
  }

  // endregion

  // region scenario
  @Test
  void reminder_isDueAWeekAfterTheTrialBegan_unlessSomebodyWasThere() {
    ManualClock clock = new ManualClock();
    try (SegmentationEngine engine = SegmentationEngine.builder(SCHEMA).clock(clock).open()) {
      engine.update(ProfileUpdate.of("ana").set(STATUS, "trial"));
      engine.update(ProfileUpdate.of("ben").set(STATUS, "trial"));
      engine.update(ProfileUpdate.of("cleo").set(STATUS, "customer"));

      clock.advance(Duration.ofDays(7).minusMillis(1));
      engine.record(Event.of(ProfileId.of("ben"), LOGIN, clock.instant()));
      assertThat(reminded(engine)).isEmpty();

      clock.advance(Duration.ofMillis(1));
      assertThat(reminded(engine)).containsExactly("ana");

      clock.advance(Duration.ofDays(2));
      assertThat(reminded(engine)).containsExactly("ana", "ben");
    }
  }

  private static List<String> reminded(SegmentationEngine engine) {
    try (var audience = engine.audience(REMIND)) {
      return audience.stream().map(ProfileId::value).sorted().toList();
    }
  }
  // endregion
}

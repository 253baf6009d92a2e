// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ReplayClockTest {

  @Test
  void reach_neverGoesBack() {
    ReplayClock clock = new ReplayClock(Instant.ofEpochMilli(100));

    clock.reach(50);
    assertThat(clock.instant()).isEqualTo(Instant.ofEpochMilli(100));

    clock.reach(150);
    assertThat(clock.instant()).isEqualTo(Instant.ofEpochMilli(150));
    assertThat(clock.withZone(ZoneId.of("Asia/Kolkata"))).isSameAs(clock);
  }

  /** One wrong year must not make every other event too old. */
  @Test
  void reach_staysWithinTheLimit() {
    Instant limit = Instant.parse("2026-03-02T12:00:00Z");
    ReplayClock clock = new ReplayClock(Instant.EPOCH, Clock.fixed(limit, ZoneOffset.UTC));

    clock.reach(Instant.parse("9999-01-01T00:00:00Z").toEpochMilli());
    assertThat(clock.instant()).isEqualTo(limit);

    ReplayClock ahead = new ReplayClock(limit.plusSeconds(1), Clock.fixed(limit, ZoneOffset.UTC));
    ahead.reach(limit.plusSeconds(2).toEpochMilli());
    assertThat(ahead.instant()).isEqualTo(limit.plusSeconds(1));

    ReplayClock world = new ReplayClock(Instant.EPOCH);
    world.reach(Instant.parse("9999-01-01T00:00:00Z").toEpochMilli());
    assertThat(world.instant()).isBefore(Instant.parse("9999-01-01T00:00:00Z"));
  }
}

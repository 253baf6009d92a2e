// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ManualClockTest {

  private final ManualClock clock = new ManualClock(Instant.EPOCH);

  @Test
  void instant_standsStillUntilMoved() {
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    assertThat(clock.advance(Duration.ofMillis(5))).isEqualTo(Instant.ofEpochMilli(5));
    assertThat(clock.millis()).isEqualTo(5);

    clock.set(Instant.ofEpochMilli(-1));

    assertThat(clock.instant()).isEqualTo(Instant.ofEpochMilli(-1));
  }

  @Test
  void withZone_movesWithTheClock() {
    Clock there = clock.withZone(ZoneId.of("Asia/Kolkata"));

    clock.advance(Duration.ofHours(1));

    assertThat(there.instant()).isEqualTo(clock.instant());
    assertThat(there.getZone()).isEqualTo(ZoneId.of("Asia/Kolkata"));
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
  }
}

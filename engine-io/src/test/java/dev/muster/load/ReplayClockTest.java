// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
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
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SnapshotPolicyTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final SnapshotPolicy POLICY = new SnapshotPolicy(1_000, HOUR);

  @Test
  void nothingWritten_isNeverDue() {
    assertThat(POLICY.isDue(0, 0, Duration.ofDays(1_000))).isFalse();
  }

  @Test
  void muchWritten_isDue() {
    assertThat(POLICY.isDue(999, 0, Duration.ZERO)).isFalse();
    assertThat(POLICY.isDue(1_000, 0, Duration.ZERO)).isTrue();
  }

  @Test
  void lessThanTheLastSnapshotTook_isNotMuch() {
    assertThat(POLICY.isDue(4_999, 5_000, Duration.ZERO)).isFalse();
    assertThat(POLICY.isDue(5_000, 5_000, Duration.ZERO)).isTrue();
    assertThat(POLICY.isDue(999, 10, Duration.ZERO)).isFalse();
  }

  @Test
  void age_isDueOnceAnythingIsWritten() {
    assertThat(POLICY.isDue(1, 5_000, HOUR.minusNanos(1))).isFalse();
    assertThat(POLICY.isDue(1, 5_000, HOUR)).isTrue();
  }

  @Test
  void never_isNotDue() {
    assertThat(SnapshotPolicy.NEVER.isDue(1L << 60, 0, Duration.ofDays(300_000))).isFalse();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class SeedProviderTest {

  @Test
  void seeds_areTheSameInEveryRun() {
    assertThat(SeedProvider.seeds("test", 3))
        .containsExactly(SeedProvider.seeds("test", 3).boxed().toArray(Long[]::new))
        .doesNotHaveDuplicates();
  }

  @Test
  void seeds_differBetweenTests() {
    assertThat(SeedProvider.seeds("test", 3).boxed())
        .doesNotContain(SeedProvider.seeds("other", 3).boxed().toArray(Long[]::new));
  }

  @SeededTest(count = 2)
  void seed_showsInTheDisplayName(long seed, TestInfo info) {
    assertThat(info.getDisplayName()).isEqualTo("-Dtest.seed=" + seed);
  }
}

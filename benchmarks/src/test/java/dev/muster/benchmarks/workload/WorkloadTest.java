// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The small workload is the one that answers are known for, and Muster gives those answers. */
class WorkloadTest {

  private static Workload workload;
  private static SegmentationEngine engine;

  @BeforeAll
  static void load() {
    workload = Workload.of(100_000, 1_000_000);
    engine =
        SegmentationEngine.builder(Workload.SCHEMA)
            .clock(Clock.fixed(Workload.END, ZoneOffset.UTC))
            .open();
    workload.loadProfiles(engine);
    workload.loadEvents(engine);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void workload_isBitForBitTheOneThatIsDescribed() {
    assertThat(workload.fingerprint()).isEqualTo(0x343a3ca3ca41a721L);
  }

  @ParameterizedTest
  @EnumSource
  void everyAnswer_isTheKnownOne(Question question) {
    try (ReadView view = engine.view(Workload.END)) {
      assertThat(question.ask(view)).isEqualTo(question.small());
    }
  }
}

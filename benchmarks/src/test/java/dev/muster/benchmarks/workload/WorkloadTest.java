// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
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

  @Test
  void identifiers_haveSixteenBytes() {
    for (int profile : new int[] {0, 99_999, Integer.MAX_VALUE}) {
      assertThat(Workload.id(profile).value().getBytes(StandardCharsets.UTF_8)).hasSize(16);
    }
  }

  @Test
  void memoryTable_tellsWhatAProfileAndAnEventTake() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    MemoryTable.print(engine.statistics(), new PrintStream(bytes, true, StandardCharsets.UTF_8));

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .containsPattern("\\| directory \\| [0-9.]+ \\| [0-9]+\\.[0-9]{2} \\|  \\|")
        .containsPattern("\\| events \\| [0-9.]+ \\|  \\| [0-9]+\\.[0-9]{2} \\|")
        .containsPattern("\\| a profile in all \\| [0-9.]+ \\| [0-9]+\\.[0-9]{2} \\|  \\|");
  }

  @ParameterizedTest
  @EnumSource
  void everyAnswer_isTheKnownOne(Question question) {
    try (ReadView view = engine.view(Workload.END)) {
      assertThat(question.ask(view)).isEqualTo(question.small());
    }
  }

  @ParameterizedTest
  @EnumSource
  void counted_comesToTheKnownAnswerToo(Question question) {
    assertThat(engine.counts(question.counted(), Workload.END)).isEqualTo(question.small());
  }

  @Test
  void stagedLoad_writesTheSame() throws InterruptedException {
    Workload small = Workload.of(2_000, 20_000);
    try (SegmentationEngine whole = SegmentationEngine.builder(Workload.SCHEMA).open();
        SegmentationEngine staged = SegmentationEngine.builder(Workload.SCHEMA).open()) {
      small.loadProfiles(whole);
      small.loadEvents(whole);

      List<StagedLoad.Stage> stages = StagedLoad.load(staged, 2_000, 20_000, 4);

      assertThat(staged.stateHash()).isEqualTo(whole.stateHash());
      assertThat(stages).extracting(StagedLoad.Stage::count).containsExactly(2_000, 20_000);
    }
  }
}

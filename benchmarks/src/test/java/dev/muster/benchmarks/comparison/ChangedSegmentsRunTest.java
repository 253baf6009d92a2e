// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.benchmarks.report.Machine;
import dev.muster.benchmarks.workload.ChangedSegments;
import dev.muster.benchmarks.workload.SegmentText;
import dev.muster.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChangedSegmentsRunTest {

  private static final ChangedOptions OPTIONS =
      ChangedOptions.of(List.of("small", "--families", "20", "--steps", "10", "--passes", "2"));

  private static final Map<SegmentEntrant, SegmentContestant> CONTESTANTS =
      new EnumMap<>(SegmentEntrant.class);

  @BeforeAll
  static void load() throws Exception {
    // More than Lucene's default policy asks for before it caches anything of an index.
    Workload workload = Workload.of(12_000, 120_000);
    for (SegmentEntrant entrant : SegmentEntrant.values()) {
      CONTESTANTS.put(entrant, entrant.open(workload));
    }
  }

  @AfterAll
  static void close() throws Exception {
    for (SegmentContestant contestant : CONTESTANTS.values()) {
      contestant.close();
    }
  }

  @Test
  void run_comesToTheSameCountsWithAndWithoutCaches() throws Exception {
    Map<SegmentEntrant, ChangedSegmentsRun.Counter> counters = new EnumMap<>(SegmentEntrant.class);
    CONTESTANTS.forEach(
        (entrant, contestant) -> counters.put(entrant, order -> SegmentPass.of(contestant, order)));

    ChangedReport report = ChangedSegmentsRun.run(OPTIONS, Machine.now("abc"), counters);

    assertThat(report.text())
        .contains("Commit abc.", "## Changed: 200 segments a pass, each asked once, 2 passes")
        .contains("## Repeated: 10 segments a pass", "| Lucene, eager cache |");
    assertThat(report.csv().lines()).hasSize(1 + 2 * 2 * SegmentEntrant.values().length);
    for (SegmentEntrant entrant : SegmentEntrant.values()) {
      boolean cached = entrant != SegmentEntrant.MUSTER && entrant != SegmentEntrant.LUCENE;
      CacheUse use = CONTESTANTS.get(entrant).cacheUse();
      assertThat(use.hits() > 0).as("%s %s", entrant, use).isEqualTo(cached);
    }
  }

  @Test
  void run_refusesOtherCounts() {
    Map<SegmentEntrant, ChangedSegmentsRun.Counter> counters = new EnumMap<>(SegmentEntrant.class);
    CacheUse unused = new CacheUse(0, 0);
    counters.put(
        SegmentEntrant.MUSTER, order -> new SegmentPass(List.of(1L), List.of(1.0), unused));
    counters.put(
        SegmentEntrant.LUCENE, order -> new SegmentPass(List.of(2L), List.of(1.0), unused));

    assertThatThrownBy(() -> ChangedSegmentsRun.run(OPTIONS, Machine.now("abc"), counters))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("contestant=LUCENE, segment=", " and ", "expected=1, count=2");
  }

  @Test
  void pass_refusesACountThatChanges() {
    List<Long> counts = new ArrayList<>(List.of(5L, 6L));
    SegmentContestant changing =
        new SegmentContestant() {
          @Override
          public List<Counting> prepare(ChangedSegments segments) {
            return List.of(() -> counts.remove(0));
          }

          @Override
          public CacheUse cacheUse() {
            return new CacheUse(0, 0);
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(
            () ->
                SegmentPass.of(changing, new SegmentPass.Order(new ChangedSegments(1, 1, 1), 1, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("segment=0, first=5, again=6");
  }

  @Test
  void order_isReadAsItWasWritten() {
    SegmentPass.Order order = new SegmentPass.Order(new ChangedSegments(-7, 3, 4), 5, 6);

    assertThat(SegmentPass.Order.of(order.line())).isEqualTo(order);
  }

  @Test
  void changedSegments_areDifferentAndDrawnAgain() {
    ChangedSegments segments = new ChangedSegments(3, 10, 20);

    List<String> texts = segments.in(new SegmentText());

    assertThat(texts).hasSize(200).isEqualTo(segments.in(new SegmentText()));
    // Now and then a test is drawn that was there already.
    assertThat(new HashSet<>(texts)).hasSizeGreaterThan(190);
  }

  @Test
  void options_refuseWhatTheyDoNotKnow() {
    assertThatThrownBy(() -> ChangedOptions.of(List.of("small", "--rounds", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown option=--rounds", "usage: ChangedSegmentsRun");
    assertThatThrownBy(() -> ChangedOptions.of(List.of("huge")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("size=huge");
    assertThatThrownBy(() -> ChangedOptions.of(List.of("small", "--passes", "0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("passes=0");
  }
}

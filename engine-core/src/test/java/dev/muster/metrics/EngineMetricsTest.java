// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever an observer is told becomes figures. */
class EngineMetricsTest {

  private final List<String> figures = new ArrayList<>();
  private final Set<Measure> seen = EnumSet.noneOf(Measure.class);
  private final EngineMetrics metrics =
      (measure, value) -> {
        figures.add(measure + " " + value);
        seen.add(measure);
      };

  private static QueryDone query(QueryKind kind, QueryDone.Outcome outcome) {
    return new QueryDone(kind, outcome, () -> "text", 3, 4, 5);
  }

  @Test
  void everyMeasure_isMadeOfSomething() {
    for (QueryKind kind : QueryKind.values()) {
      metrics.queryBegun(kind);
      metrics.queryDone(query(kind, QueryDone.Outcome.ANSWERED));
    }
    metrics.queryDone(query(QueryKind.COUNT, QueryDone.Outcome.STOPPED));
    metrics.epochPublished(new EpochPublished(1, 2, 3, 4, 5, 6, 7));
    metrics.batchRefused(new BatchRefused(Optional.empty(), 8));
    metrics.writeWaited(new WriteWaited(9));
    metrics.journalAppended(new JournalAppended(1, 10));
    metrics.journalForced(new JournalForced(1, 11));
    metrics.idleWorkDone(new IdleWorkDone(12, 13, 14));
    metrics.snapshotDone(new SnapshotDone(1, 15, 16, 17, Optional.empty()));
    metrics.snapshotDone(SnapshotDone.failed(new IllegalStateException(), 18));
    metrics.recoveryDone(new RecoveryDone(1, 1, 19, 20, 21));
    metrics.engineFailed(new EngineFailed(new IllegalStateException(), false));
    metrics.engineClosed();

    assertThat(seen).isEqualTo(EnumSet.allOf(Measure.class));
    assertThat(figures)
        .contains(
            "COUNT_NANOS 5",
            "STATE_HASH_NANOS 5",
            "QUERIES_UNANSWERED 1",
            "EPOCH_NANOS 7",
            "EPOCH_WRITES 2",
            "OPERATIONS_APPLIED 3",
            "OPERATIONS_DUPLICATE 4",
            "OPERATIONS_EXPIRED 5",
            "ROWS_PURGED 6",
            "BATCHES_REFUSED 1",
            "QUEUE_WAIT_NANOS 9",
            "JOURNAL_BYTES 10",
            "FORCE_NANOS 11",
            "COLUMNS_SETTLED 12",
            "TAILS_SEALED 13",
            "IDLE_WORK_NANOS 14",
            "SNAPSHOT_BYTES 15",
            "SNAPSHOT_PIN_NANOS 16",
            "SNAPSHOT_NANOS 17",
            "SNAPSHOT_FAILURES 1",
            "RECOVERY_SNAPSHOT_NANOS 20",
            "RECOVERY_NANOS 21",
            "ENGINE_FAILURES 1");
  }

  @Test
  void whatDidNotHappen_isNoFigure() {
    metrics.epochPublished(new EpochPublished(1, 0, 0, 0, 0, 0, 7));
    metrics.queryDone(query(QueryKind.COUNT, QueryDone.Outcome.FAILED));

    assertThat(figures).containsExactly("EPOCH_NANOS 7", "EPOCH_WRITES 0", "QUERIES_UNANSWERED 1");
  }
}

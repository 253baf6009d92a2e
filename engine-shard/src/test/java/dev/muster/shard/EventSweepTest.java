// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import dev.muster.shard.epoch.Horizon;
import org.junit.jupiter.api.Test;

class EventSweepTest {

  private static final int TYPES = 3;

  /**
   * Of one type and chunk: unsealed and straddling, so that three of them are enough for an epoch.
   */
  private static final int EVENTS = 10_000;

  private final SchemaLayout layout =
      SchemaLayout.of(
          Schema.builder()
              .eventTypes(EventType.of("a"), EventType.of("b"), EventType.of("c"))
              .build());
  private final Shard shard = new Shard(1 << 20);
  private final OperationList list = new OperationList();
  private long epoch;

  /** Of each type and chunk so many events, at the instants 0, 1, 2 and so on. */
  private void fill(int chunks) {
    for (int row = 0; row < chunks << 16; row += row % 65_536 == 0 ? 65_535 : 1) {
      list.create(row, row);
    }
    for (int chunk = 0; chunk < chunks; chunk++) {
      for (int type = 0; type < TYPES; type++) {
        for (int i = 0; i < EVENTS; i++) {
          list.event(chunk << 16, type, i, 0, new long[0], 0);
        }
      }
    }
    apply();
  }

  private void apply() {
    epoch++;
    shard.apply(epoch, new Horizon(epoch - 1, epoch - 1), layout, list);
    list.clear();
  }

  private long events() {
    return shard.size(epoch).events();
  }

  @Test
  void events_goAPieceAtATimeUntilAllAreGone() {
    fill(4);
    int steps = 0;
    long before = events();
    while (shard.mayHaveEventsBefore(EVENTS - 100)) {
      list.expire(EVENTS - 100);
      apply();
      steps++;
      assertThat(events()).isGreaterThanOrEqualTo(before - 3 * EVENTS);
      before = events();
    }

    assertThat(steps).isBetween(4, 6);
    assertThat(events()).isBetween(4L * TYPES * 100, 4L * TYPES * 200);
  }

  /** Neither those before nor those after the place where the way was are forgotten. */
  @Test
  void instantThatRisesOnTheWay_isThatOfAllChunks() {
    fill(4);
    list.expire(EVENTS / 2);
    apply();
    assertThat(shard.mayHaveEventsBefore(EVENTS / 2)).isTrue();

    int steps = 0;
    while (shard.mayHaveEventsBefore(EVENTS)) {
      list.expire(EVENTS);
      apply();
      steps++;
    }

    assertThat(events()).isZero();
    assertThat(steps).isLessThan(12);
    assertThat(shard.mayHaveEventsBefore(EVENTS)).isFalse();
    assertThat(shard.size(epoch).eventBytes()).isZero();
  }

  @Test
  void emptyShard_hasNothingToDrop() {
    assertThat(shard.mayHaveEventsBefore(Long.MAX_VALUE)).isFalse();
    list.expire(5);
    apply();
    assertThat(events()).isZero();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import dev.muster.shard.epoch.Horizon;
import dev.muster.shard.event.EventSeries;
import org.junit.jupiter.api.Test;

/** What becomes of the tails of a shard while nothing is waiting. */
class SettledEventsTest {

  private static final int EVENTS = 1_000;

  private final SchemaLayout layout =
      SchemaLayout.of(Schema.builder().eventTypes(EventType.of("a"), EventType.of("b")).build());

  private Shard filled() {
    Shard shard = new Shard(EventSeries.SEAL_EVENTS);
    OperationList list = new OperationList();
    list.create(0, 0);
    for (int i = 0; i < EVENTS; i++) {
      list.event(0, 0, i, 0, new long[0], 0);
      list.event(0, 1, i, 0, new long[0], 0);
    }
    shard.apply(1, new Horizon(0, 0), layout, list);
    return shard;
  }

  private static int runs(Shard shard, int type) {
    EventSeries series = shard.chunks()[0].series(type);
    return series == null ? 0 : series.view(1).runs().size();
  }

  @Test
  void settleEvents_sealsOneSeriesAtATime() {
    Shard shard = filled();
    long before = shard.size(1).eventBytes();

    assertThat(shard.settleEvents()).isTrue();
    assertThat(runs(shard, 0) + runs(shard, 1)).isEqualTo(1);
    assertThat(shard.settleEvents()).isFalse();

    assertThat(runs(shard, 0) + runs(shard, 1)).isEqualTo(2);
    assertThat(shard.size(1).events()).isEqualTo(2 * EVENTS);
    assertThat(shard.size(1).eventBytes()).isLessThan(before / 2);
    assertThat(shard.settleEvents()).isFalse();
  }

  @Test
  void restoredTails_areSealedToo() {
    Shard restored = new Shard(EventSeries.SEAL_EVENTS);
    restored.restore(filled().chunks());

    while (restored.settleEvents()) {
      // One after the other.
    }

    assertThat(runs(restored, 0) + runs(restored, 1)).isEqualTo(2);
  }
}

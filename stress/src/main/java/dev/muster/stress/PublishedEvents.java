// SPDX-License-Identifier: Apache-2.0
package dev.muster.stress;

import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.event.RowEvents;

/**
 * Events of one row, written and published in epochs the way a shard writer does: event i has the
 * value i, counted from 1, and the first is published at epoch 1.
 */
final class PublishedEvents {

  private static final int ROW = 5;

  final Epochs epochs = new Epochs();
  private final EventSeries series;
  private final long[] value = new long[1];
  private int last;

  /** One event, in a series that seals its tail at {@code sealEvents}. */
  PublishedEvents(int sealEvents) {
    series = new EventSeries(sealEvents);
    appendAndPublish(1, 1);
  }

  /** Writes the events up to {@code upTo} in the open epoch, and publishes it. Writer. */
  void appendAndPublish(long openEpoch, int upTo) {
    while (last < upTo) {
      value[0] = ++last;
      series.append(openEpoch, epochs.minRead(), ROW, last, 1, value, 0);
    }
    epochs.publish(openEpoch);
  }

  /** How many events there are at {@code epoch}. Reader. */
  long count(long epoch) {
    return series.view(epoch).eventCount();
  }

  /** Their values added up. Reader. */
  long sum(long epoch) {
    RowEvents events = series.view(epoch).eventsOfRow(ROW);
    long sum = 0;
    for (int i = 0; i < events.count(); i++) {
      sum += events.value(0, i);
    }
    return sum;
  }
}

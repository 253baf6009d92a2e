// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import dev.muster.shard.event.EventBlock;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.event.EventView;
import dev.muster.shard.scan.RowMask;
import java.util.SplittableRandom;

/**
 * Events of one type in one chunk, with an amount each: spread evenly over 90 days and over the
 * rows, sealed into runs but for a few of the last ones.
 */
final class ChunkEvents {

  private static final long DAY_MILLIS = 86_400_000;
  private static final long DAYS = 90;

  private final EventView view;
  private final long[] values = new long[EventBlock.BATCH_EVENTS];

  /** So many, with amounts below {@code amountEnd}. */
  ChunkEvents(int count, int amountEnd) {
    SplittableRandom random = new SplittableRandom(1);
    EventSeries series = new EventSeries(EventSeries.SEAL_EVENTS);
    long[] amount = new long[1];
    for (long i = 0; i < count; i++) {
      amount[0] = random.nextInt(amountEnd);
      long time = i * DAYS * DAY_MILLIS / count;
      series.append(1, 0, random.nextInt(RowMask.ROWS), time, 1, amount, 0);
    }
    series.settle();
    view = series.view(1);
  }

  EventView view() {
    return view;
  }

  int count() {
    int count = 0;
    for (int i = 0; i < view.blockCount(); i++) {
      count += view.block(i).eventCount();
    }
    return count;
  }

  /** Takes the rows of events that are stored together; must not keep or change the array. */
  @FunctionalInterface
  interface Rows {
    void accept(char[] rows, int count);
  }

  /** Hands over the rows of all events, block by block. */
  void forEachBlock(Rows consumer) {
    for (int i = 0; i < view.blockCount(); i++) {
      EventBlock block = view.block(i);
      consumer.accept(block.rows(), block.eventCount());
    }
  }

  /** Takes an event. */
  @FunctionalInterface
  interface Amounts {
    void accept(int row, long amount);
  }

  /** Hands over all events, unpacked some thousand at a time. */
  void forEachAmount(Amounts consumer) {
    for (int i = 0; i < view.blockCount(); i++) {
      EventBlock block = view.block(i);
      char[] rows = block.rows();
      for (int from = 0; from < block.eventCount(); from += values.length) {
        int size = Math.min(values.length, block.eventCount() - from);
        block.loadValues(0, from, size, values);
        for (int k = 0; k < size; k++) {
          consumer.accept(rows[from + k], values[k]);
        }
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.objects.ObjectArrayList;

/**
 * The events of one row, in order of (time, arrival): to show one profile, newest first by counting
 * down. Confined to one thread; valid as long as the view it came from.
 */
public final class RowEvents {

  private final ObjectArrayList<EventBlock> blocks = new ObjectArrayList<>();
  private final IntArrayList indexes = new IntArrayList();
  private final LongArrayList times = new LongArrayList();
  private int[] order = {};

  private RowEvents() {}

  static RowEvents of(EventView view, int row) {
    RowEvents events = new RowEvents();
    for (int b = 0; b < view.blockCount(); b++) {
      EventBlock block = view.block(b);
      boolean sorted = block instanceof EventRun;
      int index = block instanceof EventRun run ? run.lowerBound(row, 0) : 0;
      for (; index < block.eventCount(); index++) {
        if (block.row(index) == row) {
          events.blocks.add(block);
          events.indexes.add(index);
          events.times.add(block.time(index));
        } else if (sorted) {
          break;
        }
      }
    }
    int count = events.times.size();
    events.order = EventOrder.sort(new char[count], events.times.elements(), count);
    return events;
  }

  /** How many events. */
  public int count() {
    return order.length;
  }

  /** Time of event {@code i}. */
  public long time(int i) {
    return times.getLong(order[i]);
  }

  /** Whether event {@code i} has {@code property}. */
  public boolean has(int property, int i) {
    return blocks.get(order[i]).has(property, indexes.getInt(order[i]));
  }

  /** The code of {@code property} of event {@code i}; means nothing if the event lacks it. */
  public long value(int property, int i) {
    return blocks.get(order[i]).value(property, indexes.getInt(order[i]));
  }
}

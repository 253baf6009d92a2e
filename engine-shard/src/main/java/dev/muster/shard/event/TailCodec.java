// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How the tail of a view is written and read back; docs/formats/snapshot.md has the bytes.
 *
 * <p>Whoever holds a view may write it while the writer of the series goes on: events below the
 * size of the view never change again, and the view keeps its arrays ({@link EventTail}).
 */
public final class TailCodec {

  /** A tail doubles once more before it is sealed. */
  private static final int EVENTS_MAX = Integer.MAX_VALUE / 2 - 8;

  private TailCodec() {}

  /** Writes the events of {@code view} that are not in its runs, in order of arrival. O(events). */
  public static void write(EventView view, BlockOutput out) throws IOException {
    EventTail tail = view.tail();
    int count = view.tailSize();
    out.writeVarint(count);
    if (count == 0) {
      return;
    }
    out.writeChars(tail.rows, count);
    PackedLongs.of(tail.times, count).write(count, out);
    int[] arrival = new int[count];
    Arrays.setAll(arrival, i -> i);
    @Nullable RunColumn[] columns = new RunColumn[tail.columns.length];
    for (int p = 0; p < columns.length; p++) {
      columns[p] = tail.hasProperty(p) ? RunColumn.of(tail, p, arrival, 0, count) : null;
    }
    RunCodec.writeColumns(columns, count, out);
  }

  /** A tail that is full of the events that were written. O(events). */
  static EventTail read(BlockInput in) throws IOException {
    int count = in.readCount(0, EVENTS_MAX, "events of a tail");
    if (count == 0) {
      return EventTail.EMPTY;
    }
    char[] rows = in.readChars(count);
    PackedLongs packedTimes = PackedLongs.read(count, in, "times");
    @Nullable RunColumn[] packed = RunCodec.readColumns(count, in);
    long[] times = new long[count];
    packedTimes.unpack(0, count, times, 0);
    long[] presence = new long[count];
    long[][] columns = new long[packed.length][];
    for (int p = 0; p < packed.length; p++) {
      RunColumn column = packed[p];
      columns[p] = column == null ? EventTail.ABSENT : new long[count];
      if (column != null) {
        column.values().unpack(0, count, columns[p], 0);
        for (int i = 0; i < count; i++) {
          presence[i] |= column.has(i) ? 1L << p : 0;
        }
      }
    }
    return new EventTail(rows, times, presence, columns);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How a sealed run is written and read back; docs/formats/snapshot.md has the bytes.
 *
 * <p>A run is immutable, so it may be written by any thread at any time, whatever the writer of its
 * series does. Costs about what copying the arrays does.
 */
public final class RunCodec {

  /** A presence word has a bit for each property. */
  private static final int PROPERTIES_MAX = Long.SIZE;

  /** Some virtual machines have no longer arrays. */
  private static final int EVENTS_MAX = Integer.MAX_VALUE - 8;

  /** Spans of 2^62 days hold all times there are. */
  private static final int EXPONENT_MAX = 62;

  private RunCodec() {}

  /** Writes {@code run}. O(events). */
  public static void write(EventRun run, BlockOutput out) throws IOException {
    int count = run.eventCount();
    out.writeVarint(count);
    out.writeByte(run.span().exponent());
    out.writeSigned(run.span().index());
    out.writeChars(run.rows(), count);
    run.times().write(count, out);
    writeColumns(run.columns(), count, out);
  }

  /**
   * Reads a run, in which everything holds that a reader of events relies on. What codes mean is
   * not known here: whoever knows the properties compares {@link EventRun#maxValue} with their
   * dictionaries. O(events).
   *
   * @throws dev.muster.shard.file.DamagedFileException if no run can have been written so
   */
  public static EventRun read(BlockInput in) throws IOException {
    int count = in.readCount(1, EVENTS_MAX, "events of a run");
    int exponent = in.readByte();
    if (exponent > EXPONENT_MAX) {
      throw in.damaged(
          "exponent of a span must be in [0, " + EXPONENT_MAX + "], found " + exponent);
    }
    DaySpan span = new DaySpan(exponent, in.readSigned());
    char[] rows = in.readChars(count);
    PackedLongs times = PackedLongs.read(count, in, "times");
    if (!span.contains(times.min()) || !span.contains(times.max())) {
      throw in.damaged("all times of a run must lie in its span, " + span);
    }
    requireOrder(rows, times, in);
    return EventRun.of(span, rows, times, readColumns(count, in));
  }

  private static void requireOrder(char[] rows, PackedLongs times, BlockInput in)
      throws IOException {
    long[] batch = new long[Math.min(rows.length, EventBlock.BATCH_EVENTS)];
    int lastRow = -1;
    long lastTime = 0;
    for (int from = 0; from < rows.length; from += batch.length) {
      int size = Math.min(batch.length, rows.length - from);
      times.unpack(from, size, batch, 0);
      for (int i = 0; i < size; i++) {
        int row = rows[from + i];
        long time = batch[i];
        if (row < lastRow || (row == lastRow && time < lastTime)) {
          throw in.damaged("events of a run must ascend by row and time, index=" + (from + i));
        }
        lastRow = row;
        lastTime = time;
      }
    }
  }

  /** Writes how many columns there are, and each of them with {@code count} values. */
  static void writeColumns(@Nullable RunColumn[] columns, int count, BlockOutput out)
      throws IOException {
    out.writeVarint(columns.length);
    for (RunColumn column : columns) {
      RunColumn.write(column, count, out);
    }
  }

  /** What {@link #writeColumns} wrote. */
  static @Nullable RunColumn[] readColumns(int count, BlockInput in) throws IOException {
    @Nullable RunColumn[] columns =
        new RunColumn[in.readCount(0, PROPERTIES_MAX, "properties of events")];
    for (int p = 0; p < columns.length; p++) {
      columns[p] = RunColumn.read(count, in);
    }
    return columns;
  }
}

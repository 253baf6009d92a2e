// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;
import java.util.Arrays;

/**
 * By row, the instants of one kind of events that decide whether an event of another kind follows
 * one of them in time: the first and the last in the present slice of time, and the last before it.
 *
 * <p>Slices come one after the other. In each, all events that may be followed are taken first, in
 * any order, then those that may follow: so nothing has to be sorted, neither by row nor, within a
 * slice, by time. An event that follows an instant kept is a find, for all of them are of real
 * events. One that follows none is none, unless the time that may have passed lies between the
 * first and the last instant of its own slice: then others in between, which are not kept, would
 * have to be asked, and it is in doubt.
 *
 * <p>1.5 MiB, never cleared from chunk to chunk: each counts time from where the last one ended, so
 * that what is left behind is too long ago to be followed. About 2 ns an event. Confined to one
 * thread.
 */
final class RowInstants {

  /** First, last, and last before: side by side, since they are asked for together. */
  private static final int STRIDE = 3;

  /** Times taken together are no further apart, almost 9,000 years: far from any overflow. */
  static final long RANGE_MAX = 1L << 48;

  /** Counted time starts anew from here on. */
  private static final long COUNTED_MAX = 1L << 61;

  private final long[] instants = new long[RowMask.ROWS * STRIDE];

  /** The end of the time that has been counted. */
  private long counted;

  /** From an instant to counted time. */
  private long shift;

  private long within;
  private long apart;

  /** Those in doubt of the events looked at last. */
  private final char[] doubtfulRows = new char[EventBlock.BATCH_EVENTS];

  private final long[] doubtfulTimes = new long[EventBlock.BATCH_EVENTS];
  private int doubtful;

  /**
   * Forgets all events.
   *
   * @param minTime no event is earlier
   * @param maxTime no event is later; at most {@link #RANGE_MAX} after the earliest
   * @param withinMillis how long after another event one may follow, in [apartMillis, RANGE_MAX]
   * @param apartMillis how long after it one must follow at least, 0 or 1
   */
  void begin(long minTime, long maxTime, long withinMillis, long apartMillis) {
    if (counted > COUNTED_MAX) {
      Arrays.fill(instants, 0);
      counted = 0;
    }
    // The least time now is out of reach of the greatest before.
    shift = counted + withinMillis + 1 - minTime;
    counted = maxTime + shift;
    within = withinMillis;
    apart = apartMillis;
  }

  /** Takes events that may be followed, in the slice that begins at {@code sliceMillis}. */
  void take(long sliceMillis, char[] rows, int from, int count, long[] times) {
    long[] known = instants;
    long toCounted = shift;
    long slice = sliceMillis + toCounted;
    for (int i = 0; i < count; i++) {
      int at = rows[from + i] * STRIDE;
      long time = times[i] + toCounted;
      long first = known[at];
      long last = known[at + 1];
      // By arithmetic, as all of this class: in the order of rows no outcome can be predicted.
      long isFirst = first - slice >> 63;
      long earlier = time - first & (time - first >> 63 | isFirst);
      known[at] = first + earlier;
      known[at + 1] = time - (time - last & time - last >> 63);
      known[at + 2] += last - known[at + 2] & isFirst;
    }
  }

  /**
   * Puts the rows of events that follow one taken into {@code found}, and keeps those in doubt.
   *
   * @param count at most {@link EventBlock#BATCH_EVENTS}
   */
  void find(char[] rows, int from, int count, long[] times, long[] found) {
    long[] known = instants;
    long toLatest = shift - apart;
    long width = within - apart;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      char row = rows[from + i];
      int at = row * STRIDE;
      long latest = times[i] + toLatest;
      long sinceFirst = latest - known[at];
      long sinceLast = latest - known[at + 1];
      long sinceBefore = latest - known[at + 2];
      // Negative if it is too late or too early for each of them.
      long miss =
          (sinceFirst | width - sinceFirst) & (sinceLast | width - sinceLast) & width - sinceBefore;
      long hit = ~miss >>> 63;
      found[row >>> 6] |= hit << row;
      // The first too early and the last too late.
      long doubt = (width - sinceFirst & sinceLast & miss) >>> 63;
      doubtfulRows[kept] = row;
      doubtfulTimes[kept] = times[i];
      kept += (int) doubt;
    }
    doubtful = kept;
  }

  /** How many of the events looked at last are in doubt. */
  int doubtfulCount() {
    return doubtful;
  }

  /** Row of the doubtful event {@code i}. */
  char doubtfulRow(int i) {
    return doubtfulRows[i];
  }

  /** Time of the doubtful event {@code i}. */
  long doubtfulTime(int i) {
    return doubtfulTimes[i];
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Events in order of arrival, one array per field, with room for more.
 *
 * <p>A tail does not know how many events it has: every view of it does, for its own epoch. One
 * writer puts events behind the last visible one; a tail that is full, or meets a property for the
 * first time, is replaced by another one, so views keep the arrays they were made with.
 *
 * <p>Writing behind what readers may see is safe without a fence: an event takes array elements of
 * its own, its presence word included, so the elements below a reader's size never change again
 * after the publication of its epoch, which orders them before the reader.
 */
final class EventTail {

  /** A tail without room: where every series starts, and starts again after sealing. */
  static final EventTail EMPTY = new EventTail(0, new long[0][]);

  /** Room of the first tail: most types of most chunks see a handful of events. */
  private static final int CAPACITY_MIN = 8;

  /** Stands for the array of a property that no event has had so far. */
  static final long[] ABSENT = {};

  final char[] rows;
  final long[] times;

  /** Per event: bit p is set if it has property p. */
  final long[] presence;

  /** Per property: the codes by event, or {@link #ABSENT}. */
  final long[][] columns;

  /** The properties that have an array. */
  private final long columnBits;

  private EventTail(int capacity, long[][] columns) {
    this(new char[capacity], new long[capacity], new long[capacity], columns);
  }

  /** A tail in these arrays; each column is as long as the others or {@link #ABSENT}. */
  EventTail(char[] rows, long[] times, long[] presence, long[][] columns) {
    this.rows = rows;
    this.times = times;
    this.presence = presence;
    this.columns = columns;
    long bits = 0;
    for (int p = 0; p < columns.length; p++) {
      bits |= columns[p].length > 0 ? 1L << p : 0L;
    }
    this.columnBits = bits;
  }

  /** The events of {@code blocks}, one block after the other. */
  static EventTail of(List<? extends EventBlock> blocks) {
    int count = 0;
    int properties = 0;
    for (EventBlock block : blocks) {
      count = Math.addExact(count, block.eventCount());
      for (int p = properties; p < Long.SIZE; p++) {
        properties = block.hasProperty(p) ? p + 1 : properties;
      }
    }
    long[][] columns = new long[properties][];
    for (int p = 0; p < properties; p++) {
      int property = p;
      boolean any = blocks.stream().anyMatch(block -> block.hasProperty(property));
      columns[p] = any ? new long[count] : ABSENT;
    }
    EventTail tail = new EventTail(count, columns);
    int at = 0;
    for (EventBlock block : blocks) {
      tail.copy(block, at);
      at += block.eventCount();
    }
    return tail;
  }

  private void copy(EventBlock block, int at) {
    int count = block.eventCount();
    System.arraycopy(block.rows(), 0, rows, at, count);
    long[] batch = new long[EventBlock.BATCH_EVENTS];
    long[] mask = new long[BatchMask.WORDS];
    for (int from = 0; from < count; from += batch.length) {
      int size = Math.min(batch.length, count - from);
      block.loadTimes(from, size, batch);
      System.arraycopy(batch, 0, times, at + from, size);
      for (int p = 0; p < columns.length; p++) {
        if (block.hasProperty(p)) {
          block.loadValues(p, from, size, batch);
          System.arraycopy(batch, 0, columns[p], at + from, size);
          BatchMask.fill(mask, size);
          block.retainPresent(p, from, size, mask);
          for (int i = 0; i < size; i++) {
            presence[at + from + i] |= (mask[i >>> 6] >>> i & 1L) << p;
          }
        }
      }
    }
  }

  /** Whether an event with these properties fits behind {@code size} events. */
  boolean accepts(int size, long eventPresence) {
    return size < rows.length && (eventPresence & ~columnBits) == 0;
  }

  /** A tail that starts with the same {@code size} events and accepts one more. */
  EventTail extended(int size, long eventPresence) {
    boolean full = size == rows.length;
    int capacity = full ? Math.max(CAPACITY_MIN, size * 2) : rows.length;
    int properties = Math.max(columns.length, Long.SIZE - Long.numberOfLeadingZeros(eventPresence));
    long[][] wider = Arrays.copyOf(columns, properties);
    for (int p = 0; p < properties; p++) {
      if ((columnBits >>> p & 1L) != 0) {
        wider[p] = full ? Arrays.copyOf(columns[p], capacity) : columns[p];
      } else {
        wider[p] = (eventPresence >>> p & 1L) != 0 ? new long[capacity] : ABSENT;
      }
    }
    return full
        ? new EventTail(
            Arrays.copyOf(rows, capacity),
            Arrays.copyOf(times, capacity),
            Arrays.copyOf(presence, capacity),
            wider)
        : new EventTail(rows, times, presence, wider);
  }

  /**
   * Stores event {@code index}. Writer only; asks for {@link #accepts}.
   *
   * @param source the values of the properties present, in ascending order, from {@code offset} on
   */
  void put(int index, int row, long epochMillis, long eventPresence, long[] source, int offset) {
    rows[index] = (char) row;
    times[index] = epochMillis;
    presence[index] = eventPresence;
    int next = offset;
    for (long bits = eventPresence; bits != 0; bits &= bits - 1) {
      columns[Long.numberOfTrailingZeros(bits)][index] = source[next++];
    }
  }

  /**
   * A tail with those of the first {@code size} events whose row is not in {@code mask}, of which
   * there are {@code count}, and room for a few more.
   */
  EventTail without(int size, long[] mask, int count) {
    return only(size, i -> !RowMask.contains(mask, rows[i]), count);
  }

  /**
   * A tail with those of the first {@code size} events that are not before {@code fromMillis}, of
   * which there are {@code count}, and room for a few more.
   */
  EventTail since(int size, long fromMillis, int count) {
    return only(size, i -> times[i] >= fromMillis, count);
  }

  private EventTail only(int size, IntPredicate wanted, int count) {
    if (count == 0) {
      return EMPTY;
    }
    int capacity = Math.max(CAPACITY_MIN, count + count / 4);
    long[][] kept = columns.clone();
    for (int p = 0; p < kept.length; p++) {
      kept[p] = hasProperty(p) ? new long[capacity] : ABSENT;
    }
    EventTail result = new EventTail(capacity, kept);
    int next = 0;
    for (int i = 0; i < size; i++) {
      if (wanted.test(i)) {
        result.rows[next] = rows[i];
        result.times[next] = times[i];
        result.presence[next] = presence[i];
        for (int p = 0; p < kept.length; p++) {
          if (hasProperty(p)) {
            kept[p][next] = columns[p][i];
          }
        }
        next++;
      }
    }
    return result;
  }

  /** Whether any event may have {@code property}. */
  boolean hasProperty(int property) {
    return property < columns.length && columns[property].length > 0;
  }

  /** What the arrays take, room included. */
  long sizeBytes() {
    return (long) rows.length * (Character.BYTES + (2 + Long.bitCount(columnBits)) * Long.BYTES);
  }
}

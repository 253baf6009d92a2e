// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The memory that one thread needs to measure events, kept from query to query: accumulators by
 * row, and buffers for one batch. Up to about 4 MiB, taken as needed, and half as much again for
 * attributes.
 *
 * <p>Accumulators are 0 for every row outside {@link #touched}. They are cleared by the next query
 * rather than the last one, so a query that fails half-way does no harm.
 */
public final class EventScratch {

  /** With more touched rows than this, filling the arrays is cheaper than picking the rows. */
  private static final int TOUCHED_ROWS_MAX = RowMask.ROWS / 16;

  /** Rows that accumulators may have been written for. */
  final long[] touched = RowMask.create();

  /** Rows with any event in the range of a query, and in another one that matters for it. */
  final long[] present = RowMask.create();

  final long[] presentBefore = RowMask.create();

  /** Selected events of one batch, moved together. */
  final char[] rows = new char[EventBlock.BATCH_EVENTS];

  /** Indexes of events that are listed, not marked. */
  final char[] events = new char[EventBlock.BATCH_EVENTS];

  final long[] values = new long[EventBlock.BATCH_EVENTS];
  final long[] times = new long[EventBlock.BATCH_EVENTS];
  final long[] keys = new long[EventBlock.BATCH_EVENTS];
  final long[] filterValues = new long[EventBlock.BATCH_EVENTS];
  final long[] selection = new long[BatchMask.WORDS];

  /** Whether {@link #times} are those of the batch at hand. */
  private boolean timesLoaded;

  private final ComparedAttributes attributes = new ComparedAttributes();

  private long[][] masks = new long[0][];
  private int masksInUse;

  private byte @Nullable [] smallCounts;
  private @Nullable SumBits sumBits;
  private int @Nullable [] counts;
  private long @Nullable [] sums;
  private long @Nullable [] carries;
  private long @Nullable [] edges;
  private boolean smallCountsInUse;
  private FollowScan.@Nullable Memory follow;
  private boolean countsInUse;
  private boolean sumsInUse;
  private boolean carriesInUse;

  /**
   * Until this is called again, filters read the attributes they ask for from {@code source}, which
   * knows the candidates of one query, or several that look at no other rows; null when it is done.
   */
  public void attributesFrom(@Nullable AttributeSource source) {
    attributes.begin(source);
  }

  /** What the candidates hold of {@code attribute}, for {@link AttributeValues#load}. */
  AttributeValues attribute(int attribute, @Nullable IntUnaryOperator translation) {
    return attributes.of(attribute, translation);
  }

  /** Clears what the last query left behind. */
  void begin() {
    if (smallCountsInUse || countsInUse || sumsInUse || carriesInUse) {
      clearAccumulators();
    }
    smallCountsInUse = false;
    countsInUse = false;
    sumsInUse = false;
    carriesInUse = false;
    masksInUse = 0;
    RowMask.clear(touched);
  }

  private void clearAccumulators() {
    boolean all = RowMask.cardinality(touched) > TOUCHED_ROWS_MAX;
    for (int w = 0; w < RowMask.WORDS; w++) {
      for (long bits = all ? 0 : touched[w]; bits != 0; bits &= bits - 1) {
        clearRow((w << 6) + Long.numberOfTrailingZeros(bits));
      }
    }
    if (all && smallCountsInUse && smallCounts != null) {
      Arrays.fill(smallCounts, (byte) 0);
    }
    if (all && countsInUse && counts != null) {
      Arrays.fill(counts, 0);
    }
    if (all && sumsInUse && sums != null) {
      Arrays.fill(sums, 0);
    }
    if (all && carriesInUse && carries != null) {
      Arrays.fill(carries, 0);
    }
  }

  private void clearRow(int row) {
    if (smallCountsInUse && smallCounts != null) {
      smallCounts[row] = 0;
    }
    if (countsInUse && counts != null) {
      counts[row] = 0;
    }
    if (sumsInUse && sums != null) {
      sums[row] = 0;
    }
    if (carriesInUse && carries != null) {
      carries[row] = 0;
    }
  }

  /** A small number per row, 0 at first. Once a query. */
  byte[] smallCounts() {
    byte[] array = smallCounts;
    if (array == null) {
      array = new byte[RowMask.ROWS];
      smallCounts = array;
    }
    smallCountsInUse = true;
    return array;
  }

  /** A number per row, 0 at first. Once a query. */
  int[] counts() {
    int[] array = counts;
    if (array == null) {
      array = new int[RowMask.ROWS];
      counts = array;
    }
    countsInUse = true;
    return array;
  }

  /** Finds rows by the sums in {@link #counts}. */
  SumBits sumBits() {
    SumBits bits = sumBits;
    if (bits == null) {
      bits = new SumBits();
      sumBits = bits;
    }
    return bits;
  }

  /** A long number per row, 0 at first. Once a query. */
  long[] sums() {
    long[] array = sums;
    if (array == null) {
      array = new long[RowMask.ROWS];
      sums = array;
    }
    sumsInUse = true;
    return array;
  }

  /** Another long number per row, 0 at first. Once a query. */
  long[] carries() {
    long[] array = carries;
    if (array == null) {
      array = new long[RowMask.ROWS];
      carries = array;
    }
    carriesInUse = true;
    return array;
  }

  /** A long number per row, {@code initial} at first, for one query. */
  long[] edges(long initial) {
    long[] array = edges;
    if (array == null) {
      array = new long[RowMask.ROWS];
      edges = array;
    }
    Arrays.fill(array, initial);
    return array;
  }

  /** What a scan of steps that follow each other needs. */
  FollowScan.Memory follow() {
    FollowScan.Memory memory = follow;
    if (memory == null) {
      memory = new FollowScan.Memory();
      follow = memory;
    }
    return memory;
  }

  /** Marks the rows of some events as touched. */
  void touch(char[] eventRows, int from, int count) {
    RowMarks.mark(eventRows, from, count, touched);
  }

  /** The next batch comes: none of its times are here yet. */
  void beginBatch() {
    timesLoaded = false;
  }

  /**
   * The times of the batch at hand, which are events {@code from .. from + count} of {@code block};
   * loaded when they are first asked for.
   */
  long[] times(EventBlock block, int from, int count) {
    if (!timesLoaded) {
      block.loadTimes(from, count, times);
      timesLoaded = true;
    }
    return times;
  }

  /** A batch mask that starts as a copy of {@code mask}; given back last in, first out. */
  long[] borrowMask(long[] mask) {
    if (masksInUse == masks.length) {
      masks = Arrays.copyOf(masks, masksInUse + 1);
      masks[masksInUse] = new long[BatchMask.WORDS];
    }
    long[] borrowed = masks[masksInUse++];
    System.arraycopy(mask, 0, borrowed, 0, BatchMask.WORDS);
    return borrowed;
  }

  /** Gives back the {@code count} masks borrowed last. */
  void giveBackMasks(int count) {
    masksInUse -= count;
  }
}

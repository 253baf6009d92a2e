// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * For each frequent value of one column chunk, the rows that held it when the postings were built.
 *
 * <p>The sets never change. What has happened since is kept beside them: rows that were written are
 * <em>dirty</em>, rows from {@code covered} on did not exist, and rows whose value is too rare for
 * a set of its own are <em>rare</em>. All three are to be looked up in the column. Rebuilt by the
 * writer once too many rows are dirty or new.
 */
final class ValuePostings {

  /** A value with fewer rows costs more as a set than its rows cost in a look-up. */
  static final int ROWS_PER_VALUE_MIN = 64;

  /** Below this, scanning the whole chunk is as cheap as any index. */
  static final int ROWS_MIN = 1_024;

  private final long[] values;
  private final RowSet[] sets;
  private final RowSet rare;
  private final int covered;

  /** Written by the writer after the undo entry of the same write; see {@link ColumnChunk}. */
  private final long[] dirty = RowMask.create();

  private int dirtyCount;

  private ValuePostings(long[] values, RowSet[] sets, RowSet rare, int covered) {
    this.values = values;
    this.sets = sets;
    this.rare = rare;
    this.covered = covered;
  }

  /**
   * Builds postings of the first {@code rowCount} rows, or null if they would not pay: too few
   * rows, or more than half of them with rare values. O(rowCount).
   */
  static @Nullable ValuePostings build(ColumnVector vector, long[] presence, int rowCount) {
    if (rowCount < ROWS_MIN) {
      return null;
    }
    Long2IntOpenHashMap ordinals = new Long2IntOpenHashMap();
    ordinals.defaultReturnValue(-1);
    int[] counts = new int[256];
    int[] ordinalOfRow = new int[rowCount];
    int present = 0;
    for (int row = 0; row < rowCount; row++) {
      ordinalOfRow[row] = -1;
      if (RowMask.contains(presence, row)) {
        long value = vector.get(row);
        int ordinal = ordinals.get(value);
        if (ordinal < 0) {
          ordinal = ordinals.size();
          ordinals.put(value, ordinal);
          if (ordinal == counts.length) {
            counts = Arrays.copyOf(counts, counts.length * 2);
          }
        }
        counts[ordinal]++;
        ordinalOfRow[row] = ordinal;
        present++;
      }
    }
    int frequentRows = 0;
    for (int ordinal = 0; ordinal < ordinals.size(); ordinal++) {
      frequentRows += counts[ordinal] >= ROWS_PER_VALUE_MIN ? counts[ordinal] : 0;
    }
    if (frequentRows == 0 || frequentRows < present / 2) {
      return null;
    }
    return group(ordinals, counts, ordinalOfRow, present);
  }

  /** Sorts the rows by value with one counting pass; rare values share the last group. */
  private static ValuePostings group(
      Long2IntOpenHashMap ordinals, int[] counts, int[] ordinalOfRow, int present) {
    long[] byOrdinal = new long[ordinals.size()];
    ordinals.long2IntEntrySet().fastForEach(e -> byOrdinal[e.getIntValue()] = e.getLongKey());
    int[] next = new int[byOrdinal.length];
    int frequent = 0;
    int start = 0;
    for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
      if (counts[ordinal] >= ROWS_PER_VALUE_MIN) {
        next[ordinal] = start;
        start += counts[ordinal];
        frequent++;
      } else {
        next[ordinal] = -1;
      }
    }
    char[] rows = new char[present];
    int nextRare = start;
    for (int row = 0; row < ordinalOfRow.length; row++) {
      int ordinal = ordinalOfRow[row];
      if (ordinal >= 0) {
        rows[next[ordinal] >= 0 ? next[ordinal]++ : nextRare++] = (char) row;
      }
    }
    long[] values = new long[frequent];
    RowSet[] sets = new RowSet[frequent];
    int at = 0;
    for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
      if (next[ordinal] >= 0) {
        values[at] = byOrdinal[ordinal];
        sets[at++] = RowSet.of(rows, next[ordinal] - counts[ordinal], next[ordinal]);
      }
    }
    return new ValuePostings(values, sets, RowSet.of(rows, start, nextRare), ordinalOfRow.length);
  }

  /** Notes that {@code row} was written since. Writer only. */
  void markDirty(int row) {
    if (row < covered && !RowMask.contains(dirty, row)) {
      RowMask.add(dirty, row);
      dirtyCount++;
    }
  }

  /**
   * Whether so much has changed that a rebuild pays: the rows to look up one by one cost a reader
   * about 2 ns each, a rebuild about 3 ns a row, so it waits for a part of the chunk to change.
   */
  boolean isStale(int rowCount) {
    return dirtyCount >= Math.max(256, covered / 32)
        || rowCount - covered >= Math.max(1_024, covered / 4);
  }

  /** Whether every row but the rare ones is in a set as it is now. */
  boolean isComplete(int rowCount) {
    return dirtyCount == 0 && rowCount <= covered;
  }

  /**
   * Splits the rows: {@code matched} gets those that the sets prove to pass, {@code unsure} those
   * that must be looked up in the column. Both are overwritten; neither is cut to any candidates.
   */
  void evaluate(LongTest test, long[] matched, long[] unsure) {
    RowMask.clear(matched);
    for (int i = 0; i < values.length; i++) {
      if (test.test(values[i])) {
        sets[i].orInto(matched);
      }
    }
    RowMask.copy(dirty, unsure);
    int word = covered >>> 6;
    if (word < RowMask.WORDS) {
      unsure[word] |= -1L << covered;
      Arrays.fill(unsure, word + 1, RowMask.WORDS, -1L);
    }
    RowMask.andNot(matched, unsure);
    rare.orInto(unsure);
  }

  /** Rows that would pass, by the sets and, for the rest, by {@code fractionOfRest}. */
  double estimate(LongTest test, int rowCount, double fractionOfRest) {
    long matched = 0;
    for (int i = 0; i < values.length; i++) {
      matched += test.test(values[i]) ? sets[i].cardinality() : 0;
    }
    double rest = rare.cardinality() + dirtyCount + Math.max(0, rowCount - covered);
    return matched + rest * fractionOfRest;
  }

  /** Heap bytes, approximately. */
  long sizeBytes() {
    long bytes = 64 + 8L * RowMask.WORDS + 12L * values.length + rare.sizeBytes();
    for (RowSet set : sets) {
      bytes += set.sizeBytes();
    }
    return bytes;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.RowMask;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds the postings of one column chunk: counts the rows of each value, then puts each row where
 * the rows of its value go. O(rows, and members).
 */
final class PostingsBuilder {

  /** A value with as many rows has a mask: twice as large as distances, and found at once. */
  private static final int MASKED_ROWS_MIN = 4_096;

  /** A value with as many rows has distances: they take a quarter less at least. */
  private static final int FREQUENT_ROWS_MIN = 128;

  /** Numbers further apart are scanned: most would be rows of their own. */
  private static final int NUMBERS_MAX = 1_024;

  /** Ordinals without a row that are tolerated, so that codes need not be stored. */
  private static final int SPARE_ORDINALS_MAX = 1_024;

  /** Rows that a value must have on average; values of fewer cost more than a scan saves. */
  private static final int ROWS_PER_VALUE_MIN = 3;

  /** Sets of more members on average are looked into instead: the lists would be too long. */
  private static final int LISTED_PER_ROW_MAX = 16;

  private final ColumnVector vector;
  private final long[] presence;
  private final int rowCount;

  /** Null if rows are listed by their own code. */
  private final ColumnIndexing.@Nullable Members members;

  /** What the row at hand is listed under. */
  private long[] codes = new long[16];

  /** How many codes of the row at hand have been handed over. */
  private int loaded;

  private final IntConsumer loading = this::take;

  private PostingsBuilder(
      ColumnVector vector, long[] presence, int rowCount, ColumnIndexing indexing) {
    this.vector = vector;
    this.presence = presence;
    this.rowCount = rowCount;
    this.members = indexing instanceof ColumnIndexing.ByMember by ? by.members() : null;
  }

  /**
   * The postings of the first {@code rowCount} rows, whose values lie between the bounds; null if
   * they would not pay.
   */
  static @Nullable ValuePostings build(
      ColumnVector vector,
      long[] presence,
      int rowCount,
      long min,
      long max,
      ColumnIndexing indexing) {
    if (rowCount < ValuePostings.ROWS_MIN
        || min > max
        || (indexing instanceof ColumnIndexing.ByCode by && !by.indexed())) {
      return null;
    }
    PostingsBuilder builder = new PostingsBuilder(vector, presence, rowCount, indexing);
    ValueRows rows;
    if (indexing instanceof ColumnIndexing.ByCode by && by.ranges()) {
      boolean close = max - min >= 0 && max - min < NUMBERS_MAX;
      rows = close ? builder.slice(min, (int) (max - min) + 1) : null;
    } else {
      rows = builder.list();
    }
    return rows == null ? null : new ValuePostings(rows, rowCount);
  }

  /** The rows of numbers, of which {@code min} may be the least and there may be {@code size}. */
  private @Nullable ValueRows slice(long min, int size) {
    int[] before = new int[size + 1];
    for (int row = 0; row < rowCount; row++) {
      if (RowMask.contains(presence, row)) {
        before[(int) (vector.get(row) - min) + 1]++;
      }
    }
    int distinct = 0;
    for (int ordinal = 0; ordinal < size; ordinal++) {
      distinct += before[ordinal + 1] == 0 ? 0 : 1;
      before[ordinal + 1] += before[ordinal];
    }
    if (distinct == 0 || distinct * ROWS_PER_VALUE_MIN > before[size]) {
      return null;
    }
    long[][] slices =
        new long[Integer.SIZE - Integer.numberOfLeadingZeros(size)][rowCount + 63 >>> 6];
    for (int w = 0; w < slices[0].length; w++) {
      for (long bits = presence[w]; bits != 0; bits &= bits - 1) {
        int bit = Long.numberOfTrailingZeros(bits);
        long number = vector.get((w << 6) + bit) - min + 1;
        for (int k = 0; k < slices.length; k++) {
          slices[k][w] |= (number >>> k & 1) << bit;
        }
      }
    }
    return new SlicedRows(CodeOrder.dense(min, size), before, slices);
  }

  private @Nullable ValueRows list() {
    Long2IntOpenHashMap counts = new Long2IntOpenHashMap();
    int present = 0;
    int listed = 0;
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int row = 0; row < rowCount; row++) {
      if (RowMask.contains(presence, row)) {
        present++;
        int count = load(row);
        for (int i = 0; i < count; i++) {
          counts.addTo(codes[i], 1);
          least = Math.min(least, codes[i]);
          greatest = Math.max(greatest, codes[i]);
        }
        listed += count;
        if (listed > LISTED_PER_ROW_MAX * (long) rowCount) {
          return null;
        }
      }
    }
    if (counts.isEmpty() || (long) counts.size() * ROWS_PER_VALUE_MIN > listed) {
      return null;
    }
    CodeOrder order = order(counts, least, greatest);
    int[] before = new int[order.size() + 1];
    for (int ordinal = 0; ordinal < order.size(); ordinal++) {
      before[ordinal + 1] = before[ordinal] + counts.get(order.code(ordinal));
    }
    return list(order, before, present);
  }

  /** Loads what {@code row}, which has a value, is listed under; how many codes there are. */
  private int load(int row) {
    long code = vector.get(row);
    if (members == null) {
      codes[0] = code;
      return 1;
    }
    loaded = 0;
    members.forEach((int) code, loading);
    return loaded;
  }

  private void take(int member) {
    if (loaded == codes.length) {
      codes = Arrays.copyOf(codes, loaded * 2);
    }
    codes[loaded++] = member;
  }

  private static CodeOrder order(Long2IntOpenHashMap counts, long least, long greatest) {
    long range = greatest - least;
    if (range >= 0 && range < counts.size() * 2L + SPARE_ORDINALS_MAX) {
      return CodeOrder.dense(least, (int) range + 1);
    }
    // What is listed are codes of a dictionary.
    int[] codes = new int[counts.size()];
    int at = 0;
    for (long code : counts.keySet()) {
      codes[at++] = Math.toIntExact(code);
    }
    Arrays.sort(codes);
    return CodeOrder.sparse(codes);
  }

  private ListedRows list(CodeOrder order, int[] before, int present) {
    int[] frequent = frequent(before);
    int[] frequentBefore = new int[frequent.length + 1];
    long[] @Nullable [] masks = new long[frequent.length][];
    // Where the next row of each value goes: in its mask, or in one of two lists.
    long[] @Nullable [] masked = new long[order.size()][];
    boolean[] distant = new boolean[order.size()];
    int[] next = new int[order.size()];
    int distantCount = 0;
    int index = 0;
    for (int ordinal = 0; ordinal < order.size(); ordinal++) {
      int count = before[ordinal + 1] - before[ordinal];
      if (index < frequent.length && frequent[index] == ordinal) {
        if (count >= MASKED_ROWS_MIN) {
          masks[index] = RowMask.create();
          masked[ordinal] = masks[index];
        } else {
          distant[ordinal] = true;
          next[ordinal] = distantCount;
          distantCount += count;
        }
        frequentBefore[index + 1] = frequentBefore[index] + count;
        index++;
      } else {
        next[ordinal] = before[ordinal] - frequentBefore[index];
      }
    }
    char[] rows = new char[before[order.size()] - frequentBefore[frequent.length]];
    char[] distantRows = new char[distantCount];
    for (int row = 0; row < rowCount; row++) {
      if (RowMask.contains(presence, row)) {
        int count = load(row);
        for (int i = 0; i < count; i++) {
          int ordinal = order.ceiling(codes[i]);
          long[] mask = masked[ordinal];
          if (mask != null) {
            RowMask.add(mask, row);
          } else {
            (distant[ordinal] ? distantRows : rows)[next[ordinal]++] = (char) row;
          }
        }
      }
    }
    int[] starts = new int[frequent.length + 1];
    byte[] distances = distances(distantRows, frequentBefore, masks, starts);
    return new ListedRows(
        order,
        before,
        frequent,
        frequentBefore,
        masks,
        starts,
        distances,
        rows,
        members != null,
        present);
  }

  private static int[] frequent(int[] before) {
    int[] ordinals = new int[16];
    int count = 0;
    for (int ordinal = 0; ordinal + 1 < before.length; ordinal++) {
      if (before[ordinal + 1] - before[ordinal] >= FREQUENT_ROWS_MIN) {
        if (count == ordinals.length) {
          ordinals = Arrays.copyOf(ordinals, count * 2);
        }
        ordinals[count++] = ordinal;
      }
    }
    return Arrays.copyOf(ordinals, count);
  }

  /**
   * The rows of frequent values without a mask as distances; where each begins in {@code starts}.
   */
  private static byte[] distances(
      char[] rows, int[] frequentBefore, long[] @Nullable [] masks, int[] starts) {
    byte[] bytes = new byte[rows.length * RowDistances.ROW_BYTES_MAX];
    int from = 0;
    int at = 0;
    for (int i = 0; i < masks.length; i++) {
      starts[i] = at;
      if (masks[i] == null) {
        int to = from + frequentBefore[i + 1] - frequentBefore[i];
        at = RowDistances.write(rows, from, to, bytes, at);
        from = to;
      }
    }
    starts[masks.length] = at;
    return Arrays.copyOf(bytes, at);
  }
}

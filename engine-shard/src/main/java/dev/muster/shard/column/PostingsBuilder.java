// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.RowMask;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds the postings of one column chunk: counts the rows of each value, then puts each row where
 * the rows of its value go. O(rows, and members).
 */
final class PostingsBuilder {

  /** A value with as many rows is kept as a mask, which is then the smaller one. */
  private static final int MASKED_ROWS_MIN = 4_096;

  /** Rows of a span of several values that ranges are asked of: its mask is a byte a row. */
  private static final int SPAN_ROWS = 8_192;

  /** A range of numbers is cheaper to mark than to keep with fewer rows than this. */
  private static final int MASKED_SPAN_ROWS_MIN = 2_048;

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

  private final boolean ranges;

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
    this.ranges = indexing instanceof ColumnIndexing.ByCode by && by.ranges();
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
    boolean indexed = !(indexing instanceof ColumnIndexing.ByCode by && !by.indexed());
    if (!indexed || rowCount < ValuePostings.ROWS_MIN || min > max) {
      return null;
    }
    PostingsBuilder builder = new PostingsBuilder(vector, presence, rowCount, indexing);
    boolean close = max - min >= 0 && max - min < NUMBERS_MAX;
    return builder.ranges && !close ? null : builder.build();
  }

  private @Nullable ValuePostings build() {
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
    // Numbers lie close together; what else there is are codes of a dictionary.
    int[] codes = new int[counts.size()];
    int at = 0;
    for (long code : counts.keySet()) {
      codes[at++] = Math.toIntExact(code);
    }
    Arrays.sort(codes);
    return CodeOrder.sparse(codes);
  }

  private ValuePostings list(CodeOrder order, int[] before, int present) {
    List<ValuePostings.Span> spans = new ArrayList<>();
    int listed = divide(before, spans);
    char[] rows = new char[listed];
    // Where the next row of each value goes; -1 if only the mask has it.
    int[] next = new int[order.size()];
    long[][] masks = new long[order.size()][];
    for (int s = 0; s < spans.size(); s++) {
      ValuePostings.Span span = spans.get(s);
      int end = s + 1 < spans.size() ? spans.get(s + 1).first() : order.size();
      for (int ordinal = span.first(); ordinal < end; ordinal++) {
        next[ordinal] =
            span.listed() ? span.firstRow() + before[ordinal] - before[span.first()] : -1;
        masks[ordinal] = span.mask();
      }
    }
    for (int row = 0; row < rowCount; row++) {
      if (RowMask.contains(presence, row)) {
        int count = load(row);
        for (int i = 0; i < count; i++) {
          int ordinal = order.ceiling(codes[i]);
          if (next[ordinal] >= 0) {
            rows[next[ordinal]++] = (char) row;
          }
          if (masks[ordinal] != null) {
            RowMask.add(masks[ordinal], row);
          }
        }
      }
    }
    return new ValuePostings(
        order,
        before,
        spans.toArray(ValuePostings.Span[]::new),
        rows,
        members != null,
        present,
        rowCount);
  }

  /** Divides the values into spans, with empty masks; how many rows are to be listed. */
  private int divide(int[] before, List<ValuePostings.Span> spans) {
    int ordinals = before.length - 1;
    int listed = 0;
    int first = 0;
    for (int ordinal = 0; ordinal <= ordinals; ordinal++) {
      boolean ends = ordinal == ordinals;
      boolean dense = !ends && before[ordinal + 1] - before[ordinal] >= MASKED_ROWS_MIN;
      int gathered = before[ordinal] - before[first];
      if (first < ordinal && (ends || dense || (ranges && gathered >= SPAN_ROWS))) {
        boolean masked = ranges && gathered >= MASKED_SPAN_ROWS_MIN;
        spans.add(new ValuePostings.Span(first, listed, true, masked ? RowMask.create() : null));
        listed += gathered;
        first = ordinal;
      }
      if (dense) {
        spans.add(new ValuePostings.Span(ordinal, listed, false, RowMask.create()));
        first = ordinal + 1;
      }
    }
    return listed;
  }
}

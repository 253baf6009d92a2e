// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import org.jspecify.annotations.Nullable;

/**
 * For each value of one column chunk, the rows that held it when the postings were built; of a
 * column of sets, for each member.
 *
 * <p>Values stand in the order of their codes, and the rows of one after those of the other, so
 * that the rows of neighbouring values are one piece and their number is a difference of two
 * numbers. The values are divided into <em>spans</em>: a value with many rows is a span of its own
 * and has a mask instead of a list; where ranges are asked for, spans of several values have a mask
 * beside their lists. A range is then the masks of the spans inside, and rows of at most half a
 * span at either end.
 *
 * <p>None of it ever changes. What has happened since is kept beside it: rows that were written are
 * <em>dirty</em>, and rows from {@code covered} on did not exist. Both are to be looked up in the
 * column. Rebuilt by the writer once too many rows are dirty or new.
 */
final class ValuePostings {

  /** Below this, scanning the whole chunk is as cheap as any index. */
  static final int ROWS_MIN = 1_024;

  /**
   * Neighbouring values.
   *
   * @param first their first ordinal
   * @param firstRow where their rows begin; means nothing if they are not listed
   * @param listed whether the rows are listed; if not, there is a mask, and one value
   * @param mask the rows of all of them, or null
   */
  record Span(int first, int firstRow, boolean listed, long @Nullable [] mask) {}

  /** Takes ordinals from one to another, the end excluded. */
  @FunctionalInterface
  private interface Intervals {
    void add(int from, int to);
  }

  private final CodeOrder order;

  /** Rows of the values before an ordinal; one element more than there are ordinals. */
  private final int[] before;

  /** Ascending and without gaps. */
  private final Span[] spans;

  /** Rows by span, value and number. */
  private final char[] rows;

  private final boolean byMember;

  /** Rows that had a value. */
  private final int present;

  private final int covered;

  /** Written by the writer after the undo entry of the same write; see {@link ColumnChunk}. */
  private final long[] dirty = RowMask.create();

  private int dirtyCount;

  /**
   * Postings of the rows before {@code covered}.
   *
   * @param byMember whether values are members, of which a row may have several
   * @param present how many of the rows had a value
   */
  ValuePostings(
      CodeOrder order,
      int[] before,
      Span[] spans,
      char[] rows,
      boolean byMember,
      int present,
      int covered) {
    this.order = order;
    this.before = before;
    this.spans = spans;
    this.rows = rows;
    this.byMember = byMember;
    this.present = present;
    this.covered = covered;
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
   * about 2 ns each, a rebuild about 10 ns a row, so it waits for a part of the chunk to change.
   */
  boolean isStale(int rowCount) {
    return dirtyCount >= Math.max(256, covered / 32)
        || rowCount - covered >= Math.max(1_024, covered / 4);
  }

  /** Whether every row before {@code rowEnd} is here as it is now. */
  boolean isComplete(int rowEnd) {
    return dirtyCount == 0 && rowEnd <= covered;
  }

  /** The first row that is not here. */
  int covered() {
    return covered;
  }

  /** Whether {@code test} can be answered from here: it is one of members if the postings are. */
  boolean answers(LongTest test) {
    return byMember == test instanceof LongTest.Members;
  }

  /**
   * Sets {@code unsure} to the rows of {@code candidates} that must be looked up in the column.
   *
   * @return whether there are any; if not, {@code unsure} has anything in it
   */
  boolean unsure(long[] candidates, long[] unsure) {
    int coveredWords = covered >>> 6;
    long any = 0;
    if (dirtyCount == 0) {
      for (int w = coveredWords; w < RowMask.WORDS; w++) {
        any |= w == coveredWords ? candidates[w] & -1L << covered : candidates[w];
      }
      if (any == 0) {
        return false;
      }
    }
    for (int w = 0; w < RowMask.WORDS; w++) {
      long beyond = w < coveredWords ? 0 : w == coveredWords ? -1L << covered : -1L;
      unsure[w] = candidates[w] & (dirty[w] | beyond);
      any |= unsure[w];
    }
    return any != 0;
  }

  /**
   * The rows that passed {@code test} when the postings were built: a mask that is kept here if
   * there is one of just these, else {@code target}, overwritten.
   *
   * @param spare overwritten with anything
   */
  long[] matching(LongTest test, long[] target, long[] spare) {
    if (test instanceof LongTest.Members members) {
      matchMembers(members, target, spare);
      return target;
    }
    if (test instanceof LongTest.Range range) {
      long[] mask = maskOf(order.ceiling(range.low()), order.above(range.high()));
      if (mask != null) {
        return mask;
      }
    }
    RowMask.clear(target);
    boolean alone = test instanceof LongTest.Range;
    forEachInterval(test, (from, to) -> mark(from, to, alone, target));
    return target;
  }

  private void matchMembers(LongTest.Members test, long[] target, long[] spare) {
    int[] members = test.members();
    RowMask.clear(target);
    for (int i = 0; i < members.length; i++) {
      int ordinal = ordinal(members[i]);
      if (!test.all() || i == 0) {
        if (ordinal >= 0) {
          mark(ordinal, ordinal + 1, false, target);
        }
      } else {
        RowMask.clear(spare);
        if (ordinal >= 0) {
          mark(ordinal, ordinal + 1, false, spare);
        }
        RowMask.and(target, spare);
      }
    }
  }

  private int ordinal(long code) {
    int ordinal = order.ceiling(code);
    return ordinal < order.size() && order.code(ordinal) == code ? ordinal : -1;
  }

  /** The mask of exactly these values, or null if none is kept. */
  private long @Nullable [] maskOf(int from, int to) {
    if (from >= to) {
      return null;
    }
    int s = spanOf(from);
    return spans[s].first() == from && end(s) == to ? spans[s].mask() : null;
  }

  /** Hands over the ordinals whose values pass. */
  private void forEachInterval(LongTest test, Intervals intervals) {
    if (test instanceof LongTest.Range range) {
      int from = order.ceiling(range.low());
      int to = order.above(range.high());
      if (from < to) {
        intervals.add(from, to);
      }
    } else if (test instanceof LongTest.Codes codes && codes.bits().length < order.size()) {
      forEachOf(codes.bits(), intervals);
    } else {
      int from = -1;
      for (int ordinal = 0; ordinal < order.size(); ordinal++) {
        boolean passes = test.test(order.code(ordinal));
        if (passes && from < 0) {
          from = ordinal;
        } else if (!passes && from >= 0) {
          intervals.add(from, ordinal);
          from = -1;
        }
      }
      if (from >= 0) {
        intervals.add(from, order.size());
      }
    }
  }

  private void forEachOf(long[] codeBits, Intervals intervals) {
    for (int w = 0; w < codeBits.length; w++) {
      for (long bits = codeBits[w]; bits != 0; bits &= bits - 1) {
        int ordinal = ordinal(w * 64L + Long.numberOfTrailingZeros(bits));
        if (ordinal >= 0) {
          intervals.add(ordinal, ordinal + 1);
        }
      }
    }
  }

  /**
   * target := target or the rows of the values from one ordinal to another.
   *
   * @param alone whether no other rows are in the target
   */
  private void mark(int from, int to, boolean alone, long[] target) {
    for (int s = spanOf(from); s < spans.length && spans[s].first() < to; s++) {
      Span span = spans[s];
      int first = Math.max(from, span.first());
      int end = Math.min(to, end(s));
      long[] mask = span.mask();
      int spanStart = before[span.first()];
      int spanEnd = before[end(s)];
      int missing = before[first] - spanStart + spanEnd - before[end];
      if (mask != null && missing == 0) {
        RowMask.or(target, mask);
      } else if (mask == null || !alone || missing > spanEnd - spanStart >>> 1) {
        add(span, first, end, target);
      } else {
        // One value a row, and one interval: whoever is taken out again was put in just now.
        RowMask.or(target, mask);
        remove(span, span.first(), first, target);
        remove(span, end, end(s), target);
      }
    }
  }

  private void add(Span span, int from, int to, long[] target) {
    int shift = span.firstRow() - before[span.first()];
    for (int i = before[from] + shift, end = before[to] + shift; i < end; i++) {
      RowMask.add(target, rows[i]);
    }
  }

  private void remove(Span span, int from, int to, long[] target) {
    int shift = span.firstRow() - before[span.first()];
    for (int i = before[from] + shift, end = before[to] + shift; i < end; i++) {
      RowMask.remove(target, rows[i]);
    }
  }

  private int end(int span) {
    return span + 1 < spans.length ? spans[span + 1].first() : order.size();
  }

  private int spanOf(int ordinal) {
    int low = 0;
    int high = spans.length - 1;
    while (low < high) {
      int middle = low + high + 1 >>> 1;
      if (spans[middle].first() <= ordinal) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Rows that had a value when the postings were built. */
  int present() {
    return present;
  }

  /** Rows that passed when the postings were built; at most, of several members. */
  long count(LongTest test) {
    if (test instanceof LongTest.Members members) {
      long rowsMax = members.all() ? present : 0;
      for (int member : members.members()) {
        int ordinal = ordinal(member);
        long found = ordinal < 0 ? 0 : before[ordinal + 1] - before[ordinal];
        rowsMax = members.all() ? Math.min(rowsMax, found) : rowsMax + found;
      }
      return Math.min(present, rowsMax);
    }
    if (test instanceof LongTest.Range range) {
      int from = order.ceiling(range.low());
      int to = order.above(range.high());
      return from < to ? before[to] - before[from] : 0;
    }
    var counted =
        new Intervals() {
          private long rowCount;

          @Override
          public void add(int from, int to) {
            rowCount += before[to] - before[from];
          }
        };
    forEachInterval(test, counted);
    return counted.rowCount;
  }

  /** Rows to look up in the column, of {@code rowCount}. */
  int unsureCount(int rowCount) {
    return dirtyCount + Math.max(0, rowCount - covered);
  }

  /** Heap bytes, approximately. */
  long sizeBytes() {
    long bytes =
        96 + 8L * RowMask.WORDS + order.sizeBytes() + 4L * before.length + 2L * rows.length;
    for (Span span : spans) {
      bytes += 40 + (span.mask() == null ? 0 : 8L * RowMask.WORDS);
    }
    return bytes;
  }
}

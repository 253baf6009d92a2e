// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rows of each value, or of each member of sets, that are asked for one by one.
 *
 * <p>In one of three forms, by how many there are: as a mask, which many rows are found with
 * soonest; as {@linkplain RowDistances distances}; and as they are, two bytes each, since distances
 * of few rows would take as much and be slower. Values in the first two forms are
 * <em>frequent</em>: at most some hundreds, so that what each of them needs besides matters little.
 * The rows of the others stand one behind the other, so that where they begin follows from how many
 * there are before.
 */
final class ListedRows implements ValueRows {

  private final CodeOrder order;

  /** Rows of the values before an ordinal; one element more than there are ordinals. */
  private final int[] before;

  /** The ordinals of frequent values, ascending. */
  private final int[] frequent;

  /** Rows of the frequent values before one; one element more than there are of them. */
  private final int[] frequentBefore;

  /** By frequent value; null if it has distances. */
  private final long[] @Nullable [] masks;

  /** Where the distances of a frequent value begin; one element more than there are of them. */
  private final int[] starts;

  private final byte[] distances;

  /** The rows of values that are not frequent, by value and number. */
  private final char[] rows;

  private final boolean byMember;
  private final int present;

  /**
   * Rows in their forms, all arrays taken over.
   *
   * @param byMember whether values are members, of which a row may have several
   * @param present how many rows have a value
   */
  ListedRows(
      CodeOrder order,
      int[] before,
      int[] frequent,
      int[] frequentBefore,
      long[] @Nullable [] masks,
      int[] starts,
      byte[] distances,
      char[] rows,
      boolean byMember,
      int present) {
    this.order = order;
    this.before = before;
    this.frequent = frequent;
    this.frequentBefore = frequentBefore;
    this.masks = masks;
    this.starts = starts;
    this.distances = distances;
    this.rows = rows;
    this.byMember = byMember;
    this.present = present;
  }

  /** Whether {@code test} is one of members if rows are listed by member. */
  @Override
  public boolean answers(LongTest test) {
    return byMember == test instanceof LongTest.Members;
  }

  @Override
  public long[] matching(LongTest test, long[] target, long[] spare) {
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
    order.forEachPassing(test, (from, to) -> add(from, to, target));
    return target;
  }

  /** The mask of exactly these values, or null if none is kept. */
  private long @Nullable [] maskOf(int from, int to) {
    int index = from + 1 == to ? Arrays.binarySearch(frequent, from) : -1;
    return index < 0 ? null : masks[index];
  }

  private void matchMembers(LongTest.Members test, long[] target, long[] spare) {
    int[] members = test.members();
    RowMask.clear(target);
    for (int i = 0; i < members.length; i++) {
      int ordinal = order.ordinal(members[i]);
      if (!test.all() || i == 0) {
        if (ordinal >= 0) {
          add(ordinal, ordinal + 1, target);
        }
      } else {
        RowMask.clear(spare);
        if (ordinal >= 0) {
          add(ordinal, ordinal + 1, spare);
        }
        RowMask.and(target, spare);
      }
    }
  }

  /** target := target or the rows of the values from one ordinal to another. */
  private void add(int from, int to, long[] target) {
    int found = Arrays.binarySearch(frequent, from);
    int index = found < 0 ? -found - 1 : found;
    for (int at = from; at < to; index++) {
      int end = index < frequent.length ? Math.min(to, frequent[index]) : to;
      int skipped = frequentBefore[index];
      for (int i = before[at] - skipped, last = before[end] - skipped; i < last; i++) {
        RowMask.add(target, rows[i]);
      }
      if (end < to) {
        addFrequent(index, target);
      }
      at = end + 1;
    }
  }

  private void addFrequent(int index, long[] target) {
    long[] mask = masks[index];
    if (mask == null) {
      RowDistances.addTo(target, distances, starts[index], starts[index + 1]);
    } else {
      RowMask.or(target, mask);
    }
  }

  @Override
  public long count(LongTest test) {
    if (!(test instanceof LongTest.Members members)) {
      return order.count(test, before);
    }
    long rowsMax = members.all() ? present : 0;
    for (int member : members.members()) {
      int ordinal = order.ordinal(member);
      long found = ordinal < 0 ? 0 : before[ordinal + 1] - before[ordinal];
      rowsMax = members.all() ? Math.min(rowsMax, found) : rowsMax + found;
    }
    return Math.min(present, rowsMax);
  }

  @Override
  public int present() {
    return present;
  }

  @Override
  public long sizeBytes() {
    long bytes = 176 + order.sizeBytes() + 4L * before.length;
    bytes += 16L * frequent.length + distances.length + 2L * rows.length;
    for (long[] mask : masks) {
      bytes += mask == null ? 0 : 16 + 8L * mask.length;
    }
    return bytes;
  }
}

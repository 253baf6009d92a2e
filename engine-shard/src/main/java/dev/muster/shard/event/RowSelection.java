// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.shard.scan.RowMask;

/**
 * The only rows that events are wanted of.
 *
 * @param mask the rows; must stay as it is while the selection is used
 * @param count how many
 * @param firstRow the least of them
 * @param lastRow the greatest of them
 */
record RowSelection(long[] mask, int count, int firstRow, int lastRow) {

  /** The rows of {@code mask}; at least one. */
  static RowSelection of(long[] mask) {
    int first = 0;
    while (mask[first] == 0) {
      first++;
    }
    int last = RowMask.WORDS - 1;
    while (mask[last] == 0) {
      last--;
    }
    return new RowSelection(
        mask,
        RowMask.cardinality(mask),
        (first << 6) + Long.numberOfTrailingZeros(mask[first]),
        (last << 6) + 63 - Long.numberOfLeadingZeros(mask[last]));
  }
}

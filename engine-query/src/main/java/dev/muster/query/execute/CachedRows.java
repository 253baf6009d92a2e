// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import dev.muster.shard.event.EventView;
import dev.muster.shard.scan.RowMask;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one chunk that a question about events found, whether alive or not, and the events
 * that it was asked of. Immutable.
 *
 * <p>A view of events never changes once it can be read; so the same view has the same answer. It
 * is only referred to weakly, so that what is remembered keeps no events alive.
 */
final class CachedRows {

  /** Up to here numbers take less room than a mask, and hardly more time. */
  private static final int LISTED_ROWS_MAX = 2_048;

  private final List<WeakReference<EventView>> views;

  /** Ascending; empty if there is a mask. */
  private final char[] rows;

  private final long[] mask;

  private CachedRows(List<WeakReference<EventView>> views, char[] rows, long[] mask) {
    this.views = views;
    this.rows = rows;
    this.mask = mask;
  }

  /** The rows in {@code found}, which is copied, among all rows of the chunk. */
  static CachedRows of(List<EventView> views, long[] found) {
    List<WeakReference<EventView>> references = new ArrayList<>(views.size());
    views.forEach(view -> references.add(new WeakReference<>(view)));
    int count = RowMask.cardinality(found);
    if (count > LISTED_ROWS_MAX) {
      return new CachedRows(references, new char[0], found.clone());
    }
    char[] rows = new char[count];
    int at = 0;
    for (int w = 0; w < RowMask.WORDS; w++) {
      for (long bits = found[w]; bits != 0; bits &= bits - 1) {
        rows[at++] = (char) (w * 64 + Long.numberOfTrailingZeros(bits));
      }
    }
    return new CachedRows(references, rows, new long[0]);
  }

  /** Whether this is the answer for {@code asked}, in the same order. */
  boolean isOf(List<EventView> asked) {
    for (int i = 0; i < asked.size(); i++) {
      if (!views.get(i).refersTo(asked.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** result := the candidates among the rows. */
  void retain(long[] candidates, long[] result) {
    if (mask.length > 0) {
      RowMask.and(candidates, mask, result);
      return;
    }
    RowMask.clear(result);
    for (char row : rows) {
      result[row >>> 6] |= candidates[row >>> 6] & 1L << row;
    }
  }

  /** Heap bytes, approximately. */
  long sizeBytes() {
    return 128 + 80L * views.size() + 2L * rows.length + 8L * mask.length;
  }
}

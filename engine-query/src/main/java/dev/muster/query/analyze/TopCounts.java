// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.Breakdown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The codes that were counted most often, and what all others add up to. Codes of equal count stand
 * in the order of their values, so that it does not show in which order they are offered.
 *
 * <p>Values are decoded only for what is kept, and to decide between equal counts at the end of the
 * list. O(log(size)) a code. Confined to one thread.
 */
final class TopCounts<V> {

  /** A code and, once it was asked for, its value. */
  static final class Entry<V> {
    private final long code;
    private final long count;
    private @Nullable V value;

    private Entry(long code, long count) {
      this.code = code;
      this.count = count;
    }

    long code() {
      return code;
    }

    long count() {
      return count;
    }
  }

  private final int size;
  private final LongFunction<V> decoding;
  private final Comparator<Entry<V>> order;

  /** Those kept; the one that would go first at the head. */
  private final PriorityQueue<Entry<V>> kept;

  private long restValues;
  private long restCount;

  /**
   * Nothing yet.
   *
   * @param size how many are kept at most; positive
   * @param decoding the value of a code
   * @param values an order of the values
   */
  TopCounts(int size, LongFunction<V> decoding, Comparator<? super V> values) {
    this.size = size;
    this.decoding = decoding;
    this.order =
        Comparator.<Entry<V>>comparingLong(Entry::count)
            .reversed()
            .thenComparing(this::value, values);
    this.kept = new PriorityQueue<>(order.reversed());
  }

  /** The value of an entry. */
  V value(Entry<V> entry) {
    V known = entry.value;
    if (known == null) {
      known = decoding.apply(entry.code);
      entry.value = known;
    }
    return known;
  }

  /** Takes a code, each once, with its count. */
  void offer(long code, long count) {
    kept.add(new Entry<>(code, count));
    if (kept.size() > size) {
      restValues++;
      restCount += kept.remove().count;
    }
  }

  /** Those kept, the most frequent first. */
  List<Entry<V>> top() {
    List<Entry<V>> top = new ArrayList<>(kept);
    top.sort(order);
    return top;
  }

  /** All others. */
  Breakdown.Rest rest() {
    return new Breakdown.Rest(restValues, restCount);
  }
}

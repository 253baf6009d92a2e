// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.floor;

import dev.muster.benchmarks.comparison.Asked;
import dev.muster.benchmarks.workload.Workload;
import java.util.Arrays;

/** Q7, Q9, Q10, Q11: how often, which, how much, in which order. */
final class EventLoops {

  private final DayEvents days;
  private final CategoryEvents category;
  private final RowEvents carts;
  private final RowEvents purchases;
  private final byte[] counters;
  private final long[] marks;

  /** The rows that have purchases, where theirs begin, and when the first one was. */
  private final int[] buyerBegin;

  private final long[] buyerFirst;

  EventLoops(
      DayEvents days, CategoryEvents category, RowEvents carts, RowEvents purchases, int rows) {
    this.days = days;
    this.category = category;
    this.carts = carts;
    this.purchases = purchases;
    this.counters = new byte[rows];
    this.marks = Words.forRows(rows);
    int buyers = 0;
    for (long word : purchases.ever) {
      buyers += Long.bitCount(word);
    }
    buyerBegin = new int[buyers + 1];
    buyerFirst = new long[buyers];
    int buyer = 0;
    for (int row = 0; row < rows; row++) {
      if (purchases.begin[row] < purchases.begin[row + 1]) {
        buyerBegin[buyer] = purchases.begin[row];
        buyerFirst[buyer] = purchases.time[purchases.begin[row]];
        buyer++;
      }
    }
    buyerBegin[buyers] = purchases.time.length;
  }

  /** Q7: a counter for each row, which stops at three. */
  long threeTimes() {
    Arrays.fill(counters, (byte) 0);
    long count = 0;
    for (int day = Workload.DAYS - 30; day < Workload.DAYS; day++) {
      for (int row : days.sortedRows[day]) {
        int before = counters[row];
        counters[row] = (byte) (before + (before < 3 ? 1 : 0));
        count += before == 2 ? 1 : 0;
      }
    }
    return count;
  }

  /** Q9: the events of the category that are in the window; each row counts once. */
  long filtered() {
    int from = DayEvents.from(category.times, Asked.daysAgo(30).toEpochMilli());
    long count = 0;
    for (int i = from; i < category.rows.length; i++) {
      if (category.amounts[i] > 400) {
        int row = category.rows[i];
        count += (~marks[row >>> 6] >>> row) & 1;
        Words.set(marks, row);
      }
    }
    for (int i = from; i < category.rows.length; i++) {
      marks[category.rows[i] >>> 6] = 0;
    }
    return count;
  }

  /** Q10: a difference of two sums for each row that has any. */
  long sums() {
    long begin = Asked.daysAgo(90).toEpochMilli();
    long count = 0;
    for (int buyer = 0; buyer < buyerFirst.length; buyer++) {
      int from = buyerBegin[buyer];
      if (buyerFirst[buyer] < begin) {
        from = firstInWindow(from, buyerBegin[buyer + 1], begin);
      }
      int sum = purchases.amountBefore[buyerBegin[buyer + 1]] - purchases.amountBefore[from];
      count += sum > 2_000 ? 1 : 0;
    }
    return count;
  }

  private int firstInWindow(int from, int to, long begin) {
    int at = from;
    while (at < to && purchases.time[at] < begin) {
      at++;
    }
    return at;
  }

  /** Q11: the rows that ever did both; their events merged. */
  long sequences() {
    long step = Asked.STEP.toMillis();
    long count = 0;
    for (int i = 0; i < carts.ever.length; i++) {
      for (long word = carts.ever[i] & purchases.ever[i]; word != 0; word &= word - 1) {
        count += follows(i << 6 | Long.numberOfTrailingZeros(word), step) ? 1 : 0;
      }
    }
    return count;
  }

  private boolean follows(int row, long step) {
    int cart = carts.begin[row];
    int cartEnd = carts.begin[row + 1];
    int purchase = purchases.begin[row];
    int purchaseEnd = purchases.begin[row + 1];
    while (cart < cartEnd && purchase < purchaseEnd) {
      long between = purchases.time[purchase] - carts.time[cart];
      if (between < 0) {
        purchase++;
      } else if (between <= step) {
        return true;
      } else {
        cart++;
      }
    }
    return false;
  }

  /** Bytes of what it made itself. */
  long sizeBytes() {
    return counters.length + marks.length * 8L + buyerFirst.length * 12L;
  }
}

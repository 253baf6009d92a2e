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

  /** The rows that have purchases, where theirs begin, and the day of the first one. */
  private final int[] buyerBegin;

  private final byte[] buyerFirstDay;

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
    buyerFirstDay = new byte[buyers];
    int buyer = 0;
    for (int row = 0; row < rows; row++) {
      if (purchases.begin[row] < purchases.begin[row + 1]) {
        buyerBegin[buyer] = purchases.begin[row];
        buyerFirstDay[buyer] = (byte) DayEvents.day(purchases.time[purchases.begin[row]]);
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
    int beginDay = DayEvents.day(begin + DayBits.DAY_MILLIS - 1);
    int[] amountBefore = purchases.amountBefore;
    long count = 0;
    int before = 0;
    for (int buyer = 0; buyer < buyerFirstDay.length; buyer++) {
      int after = amountBefore[buyerBegin[buyer + 1]];
      int sum = after - before;
      if (buyerFirstDay[buyer] < beginDay) {
        sum = after - amountBefore[firstInWindow(buyer, begin)];
      }
      count += sum > 2_000 ? 1 : 0;
      before = after;
    }
    return count;
  }

  private int firstInWindow(int buyer, long begin) {
    int at = buyerBegin[buyer];
    while (at < buyerBegin[buyer + 1] && purchases.time[at] < begin) {
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
      // Unsigned, what is before the cart is far beyond the step.
      if (Long.compareUnsigned(between, step) <= 0) {
        return true;
      }
      // Which of the two comes first is random: no branch could be predicted.
      int tooEarly = (int) (between >>> 63);
      purchase += tooEarly;
      cart += 1 - tooEarly;
    }
    return false;
  }

  /** Bytes of what it made itself. */
  long sizeBytes() {
    return counters.length + marks.length * 8L + buyerFirstDay.length * 5L;
  }
}

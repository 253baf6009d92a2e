// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

/**
 * The events of the {@link Workload}, in order of time: one array a field. About 22 bytes an event.
 * Nobody writes to the arrays once they are filled.
 */
public final class Actions {

  /** Stands for a value that an event does not have. */
  public static final int NONE = -1;

  /** Types of event, as positions in {@link Workload#typeNames}. */
  public static final int PAGE_VIEW = 0;

  public static final int APP_OPEN = 1;
  public static final int ADD_TO_CART = 3;
  public static final int PURCHASE = 4;

  /** The profile. */
  public final int[] user;

  /** The position in {@link Workload#typeNames}. */
  public final byte[] type;

  /** In milliseconds of the epoch; never decreases. */
  public final long[] time;

  /** In quarters; {@link #NONE} unless it is a purchase. */
  public final int[] amount;

  /** The number of the text {@code c0}, {@code c1} …; {@link #NONE} unless it is a purchase. */
  public final short[] category;

  /** The number of the text {@code s0}, {@code s1} …; {@link #NONE} unless it is a purchase. */
  public final short[] sku;

  /** The number of the text {@code u0}, {@code u1} …; {@link #NONE} unless it is a page view. */
  public final byte[] url;

  Actions(int profiles, int count) {
    user = ActionDraw.users(profiles, count);
    type = new byte[count];
    time = new long[count];
    amount = new int[count];
    category = new short[count];
    sku = new short[count];
    url = new byte[count];
    ActionDraw draw = new ActionDraw(count);
    for (int i = 0; i < count; i++) {
      type[i] = (byte) draw.type(i);
      time[i] = draw.time(i);
      boolean bought = type[i] == PURCHASE;
      amount[i] = bought ? draw.amount(i) : NONE;
      category[i] = (short) (bought ? draw.category(i) : NONE);
      sku[i] = (short) (bought ? draw.sku(i) : NONE);
      url[i] = (byte) (type[i] == PAGE_VIEW ? draw.url(i) : NONE);
    }
  }

  /** Events. */
  public int count() {
    return user.length;
  }

  /** What proves that the events are those that the answers are known for. */
  long fingerprint() {
    long sum = 0;
    for (int i = 0; i < count(); i++) {
      long x = user[i];
      x = x * 8_191 + type[i];
      x = x * 8_191 + time[i];
      x = x * 8_191 + Math.max(0, amount[i]);
      x = x * 8_191 + category[i];
      x = x * 8_191 + sku[i];
      x = x * 8_191 + url[i];
      sum += Draw.mix64(x + i);
    }
    return sum;
  }
}

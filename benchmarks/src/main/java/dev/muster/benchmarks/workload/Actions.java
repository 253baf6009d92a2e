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

  private static final double[] TYPE = Draw.zipf(20, 1.0);
  private static final double[] CATEGORY = Draw.zipf(100, 1.0);
  private static final double[] SKU = Draw.zipf(200, 0.8);
  private static final double[] URL = Draw.zipf(40, 0.9);
  private static final long SESSION_EVENTS = 4_000;

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
    user = new int[count];
    type = new byte[count];
    time = new long[count];
    amount = new int[count];
    category = new short[count];
    sku = new short[count];
    url = new byte[count];
    int[] places = places(profiles);
    long span = Workload.DAYS * 86_400_000L;
    long start = Workload.END.toEpochMilli() - span;
    long spacing = span / count;
    double q = profiles / 1_000.0;
    double log = StrictMath.log((profiles + q) / q);
    for (int i = 0; i < count; i++) {
      if (i > 0 && Draw.unit(21, i) < 0.6) {
        user[i] = user[(int) Math.max(0, i - (1 + Draw.below(22, i, SESSION_EVENTS)))];
      } else {
        long rank = (long) Math.floor(q * StrictMath.exp(Draw.unit(23, i) * log) - q);
        user[i] = places[(int) Math.max(0, Math.min(profiles - 1, rank))];
      }
      type[i] = (byte) Draw.pick(TYPE, Draw.unit(24, i));
      time[i] = start + i * span / count + Draw.below(25, i, spacing);
      boolean bought = type[i] == PURCHASE;
      amount[i] =
          bought ? (int) Math.floor(4 * (5 - 60 * StrictMath.log(1 - Draw.unit(26, i)))) : NONE;
      category[i] = (short) (bought ? Draw.pick(CATEGORY, Draw.unit(27, i)) : NONE);
      sku[i] = (short) (bought ? category[i] * 200 + Draw.pick(SKU, Draw.unit(28, i)) : NONE);
      url[i] = (byte) (type[i] == PAGE_VIEW ? Draw.pick(URL, Draw.unit(29, i)) : NONE);
    }
  }

  /** The profile of each rank of activity: a permutation. */
  private static int[] places(int profiles) {
    int[] places = new int[profiles];
    for (int i = 0; i < profiles; i++) {
      places[i] = i;
    }
    for (int i = profiles - 1; i >= 1; i--) {
      int j = (int) Draw.below(20, i, i + 1L);
      int swapped = places[i];
      places[i] = places[j];
      places[j] = swapped;
    }
    return places;
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

// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

/**
 * Draws the events of the {@link Workload}. Everything but the profile is a function of an event's
 * number and of how many there are, and can be drawn again at any time; whose event it is hangs on
 * the events before it, so that is drawn for all of them at once. Safe for all threads.
 */
final class ActionDraw {

  private static final double[] TYPE = Draw.zipf(20, 1.0);
  private static final double[] CATEGORY = Draw.zipf(100, 1.0);
  private static final double[] SKU = Draw.zipf(200, 0.8);
  private static final double[] URL = Draw.zipf(40, 0.9);
  private static final int SKUS_PER_CATEGORY = 200;
  private static final long SESSION_EVENTS = 4_000;
  private static final long SPAN_MILLIS = Workload.DAYS * 86_400_000L;
  private static final long START_MILLIS = Workload.END.toEpochMilli() - SPAN_MILLIS;

  private final int count;
  private final long spacing;

  /** Of so many events in all. */
  ActionDraw(int count) {
    this.count = count;
    this.spacing = SPAN_MILLIS / count;
  }

  /** The profile of each event. Takes 4 bytes a profile more while it draws. */
  static int[] users(int profiles, int count) {
    int[] user = new int[count];
    int[] places = places(profiles);
    double q = profiles / 1_000.0;
    double log = StrictMath.log((profiles + q) / q);
    for (int i = 0; i < count; i++) {
      if (i > 0 && Draw.unit(21, i) < 0.6) {
        user[i] = user[(int) Math.max(0, i - (1 + Draw.below(22, i, SESSION_EVENTS)))];
      } else {
        long rank = (long) Math.floor(q * StrictMath.exp(Draw.unit(23, i) * log) - q);
        user[i] = places[(int) Math.max(0, Math.min(profiles - 1, rank))];
      }
    }
    return user;
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

  /** The position in {@link Workload#typeNames}. */
  int type(int i) {
    return Draw.pick(TYPE, Draw.unit(24, i));
  }

  /** In milliseconds of the epoch. */
  long time(int i) {
    return START_MILLIS + i * SPAN_MILLIS / count + Draw.below(25, i, spacing);
  }

  /** Of a purchase, in quarters. */
  int amount(int i) {
    return (int) Math.floor(4 * (5 - 60 * StrictMath.log(1 - Draw.unit(26, i))));
  }

  /** Of a purchase. */
  int category(int i) {
    return Draw.pick(CATEGORY, Draw.unit(27, i));
  }

  /** Of a purchase. */
  int sku(int i) {
    return category(i) * SKUS_PER_CATEGORY + Draw.pick(SKU, Draw.unit(28, i));
  }

  /** Of a page view. */
  int url(int i) {
    return Draw.pick(URL, Draw.unit(29, i));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import java.util.Arrays;

/**
 * The profiles of the {@link Workload}: one array an attribute. About 50 bytes a profile. Nobody
 * writes to the arrays once they are filled.
 */
public final class Customers {

  /** Stands for a gender that is not known. */
  public static final int NO_GENDER = 3;

  private static final double[] COUNTRY = Draw.zipf(50, 1.0);
  private static final double[] CITY = Draw.zipf(100, 1.0);
  private static final double[] TAG = Draw.zipf(200, 0.8);
  private static final double[] PLAN = {.70, .88, .97, 1};
  private static final double[] GENDER = {.44, .85, .88, 1};
  private static final double[] DEVICE = {.55, .82, .94, .97, .99, 1};
  private static final int TAGS_MAX = 6;

  /** The number of the text {@code country0}, {@code country1} … */
  public final byte[] country;

  /** The number of the text {@code city0}, {@code city1} … */
  public final short[] city;

  /** The position in {@link Workload#planNames}. */
  public final byte[] plan;

  /** The position in {@link Workload#genderNames}, or {@link #NO_GENDER}. */
  public final byte[] gender;

  public final byte[] age;

  /** The position in {@link Workload#deviceNames}. */
  public final byte[] device;

  /** In milliseconds of the epoch. */
  public final long[] signup;

  /** In quarters. */
  public final int[] ltv;

  public final boolean[] consent;

  /** The numbers of the texts {@code t0}, {@code t1} …; ascending. */
  public final short[][] tags;

  Customers(int count) {
    country = new byte[count];
    city = new short[count];
    plan = new byte[count];
    gender = new byte[count];
    age = new byte[count];
    device = new byte[count];
    signup = new long[count];
    ltv = new int[count];
    consent = new boolean[count];
    tags = new short[count][];
    for (int i = 0; i < count; i++) {
      country[i] = (byte) Draw.pick(COUNTRY, Draw.unit(1, i));
      city[i] = (short) (country[i] * 100 + Draw.pick(CITY, Draw.unit(2, i)));
      plan[i] = (byte) Draw.pick(PLAN, Draw.unit(3, i));
      gender[i] = (byte) Draw.pick(GENDER, Draw.unit(4, i));
      age[i] = (byte) (16 + Math.floor(22 * (Draw.unit(5, i) + Draw.unit(6, i) + Draw.unit(7, i))));
      double x = Draw.unit(8, i);
      signup[i] =
          Workload.END.toEpochMilli()
              - 1_000 * (1 + (long) Math.floor(x * StrictMath.sqrt(x) * 1_095 * 86_400));
      ltv[i] =
          Draw.unit(10, i) < 0.4
              ? 0
              : (int) Math.floor(4 * (-StrictMath.log(1 - Draw.unit(9, i)) * 120.0));
      consent[i] = Draw.unit(11, i) < 0.62;
      tags[i] = tags(i);
      device[i] = (byte) Draw.pick(DEVICE, Draw.unit(14, i));
    }
  }

  private static short[] tags(int profile) {
    int draws = (int) Math.floor(7 * Draw.unit(12, profile));
    short[] drawn = new short[draws];
    for (int k = 0; k < draws; k++) {
      drawn[k] = (short) Draw.pick(TAG, Draw.unit(13, (long) TAGS_MAX * profile + k));
    }
    Arrays.sort(drawn);
    int distinct = 0;
    for (int k = 0; k < draws; k++) {
      if (k == 0 || drawn[k] != drawn[k - 1]) {
        drawn[distinct++] = drawn[k];
      }
    }
    return Arrays.copyOf(drawn, distinct);
  }

  /** Profiles. */
  public int count() {
    return country.length;
  }

  /** What proves that the profiles are those that the answers are known for. */
  long fingerprint() {
    long sum = 0;
    for (int i = 0; i < count(); i++) {
      long x = country[i];
      x = x * 8_191 + city[i];
      x = x * 8_191 + plan[i];
      x = x * 8_191 + gender[i];
      x = x * 8_191 + age[i];
      x = x * 8_191 + device[i];
      x = x * 8_191 + signup[i];
      x = x * 8_191 + ltv[i];
      x = x * 8_191 + (consent[i] ? 1 : 0);
      for (short tag : tags[i]) {
        x = x * 8_191 + tag;
      }
      sum += Draw.mix64(x + i);
    }
    return sum;
  }
}

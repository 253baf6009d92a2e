// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import static dev.muster.benchmarks.dataset.CustomerSchema.COUNTRY;
import static dev.muster.benchmarks.dataset.CustomerSchema.PLAN;

import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.predicate.Predicate;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.roaringbitmap.RoaringBitmap;

/**
 * What does it cost to count {@code country = x and plan = y}, two values with postings?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar BitmapPredicateBenchmark}
 *
 * <p>Floor: two bitmaps of all customers, intersected and counted in one loop. Beside it the same
 * as Roaring bitmaps, with the rows of the result and with their number alone.
 */
public class BitmapPredicateBenchmark extends QueryBenchmark {

  static final int WANTED_COUNTRY = 3;
  static final int WANTED_PLAN = 2;

  private static final Predicate PREDICATE =
      COUNTRY.is(DataSet.countryName(WANTED_COUNTRY)).and(PLAN.is(DataSet.planName(WANTED_PLAN)));

  private long[] inCountry = {};
  private long[] onPlan = {};
  private RoaringBitmap roaringInCountry = new RoaringBitmap();
  private RoaringBitmap roaringOnPlan = new RoaringBitmap();

  @Override
  void prepare() {
    inCountry = bits(profile -> data.country(profile) == WANTED_COUNTRY);
    onPlan = bits(profile -> data.plan(profile) == WANTED_PLAN);
    roaringInCountry = roaring(inCountry);
    roaringOnPlan = roaring(onPlan);
  }

  private long[] bits(IntPredicate test) {
    long[] bits = new long[(profiles + 63) / 64];
    for (int profile = 0; profile < profiles; profile++) {
      bits[profile >>> 6] |= test.test(profile) ? 1L << profile : 0L;
    }
    return bits;
  }

  private static RoaringBitmap roaring(long[] bits) {
    RoaringBitmap bitmap = new RoaringBitmap();
    BitSet.valueOf(bits).stream().forEach(bitmap::add);
    bitmap.runOptimize();
    return bitmap;
  }

  @Benchmark
  public long engine() {
    return engine.count(PREDICATE, DataSet.END);
  }

  @Benchmark
  public long floor() {
    long count = 0;
    for (int i = 0; i < inCountry.length; i++) {
      count += Long.bitCount(inCountry[i] & onPlan[i]);
    }
    return count;
  }

  @Benchmark
  public long roaring() {
    return RoaringBitmap.and(roaringInCountry, roaringOnPlan).getLongCardinality();
  }

  @Benchmark
  public long roaringCount() {
    return RoaringBitmap.andCardinality(roaringInCountry, roaringOnPlan);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.shard.scan.ValueCode;
import dev.muster.shard.scan.WideLong;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A sum of property codes for each of several buckets, exact whatever the order of adding. */
sealed interface BucketSums {

  /** Sums of nothing, of codes of {@code type}. */
  static BucketSums of(ValueType type, int buckets) {
    return type.kind() == ValueType.Kind.DOUBLE
        ? new Doubles(buckets)
        : new Decimals(buckets, type.scale());
  }

  /** Adds one code. */
  void add(int bucket, long code);

  /** Adds what {@code other}, of the same type and buckets, has added up. */
  void addAll(BucketSums other);

  /** The sum of a bucket. */
  Number sum(int bucket);

  /** LONG and DECIMAL, added up in 128 bits. */
  final class Decimals implements BucketSums {

    private final long[] low;
    private final long[] high;
    private final int scale;

    private Decimals(int buckets, int scale) {
      this.low = new long[buckets];
      this.high = new long[buckets];
      this.scale = scale;
    }

    @Override
    public void add(int bucket, long code) {
      // The sign of the code extends into the upper half.
      add(bucket, code >> 63, code);
    }

    private void add(int bucket, long highAddend, long lowAddend) {
      long sum = low[bucket] + lowAddend;
      // The lower half carries when it wraps.
      high[bucket] += highAddend + (Long.compareUnsigned(sum, lowAddend) < 0 ? 1 : 0);
      low[bucket] = sum;
    }

    @Override
    public void addAll(BucketSums other) {
      Decimals more = (Decimals) other;
      for (int i = 0; i < low.length; i++) {
        add(i, more.high[i], more.low[i]);
      }
    }

    @Override
    public Number sum(int bucket) {
      return new BigDecimal(WideLong.toBigInteger(high[bucket], low[bucket]), scale);
    }
  }

  /** DOUBLE, rounded once at the end. */
  final class Doubles implements BucketSums {

    /** Null for buckets that nothing was added to. */
    private final @Nullable ExactDoubleSum[] sums;

    private Doubles(int buckets) {
      this.sums = new ExactDoubleSum[buckets];
    }

    @Override
    public void add(int bucket, long code) {
      of(bucket).add(ValueCode.toDouble(code));
    }

    private ExactDoubleSum of(int bucket) {
      ExactDoubleSum sum = sums[bucket];
      if (sum == null) {
        sum = new ExactDoubleSum();
        sums[bucket] = sum;
      }
      return sum;
    }

    @Override
    public void addAll(BucketSums other) {
      Doubles more = (Doubles) other;
      for (int i = 0; i < sums.length; i++) {
        ExactDoubleSum sum = more.sums[i];
        if (sum != null) {
          of(i).addAll(sum);
        }
      }
    }

    @Override
    public Number sum(int bucket) {
      ExactDoubleSum sum = sums[bucket];
      return sum == null ? 0.0 : sum.value();
    }
  }
}

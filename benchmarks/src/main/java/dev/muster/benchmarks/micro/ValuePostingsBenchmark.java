// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.column.ColumnIndexing;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/**
 * What do value postings save, of one column chunk, and what would a Roaring bitmap for each value
 * cost instead?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ValuePostingsBenchmark}
 *
 * <p>The values are 500 codes, the k-th with a weight of 1/k. {@link #count} needs no rows; the
 * others find them, as they are needed when something else is asked of them, too.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ValuePostingsBenchmark {

  private static final int CODES = 500;
  private static final long EPOCH = 1;

  /** What is asked for. */
  public enum Asked {
    /** A value of every seventh row. */
    FREQUENT(new LongTest.Range(0, 0)),
    /** A value of one row of 2,000. */
    RARE(new LongTest.Range(300, 300)),
    /** Neighbouring values. */
    RANGE(new LongTest.Range(20, 200)),
    /** Values here and there. */
    TWENTY(new LongTest.Codes(twenty()));

    private final LongTest test;

    Asked(LongTest test) {
      this.test = test;
    }

    private static long[] twenty() {
      long[] bits = new long[(CODES + 63) / 64];
      for (int i = 0; i < 20; i++) {
        int code = 3 + i * 24;
        bits[code >>> 6] |= 1L << code;
      }
      return bits;
    }
  }

  @Param Asked asked = Asked.FREQUENT;

  private final ColumnChunk indexed = new ColumnChunk(ColumnIndexing.RANGES);
  private final ColumnChunk plain = new ColumnChunk(ColumnIndexing.NONE);

  /** Of the values that are asked for. */
  private RoaringBitmap[] bitmaps = {};

  private final long[] everyone = RowMask.create();
  private final long[] found = RowMask.create();
  private final long[] spare = RowMask.create();

  @Setup(Level.Trial)
  public void fill() {
    RoaringBitmap[] byCode = new RoaringBitmap[CODES];
    Arrays.setAll(byCode, code -> new RoaringBitmap());
    double[] upTo = new double[CODES];
    double total = 0;
    for (int code = 0; code < CODES; code++) {
      total += 1.0 / (code + 1);
      upTo[code] = total;
    }
    SplittableRandom random = new SplittableRandom(1);
    for (int row = 0; row < RowMask.ROWS; row++) {
      int at = Arrays.binarySearch(upTo, random.nextDouble() * total);
      int code = Math.min(CODES - 1, at < 0 ? -at - 1 : at);
      indexed.set(EPOCH, row, code, true);
      plain.set(EPOCH, row, code, true);
      byCode[code].add(row);
    }
    indexed.settle();
    bitmaps =
        IntStream.range(0, CODES)
            .filter(asked.test::test)
            .mapToObj(code -> byCode[code])
            .toArray(RoaringBitmap[]::new);
    for (RoaringBitmap bitmap : bitmaps) {
      bitmap.runOptimize();
    }
    Arrays.fill(everyone, -1L);
  }

  @Benchmark
  public long count() {
    return indexed.count(EPOCH, asked.test, RowMask.ROWS);
  }

  @Benchmark
  public long postings() {
    indexed.evaluate(EPOCH, asked.test, everyone, found, spare);
    return RowMask.cardinality(found);
  }

  @Benchmark
  public long scan() {
    plain.evaluate(EPOCH, asked.test, everyone, found, spare);
    return RowMask.cardinality(found);
  }

  /** Values are disjoint, so that their sizes add up. */
  @Benchmark
  public long roaringCount() {
    long count = 0;
    for (RoaringBitmap bitmap : bitmaps) {
      count += bitmap.getLongCardinality();
    }
    return count;
  }

  @Benchmark
  public long roaringUnion() {
    return FastAggregation.or(bitmaps).getLongCardinality();
  }
}

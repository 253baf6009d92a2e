// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import dev.muster.SegmentationEngine;
import dev.muster.benchmarks.dataset.CustomerSchema;
import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.predicate.Predicate;
import java.time.Duration;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What does the result cache save when a segment is asked for again, or with one test changed, and
 * what does it cost when nothing is ever asked again?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar ResultCacheBenchmark}
 *
 * <p>A segment of a country, a window of views and a number of purchases. What changes is the
 * country, whose postings need no cache, or the window, which becomes a millisecond longer each
 * time.
 */
public class ResultCacheBenchmark extends QueryBenchmark {

  private static final long CACHE_BYTES = 64L << 20;
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration MONTH = Duration.ofDays(30);

  /** Windows begin anew when they have become a day longer. */
  private static final int LONGER_MILLIS_END = 86_400_000;

  @SuppressWarnings("NullAway.Init") // by prepare()
  private SegmentationEngine cached;

  private int country;
  private int longerMillis;

  @Override
  void prepare() {
    cached = open(shards, queryThreads, CACHE_BYTES);
    data.load(cached);
  }

  @Override
  public void close() {
    cached.close();
    super.close();
  }

  @Benchmark
  public long off() {
    return engine.count(segment(3, WEEK), DataSet.END);
  }

  @Benchmark
  public long again() {
    return cached.count(segment(3, WEEK), DataSet.END);
  }

  @Benchmark
  public long changedOff() {
    return engine.count(nextCountry(), DataSet.END);
  }

  @Benchmark
  public long changed() {
    return cached.count(nextCountry(), DataSet.END);
  }

  @Benchmark
  public long neverAgainOff() {
    return engine.count(nextWindow(), DataSet.END);
  }

  @Benchmark
  public long neverAgain() {
    return cached.count(nextWindow(), DataSet.END);
  }

  /** The first country and window are next again. */
  void rewind() {
    country = 0;
    longerMillis = 0;
  }

  /** How often something was remembered. */
  long cacheHits() {
    return cached.statistics().cacheHits();
  }

  private Predicate nextCountry() {
    country = (country + 1) % DataSet.COUNTRIES;
    return segment(country, WEEK);
  }

  private Predicate nextWindow() {
    longerMillis = (longerMillis + 1) % LONGER_MILLIS_END;
    return segment(3, WEEK.plusMillis(longerMillis));
  }

  private static Predicate segment(int country, Duration window) {
    return CustomerSchema.COUNTRY
        .is(DataSet.countryName(country))
        .and(CustomerSchema.VIEW.inLast(window).did())
        .and(CustomerSchema.PURCHASE.inLast(MONTH).count().atLeast(2));
  }
}

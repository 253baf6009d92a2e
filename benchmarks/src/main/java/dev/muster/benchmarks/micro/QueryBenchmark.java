// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import dev.muster.SegmentationEngine;
import dev.muster.benchmarks.dataset.CustomerSchema;
import dev.muster.benchmarks.dataset.DataSet;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A question asked of an engine that holds a {@link DataSet}, and of a plain loop over arrays made
 * for nothing but this question: the floor. Both give the same answer.
 *
 * <p>The floor knows no updates, no missing values it was not prepared for, no other question and
 * no epochs; what the engine takes beyond it is the price of those.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class QueryBenchmark {

  @Param("200000")
  int profiles;

  @Param("2000000")
  int events;

  /** The engine's default. */
  @Param("8")
  int shards;

  /** One, as the floor has: more threads divide the time of both. */
  @Param("1")
  int queryThreads;

  @SuppressWarnings("NullAway.Init") // by load()
  DataSet data;

  @SuppressWarnings("NullAway.Init") // by load()
  SegmentationEngine engine;

  /** Draws the data set, loads it, and prepares the floor. */
  @Setup(Level.Trial)
  public void load() {
    data = DataSet.of(profiles, events);
    engine = open(shards, queryThreads, 0);
    data.load(engine);
    prepare();
  }

  /** An engine without data; 0 bytes are no cache. */
  static SegmentationEngine open(int shards, int queryThreads, long cacheBytes) {
    return SegmentationEngine.builder(CustomerSchema.SCHEMA)
        .shards(shards)
        .queryThreads(queryThreads)
        .resultCache(cacheBytes)
        .clock(Clock.fixed(DataSet.END, ZoneOffset.UTC))
        .readLimit(Duration.ofHours(1))
        .open();
  }

  /** Prepares what the floor runs over. */
  abstract void prepare();

  /** Ends the engine's threads. */
  @TearDown(Level.Trial)
  public void close() {
    engine.close();
  }
}

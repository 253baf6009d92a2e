// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import dev.muster.shard.event.EventQuery;
import dev.muster.shard.event.EventScan;
import dev.muster.shard.event.EventScratch;
import dev.muster.shard.scan.RowMask;
import java.util.Arrays;
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
import org.openjdk.jmh.annotations.Warmup;

/** Something is measured of each row's events, all of one type in one chunk, in several ways. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class RowEventsBenchmark {

  private static final int AMOUNT_END_CENTS = 5_000;

  @Param({"10000", "100000", "500000"})
  int events;

  @SuppressWarnings("NullAway.Init") // by fill()
  ChunkEvents chunk;

  private final EventScratch scratch = new EventScratch();
  private final long[] everyone = RowMask.create();
  private final long[] found = RowMask.create();

  /** Draws the events, and prepares what is asked of them. */
  @Setup(Level.Trial)
  public void fill() {
    chunk = new ChunkEvents(events, AMOUNT_END_CENTS);
    Arrays.fill(everyone, -1L);
    prepare();
  }

  /** Prepares what each way needs besides the events. */
  abstract void prepare();

  /** How many rows the engine finds. */
  final int engine(EventQuery query) {
    EventScan.evaluate(chunk.view(), query, everyone, found, scratch);
    return RowMask.cardinality(found);
  }
}

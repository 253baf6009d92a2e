// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import dev.muster.SegmentationEngine;
import dev.muster.benchmarks.dataset.CustomerSchema;
import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.Receipt;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many events, and profile updates, does an engine in memory take from one producer in a
 * second?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar IngestBenchmark}
 *
 * <p>A round hands {@value #ROUND} operations over in batches of {@value #BATCH}, without waiting,
 * and then waits until all are visible. Every iteration begins with an engine that holds the
 * customers and no event. {@code events} counts the making of the event objects in, {@code
 * eventsMadeBefore} does not. Floor: the same producer fills one growing array a field, having
 * looked the customer up in a hash map; nobody can read meanwhile.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class IngestBenchmark {

  static final int ROUND = 100_000;
  static final int BATCH = 1_000;

  @Param("200000")
  int profiles;

  /** When they have all been taken, they are taken again: late events then. */
  @Param("2000000")
  int events;

  /** The engine's default. */
  @Param("8")
  int shards;

  @SuppressWarnings("NullAway.Init") // by draw()
  DataSet data;

  @SuppressWarnings("NullAway.Init") // by begin()
  SegmentationEngine engine;

  @SuppressWarnings("NullAway.Init") // by begin()
  PlainEvents plain;

  private int nextEvent;
  private int nextProfile;

  /** Draws the data set. */
  @Setup(Level.Trial)
  public void draw() {
    data = DataSet.of(profiles, events);
  }

  /** Begins with customers and no events. */
  @Setup(Level.Iteration)
  public void begin() {
    engine = open(shards);
    data.loadProfiles(engine);
    plain = new PlainEvents(data);
    nextEvent = 0;
    nextProfile = 0;
  }

  /** Ends the engine's threads. */
  @TearDown(Level.Iteration)
  public void close() {
    engine.close();
  }

  private static SegmentationEngine open(int shards) {
    return SegmentationEngine.builder(CustomerSchema.SCHEMA)
        .shards(shards)
        .clock(Clock.fixed(DataSet.END, ZoneOffset.UTC))
        .open();
  }

  @Benchmark
  @OperationsPerInvocation(ROUND)
  public Receipt events() {
    return round(i -> batch(this::nextEvent));
  }

  @Benchmark
  @OperationsPerInvocation(ROUND)
  public Receipt eventsMadeBefore(MadeRound made) {
    return round(made.batches::get);
  }

  @Benchmark
  @OperationsPerInvocation(ROUND)
  public Receipt updates() {
    return round(i -> batch(() -> data.update(nextProfile++ % profiles)));
  }

  @Benchmark
  @OperationsPerInvocation(ROUND)
  public int floorEvents() {
    for (int i = 0; i < ROUND; i++) {
      plain.add(nextEvent());
    }
    return plain.size();
  }

  private Event nextEvent() {
    return data.event(nextEvent++ % events);
  }

  private interface Source {
    Operation next();
  }

  private static Batch batch(Source source) {
    List<Operation> operations = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      operations.add(source.next());
    }
    return Batch.of(operations);
  }

  private Receipt round(IntFunction<Batch> batches) {
    CompletableFuture<Receipt> last = engine.submit(batches.apply(0));
    for (int i = 1; i < ROUND / BATCH; i++) {
      last = engine.submit(batches.apply(i));
    }
    return last.join();
  }

  /** The batches of the next round; a round takes long enough for them to be made in between. */
  @State(Scope.Benchmark)
  public static class MadeRound {

    List<Batch> batches = List.of();

    /** Makes them. */
    @Setup(Level.Invocation)
    public void make(IngestBenchmark benchmark) {
      List<Batch> made = new ArrayList<>();
      for (int i = 0; i < ROUND / BATCH; i++) {
        made.add(batch(benchmark::nextEvent));
      }
      batches = made;
    }
  }
}

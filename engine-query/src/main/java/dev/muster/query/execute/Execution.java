// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import dev.muster.query.plan.ChunkEstimate;
import dev.muster.query.plan.Plan;
import dev.muster.shard.Chunk;
import dev.muster.shard.Shard;
import dev.muster.shard.epoch.Pin;
import dev.muster.shard.scan.RowMask;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.ArrayContainer;
import org.roaringbitmap.BitmapContainer;
import org.roaringbitmap.Container;
import org.roaringbitmap.RoaringBitmap;

/**
 * Runs one plan over all chunks of all shards at the epoch of a pin.
 *
 * <p>After each chunk a {@link StopCheck} is looked at: what was read under a revoked pin is thrown
 * away, and so is what nobody waits for any more. Made for one evaluation by one caller.
 */
public final class Execution {

  /** From this cost on (about nanoseconds) two hand-overs between threads are worth it. */
  private static final double HELPED_COST_MIN = 200_000;

  /** Up to here an array container is the smaller one. */
  private static final int ARRAY_CARDINALITY_MAX = 4_096;

  private final FanOut fanOut;
  private final Plan plan;
  private final Pin pin;
  private final StopCheck stop;
  private final int shardCount;
  private final List<ChunkPlace> places;
  private final ResultCache cache;

  /**
   * An evaluation of {@code plan} over {@code shards}.
   *
   * @param pin what {@code stop} looks at, too
   * @param stop looked at after each chunk by whoever worked at it; what it throws ends the
   *     evaluation
   * @param cache what operators may use of what was found before, unless they are measured
   */
  public Execution(
      FanOut fanOut, Shard[] shards, Plan plan, Pin pin, StopCheck stop, ResultCache cache) {
    this.fanOut = fanOut;
    this.plan = plan;
    this.pin = pin;
    this.stop = stop;
    this.shardCount = shards.length;
    this.places = ChunkPlace.of(shards);
    this.cache = cache;
  }

  /**
   * What is expected of this evaluation.
   *
   * @param profiles alive in all
   * @param rows that are expected to pass
   * @param nanos of processor time
   */
  public record Expectation(long profiles, double rows, double nanos) {}

  /** What is expected of this evaluation, without running it. O(chunks x operators). */
  public Expectation expectation() {
    long profiles = 0;
    double rows = 0;
    double nanos = 0;
    for (ChunkPlace place : places) {
      int live = place.chunk().live(pin.epoch()).cardinality();
      ChunkEstimate estimate = new ChunkEstimate(place.chunk(), pin.epoch(), live);
      profiles += live;
      rows += estimate.rows(plan.root());
      nanos += estimate.cost(plan.root());
      stop.check();
    }
    return new Expectation(profiles, rows, nanos);
  }

  /** Takes the rows found in one chunk. Called by workers; {@code rows} is reused afterwards. */
  private interface Sink {
    void accept(ChunkPlace place, long[] rows, int count);
  }

  /** How many profiles pass. */
  public long count(@Nullable PlanProfile profile) {
    LongAdder total = new LongAdder();
    var cached = cached(profile);
    fanOut.run(
        places.size(),
        isWorthHelping(),
        stop::check,
        () -> new CountingWorker(total, profile, cached));
    return total.sum();
  }

  /** Which rows pass, one bitmap per shard. */
  public RoaringBitmap[] rows() {
    Container[] containers = new Container[places.size()];
    int[] positions = new int[shardCount];
    for (int i = places.size() - 1; i >= 0; i--) {
      positions[places.get(i).shard()] = i;
    }
    Sink sink =
        (place, rows, count) -> {
          if (count > 0) {
            containers[positions[place.shard()] + place.index()] = container(rows, count);
          }
        };
    var cached = cached(null);
    fanOut.run(places.size(), isWorthHelping(), stop::check, () -> new ChunkWorker(sink, cached));
    RoaringBitmap[] bitmaps = new RoaringBitmap[shardCount];
    for (int shard = 0; shard < shardCount; shard++) {
      bitmaps[shard] = new RoaringBitmap();
    }
    for (int i = 0; i < containers.length; i++) {
      if (containers[i] != null) {
        ChunkPlace place = places.get(i);
        bitmaps[place.shard()].append((char) place.index(), containers[i]);
      }
    }
    return bitmaps;
  }

  private @Nullable CachedAnswers @Nullable [] cached(@Nullable PlanProfile profile) {
    return profile == null ? cache.of(List.of(plan.root()), plan.nodeCount()) : null;
  }

  private static Container container(long[] rows, int count) {
    if (count > ARRAY_CARDINALITY_MAX) {
      return new BitmapContainer(rows.clone(), count);
    }
    char[] values = new char[count];
    int at = 0;
    for (int word = 0; word < RowMask.WORDS; word++) {
      for (long left = rows[word]; left != 0; left &= left - 1) {
        values[at++] = (char) (word * 64 + Long.numberOfTrailingZeros(left));
      }
    }
    return new ArrayContainer(count, values);
  }

  /**
   * The answer from what accumulators hold together that have seen every chunk with profiles that
   * pass.
   *
   * @param accumulators makes one for each worker, and one for the total
   * @param answer from the total; to look at the check whenever it has worked for a while
   * @param profile takes what the operators of the plan did, and the time that accumulators and
   *     {@code answer} took, or null
   */
  public <A extends ChunkAccumulator<A>, R> R gather(
      Supplier<A> accumulators, BiFunction<A, StopCheck, R> answer, @Nullable PlanProfile profile) {
    A total = accumulators.get();
    var cached = cached(profile);
    fanOut.run(
        places.size(),
        places.size() > 1,
        stop::check,
        () -> new GatheringWorker<>(accumulators, total, profile, cached));
    stop.check();
    long start = System.nanoTime();
    R result = answer.apply(total, stop);
    if (profile != null) {
      profile.addAnalysisNanos(System.nanoTime() - start);
    }
    return result;
  }

  private final class GatheringWorker<A extends ChunkAccumulator<A>> implements FanOut.Worker {

    private final A total;
    private final A own;
    private final @Nullable PlanProfile shared;
    private final @Nullable PlanProfile profile;
    private final WorkerScratch scratch = fanOut.borrowScratch();
    private final ChunkEvaluator audience;

    /** Of plans of the analysis, whose operators are numbered by themselves: never measured. */
    private final ChunkEvaluator others = new ChunkEvaluator(scratch, pin.epoch(), null, null);

    private final long[] rows = scratch.borrowMask();

    GatheringWorker(
        Supplier<A> accumulators,
        A total,
        @Nullable PlanProfile shared,
        @Nullable CachedAnswers @Nullable [] cached) {
      this.total = total;
      this.own = accumulators.get();
      this.shared = shared;
      this.profile = shared == null ? null : shared.another();
      this.audience = new ChunkEvaluator(scratch, pin.epoch(), profile, cached);
    }

    @Override
    public void run(int index) {
      Chunk chunk = places.get(index).chunk();
      int count = audience.evaluate(plan.root(), chunk, rows);
      if (count > 0) {
        stop.check();
        long start = System.nanoTime();
        own.add(new ChunkRows(chunk, pin.epoch(), rows, count, others, scratch, stop));
        if (profile != null) {
          profile.addAnalyzed(count, System.nanoTime() - start);
        }
      }
      stop.check();
    }

    @Override
    public void finish() {
      scratch.returnMask(rows);
      fanOut.returnScratch(scratch);
      synchronized (total) {
        stop.check();
        long start = System.nanoTime();
        total.addAll(own);
        if (shared != null && profile != null) {
          profile.addAnalysisNanos(System.nanoTime() - start);
          shared.merge(profile);
        }
      }
    }
  }

  /** Judged by the first chunk: the others are likely to be no cheaper. */
  private boolean isWorthHelping() {
    if (places.size() < 2) {
      return false;
    }
    Chunk first = places.get(0).chunk();
    int live = first.live(pin.epoch()).cardinality();
    double cost = new ChunkEstimate(first, pin.epoch(), live).cost(plan.root());
    return cost * places.size() >= HELPED_COST_MIN;
  }

  private final class CountingWorker implements FanOut.Worker {

    private final LongAdder total;
    private final @Nullable PlanProfile shared;
    private final @Nullable PlanProfile own;
    private final WorkerScratch scratch = fanOut.borrowScratch();
    private final ChunkEvaluator evaluator;
    private long found;

    CountingWorker(
        LongAdder total,
        @Nullable PlanProfile shared,
        @Nullable CachedAnswers @Nullable [] cached) {
      this.total = total;
      this.shared = shared;
      this.own = shared == null ? null : shared.another();
      this.evaluator = new ChunkEvaluator(scratch, pin.epoch(), own, cached);
    }

    @Override
    public void run(int index) {
      found += evaluator.count(plan.root(), places.get(index).chunk());
      stop.check();
    }

    @Override
    public void finish() {
      fanOut.returnScratch(scratch);
      total.add(found);
      if (shared != null && own != null) {
        synchronized (shared) {
          shared.merge(own);
        }
      }
    }
  }

  private final class ChunkWorker implements FanOut.Worker {

    private final Sink sink;
    private final WorkerScratch scratch = fanOut.borrowScratch();
    private final ChunkEvaluator evaluator;
    private final long[] result = scratch.borrowMask();

    ChunkWorker(Sink sink, @Nullable CachedAnswers @Nullable [] cached) {
      this.sink = sink;
      this.evaluator = new ChunkEvaluator(scratch, pin.epoch(), null, cached);
    }

    @Override
    public void run(int index) {
      ChunkPlace place = places.get(index);
      int count = evaluator.evaluate(plan.root(), place.chunk(), result);
      stop.check();
      sink.accept(place, result, count);
    }

    @Override
    public void finish() {
      scratch.returnMask(result);
      fanOut.returnScratch(scratch);
    }
  }

  /** The pin of an evaluation was revoked while it ran; its result is worthless. */
  public static final class ReadRevoked extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ReadRevoked() {
      super("the read was revoked");
    }
  }
}

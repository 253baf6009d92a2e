// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.analysis.Analysis;
import dev.muster.metrics.QueryKind;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import dev.muster.query.analyze.AnalysisPlanner;
import dev.muster.query.execute.Execution;
import dev.muster.query.execute.PlanProfile;
import dev.muster.query.execute.SharedExecution;
import dev.muster.query.execute.StateHash;
import dev.muster.query.execute.StopCheck;
import dev.muster.query.explain.Estimate;
import dev.muster.query.explain.Explanation;
import dev.muster.query.explain.Explanation.Operator;
import dev.muster.query.explain.OperatorTree;
import dev.muster.query.plan.Plan;
import dev.muster.query.plan.PlanContext;
import dev.muster.query.plan.Planner;
import dev.muster.query.plan.SharedPlan;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import dev.muster.shard.Chunk;
import dev.muster.shard.Shard;
import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.epoch.Pin;
import dev.muster.shard.observe.Observers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * A position to read at: whatever is asked of one view is answered from the same moment of the
 * engine and with the same {@code now}, on all shards, while writing goes on.
 *
 * <p>Close it soon: what is overwritten meanwhile is kept for it. A view that stays open longer
 * than the engine's read limit is revoked, and then every call fails with {@link
 * ReadRevokedException}. One that was opened with a {@link Cancellation} fails with {@link
 * QueryStoppedException} once that has stopped it. May be used by several threads.
 */
public final class ReadView implements AutoCloseable {

  private final SegmentationEngine engine;
  private final Epochs epochs;
  private final Pin pin;
  private final Instant now;
  private final PlanContext context;
  private final Cancellation cancellation;
  private final StopCheck stop;
  private volatile boolean closed;

  /** Takes over {@code pin}. */
  ReadView(SegmentationEngine engine, Instant now, Pin pin, Cancellation cancellation) {
    this.engine = engine;
    this.epochs = engine.epochs();
    this.pin = pin;
    this.now = now;
    this.cancellation = cancellation;
    this.stop = new StopCheck(pin, cancellation::check);
    // After the pin: whatever the epoch holds, this layout knows.
    this.context = engine.planContext(engine.segments().catalog(), pin.epoch(), now);
  }

  /** The position: every write acknowledged with this epoch or an earlier one is seen. */
  public long epoch() {
    return pin.epoch();
  }

  /** The instant that rolling windows hang on. */
  public Instant now() {
    return now;
  }

  /** The schema by which questions are read here: it has all that the position holds. */
  public Schema schema() {
    return context.layout().schema();
  }

  /** How many profiles match {@code predicate}. */
  public long count(Predicate predicate) {
    return evaluate(
        QueryKind.COUNT, predicate, Long::longValue, () -> execution(plan(predicate)).count(null));
  }

  /** How many profiles match {@code segment}. */
  public long count(Segment segment) {
    return count(segment.predicate());
  }

  /**
   * How many profiles match each of {@code predicates}, in one pass over the data.
   *
   * <p>What the predicates have in common is evaluated once: a test, or a part that means the same
   * in whatever order it is written. Many segments of a few dozen tests so cost little more than
   * the tests. Up to 8 MiB for each thread that works at it. {@link Cancellation} is looked at all
   * along.
   *
   * @return by predicate, in their order
   * @throws IllegalArgumentException if one of them is too large
   */
  public List<Long> counts(List<Predicate> predicates) {
    List<Predicate> asked = List.copyOf(predicates);
    return evaluate(
        QueryKind.COUNTS,
        asked,
        List::size,
        () -> {
          requireUsable();
          SharedPlan plan = Planner.planShared(asked, context, this::requireUsable);
          long[] counts =
              new SharedExecution(
                      engine.fanOut(), engine.shards(), plan, pin, stop, engine.resultCache())
                  .counts();
          return Arrays.stream(counts).boxed().toList();
        });
  }

  /** The profiles that match {@code predicate}; the audience outlives the view. */
  public Audience audience(Predicate predicate) {
    RoaringBitmap[] rows =
        evaluate(
            QueryKind.AUDIENCE,
            predicate,
            ReadView::cardinality,
            () -> execution(plan(predicate)).rows());
    Pin lease = epochs.lease(pin);
    if (closed || pin.isRevoked()) {
      // The lease may have come too late to keep the rows.
      epochs.releaseLease(lease);
      requireUsable();
    }
    return new Audience(engine.audienceSource(), rows, pin.epoch(), lease);
  }

  /** The profiles that match {@code segment}; the audience outlives the view. */
  public Audience audience(Segment segment) {
    return audience(segment.predicate());
  }

  /** Asks {@code analysis} of the profiles that match {@code audience}. */
  public <R> R analyze(Predicate audience, Analysis<R> analysis) {
    return evaluate(
        QueryKind.ANALYSIS,
        new Analyzed(analysis, audience),
        QueryWatch.NO_NUMBER,
        () -> analyze(plan(audience), analysis, null));
  }

  /** Asks {@code analysis} of the profiles that match {@code segment}. */
  public <R> R analyze(Segment segment, Analysis<R> analysis) {
    return analyze(segment.predicate(), analysis);
  }

  /** Evaluates {@code predicate} once and tells how. */
  public Explanation explain(Predicate predicate) {
    return evaluate(
        QueryKind.EXPLANATION,
        predicate,
        Explanation::count,
        () -> {
          long start = System.nanoTime();
          Plan plan = plan(predicate);
          PlanProfile profile = new PlanProfile(plan);
          execution(plan).count(profile);
          Operator last = OperatorTree.of(plan.root(), profile);
          return explanation(predicate, start, plan, profile, last);
        });
  }

  /** Evaluates {@code segment} once and tells how. */
  public Explanation explain(Segment segment) {
    return explain(segment.predicate());
  }

  /**
   * Asks {@code analysis} of the profiles that match {@code audience} once and tells how: the
   * analysis is the last operator, and what found the audience is its only operand.
   */
  public Explanation explain(Predicate audience, Analysis<?> analysis) {
    Analyzed asked = new Analyzed(analysis, audience);
    return evaluate(
        QueryKind.EXPLANATION,
        asked,
        Explanation::count,
        () -> {
          long start = System.nanoTime();
          Plan plan = plan(audience);
          PlanProfile profile = new PlanProfile(plan);
          analyze(plan, analysis, profile);
          Operator last = OperatorTree.of(asked.kind(), plan.root(), profile);
          return explanation(audience, start, plan, profile, last);
        });
  }

  /** Asks {@code analysis} of the profiles that match {@code segment} once and tells how. */
  public Explanation explain(Segment segment, Analysis<?> analysis) {
    return explain(segment.predicate(), analysis);
  }

  private Explanation explanation(
      Predicate predicate, long startNanos, Plan plan, PlanProfile profile, Operator last) {
    Duration time = Duration.ofNanos(System.nanoTime() - startNanos);
    long profiles = 0;
    int chunks = 0;
    for (Shard shard : engine.shards()) {
      for (Chunk chunk : shard.chunks()) {
        profiles += chunk.live(pin.epoch()).cardinality();
        chunks++;
      }
    }
    requireUsable();
    return new Explanation(
        predicate.toString(),
        now,
        pin.epoch(),
        profile.resultRows(plan.root().id()),
        profiles,
        chunks,
        time,
        last);
  }

  /** What evaluating {@code predicate} is expected to find and to cost; no profile is looked at. */
  public Estimate estimate(Predicate predicate) {
    Execution.Expectation expected =
        evaluate(
            QueryKind.ESTIMATE,
            predicate,
            QueryWatch.NO_NUMBER,
            () -> execution(plan(predicate)).expectation());
    return new Estimate(
        predicate.toString(),
        expected.profiles(),
        Math.round(expected.rows()),
        Duration.ofNanos(Math.round(expected.nanos())));
  }

  /** What evaluating {@code segment} is expected to find and to cost; no profile is looked at. */
  public Estimate estimate(Segment segment) {
    return estimate(segment.predicate());
  }

  /**
   * The profile of {@code id} with its latest {@code eventsMax} events, newest first; events of one
   * instant in the order of their types, and the later written first within a type.
   */
  public Optional<Profile> profile(ProfileId id, int eventsMax) {
    return evaluate(
        QueryKind.PROFILE,
        "",
        found -> found.isPresent() ? 1 : 0,
        () -> {
          requireUsable();
          if (eventsMax < 0) {
            throw new IllegalArgumentException(
                "eventsMax must not be negative, eventsMax=" + eventsMax);
          }
          return profileReader().read(id, eventsMax);
        });
  }

  private ProfileReader profileReader() {
    return new ProfileReader(
        context.layout(),
        engine.shards(),
        engine.rows(),
        pin.epoch(),
        context.retained(),
        engine.documents());
  }

  /**
   * A hash of all that can be asked for here: to tell whether two engines, an engine and what was
   * restored from its directory, or a stream of writes and its replay hold the same. Equal content
   * has an equal hash, whatever the number of shards, the restarts, and the order in which writes
   * to different profiles arrived; different content has an equal one by a chance of about 2^-64.
   * Nothing protects it from who wants two contents to agree, and another version of this library
   * may compute another one: it is no cryptographic digest and not meant to be stored.
   *
   * <p>Covered are the schema, the registered segments by name, version and text, and of each
   * profile its identifier, its attributes with the instants of their changes if those are tracked,
   * and its events by type, time and properties. Events of one type and instant count in the order
   * in which they arrived, definitions of the schema in any order. Events that retention hides at
   * {@link #now()} do not count, so engines with a retention are to be compared at the same now.
   * Not covered are documents, which have no positions, event ids, producers and versions of
   * removed segments, which decide about later writes only.
   *
   * <p>Reads everything: about 10 ns a value of an attribute, 40 to 100 ns an event, 100 to 200 ns
   * a distinct text. The chunks are spread over the query threads, each with some 5 MiB of its own,
   * and the words of up to a million texts of each attribute and property are remembered for the
   * while. The position is held all along, so the read limit must allow for it. A {@link
   * Cancellation} is looked at after each attribute and every 65,536 events or so of a chunk.
   *
   * @throws ReadRevokedException if it took longer than the read limit
   * @throws QueryStoppedException if the view's {@link Cancellation} has stopped it
   */
  public long stateHash() {
    return evaluate(
        QueryKind.STATE_HASH,
        "",
        QueryWatch.NO_NUMBER,
        () -> {
          requireUsable();
          return new StateHash(engine.fanOut(), engine.shards(), context, pin, stop).compute();
        });
  }

  /** An analysis and those it is asked of, as observers and explanations name it. */
  private record Analyzed(Analysis<?> analysis, Predicate audience) {
    String kind() {
      return analysis.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
      return kind() + " of " + audience;
    }
  }

  private static long cardinality(RoaringBitmap[] rows) {
    long sum = 0;
    for (RoaringBitmap bitmap : rows) {
      sum += bitmap.getLongCardinality();
    }
    return sum;
  }

  /** Plans and evaluates, and tells whoever observes. */
  private <T> T evaluate(
      QueryKind kind, Object asked, ToLongFunction<? super T> number, Supplier<T> execution) {
    Observers observers = engine.observers();
    return observers.isAnyone()
        ? new QueryWatch(observers, pin.epoch()).ask(kind, asked, number, () -> evaluate(execution))
        : evaluate(execution);
  }

  private <T> T evaluate(Supplier<T> execution) {
    try {
      T result = execution.get();
      // Whoever closes a view that another thread uses takes the ground from under it.
      requireUsable();
      return result;
    } catch (Execution.ReadRevoked e) {
      throw new ReadRevokedException(pin.epoch());
    } catch (RuntimeException e) {
      // What was trimmed meanwhile may have been stumbled over.
      requireUsable();
      throw e;
    }
  }

  private <R> R analyze(Plan audience, Analysis<R> analysis, @Nullable PlanProfile profile) {
    return AnalysisPlanner.plan(analysis, context, stop).run(execution(audience), profile);
  }

  private Plan plan(Predicate predicate) {
    requireUsable();
    return Planner.plan(predicate, context);
  }

  private Execution execution(Plan plan) {
    return new Execution(engine.fanOut(), engine.shards(), plan, pin, stop, engine.resultCache());
  }

  private void requireUsable() {
    engine.requireRunning();
    if (closed) {
      throw new IllegalStateException("the view is closed");
    }
    if (pin.isRevoked()) {
      throw new ReadRevokedException(pin.epoch());
    }
    cancellation.check();
  }

  /** Gives the position up. Idempotent. */
  @Override
  public void close() {
    closed = true;
    epochs.releaseRead(pin);
  }
}

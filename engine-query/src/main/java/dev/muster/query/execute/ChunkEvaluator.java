// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import dev.muster.query.plan.ChunkEstimate;
import dev.muster.query.plan.PlanNode;
import dev.muster.shard.Chunk;
import dev.muster.shard.LiveRows;
import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.event.EventScan;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.event.EventView;
import dev.muster.shard.event.SequenceScan;
import dev.muster.shard.scan.RowMask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates a plan on one chunk after another, 65,536 rows at a time.
 *
 * <p>Every operator gets the rows that are still in question and nothing else. The operands of a
 * conjunction run in the order of what they cost for each row they rule out, those of a disjunction
 * for each row they decide, both judged anew in each chunk; they stop as soon as nothing is in
 * question.
 *
 * <p>Confined to one thread at a time. Holds a few masks of 8 KiB, one per level of nesting, and
 * the scratch of the event scan; allocates little else.
 */
final class ChunkEvaluator {

  /** What an intersection with what an operator has found already costs, about nanoseconds. */
  private static final double KNOWN_COST = 100;

  /**
   * To ask only one row in this many is so much cheaper than to ask all that nothing is remembered.
   */
  private static final int FEW_ROWS_PART = 64;

  private static final long[] EVERY_ROW = RowMask.create();

  static {
    Arrays.fill(EVERY_ROW, -1L);
  }

  private final WorkerScratch scratch;
  private final @Nullable PlanProfile profile;

  /** What operators that are used several times have found, or null if none are. */
  private final @Nullable SharedMasks shared;

  /** By operator, what it found before; null where nothing is remembered, or at all. */
  private final @Nullable CachedAnswers @Nullable [] cached;

  private final long epoch;

  /** An evaluator of one plan, which measures it if there is a {@code profile}. */
  ChunkEvaluator(
      WorkerScratch scratch,
      long epoch,
      @Nullable PlanProfile profile,
      @Nullable CachedAnswers @Nullable [] cached) {
    this(scratch, epoch, profile, null, cached);
  }

  /** An evaluator of plans that share operators; they are never measured. */
  static ChunkEvaluator sharing(
      WorkerScratch scratch,
      long epoch,
      SharedMasks shared,
      @Nullable CachedAnswers @Nullable [] cached) {
    return new ChunkEvaluator(scratch, epoch, null, shared, cached);
  }

  private ChunkEvaluator(
      WorkerScratch scratch,
      long epoch,
      @Nullable PlanProfile profile,
      @Nullable SharedMasks shared,
      @Nullable CachedAnswers @Nullable [] cached) {
    this.scratch = scratch;
    this.epoch = epoch;
    this.profile = profile;
    this.shared = shared;
    this.cached = cached;
  }

  /** Takes how many rows one of several plans has found. */
  @FunctionalInterface
  interface Counts {
    void add(int plan, int count);
  }

  /** Hands over how many live rows of {@code chunk} pass, for each plan in turn. */
  void countEach(List<PlanNode> roots, Chunk chunk, Counts counts) {
    var live = chunk.live(epoch);
    if (live.cardinality() == 0) {
      return;
    }
    if (shared != null) {
      shared.forget();
    }
    OneChunk evaluation = new OneChunk(chunk, live.cardinality(), live.words());
    long[] rows = scratch.borrowMask();
    for (int i = 0; i < roots.size(); i++) {
      PlanNode root = roots.get(i);
      int known = shared == null ? -1 : shared.cardinality(root);
      if (known < 0 && live.isWithoutGaps() && (shared == null || !shared.remembers(root))) {
        known = known(root, chunk, live);
      }
      if (known < 0) {
        evaluation.run(root, live.words(), rows);
        known = RowMask.cardinality(rows);
      }
      counts.add(i, known);
    }
    scratch.returnMask(rows);
  }

  /**
   * Finds the live rows of {@code chunk} that pass.
   *
   * @param result overwritten
   * @return how many
   */
  int evaluate(PlanNode root, Chunk chunk, long[] result) {
    var live = chunk.live(epoch);
    if (live.cardinality() == 0) {
      RowMask.clear(result);
      return 0;
    }
    new OneChunk(chunk, live.cardinality(), live.words()).run(root, live.words(), result);
    return RowMask.cardinality(result);
  }

  /** How many live rows of {@code chunk} pass. */
  int count(PlanNode root, Chunk chunk) {
    var live = chunk.live(epoch);
    int known = profile == null && live.isWithoutGaps() ? known(root, chunk, live) : -1;
    if (known >= 0) {
      return known;
    }
    return countRows(root, chunk, live);
  }

  private int countRows(PlanNode root, Chunk chunk, LiveRows live) {
    long[] rows = scratch.borrowMask();
    int found =
        root instanceof PlanNode.Events events && profile == null && cached == null
            ? countByEvents(events, chunk, live, rows)
            : evaluate(root, chunk, rows);
    scratch.returnMask(rows);
    return found;
  }

  private int countByEvents(PlanNode.Events node, Chunk chunk, LiveRows live, long[] spare) {
    EventSeries series = chunk.series(node.eventType());
    if (series == null) {
      return node.passesWithoutEvent() ? live.cardinality() : 0;
    }
    if (live.cardinality() == 0) {
      return 0;
    }
    scratch.events().attributesFrom(chunk.attributesAt(epoch, live.words()));
    int found =
        EventScan.count(series.view(epoch), node.query(), live.words(), spare, scratch.events());
    scratch.events().attributesFrom(null);
    return found;
  }

  /** What the indexes of the chunk tell without looking at rows; negative if they do not. */
  private int known(PlanNode node, Chunk chunk, LiveRows live) {
    if (node instanceof PlanNode.Column test) {
      ColumnChunk column = chunk.column(test.attribute());
      return column == null ? 0 : (int) column.count(epoch, test.test(), live.cardinality());
    }
    if (node instanceof PlanNode.Not not) {
      int others = known(not.operand(), chunk, live);
      return others < 0 ? others : live.cardinality() - others;
    }
    return node instanceof PlanNode.Everyone ? live.cardinality() : -1;
  }

  /** Sets {@code result} to those of {@code candidates}, all alive, that pass. */
  void evaluate(PlanNode root, Chunk chunk, long[] candidates, long[] result) {
    var live = chunk.live(epoch);
    new OneChunk(chunk, live.cardinality(), live.words()).run(root, candidates, result);
  }

  /**
   * The recursion over one chunk. The arguments of a call are kept in fields while it lasts; each
   * method fills the result it found there and returns it.
   */
  private final class OneChunk implements PlanNode.Visitor<long[]> {

    private final Chunk chunk;
    private final ChunkEstimate estimate;
    private final long[] live;
    private long[] candidates = {};
    private long[] result = {};

    OneChunk(Chunk chunk, int liveCount, long[] live) {
      this.chunk = chunk;
      this.estimate = new ChunkEstimate(chunk, epoch, liveCount);
      this.live = live;
    }

    /** result := the candidates that pass {@code node}; the two must be different masks. */
    void run(PlanNode node, long[] candidates, long[] result) {
      if (shared == null || !shared.remembers(node)) {
        evaluate(node, candidates, result);
        return;
      }
      long[] found = shared.mask(node);
      if (shared.cardinality(node) < 0) {
        evaluate(node, live, found);
        shared.found(node);
      }
      RowMask.and(candidates, found, result);
    }

    private void evaluate(PlanNode node, long[] candidates, long[] result) {
      long[] outerCandidates = this.candidates;
      long[] outerResult = this.result;
      this.candidates = candidates;
      this.result = result;
      if (profile == null) {
        node.accept(this);
      } else {
        // Of the live rows that pass, as many are expected among the candidates as they are many.
        int asked = RowMask.cardinality(candidates);
        double estimated = estimate.rows(node) * asked / Math.max(1, estimate.live());
        long start = System.nanoTime();
        node.accept(this);
        long nanos = System.nanoTime() - start;
        profile.add(node.id(), estimated, asked, RowMask.cardinality(result), nanos);
      }
      this.candidates = outerCandidates;
      this.result = outerResult;
    }

    @Override
    public long[] everyone(PlanNode.Everyone node) {
      RowMask.copy(candidates, result);
      return result;
    }

    @Override
    public long[] noOne(PlanNode.NoOne node) {
      RowMask.clear(result);
      return result;
    }

    @Override
    public long[] and(PlanNode.And node) {
      long[] output = result;
      long[] spare = scratch.borrowMask();
      List<PlanNode> operands = ordered(node.operands(), true);
      long[] left = candidates;
      for (int i = 0; i < operands.size(); i++) {
        // Back and forth, so that the last one writes where the result is wanted.
        long[] passed = (operands.size() - i) % 2 == 1 ? output : spare;
        run(operands.get(i), left, passed);
        left = passed;
        if (RowMask.isEmpty(left)) {
          RowMask.clear(output);
          break;
        }
      }
      scratch.returnMask(spare);
      return output;
    }

    @Override
    public long[] or(PlanNode.Or node) {
      long[] output = result;
      long[] input = candidates;
      long[] undecided = scratch.borrowMask();
      long[] passed = scratch.borrowMask();
      List<PlanNode> operands = ordered(node.operands(), false);
      run(operands.get(0), input, output);
      for (int i = 1; i < operands.size(); i++) {
        RowMask.andNot(input, output, undecided);
        if (RowMask.isEmpty(undecided)) {
          break;
        }
        run(operands.get(i), undecided, passed);
        RowMask.or(output, passed);
      }
      scratch.returnMask(passed);
      scratch.returnMask(undecided);
      return output;
    }

    @Override
    public long[] not(PlanNode.Not node) {
      long[] output = result;
      long[] input = candidates;
      run(node.operand(), input, output);
      RowMask.andNot(input, output, output);
      return output;
    }

    @Override
    public long[] column(PlanNode.Column node) {
      ColumnChunk column = chunk.column(node.attribute());
      if (column == null) {
        RowMask.clear(result);
        return result;
      }
      long[] spare = scratch.borrowMask();
      column.evaluate(epoch, node.test(), candidates, result, spare);
      scratch.returnMask(spare);
      return result;
    }

    @Override
    public long[] presence(PlanNode.Presence node) {
      ColumnChunk column = chunk.column(node.attribute());
      if (column == null) {
        RowMask.clear(result);
      } else {
        column.evaluatePresent(epoch, candidates, result);
      }
      return result;
    }

    @Override
    public long[] events(PlanNode.Events node) {
      EventSeries series = chunk.series(node.eventType());
      if (series != null) {
        EventView view = series.view(epoch);
        byEvents(
            node,
            List.of(view),
            (rows, passing) ->
                EventScan.evaluate(view, node.query(), rows, passing, scratch.events()));
      } else if (node.passesWithoutEvent()) {
        RowMask.copy(candidates, result);
      } else {
        RowMask.clear(result);
      }
      return result;
    }

    @Override
    public long[] sequence(PlanNode.Sequence node) {
      List<EventView> views = new ArrayList<>();
      if (answers(node) != null) {
        node.query().eventTypes().forEach(type -> views.add(view(type)));
      }
      byEvents(
          node,
          views,
          (rows, passing) ->
              SequenceScan.evaluate(this::view, node.query(), rows, passing, scratch.events()));
      return result;
    }

    private boolean isFew(long[] rows) {
      return (double) RowMask.cardinality(rows) * FEW_ROWS_PART <= estimate.live();
    }

    private @Nullable CachedAnswers answers(PlanNode node) {
      return cached == null ? null : cached[node.id()];
    }

    /** Evaluates {@code node}, unless it is known what it finds in these views. */
    private void byEvents(
        PlanNode node, List<EventView> views, BiConsumer<long[], long[]> evaluation) {
      CachedAnswers answers = answers(node);
      CachedRows known = answers == null ? null : answers.find(chunk, views);
      if (known != null) {
        known.retain(candidates, result);
      } else if (answers == null || isFew(candidates)) {
        scratch.events().attributesFrom(chunk.attributesAt(epoch, candidates));
        evaluation.accept(candidates, result);
        scratch.events().attributesFrom(null);
      } else {
        // Of all rows: who is alive is another matter.
        long[] passing = scratch.borrowMask();
        evaluation.accept(EVERY_ROW, passing);
        CachedRows found = CachedRows.of(views, passing);
        scratch.returnMask(passing);
        answers.put(chunk, found);
        found.retain(candidates, result);
      }
    }

    @Override
    public long[] buckets(PlanNode.Buckets node) {
      node.scan().evaluate(chunk::entry, candidates, result);
      return result;
    }

    private EventView view(int eventType) {
      EventSeries series = chunk.series(eventType);
      return series == null ? EventView.EMPTY : series.view(epoch);
    }

    /**
     * The operands in the order that decides most rows for least cost: rows ruled out for a
     * conjunction, rows let in for a disjunction.
     */
    private List<PlanNode> ordered(List<PlanNode> operands, boolean conjunction) {
      double live = Math.max(1, estimate.live());
      double[] ranks = new double[operands.size()];
      List<PlanNode> ordered = new ArrayList<>(operands.size());
      for (PlanNode operand : operands) {
        int known = shared == null ? -1 : shared.cardinality(operand);
        double selectivity = (known < 0 ? estimate.rows(operand) : known) / live;
        double decided = conjunction ? 1 - selectivity : selectivity;
        double cost = known < 0 ? estimate.cost(operand) : KNOWN_COST;
        double rank = cost / Math.max(1e-6, decided);
        // Insertion sort: a handful of operands, and equal ranks keep the author's order.
        int at = ordered.size();
        while (at > 0 && ranks[at - 1] > rank) {
          ranks[at] = ranks[at - 1];
          at--;
        }
        ranks[at] = rank;
        ordered.add(at, operand);
      }
      return ordered;
    }
  }
}

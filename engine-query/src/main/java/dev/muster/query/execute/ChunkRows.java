// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import dev.muster.query.plan.PlanNode;
import dev.muster.shard.Chunk;
import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.event.EventScratch;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.event.EventView;
import dev.muster.shard.scan.RowMask;

/**
 * The rows of one chunk that belong to an audience, and what can be asked about them. At least one
 * row. Lent to an analysis for one call; confined to its thread.
 */
public final class ChunkRows {

  private final Chunk chunk;
  private final long epoch;
  private final long[] rows;
  private final int count;
  private final ChunkEvaluator evaluator;
  private final WorkerScratch scratch;
  private final StopCheck stop;

  ChunkRows(
      Chunk chunk,
      long epoch,
      long[] rows,
      int count,
      ChunkEvaluator evaluator,
      WorkerScratch scratch,
      StopCheck stop) {
    this.chunk = chunk;
    this.epoch = epoch;
    this.rows = rows;
    this.count = count;
    this.evaluator = evaluator;
    this.scratch = scratch;
    this.stop = stop;
  }

  /** The rows as a mask; not to be changed. */
  public long[] rows() {
    return rows;
  }

  /** How many rows. */
  public int count() {
    return count;
  }

  /**
   * Reads an attribute of all rows.
   *
   * @param attribute its column
   * @param present overwritten with the rows that have a value
   * @param codes by row; overwritten for the rows that have one
   */
  public void load(int attribute, long[] present, long[] codes) {
    ColumnChunk column = chunk.column(attribute);
    if (column == null) {
      RowMask.clear(present);
    } else {
      column.load(epoch, rows, present, codes);
    }
  }

  /**
   * Reads an attribute of all rows, one after the other.
   *
   * @param attribute its column
   * @param codes one for each row of a chunk; overwritten with those of the rows that have a value
   * @return how many have one
   */
  public int loadInOrder(int attribute, long[] codes) {
    ColumnChunk column = chunk.column(attribute);
    if (column == null) {
      return 0;
    }
    long[] present = scratch.borrowMask();
    int count = column.loadInOrder(epoch, rows, present, codes);
    scratch.returnMask(present);
    return count;
  }

  /** The events of one type, of all rows of the chunk. */
  public EventView events(int eventType) {
    EventSeries series = chunk.series(eventType);
    return series == null ? EventView.EMPTY : series.view(epoch);
  }

  /** Memory for one scan of events of these rows, whose filters read their attributes. */
  public EventScratch scratch() {
    scratch.events().attributesFrom(this::load);
    return scratch.events();
  }

  /**
   * Finds the rows of {@code candidates} that pass {@code node}.
   *
   * @param candidates some of {@link #rows()}; not changed
   * @param result overwritten; must not be {@code candidates}
   */
  public void evaluate(PlanNode node, long[] candidates, long[] result) {
    evaluator.evaluate(node, chunk, candidates, result);
  }

  /**
   * Looks whether the analysis is still wanted; to be called after each scan but the last, which is
   * looked after anyway.
   *
   * @throws RuntimeException if not, to be let through; what was borrowed need not be given back
   */
  public void checkStopped() {
    stop.check();
  }

  /** A mask with anything in it, to be given back. */
  public long[] borrowMask() {
    return scratch.borrowMask();
  }

  /** Gives a mask back. */
  public void returnMask(long[] mask) {
    scratch.returnMask(mask);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.predicate.Occurrence;
import dev.muster.predicate.TimeRange;
import dev.muster.shard.Chunk;
import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.event.EventFilterNode;
import dev.muster.shard.event.EventQuery;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.event.EventView;
import dev.muster.shard.event.SequencePattern;
import dev.muster.shard.event.SequenceQuery;

/**
 * How many live rows of one chunk an operator will find, and what it will cost, about.
 *
 * <p>Value postings tell exactly; ranges are taken to be spread evenly; operands of a conjunction
 * are taken to be independent. Only the order of operands depends on it, never the answer.
 */
public final class ChunkEstimate implements PlanNode.Visitor<Double> {

  /** Part of the events that a filter of unknown effect is taken to keep. */
  private static final double FILTER_SELECTIVITY = 0.2;

  /** Part of the rows that a measure other than "at least one" is taken to keep. */
  private static final double MEASURE_SELECTIVITY = 0.3;

  private final Chunk chunk;
  private final long epoch;
  private final int live;

  /** Estimates for {@code chunk} at {@code epoch}, where {@code live} rows are alive. */
  public ChunkEstimate(Chunk chunk, long epoch, int live) {
    this.chunk = chunk;
    this.epoch = epoch;
    this.live = live;
  }

  /** Rows alive. */
  public int live() {
    return live;
  }

  /** Rows that {@code node} will find, in [0, live]. */
  public double rows(PlanNode node) {
    return Math.max(0, Math.min(live, node.accept(this)));
  }

  /** Cost of {@code node} over all rows, in units of about a nanosecond. */
  public double cost(PlanNode node) {
    return node.accept(new Cost());
  }

  @Override
  public Double everyone(PlanNode.Everyone node) {
    return (double) live;
  }

  @Override
  public Double noOne(PlanNode.NoOne node) {
    return 0.0;
  }

  @Override
  public Double and(PlanNode.And node) {
    double selectivity = 1;
    for (PlanNode operand : node.operands()) {
      selectivity *= rows(operand) / Math.max(1, live);
    }
    return selectivity * live;
  }

  @Override
  public Double or(PlanNode.Or node) {
    double missed = 1;
    for (PlanNode operand : node.operands()) {
      missed *= 1 - rows(operand) / Math.max(1, live);
    }
    return (1 - missed) * live;
  }

  @Override
  public Double not(PlanNode.Not node) {
    return live - rows(node.operand());
  }

  @Override
  public Double column(PlanNode.Column node) {
    ColumnChunk column = chunk.column(node.attribute());
    return column == null ? 0 : column.estimate(node.test(), live);
  }

  @Override
  public Double presence(PlanNode.Presence node) {
    return chunk.column(node.attribute()) == null ? 0.0 : live;
  }

  @Override
  public Double events(PlanNode.Events node) {
    EventQuery query = node.query();
    double found = eventRows(node.eventType(), query.range(), query.filter());
    return node.passesWithoutEvent() ? live - found * (1 - MEASURE_SELECTIVITY) : found;
  }

  @Override
  public Double sequence(PlanNode.Sequence node) {
    double fewest = live;
    for (SequenceQuery.Step step : node.query().steps()) {
      SequencePattern event = step.event();
      fewest = Math.min(fewest, eventRows(event.eventType(), event.range(), event.filter()));
    }
    return fewest * MEASURE_SELECTIVITY;
  }

  @Override
  public Double buckets(PlanNode.Buckets node) {
    return live * node.scan().share();
  }

  private double eventRows(int eventType, TimeRange range, EventFilterNode filter) {
    // As many different rows as so many events would hit if they fell anywhere.
    double rows = live * (1 - Math.exp(-eventsIn(eventType, range) / Math.max(1, live)));
    return filter.equals(EventFilterNode.ALL) ? rows : rows * FILTER_SELECTIVITY;
  }

  private double eventsIn(int eventType, TimeRange range) {
    EventSeries series = chunk.series(eventType);
    return series == null ? 0 : series.view(epoch).estimateEvents(range);
  }

  private final class Cost implements PlanNode.Visitor<Double> {

    /** A pass over the 1,024 words of a mask. */
    private static final double MASK = 300;

    private static final double SCANNED_ROW = 1;
    private static final double HASHED_ROW = 60;
    private static final double EVENT = 2;
    private static final double FILTERED_EVENT = 4;

    /** To see whether an event follows another, or is followed. */
    private static final double FOLLOWED_EVENT = 5;

    /** Gathering, sorting and matching the few dozen events that a row is taken to have. */
    private static final double SEQUENCE_ROW = 200;

    @Override
    public Double everyone(PlanNode.Everyone node) {
      return MASK;
    }

    @Override
    public Double noOne(PlanNode.NoOne node) {
      return 0.0;
    }

    @Override
    public Double and(PlanNode.And node) {
      return sum(node.operands());
    }

    @Override
    public Double or(PlanNode.Or node) {
      return sum(node.operands());
    }

    private double sum(Iterable<PlanNode> operands) {
      double cost = MASK;
      for (PlanNode operand : operands) {
        cost += operand.accept(this);
      }
      return cost;
    }

    @Override
    public Double not(PlanNode.Not node) {
      return MASK + node.operand().accept(this);
    }

    @Override
    public Double column(PlanNode.Column node) {
      ColumnChunk column = chunk.column(node.attribute());
      return column == null ? 0 : column.hasPostings() ? 4 * MASK : live * SCANNED_ROW;
    }

    @Override
    public Double presence(PlanNode.Presence node) {
      return MASK;
    }

    @Override
    public Double events(PlanNode.Events node) {
      EventQuery query = node.query();
      if (query.asksOnlyWho() && query.isUnfiltered()) {
        EventSeries series = chunk.series(node.eventType());
        return 2 * MASK + (series == null ? 0 : unionCost(series.view(epoch), query));
      }
      return eventCost(node.eventType(), query.range(), query.filter());
    }

    private static double unionCost(EventView view, EventQuery query) {
      double cost = view.estimateUnionNanos(query.range());
      // The first or last ones take another union, of whatever lies before or after.
      return query.occurrence() == Occurrence.ANY ? cost : 2 * cost + MASK;
    }

    /** Each step is scanned for, and the events of rows that have them all are sorted. */
    @Override
    public Double sequence(PlanNode.Sequence node) {
      double cost = MASK;
      for (SequenceQuery.Step step : node.query().steps()) {
        SequencePattern event = step.event();
        cost += eventCost(event.eventType(), event.range(), event.filter());
        cost += FOLLOWED_EVENT * eventsIn(event.eventType(), event.range());
      }
      return node.query().isDecidedByFollowing() ? cost : cost + rows(node) * SEQUENCE_ROW;
    }

    @Override
    public Double buckets(PlanNode.Buckets node) {
      return MASK + live * HASHED_ROW;
    }

    private double eventCost(int eventType, TimeRange range, EventFilterNode filter) {
      if (chunk.series(eventType) == null) {
        return MASK;
      }
      boolean filtered = !filter.equals(EventFilterNode.ALL);
      return 2 * MASK
          + eventsIn(eventType, range) * (filtered ? FILTERED_EVENT : EVENT)
          + (double) filter.attributesRead() * live * SCANNED_ROW;
    }
  }
}

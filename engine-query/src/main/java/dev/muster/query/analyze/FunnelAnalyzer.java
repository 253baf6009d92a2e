// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.Funnel;
import dev.muster.analysis.FunnelResult;
import dev.muster.predicate.SequenceStep;
import dev.muster.query.execute.StopCheck;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.event.SequencePattern;
import dev.muster.shard.event.SequenceQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Follows each profile as far as it comes.
 *
 * @param query the steps, with what their order mode rules out between them
 * @param attribute what the counts are divided by, or null
 */
record FunnelAnalyzer(Funnel funnel, SequenceQuery query, @Nullable Field attribute)
    implements Analyzer<FunnelCounts, FunnelResult> {

  /** An analyzer of {@code funnel}, whose steps have been planned as {@code plain}. */
  static FunnelAnalyzer of(Funnel funnel, SequenceQuery plain, @Nullable Field attribute) {
    return new FunnelAnalyzer(funnel, strict(plain, funnel.orderMode()), attribute);
  }

  /**
   * The same sequence with the order mode as exclusions. A step's events outside of the window need
   * not be ruled out: what lies between two events in the window is in it, too.
   */
  private static SequenceQuery strict(SequenceQuery plain, Funnel.OrderMode mode) {
    List<SequencePattern> events = plain.steps().stream().map(SequenceQuery.Step::event).toList();
    List<SequenceQuery.Step> steps = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      SequenceQuery.Step step = plain.steps().get(i);
      List<SequencePattern> without = new ArrayList<>(step.without());
      if (i > 0) {
        without.addAll(
            switch (mode) {
              case ANY -> List.<SequencePattern>of();
              case STRICT_ORDER -> events;
              case STRICT_DEDUPLICATION -> events.subList(i - 1, i + 1);
            });
      }
      steps.add(new SequenceQuery.Step(step.event(), step.withinMillis(), step.order(), without));
    }
    return new SequenceQuery(steps, plain.withinMillis(), plain.inaction(), plain.keys());
  }

  @Override
  public FunnelCounts accumulator() {
    return new FunnelCounts(
        query,
        funnel.entry() == Funnel.Entry.FIRST,
        attribute == null ? FunnelCounts.NO_ATTRIBUTE : attribute.index());
  }

  @Override
  public FunnelResult answer(FunnelCounts total, StopCheck stop) {
    List<FunnelResult.Step> steps = new ArrayList<>();
    int place = 0;
    for (SequenceStep step : funnel.steps()) {
      long[] times = total.sortedTimes(place);
      stop.check();
      steps.add(
          new FunnelResult.Step(
              step.event().eventType(),
              total.reached(place),
              times.length == 0 ? null : FunnelResult.Times.of(times, funnel.percentiles())));
      place++;
    }
    Funnel.Breakdown asked = funnel.breakdown();
    return new FunnelResult(
        steps,
        asked == null || attribute == null ? null : rows(total, asked.rows(), attribute, stop));
  }

  /** The rows of most entries, kept in a heap whose head is the one to go first. */
  private static FunnelResult.Breakdown rows(
      FunnelCounts total, int rowsMax, Field attribute, StopCheck stop) {
    PriorityQueue<FunnelResult.Row> top =
        new PriorityQueue<>(FunnelResult.Row.MOST_ENTRIES_FIRST.reversed());
    long[] other = new long[total.steps()];
    StopCheck.Steps steps = stop.steps();
    total.forEachValue(
        (code, profiles) -> {
          steps.step();
          FunnelResult.Row least = top.size() < rowsMax ? null : top.peek();
          if (least != null && least.profiles().get(0) > profiles[0]) {
            FunnelCounts.addTo(other, profiles);
            return;
          }
          top.add(new FunnelResult.Row(attribute.decode(code), FunnelCounts.list(profiles)));
          if (top.size() > rowsMax) {
            FunnelResult.Row dropped = top.remove();
            for (int step = 0; step < other.length; step++) {
              other[step] += dropped.profiles().get(step);
            }
          }
        });
    return new FunnelResult.Breakdown(
        new ArrayList<>(top), FunnelCounts.list(total.missing()), FunnelCounts.list(other));
  }
}

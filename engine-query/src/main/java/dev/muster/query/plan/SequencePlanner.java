// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.predicate.EventPattern;
import dev.muster.predicate.Inaction;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.SequenceStep;
import dev.muster.predicate.TimeRange;
import dev.muster.shard.event.SequencePattern;
import dev.muster.shard.event.SequenceQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans one sequence: names, filter literals and windows of all steps resolved. */
final class SequencePlanner {

  private final PlanContext context;
  private final TimeRange retained;
  private final ComparedPairs compared = new ComparedPairs();

  SequencePlanner(PlanContext context) {
    this.context = context;
    this.retained = context.retained();
  }

  SequenceQuery plan(Predicate.SequenceTest test) {
    TimeRange range = context.range(test.window());
    Inaction inaction = test.inaction();
    List<SequenceQuery.Step> steps = new ArrayList<>();
    for (SequenceStep step : test.steps()) {
      boolean last = steps.size() == test.steps().size() - 1;
      TimeRange own = last && inaction != null ? range.intersect(elapsed(inaction)) : range;
      steps.add(
          new SequenceQuery.Step(
              pattern(step.event(), own),
              millis(step.within()),
              step.order(),
              step.without().stream().map(excluded -> pattern(excluded, retained)).toList()));
    }
    return new SequenceQuery(steps, millis(test.within()), plan(inaction));
  }

  /** The instants since which the time of {@code inaction} has gone by. */
  private TimeRange elapsed(Inaction inaction) {
    context.requireRetained(inaction.within());
    return new TimeRange(Long.MIN_VALUE, context.nowMillis() - inaction.within().toMillis() + 1);
  }

  private SequenceQuery.@Nullable Inaction plan(@Nullable Inaction inaction) {
    return inaction == null
        ? null
        : new SequenceQuery.Inaction(
            pattern(inaction.event(), retained), inaction.within().toMillis(), inaction.order());
  }

  private SequencePattern pattern(EventPattern pattern, TimeRange range) {
    return EventPlanner.pattern(pattern, range, context, compared);
  }

  private static long millis(@Nullable Duration within) {
    return within == null ? SequenceQuery.UNLIMITED : within.toMillis();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.predicate.EventPattern;
import dev.muster.predicate.HeldProperty;
import dev.muster.predicate.Inaction;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.SequenceStep;
import dev.muster.predicate.TimeRange;
import dev.muster.predicate.Window;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.dictionary.CodeTranslation;
import dev.muster.shard.dictionary.Dictionary;
import dev.muster.shard.event.EventKey;
import dev.muster.shard.event.SequencePattern;
import dev.muster.shard.event.SequenceQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans one sequence: names, filter literals and windows of all steps resolved. */
public final class SequencePlanner {

  private final PlanContext context;
  private final TimeRange retained;
  private final ComparedPairs compared = new ComparedPairs();

  /** A planner for one evaluation. */
  public SequencePlanner(PlanContext context) {
    this.context = context;
    this.retained = context.retained();
  }

  SequenceQuery plan(Predicate.SequenceTest test) {
    return plan(test.steps(), test.within(), test.window(), test.inaction(), test.held());
  }

  /**
   * Plans steps that are no predicate.
   *
   * @throws dev.muster.schema.SchemaException if they name something the schema does not have
   * @throws IllegalArgumentException if a filter is nested too deeply or there are too many
   */
  public SequenceQuery plan(
      List<SequenceStep> steps,
      @Nullable Duration within,
      Window window,
      @Nullable HeldProperty held) {
    return plan(steps, within, window, null, held);
  }

  private SequenceQuery plan(
      List<SequenceStep> asked,
      @Nullable Duration within,
      Window window,
      @Nullable Inaction inaction,
      @Nullable HeldProperty held) {
    TimeRange range = context.range(window);
    List<SequenceQuery.Step> steps = new ArrayList<>();
    for (SequenceStep step : asked) {
      boolean last = steps.size() == asked.size() - 1;
      TimeRange own = last && inaction != null ? range.intersect(elapsed(inaction)) : range;
      steps.add(
          new SequenceQuery.Step(
              pattern(step.event(), own),
              millis(step.within()),
              step.order(),
              step.without().stream().map(excluded -> pattern(excluded, retained)).toList()));
    }
    return new SequenceQuery(
        steps, millis(within), plan(inaction), keys(held, patterns(asked, inaction)));
  }

  private static List<EventPattern> patterns(
      List<SequenceStep> steps, @Nullable Inaction inaction) {
    List<EventPattern> patterns = new ArrayList<>();
    for (SequenceStep step : steps) {
      patterns.add(step.event());
      patterns.addAll(step.without());
    }
    if (inaction != null) {
      patterns.add(inaction.event());
    }
    return patterns;
  }

  /**
   * Where the events of {@code patterns} bear what is held. Each property has codes of its own;
   * those of the first pattern are the common ones. It is the first step's, without which no other
   * event counts: so it does no harm that values which it never had are known by no code.
   */
  private Map<Integer, EventKey> keys(@Nullable HeldProperty held, List<EventPattern> patterns) {
    if (held == null) {
      return Map.of();
    }
    Map<Integer, EventKey> keys = new LinkedHashMap<>();
    Dictionary common = null;
    for (EventPattern pattern : patterns) {
      EventPlanner planner = EventPlanner.of(pattern.eventType(), context, compared);
      Field field = planner.property(held.property(), held.type());
      if (keys.isEmpty()) {
        common = field.dictionary();
      }
      keys.putIfAbsent(planner.typeIndex(), key(field, common));
    }
    return keys;
  }

  private static EventKey key(Field field, @Nullable Dictionary common) {
    Dictionary own = field.dictionary();
    return new EventKey(
        field.index(),
        own == null || common == null || own == common ? null : new CodeTranslation(own, common));
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

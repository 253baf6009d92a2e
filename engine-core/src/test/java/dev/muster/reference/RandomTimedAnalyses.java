// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.CalendarUnit;
import dev.muster.analysis.Lifecycle;
import dev.muster.analysis.Retention;
import dev.muster.analysis.RetentionInterval;
import dev.muster.analysis.Timeline;
import dev.muster.analysis.Trend;
import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventPattern;
import dev.muster.predicate.Measure;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Analyses along a timeline, over a schema.
 *
 * <p>Regimes: units of every kind in the zones whose midnights events lie at; ranges that begin and
 * end at event times and their neighbours, inside units, in the future, or are one millisecond
 * long; the last one, few and many units; intervals of the exact distance between events; the same
 * events as start and return, and different ones.
 */
final class RandomTimedAnalyses {

  private static final long RANGE_MILLIS_MAX = Duration.ofDays(60).toMillis();
  private static final long HOURS_MILLIS_MAX = Duration.ofDays(3).toMillis();

  private final RandomChoice choice;
  private final RandomPredicates predicates;
  private final RandomTimes times;

  RandomTimedAnalyses(RandomChoice choice, RandomPredicates predicates, RandomTimes times) {
    this.choice = choice;
    this.predicates = predicates;
    this.times = times;
  }

  Trend trend(Schema schema) {
    EventType type = choice.skewed(schema.eventTypes());
    return new Trend(pattern(schema, type), timeline(), choice.chance(30) ? null : sum(type));
  }

  private Measure.@Nullable Sum sum(EventType type) {
    List<Property<?>> numeric =
        type.properties().stream().filter(property -> property.type().isNumeric()).toList();
    if (numeric.isEmpty()) {
      return null;
    }
    Property<?> property = choice.of(numeric);
    return new Measure.Sum(property.name(), property.type());
  }

  Lifecycle lifecycle(Schema schema) {
    return new Lifecycle(pattern(schema, choice.skewed(schema.eventTypes())), timeline());
  }

  Retention retention(Schema schema) {
    EventType type = choice.skewed(schema.eventTypes());
    EventPattern start = pattern(schema, type);
    EventPattern comeback =
        switch (choice.below(10)) {
          case 0, 1, 2 -> start;
          case 3, 4, 5 -> pattern(schema, type);
          default -> pattern(schema, choice.skewed(schema.eventTypes()));
        };
    Timeline timeline = timeline();
    return new Retention(
        start,
        comeback,
        timeline,
        choice.chance(50)
            ? RetentionInterval.rolling(times.length())
            : RetentionInterval.calendar(notMuchLess(timeline.units().unit()), times.zone()),
        choice.skewed(List.of(4, 1, 2, 8, 31)),
        choice.of(List.of(Retention.Counting.values())));
  }

  private EventPattern pattern(Schema schema, EventType type) {
    return new EventPattern(
        type.name(), choice.chance(60) ? EventFilter.all() : predicates.filter(schema, type, 1));
  }

  /** One size smaller at most: the hours of forty years would be refused. */
  private CalendarUnit notMuchLess(CalendarUnit cohorts) {
    CalendarUnit unit = unit();
    int smallest = Math.max(0, cohorts.ordinal() - 1);
    return unit.ordinal() < smallest ? CalendarUnit.values()[smallest] : unit;
  }

  private CalendarUnit unit() {
    return choice.skewed(
        List.of(
            CalendarUnit.DAY,
            CalendarUnit.WEEK,
            CalendarUnit.HOUR,
            CalendarUnit.MONTH,
            CalendarUnit.QUARTER,
            CalendarUnit.YEAR));
  }

  private Timeline timeline() {
    List<Supplier<Timeline>> kinds = new ArrayList<>();
    kinds.add(() -> Timeline.last(choice.skewed(List.of(3, 1, 2, 7, 40)), unit(), times.zone()));
    kinds.add(this::between);
    return choice.made(kinds);
  }

  /** Short enough that the reference need not walk through thousands of units. */
  private Timeline between() {
    CalendarUnit unit = unit();
    long millisMax = unit == CalendarUnit.HOUR ? HOURS_MILLIS_MAX : RANGE_MILLIS_MAX;
    long one = times.eventMillis() + choice.between(-1, 1);
    long other = times.eventMillis() + choice.between(-1, 1);
    long to = Math.max(one, other) + (one == other ? 1 : 0);
    long from = Math.max(Math.min(one, other), to - millisMax);
    return Timeline.between(
        Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), unit, times.zone());
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventPattern;
import dev.muster.predicate.EventSelection;
import dev.muster.predicate.Measure;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.TimeRange;
import dev.muster.predicate.ValueTest;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.SchemaLayout.EventFields;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.event.EventFilterNode;
import dev.muster.shard.event.EventQuery;
import dev.muster.shard.event.MeasureSpec;
import dev.muster.shard.event.ResultTest;
import dev.muster.shard.event.SequencePattern;
import dev.muster.shard.event.TimeSpans;
import dev.muster.shard.event.ZoneOffsets;
import dev.muster.shard.scan.LongTest;
import dev.muster.value.ValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Plans tests and patterns of events: property names, filter literals, windows and measures
 * resolved.
 */
public final class EventPlanner implements EventFilter.Visitor<EventFilterNode> {

  private final SchemaLayout layout;
  private final EventFields type;
  private final PlanContext context;
  private final ComparedPairs compared;

  private EventPlanner(EventFields type, PlanContext context, ComparedPairs compared) {
    this.layout = context.layout();
    this.type = type;
    this.context = context;
    this.compared = compared;
  }

  /** A planner of what is asked of the events called {@code name}, on its own. */
  static EventPlanner of(String name, PlanContext context) {
    return of(name, context, new ComparedPairs());
  }

  /**
   * A planner of what is asked of the events called {@code name}.
   *
   * @param compared the comparisons with attributes in the same behaviour
   */
  static EventPlanner of(String name, PlanContext context, ComparedPairs compared) {
    SchemaLayout layout = context.layout();
    EventFields type = layout.eventType(name);
    if (type == null) {
      // The schema's own refusal suggests the nearest name.
      layout.schema().eventType(name);
      throw new AssertionError("the layout lacks what its schema has");
    }
    return new EventPlanner(type, context, compared);
  }

  int typeIndex() {
    return type.index();
  }

  static PlanNode plan(Predicate.EventTest test, PlanContext context, IntSupplier ids) {
    EventPlanner planner = of(test.events().eventType(), context);
    TimeRange range = context.range(test.events().window());
    TimeRange past = new TimeRange(Long.MIN_VALUE, context.nowMillis() + 1);
    EventFilterNode filter = test.events().filter().accept(planner);
    MeasureSpec measure = planner.measure(test.measure());
    ResultTest result = ResultTest.compile(measure, test.test(), context.nowMillis());
    return new PlanNode.Events(
        ids.getAsInt(),
        Question.of(test, context),
        planner.typeIndex(),
        new EventQuery(
            range,
            filter,
            measure,
            result,
            test.events().occurrence(),
            context.retained().intersect(past)),
        result.passesWithoutValue());
  }

  /** The events that {@code pattern}, in a behaviour of its own, looks for in {@code range}. */
  public static SequencePattern pattern(
      EventPattern pattern, TimeRange range, PlanContext context) {
    return pattern(pattern, range, context, new ComparedPairs());
  }

  /** The same as part of a behaviour that compares {@code compared} so far. */
  static SequencePattern pattern(
      EventPattern pattern, TimeRange range, PlanContext context, ComparedPairs compared) {
    PredicateDepth.check(pattern.filter());
    EventPlanner planner = of(pattern.eventType(), context, compared);
    return new SequencePattern(planner.typeIndex(), pattern.filter().accept(planner), range);
  }

  /** What {@code sum} adds up, as a property of {@code eventType}. */
  public static MeasureSpec sum(String eventType, Measure.Sum sum, PlanContext context) {
    return of(eventType, context).measure(sum);
  }

  /** The property called {@code name} of the events called {@code eventType}. */
  public static Field property(
      String eventType, String name, ValueType asked, PlanContext context) {
    return of(eventType, context).property(name, asked);
  }

  /** What {@code spec} measures of {@code events}; rows pass if they have a value. */
  public static MeasuredEvents measured(
      EventSelection events, MeasureSpec spec, PlanContext context) {
    TimeRange past = new TimeRange(Long.MIN_VALUE, context.nowMillis() + 1);
    return measured(
        events, spec, context.range(events.window()), context.retained().intersect(past), context);
  }

  /** What {@code measure} makes of {@code events}. */
  public static MeasuredEvents measured(
      EventSelection events, Measure measure, PlanContext context) {
    EventPlanner planner = of(events.eventType(), context);
    return measured(events, planner.measure(measure), context);
  }

  /**
   * What {@code measure} makes of those {@code events} that had happened by {@code instantMillis},
   * which is not after now, with their window as it hung on that instant.
   */
  public static MeasuredEvents measuredAsOf(
      EventSelection events, Measure measure, long instantMillis, PlanContext context) {
    EventPlanner planner = of(events.eventType(), context.at(instantMillis));
    return measuredAsOf(events, planner.measure(measure), instantMillis, context);
  }

  /** The same for a measure that is resolved. */
  public static MeasuredEvents measuredAsOf(
      EventSelection events, MeasureSpec spec, long instantMillis, PlanContext context) {
    TimeRange past = new TimeRange(Long.MIN_VALUE, instantMillis + 1).intersect(context.retained());
    TimeRange range = context.range(events.window(), instantMillis).intersect(past);
    return measured(events, spec, range, past, context.at(instantMillis));
  }

  private static MeasuredEvents measured(
      EventSelection events,
      MeasureSpec spec,
      TimeRange range,
      TimeRange among,
      PlanContext context) {
    EventPlanner planner = of(events.eventType(), context);
    PredicateDepth.check(events.filter());
    EventFilterNode filter = events.filter().accept(planner);
    ResultTest exists = ResultTest.compile(spec, new ValueTest.Exists(), context.nowMillis());
    return new MeasuredEvents(
        planner.typeIndex(),
        new EventQuery(range, filter, spec, exists, events.occurrence(), among));
  }

  private MeasureSpec measure(Measure measure) {
    return measure.accept(
        new Measure.Visitor<>() {
          @Override
          public MeasureSpec count(Measure.Count count) {
            return MeasureSpec.COUNT;
          }

          @Override
          public MeasureSpec sum(Measure.Sum sum) {
            return of(MeasureSpec.Kind.SUM, sum.property(), sum.type());
          }

          @Override
          public MeasureSpec average(Measure.Average average) {
            return of(MeasureSpec.Kind.AVERAGE, average.property(), average.type());
          }

          @Override
          public MeasureSpec minimum(Measure.Minimum minimum) {
            return of(MeasureSpec.Kind.MINIMUM, minimum.property(), minimum.type());
          }

          @Override
          public MeasureSpec maximum(Measure.Maximum maximum) {
            return of(MeasureSpec.Kind.MAXIMUM, maximum.property(), maximum.type());
          }

          @Override
          public MeasureSpec distinct(Measure.Distinct distinct) {
            return of(MeasureSpec.Kind.DISTINCT, distinct.property(), distinct.type());
          }

          @Override
          public MeasureSpec days(Measure.Days days) {
            return MeasureSpec.of(new TimeSpans.Days(days.zone()));
          }

          @Override
          public MeasureSpec periods(Measure.Periods periods) {
            return MeasureSpec.of(
                new TimeSpans.Periods(
                    context.nowMillis(), periods.length().toMillis(), periods.timesMin()));
          }
        });
  }

  private MeasureSpec of(MeasureSpec.Kind kind, String name, ValueType asked) {
    return new MeasureSpec(kind, property(name, asked).index(), asked);
  }

  /** The property called {@code name}, which is taken to be of the type {@code asked}. */
  Field property(String name, ValueType asked) {
    Field property = type.byName().get(name);
    if (property == null) {
      // The schema's own refusal suggests the nearest name.
      layout.schema().property(type.name(), name);
      throw new AssertionError("the layout lacks what its schema has");
    }
    Planner.requireType("property of '" + type.name() + "'", name, property.type(), asked);
    return property;
  }

  @Override
  public EventFilterNode and(EventFilter.And and) {
    return new EventFilterNode.And(all(and.operands()));
  }

  @Override
  public EventFilterNode or(EventFilter.Or or) {
    return new EventFilterNode.Or(all(or.operands()));
  }

  @Override
  public EventFilterNode not(EventFilter.Not not) {
    return new EventFilterNode.Not(not.operand().accept(this));
  }

  private List<EventFilterNode> all(List<EventFilter> operands) {
    List<EventFilterNode> nodes = new ArrayList<>(operands.size());
    operands.forEach(operand -> nodes.add(operand.accept(this)));
    return nodes;
  }

  @Override
  public EventFilterNode propertyTest(EventFilter.PropertyTest test) {
    Field property = property(test.property(), test.type());
    if (test.test() instanceof ValueTest.Exists) {
      return new EventFilterNode.PropertyExists(property.index());
    }
    if (test.test() instanceof ValueTest.Missing) {
      return new EventFilterNode.PropertyMissing(property.index());
    }
    LongTest compiled = Planner.compile(property, test.test(), context.nowMillis()).forMany();
    return new EventFilterNode.PropertyTest(property.index(), compiled);
  }

  @Override
  public EventFilterNode attributeComparison(EventFilter.AttributeComparison comparison) {
    Field property = property(comparison.property(), comparison.type());
    Field attribute = context.attribute(comparison.attribute(), comparison.type());
    return compared.comparison(type, property, attribute, comparison);
  }

  @Override
  public EventFilterNode timeOfDay(EventFilter.TimeOfDay time) {
    long from = time.from().toNanoOfDay() / 1_000_000;
    long to = time.to().toNanoOfDay() / 1_000_000;
    long length = Math.floorMod(to - from, Duration.ofDays(1).toMillis());
    return new EventFilterNode.TimeOfDay(ZoneOffsets.of(time.zone()), from, length);
  }

  @Override
  public EventFilterNode dayOfWeek(EventFilter.DayOfWeek day) {
    int days = day.days().stream().mapToInt(each -> 1 << each.ordinal()).reduce(0, (a, b) -> a | b);
    return new EventFilterNode.DayOfWeek(ZoneOffsets.of(day.zone()), days);
  }
}

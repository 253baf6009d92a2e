// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.Measure;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.TimeRange;
import dev.muster.predicate.ValueTest;
import dev.muster.predicate.Window;
import dev.muster.schema.SchemaException;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.SchemaLayout.EventFields;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.event.EventFilterNode;
import dev.muster.shard.event.EventQuery;
import dev.muster.shard.event.MeasureSpec;
import dev.muster.shard.event.ResultTest;
import dev.muster.shard.event.TimeSpans;
import dev.muster.shard.scan.LongTest;
import dev.muster.value.ValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Plans the tests of events: property names, filter literals, windows and measures resolved. */
final class EventPlanner implements EventFilter.Visitor<EventFilterNode> {

  private final SchemaLayout layout;
  private final EventFields type;

  private EventPlanner(SchemaLayout layout, EventFields type) {
    this.layout = layout;
    this.type = type;
  }

  /** A planner of what is asked of the events called {@code name}. */
  static EventPlanner of(String name, SchemaLayout layout) {
    EventFields type = layout.eventType(name);
    if (type == null) {
      // The schema's own refusal suggests the nearest name.
      layout.schema().eventType(name);
      throw new AssertionError("the layout lacks what its schema has");
    }
    return new EventPlanner(layout, type);
  }

  int typeIndex() {
    return type.index();
  }

  static PlanNode plan(
      Predicate.EventTest test,
      SchemaLayout layout,
      long nowMillis,
      @Nullable Duration retention,
      IntSupplier ids) {
    EventPlanner planner = of(test.events().eventType(), layout);
    TimeRange range = range(test.events().window(), nowMillis, retention);
    EventFilterNode filter = test.events().filter().accept(planner);
    MeasureSpec measure = planner.measure(test.measure(), nowMillis);
    ResultTest result = ResultTest.compile(measure, test.test());
    return new PlanNode.Events(
        ids.getAsInt(),
        test.toString(),
        planner.typeIndex(),
        new EventQuery(
            range,
            filter,
            measure,
            result,
            test.events().occurrence(),
            retained(nowMillis, retention).intersect(new TimeRange(Long.MIN_VALUE, nowMillis + 1))),
        result.passesWithoutValue());
  }

  /** The window at {@code nowMillis}, cut to what retention keeps. */
  static TimeRange range(Window window, long nowMillis, @Nullable Duration retention) {
    requireRetained(window.reach(), retention);
    return window.at(nowMillis).intersect(retained(nowMillis, retention));
  }

  /** Refuses to look back further than events are kept. */
  static void requireRetained(Duration reach, @Nullable Duration retention) {
    if (retention != null && reach.compareTo(retention) > 0) {
      throw new SchemaException(
          "a window must not reach beyond the retention, window="
              + reach
              + " retention="
              + retention);
    }
  }

  static TimeRange retained(long nowMillis, @Nullable Duration retention) {
    return retention == null
        ? TimeRange.ALL
        : new TimeRange(nowMillis - retention.toMillis() + 1, Long.MAX_VALUE);
  }

  private MeasureSpec measure(Measure measure, long nowMillis) {
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
                new TimeSpans.Periods(nowMillis, periods.length().toMillis(), periods.timesMin()));
          }
        });
  }

  private MeasureSpec of(MeasureSpec.Kind kind, String name, ValueType asked) {
    return new MeasureSpec(kind, property(name, asked).index(), asked);
  }

  private Field property(String name, ValueType asked) {
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
    LongTest compiled = Planner.compile(property, test.test());
    return new EventFilterNode.PropertyTest(property.index(), compiled);
  }
}

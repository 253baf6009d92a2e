// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.ComparisonOperator;
import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventSelection;
import dev.muster.predicate.Measure;
import dev.muster.predicate.Occurrence;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.schema.Attribute;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.value.GeoPoint;
import dev.muster.value.ValueType;
import dev.muster.value.ValueType.Kind;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Predicates of every kind over a schema.
 *
 * <p>Refer to the segments that they have been told of, and to no other. Regimes: conjunctions and
 * disjunctions of none, one and several operands; tests of nothing and of everything; empty lists
 * and crossing bounds; counts near zero; literals near what was written; times of day on either
 * side of midnight, at event times and beside them. {@link RandomSequences} tells its own.
 */
final class RandomPredicates {

  private final RandomChoice choice;
  private final RandomValues values;
  private final RandomTimes times;
  private final RandomSequences sequences;
  private final List<String> segments = new ArrayList<>();

  RandomPredicates(RandomChoice choice, RandomValues values, RandomTimes times) {
    this.choice = choice;
    this.values = values;
    this.times = times;
    this.sequences = new RandomSequences(choice, times, (schema, type) -> filter(schema, type, 1));
  }

  /** Lets predicates refer to the segment called {@code name} from now on. */
  void mayReferTo(String name) {
    segments.add(name);
  }

  RandomSequences sequences() {
    return sequences;
  }

  Predicate predicate(Schema schema, int depthMax) {
    if (depthMax == 0 || choice.chance(20)) {
      if (choice.chance(10)) {
        return membership();
      }
      return choice.chance(40)
          ? attributeTest(schema)
          : choice.chance(70) ? eventTest(schema) : sequences.sequence(schema);
    }
    return switch (choice.below(5)) {
      case 0, 1 -> new Predicate.And(operands(() -> predicate(schema, depthMax - 1)));
      case 2, 3 -> new Predicate.Or(operands(() -> predicate(schema, depthMax - 1)));
      default -> new Predicate.Not(predicate(schema, depthMax - 1));
    };
  }

  private Predicate membership() {
    if (!segments.isEmpty() && choice.chance(60)) {
      return new Predicate.InSegment(choice.of(segments));
    }
    int low = choice.of(List.of(0, 0, 17, 50, 99));
    int high = choice.of(List.of(low, Math.max(low, 50), 99));
    return new Predicate.BucketTest(choice.of(List.of("", "a", "experiment-7")), low, high);
  }

  private <T> List<T> operands(Supplier<T> operand) {
    int count = choice.chance(90) ? choice.between(2, 3) : choice.between(0, 1);
    List<T> operands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      operands.add(operand.get());
    }
    return operands;
  }

  /** Of an attribute whose changes are tracked, often with a duration. */
  private Predicate attributeTest(Schema schema) {
    Attribute<?> attribute = choice.of(schema.attributes());
    ValueTest test = valueTest(attribute.type());
    Predicate.AttributeTest state =
        new Predicate.AttributeTest(attribute.name(), attribute.type(), test);
    return schema.tracksChanges(attribute.name())
            && !(test instanceof ValueTest.Missing)
            && choice.chance(60)
        ? new Predicate.StateTest(
            state, times.stateLength(), choice.of(List.of(Predicate.StateTest.Bound.values())))
        : state;
  }

  private Predicate eventTest(Schema schema) {
    EventType type = choice.of(schema.eventTypes());
    EventSelection events = selection(schema, type);
    Measure measure = measure(type);
    return new Predicate.EventTest(events, measure, measureTest(measure));
  }

  EventSelection selection(Schema schema, EventType type) {
    EventFilter filter = choice.chance(40) ? EventFilter.all() : filter(schema, type, 2);
    Occurrence occurrence =
        choice.chance(70) ? Occurrence.ANY : choice.of(List.of(Occurrence.values()));
    return new EventSelection(type.name(), occurrence, filter, times.window());
  }

  EventFilter filter(Schema schema, EventType type, int depthMax) {
    if (choice.chance(12)) {
      return choice.chance(60) ? timeOfDay() : dayOfWeek();
    }
    if (!type.properties().isEmpty() && (depthMax == 0 || choice.chance(50))) {
      Property<?> property = choice.of(type.properties());
      List<Attribute<?>> alike = new ArrayList<>(schema.attributes());
      alike.removeIf(attribute -> !attribute.type().equals(property.type()));
      if (!alike.isEmpty() && property.type().kind() != Kind.STRING_SET && choice.chance(40)) {
        return attributeComparison(property, choice.of(alike));
      }
      return new EventFilter.PropertyTest(
          property.name(), property.type(), valueTest(property.type()));
    }
    if (depthMax == 0) {
      return EventFilter.all();
    }
    return switch (choice.below(5)) {
      case 0, 1 -> new EventFilter.And(operands(() -> filter(schema, type, depthMax - 1)));
      case 2, 3 -> new EventFilter.Or(operands(() -> filter(schema, type, depthMax - 1)));
      default -> new EventFilter.Not(filter(schema, type, depthMax - 1));
    };
  }

  /** By any operator that the type allows. */
  private EventFilter attributeComparison(Property<?> property, Attribute<?> attribute) {
    List<ComparisonOperator> operators =
        property.type().isNumeric()
                || property.type().kind() == Kind.DATE
                || property.type().kind() == Kind.TIMESTAMP
            ? List.of(ComparisonOperator.values())
            : List.of(ComparisonOperator.EQUAL, ComparisonOperator.NOT_EQUAL);
    return new EventFilter.AttributeComparison(
        property.name(), property.type(), choice.of(operators), attribute.name());
  }

  private EventFilter timeOfDay() {
    ZoneId zone = times.zone();
    LocalTime from = choice.chance(20) ? LocalTime.MIDNIGHT : times.localTime(zone);
    LocalTime to = choice.chance(20) ? LocalTime.MIDNIGHT : times.localTime(zone);
    return new EventFilter.TimeOfDay(
        from, to.equals(from) ? to.plusHours(choice.between(1, 23)) : to, zone);
  }

  private EventFilter dayOfWeek() {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (int i = choice.between(1, 4); i > 0; i--) {
      days.add(choice.of(List.of(DayOfWeek.values())));
    }
    return new EventFilter.DayOfWeek(days, times.zone());
  }

  Measure measure(EventType type) {
    return choice.chance(40) ? new Measure.Count() : choice.made(measures(type));
  }

  /** Every measure that {@code type} allows. */
  private List<Supplier<Measure>> measures(EventType type) {
    List<Supplier<Measure>> measures = new ArrayList<>();
    measures.add(Measure.Count::new);
    measures.add(() -> new Measure.Days(times.zone()));
    measures.add(() -> new Measure.Periods(times.length(), choice.between(1, 3)));
    for (Property<?> property : type.properties()) {
      String name = property.name();
      ValueType valueType = property.type();
      if (valueType.isNumeric()) {
        measures.add(() -> new Measure.Sum(name, valueType));
        measures.add(() -> new Measure.Average(name, valueType));
      }
      if (valueType.isNumeric()
          || valueType.kind() == Kind.DATE
          || valueType.kind() == Kind.TIMESTAMP) {
        measures.add(() -> new Measure.Minimum(name, valueType));
        measures.add(() -> new Measure.Maximum(name, valueType));
      }
      if (valueType.kind() != Kind.STRING_SET) {
        measures.add(() -> new Measure.Distinct(name, valueType));
      }
    }
    return measures;
  }

  private ValueTest measureTest(Measure measure) {
    return measure.accept(
        new Measure.Visitor<>() {
          @Override
          public ValueTest count(Measure.Count count) {
            return comparison(RandomPredicates.this::smallCount);
          }

          @Override
          public ValueTest sum(Measure.Sum sum) {
            return comparison(() -> values.totalLiteral(sum.type()));
          }

          @Override
          public ValueTest average(Measure.Average average) {
            return comparison(() -> values.totalLiteral(average.type()));
          }

          @Override
          public ValueTest minimum(Measure.Minimum minimum) {
            return extremumTest(minimum.type());
          }

          @Override
          public ValueTest maximum(Measure.Maximum maximum) {
            return extremumTest(maximum.type());
          }

          @Override
          public ValueTest distinct(Measure.Distinct distinct) {
            return comparison(RandomPredicates.this::smallCount);
          }

          @Override
          public ValueTest days(Measure.Days days) {
            return comparison(RandomPredicates.this::smallCount);
          }

          @Override
          public ValueTest periods(Measure.Periods periods) {
            return comparison(RandomPredicates.this::smallCount);
          }
        });
  }

  private ValueTest extremumTest(ValueType type) {
    return !type.isNumeric() && choice.chance(30)
        ? anniversary()
        : comparison(() -> values.literal(type));
  }

  private Object smallCount() {
    return choice.chance(95) ? (long) choice.below(5) : choice.of(List.of(-1L, Long.MAX_VALUE));
  }

  private ValueTest valueTest(ValueType type) {
    if (choice.chance(30)) {
      return comparison(type);
    }
    return switch (type.kind()) {
      case STRING -> choice.chance(25) ? new ValueTest.Matches(values.pattern()) : text();
      case STRING_SET ->
          choice.chance(70)
              ? new ValueTest.SetMembers(
                  choice.of(List.of(ValueTest.SetOperator.values())), values.members())
              : size();
      case GEO_POINT ->
          choice.chance(50)
              ? new ValueTest.WithinRadius((GeoPoint) values.canonical(type), values.metres())
              : values.box();
      case DATE, TIMESTAMP -> choice.chance(40) ? anniversary() : comparison(type);
      default -> comparison(type);
    };
  }

  private ValueTest anniversary() {
    return new ValueTest.Anniversary(
        choice.skewed(List.of(1, 2, 7, 3, 30, 365, 366)), times.zone());
  }

  private ValueTest text() {
    return new ValueTest.Text(
        choice.of(List.of(ValueTest.TextOperator.values())),
        values.textLiteral(),
        choice.chance(50),
        choice.chance(30));
  }

  private ValueTest size() {
    int min = choice.below(4);
    return new ValueTest.SetSize(
        min, choice.chance(50) ? Integer.MAX_VALUE : min + choice.below(3));
  }

  private ValueTest comparison(ValueType type) {
    if (type.kind() == Kind.STRING_SET) {
      return existence();
    }
    Supplier<Object> literal = () -> values.literal(type);
    return type.isOrdered() ? comparison(literal) : choice.chance(20) ? existence() : list(literal);
  }

  /** A test of something ordered. */
  private ValueTest comparison(Supplier<Object> literal) {
    if (choice.chance(10)) {
      return existence();
    }
    return choice.chance(40) ? list(literal) : range(literal);
  }

  private ValueTest existence() {
    return choice.chance(50) ? new ValueTest.Exists() : new ValueTest.Missing();
  }

  private ValueTest list(Supplier<Object> literal) {
    int count = choice.chance(50) ? 1 : choice.below(5);
    Set<Object> literals = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      literals.add(literal.get());
    }
    return choice.chance(60) ? new ValueTest.In(literals) : new ValueTest.NotIn(literals);
  }

  private ValueTest range(Supplier<Object> literal) {
    int bounds = choice.below(3);
    Object low = bounds == 1 ? null : literal.get();
    Object high = bounds == 0 ? null : literal.get();
    return new ValueTest.Range(
        low, low != null && choice.chance(60), high, high != null && choice.chance(60));
  }
}

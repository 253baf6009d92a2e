// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Buckets;
import dev.muster.analysis.Distribution;
import dev.muster.analysis.Quantity;
import dev.muster.predicate.Measure;
import dev.muster.schema.Attribute;
import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import dev.muster.value.ValueType;
import dev.muster.value.ValueType.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Distributions over a schema.
 *
 * <p>Regimes: attributes and everything that can be measured; no buckets, few and many; edges at
 * stored values and beside them; percentiles at both ends and at the edges of ranks.
 */
final class RandomDistributions {

  private static final List<String> PERCENTS =
      List.of("50", "0", "100", "25", "75", "12.5", "33.333333333", "99.9", "1E+1", "0.000000001");

  private final RandomChoice choice;
  private final RandomPredicates predicates;
  private final RandomValues values;

  RandomDistributions(RandomChoice choice, RandomPredicates predicates, RandomValues values) {
    this.choice = choice;
    this.predicates = predicates;
    this.values = values;
  }

  Distribution<?> distribution(Schema schema) {
    List<Attribute<?>> attributes =
        schema.attributes().stream().filter(attribute -> isQuantity(attribute.type())).toList();
    if (!attributes.isEmpty() && choice.chance(40)) {
      Attribute<?> attribute = choice.of(attributes);
      return distribution(Quantity.of(attribute), attribute.type());
    }
    EventType type = choice.of(schema.eventTypes());
    Measure measure = predicates.measure(type);
    return distribution(
        new Quantity.OfEvents<>(predicates.selection(schema, type), measure), edgeType(measure));
  }

  private static boolean isQuantity(ValueType type) {
    return type.isNumeric() || type.kind() == Kind.DATE || type.kind() == Kind.TIMESTAMP;
  }

  /** The type that edges are drawn from: counts are small, sums near what is summed. */
  private static ValueType edgeType(Measure measure) {
    if (measure instanceof Measure.Sum sum && sum.type().kind() == Kind.DECIMAL) {
      return sum.type();
    } else if (measure instanceof Measure.Average average
        && average.type().kind() == Kind.DECIMAL) {
      return average.type();
    }
    return measure.resultType();
  }

  private <V> Distribution<V> distribution(Quantity<V> quantity, ValueType edgeType) {
    List<BigDecimal> percents = new ArrayList<>();
    for (int i = choice.below(5); i > 0; i--) {
      percents.add(new BigDecimal(choice.of(PERCENTS)));
    }
    TreeSet<Object> edges = new TreeSet<>();
    for (int i = choice.below(6); i > 0; i--) {
      edges.add(edge(edgeType));
    }
    @SuppressWarnings("unchecked") // V is the class of the type's values
    List<V> typed = (List<V>) List.copyOf(edges);
    return new Distribution<>(
        quantity, edges.size() < 2 ? Buckets.none() : new Buckets<>(typed), percents);
  }

  private Object edge(ValueType type) {
    int step = choice.between(-1, 1);
    return switch (type.kind()) {
      case LONG -> choice.chance(70) ? (long) choice.below(4) : values.canonical(type);
      case DECIMAL ->
          ((BigDecimal) values.literal(type)).add(new BigDecimal(step).movePointLeft(7));
      case DATE -> choice.chance(50) ? LocalDate.EPOCH.plusDays(step) : values.canonical(type);
      case TIMESTAMP -> choice.chance(50) ? Instant.EPOCH.plusMillis(step) : values.canonical(type);
      default -> values.canonical(type);
    };
  }
}

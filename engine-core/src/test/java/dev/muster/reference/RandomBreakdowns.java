// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Analysis;
import dev.muster.analysis.Breakdown;
import dev.muster.analysis.CrossTabulation;
import dev.muster.analysis.Dimension;
import dev.muster.schema.Attribute;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.value.ValueType.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Breakdowns and cross tabulations over a schema.
 *
 * <p>Regimes: lists so short that values tie at their end, and long enough for all; the same
 * dimension twice; narrow selections and, more often, all events of a type.
 */
final class RandomBreakdowns {

  private static final List<Integer> TOPS = List.of(2, 1, 3, 20, 5, 10_000);

  private final RandomChoice choice;
  private final RandomPredicates predicates;

  RandomBreakdowns(RandomChoice choice, RandomPredicates predicates) {
    this.choice = choice;
    this.predicates = predicates;
  }

  Breakdown breakdown(Schema schema) {
    List<Dimension> dimensions = new ArrayList<>();
    for (int i = choice.between(1, Breakdown.DIMENSIONS_MAX); i > 0; i--) {
      dimensions.add(choice.chance(50) ? attribute(schema) : property(schema));
    }
    return new Breakdown(dimensions, choice.of(TOPS));
  }

  /** A cross tabulation, or a breakdown of a schema whose attributes are all sets. */
  Analysis<?> crossTabulation(Schema schema) {
    List<Dimension.OfAttribute> single =
        schema.attributes().stream()
            .filter(attribute -> attribute.type().kind() != Kind.STRING_SET)
            .map(Dimension::of)
            .toList();
    if (single.isEmpty()) {
      return breakdown(schema);
    }
    List<Dimension.OfAttribute> attributes = new ArrayList<>();
    for (int i = choice.between(CrossTabulation.ATTRIBUTES_MIN, CrossTabulation.ATTRIBUTES_MAX);
        i > 0;
        i--) {
      attributes.add(choice.of(single));
    }
    return new CrossTabulation(attributes, choice.of(TOPS));
  }

  private Dimension attribute(Schema schema) {
    Attribute<?> attribute = choice.of(schema.attributes());
    return Dimension.of(attribute);
  }

  private Dimension property(Schema schema) {
    EventType type = choice.of(schema.eventTypes());
    if (type.properties().isEmpty()) {
      return attribute(schema);
    }
    Property<?> property = choice.of(type.properties());
    return choice.chance(50)
        ? Dimension.of(type, property)
        : new Dimension.OfEvents(
            predicates.selection(schema, type), property.name(), property.type());
  }
}

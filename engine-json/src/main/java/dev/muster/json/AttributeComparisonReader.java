// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.ComparisonOperator;
import dev.muster.predicate.EventFilter;
import dev.muster.schema.Attribute;
import dev.muster.schema.Property;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a property is compared with if it is no literal: {@code "moreThan": {"attribute":
 * "balance"}}. No literal is an object with such a member.
 */
final class AttributeComparisonReader {

  private static final List<String> OPERATORS = operators();

  private final JsonSource source;
  private final SchemaNames names;

  AttributeComparisonReader(JsonSource source, SchemaNames names) {
    this.source = source;
    this.names = names;
  }

  /** How the form calls an operator. */
  static String name(ComparisonOperator operator) {
    return switch (operator) {
      case EQUAL -> "is";
      case NOT_EQUAL -> "isNot";
      case LESS -> "lessThan";
      case AT_MOST -> "atMost";
      case MORE -> "moreThan";
      case AT_LEAST -> "atLeast";
    };
  }

  private static List<String> operators() {
    List<String> operators = new ArrayList<>();
    for (ComparisonOperator operator : ComparisonOperator.values()) {
      operators.add(name(operator));
    }
    return operators;
  }

  /** Whether there is an operator with an attribute. */
  boolean isIn(Members members) {
    return OPERATORS.stream().anyMatch(name -> isAttribute(members.peek(name)));
  }

  /** Takes the comparison of {@code property}. */
  EventFilter read(Members members, Property<?> property) {
    String name =
        OPERATORS.stream()
            .filter(each -> isAttribute(members.peek(each)))
            .findFirst()
            .orElseThrow();
    Members compared = new Members(source, members.require(name), "an attribute (an object)");
    JsonValue value = compared.require("attribute");
    Attribute<?> attribute = names.attribute(value);
    compared.end();
    if (!attribute.type().equals(property.type())) {
      throw source.refused(
          value,
          "a property is compared with an attribute of its own type, property="
              + property
              + " attribute="
              + attribute);
    }
    ComparisonOperator operator = ComparisonOperator.values()[OPERATORS.indexOf(name)];
    return source.made(
        value,
        () ->
            new EventFilter.AttributeComparison(
                property.name(), property.type(), operator, attribute.name()));
  }

  private static boolean isAttribute(@Nullable JsonValue value) {
    return value instanceof JsonValue.ObjectValue object
        && object.members().containsKey("attribute");
  }
}

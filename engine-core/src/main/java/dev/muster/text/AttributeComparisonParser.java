// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.ComparisonOperator;
import dev.muster.predicate.EventFilter;
import dev.muster.schema.Attribute;
import dev.muster.schema.NearestName;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.text.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a property is compared with if it is no literal: {@code > profile.balance}. {@code
 * profile} is not reserved, since no literal is a word with a point behind it.
 */
final class AttributeComparisonParser {

  private final TokenReader reader;
  private final Schema schema;

  AttributeComparisonParser(TokenReader reader, Schema schema) {
    this.reader = reader;
    this.schema = schema;
  }

  /** Whether an operator, {@code profile} and a point come next. */
  boolean atComparison() {
    return isOperator(reader.peek())
        && reader.peek(1).isWord("profile")
        && reader.peek(2).isSymbol(".");
  }

  /** Reads what comes behind {@code property}. */
  EventFilter comparison(Property<?> property) {
    Token symbol = reader.take();
    reader.expect("profile");
    reader.expectSymbol(".");
    Token name = reader.peek();
    Attribute<?> attribute = attribute();
    if (!attribute.type().equals(property.type())) {
      throw reader.refused(
          name,
          "a property is compared with an attribute of its own type, property="
              + property
              + " attribute="
              + attribute);
    }
    try {
      return new EventFilter.AttributeComparison(
          property.name(), property.type(), operator(symbol), attribute.name());
    } catch (IllegalArgumentException e) {
      throw reader.refused(symbol, String.valueOf(e.getMessage()));
    }
  }

  private Attribute<?> attribute() {
    Token name = reader.expectName("the name of an attribute");
    Attribute<?> attribute = schema.findAttribute(name.text());
    if (attribute == null) {
      List<String> known = new ArrayList<>();
      schema.attributes().forEach(each -> known.add(each.name()));
      throw reader.unknown(name, "an attribute", NearestName.of(name.text(), known));
    }
    return attribute;
  }

  private static boolean isOperator(Token token) {
    if (token.kind() == Kind.SYMBOL) {
      for (ComparisonOperator operator : ComparisonOperator.values()) {
        if (operator.symbol().equals(token.text())) {
          return true;
        }
      }
    }
    return false;
  }

  private static ComparisonOperator operator(Token symbol) {
    for (ComparisonOperator operator : ComparisonOperator.values()) {
      if (operator.symbol().equals(symbol.text())) {
        return operator;
      }
    }
    throw new AssertionError("no operator: " + symbol);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.ValueTest;
import java.util.Collection;
import java.util.List;

/** Writes what a value must satisfy, as members of the object that tells the subject. */
final class TestWriter implements ValueTest.Visitor<JsonWriter> {

  private final JsonWriter out;

  TestWriter(JsonWriter out) {
    this.out = out;
  }

  @Override
  public JsonWriter exists(ValueTest.Exists test) {
    return out.flag("exists", true);
  }

  @Override
  public JsonWriter missing(ValueTest.Missing test) {
    return out.flag("missing", true);
  }

  @Override
  public JsonWriter in(ValueTest.In test) {
    return listed("is", "in", test.literals());
  }

  @Override
  public JsonWriter notIn(ValueTest.NotIn test) {
    return listed("isNot", "notIn", test.literals());
  }

  private JsonWriter listed(String one, String many, Collection<?> literals) {
    return literals.size() == 1
        ? out.name(one).literal(literals.iterator().next())
        : out.name(many).literals(literals);
  }

  @Override
  public JsonWriter range(ValueTest.Range test) {
    Object low = test.low();
    Object high = test.high();
    if (low != null && high != null && test.lowInclusive() && test.highInclusive()) {
      return out.name("between").literals(List.of(low, high));
    }
    if (low != null) {
      out.name(test.lowInclusive() ? "atLeast" : "moreThan").literal(low);
    }
    if (high != null) {
      out.name(test.highInclusive() ? "atMost" : "lessThan").literal(high);
    }
    return out;
  }

  @Override
  public JsonWriter text(ValueTest.Text test) {
    String name =
        switch (test.operator()) {
          case EQUALS -> test.negated() ? "notEquals" : "equals";
          case STARTS_WITH -> test.negated() ? "notStartsWith" : "startsWith";
          case ENDS_WITH -> test.negated() ? "notEndsWith" : "endsWith";
          case CONTAINS -> test.negated() ? "notContains" : "contains";
        };
    return out.name(name).text(test.literal()).flag("ignoringCase", test.ignoringCase());
  }

  @Override
  public JsonWriter matches(ValueTest.Matches test) {
    return out.name("matches").text(test.pattern());
  }

  @Override
  public JsonWriter setMembers(ValueTest.SetMembers test) {
    return switch (test.operator()) {
      case HAS_ANY -> listed("has", "hasAny", test.literals());
      case HAS_ALL -> out.name("hasAll").literals(test.literals());
      case HAS_NONE -> out.name("hasNone").literals(test.literals());
    };
  }

  @Override
  public JsonWriter setSize(ValueTest.SetSize test) {
    return out.name("size").object(members -> size(test));
  }

  private JsonWriter size(ValueTest.SetSize test) {
    if (test.min() == test.max()) {
      return out.name("is").whole(test.min());
    }
    if (test.max() == Integer.MAX_VALUE) {
      return out.name("atLeast").whole(test.min());
    }
    return test.min() == 0
        ? out.name("atMost").whole(test.max())
        : out.name("between").array(List.of(test.min(), test.max()), out::whole);
  }

  @Override
  public JsonWriter withinRadius(ValueTest.WithinRadius test) {
    return out.name("within")
        .object(
            members ->
                members.name("metres").number(test.metres()).name("of").point(test.centre()));
  }

  @Override
  public JsonWriter withinBox(ValueTest.WithinBox test) {
    return out.name("withinBox")
        .object(
            members ->
                members
                    .name("southWest")
                    .point(test.southWest())
                    .name("northEast")
                    .point(test.northEast()));
  }

  @Override
  public JsonWriter anniversary(ValueTest.Anniversary test) {
    return out.name("anniversary")
        .object(members -> members.name("nextDays").whole(test.days()).zone(test.zone()));
  }
}

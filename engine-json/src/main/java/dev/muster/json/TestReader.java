// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.ValueTest;
import dev.muster.predicate.ValueTest.SetOperator;
import dev.muster.predicate.ValueTest.TextOperator;
import dev.muster.value.GeoPoint;
import dev.muster.value.ValueType;
import dev.muster.value.ValueType.Kind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads what a value must satisfy from the members beside its subject. Only the tests of the
 * subject's type are known, so an error names those and no others.
 */
final class TestReader {

  private static final List<String> PRESENCE = List.of("exists", "missing");
  private static final List<String> EQUALITY = List.of("is", "isNot", "in", "notIn");
  private static final List<String> ORDER =
      List.of("between", "atLeast", "moreThan", "atMost", "lessThan");
  private static final List<String> TEXT =
      List.of(
          "equals",
          "notEquals",
          "startsWith",
          "notStartsWith",
          "endsWith",
          "notEndsWith",
          "contains",
          "notContains",
          "matches");
  private static final List<String> SET = List.of("has", "hasAny", "hasAll", "hasNone", "size");
  private static final List<String> POINT = List.of("within", "withinBox");
  private static final List<String> CALENDAR = List.of("anniversary");

  private final JsonSource source;
  private final LiteralReader literals;
  private int patterns;

  TestReader(JsonSource source, LiteralReader literals) {
    this.source = source;
    this.literals = literals;
  }

  /** Takes the test of a subject of {@code type} from {@code members}. */
  ValueTest read(Members members, ValueType type) {
    String name = members.requireOneOf(names(type), "a test of " + type);
    if (ORDER.contains(name)) {
      return range(members, name, type);
    }
    JsonValue value = members.require(name);
    return switch (name) {
      case "exists" -> given(value, new ValueTest.Exists());
      case "missing" -> given(value, new ValueTest.Missing());
      case "is", "isNot" -> {
        Set<Object> one = Set.of(literals.literal(value, type));
        yield equality(value, type, one, name.equals("is"));
      }
      case "in", "notIn" -> equality(value, type, literals.list(value, type), name.equals("in"));
      case "matches" -> matches(value);
      case "has" -> members(value, SetOperator.HAS_ANY, Set.of(literals.text(value)));
      case "hasAny" -> members(value, SetOperator.HAS_ANY, list(value));
      case "hasAll" -> members(value, SetOperator.HAS_ALL, list(value));
      case "hasNone" -> members(value, SetOperator.HAS_NONE, list(value));
      case "size" -> size(value);
      case "within" -> within(value);
      case "withinBox" -> withinBox(value);
      case "anniversary" -> anniversary(value, type);
      default -> text(members, name, value);
    };
  }

  private static List<String> names(ValueType type) {
    List<String> names = new ArrayList<>(PRESENCE);
    if (type.kind() != Kind.STRING_SET) {
      names.addAll(EQUALITY);
    }
    if (type.isOrdered()) {
      names.addAll(ORDER);
    }
    if (type.kind() == Kind.STRING) {
      names.addAll(TEXT);
    }
    if (type.kind() == Kind.STRING_SET) {
      names.addAll(SET);
    }
    if (type.kind() == Kind.GEO_POINT) {
      names.addAll(POINT);
    }
    if (type.kind() == Kind.DATE || type.kind() == Kind.TIMESTAMP) {
      names.addAll(CALENDAR);
    }
    return names;
  }

  /** Presence is said with {@code true}; the opposite has a name of its own. */
  private ValueTest given(JsonValue value, ValueTest test) {
    if (!literals.truth(value, "true")) {
      throw source.unexpected(value, "true");
    }
    return test;
  }

  private ValueTest equality(JsonValue value, ValueType type, Set<Object> listed, boolean in) {
    return made(value, type, () -> in ? new ValueTest.In(listed) : new ValueTest.NotIn(listed));
  }

  /** {@code between}, or a lower or an upper bound, or one of either. */
  private ValueTest range(Members members, String name, ValueType type) {
    if (name.equals("between")) {
      JsonValue between = members.require(name);
      List<JsonValue> bounds = literals.pair(between, "an array of two bounds (" + type + ")");
      Object low = literals.literal(bounds.get(0), type);
      Object high = literals.literal(bounds.get(1), type);
      return made(between, type, () -> new ValueTest.Range(low, true, high, true));
    }
    JsonValue atLeast = members.find("atLeast");
    JsonValue low = atLeast == null ? members.find("moreThan") : atLeast;
    JsonValue atMost = members.find("atMost");
    JsonValue high = atMost == null ? members.find("lessThan") : atMost;
    Object lowest = low == null ? null : literals.literal(low, type);
    Object highest = high == null ? null : literals.literal(high, type);
    return made(
        members.object(),
        type,
        () -> new ValueTest.Range(lowest, atLeast != null, highest, atMost != null));
  }

  private ValueTest text(Members members, String name, JsonValue value) {
    TextOperator operator =
        switch (name) {
          case "startsWith", "notStartsWith" -> TextOperator.STARTS_WITH;
          case "endsWith", "notEndsWith" -> TextOperator.ENDS_WITH;
          case "contains", "notContains" -> TextOperator.CONTAINS;
          default -> TextOperator.EQUALS;
        };
    String literal = literals.text(value);
    JsonValue ignoring = members.find("ignoringCase");
    boolean ignoringCase = ignoring != null && literals.truth(ignoring, "true or false");
    return made(
        value,
        ValueType.STRING,
        () -> new ValueTest.Text(operator, literal, ignoringCase, name.startsWith("not")));
  }

  private ValueTest matches(JsonValue value) {
    String pattern = literals.text(value, "a regular expression");
    if (++patterns > PredicateJson.PATTERNS_MAX) {
      throw source.refused(
          value,
          "a document may have at most " + PredicateJson.PATTERNS_MAX + " regular expressions");
    }
    return made(value, ValueType.STRING, () -> new ValueTest.Matches(pattern));
  }

  private Set<String> list(JsonValue value) {
    Set<String> members = new LinkedHashSet<>();
    literals.list(value, ValueType.STRING).forEach(member -> members.add((String) member));
    return members;
  }

  private ValueTest members(JsonValue value, SetOperator operator, Set<String> listed) {
    return made(value, ValueType.STRING_SET, () -> new ValueTest.SetMembers(operator, listed));
  }

  /** A size is a whole number, so every comparison is a pair of bounds, both included. */
  private ValueTest size(JsonValue value) {
    Members members = new Members(source, value, "an object with a test of the size");
    List<String> names = List.of("is", "between", "atLeast", "moreThan", "atMost", "lessThan");
    String name = members.requireOneOf(names, "a test of the size");
    long min;
    long max;
    if (name.equals("is")) {
      min = sizeBound(members.require("is"));
      max = min;
    } else if (name.equals("between")) {
      List<JsonValue> bounds = literals.pair(members.require("between"), "an array of two sizes");
      min = sizeBound(bounds.get(0));
      max = sizeBound(bounds.get(1));
    } else {
      JsonValue atLeast = members.find("atLeast");
      JsonValue moreThan = atLeast == null ? members.find("moreThan") : null;
      JsonValue atMost = members.find("atMost");
      JsonValue lessThan = atMost == null ? members.find("lessThan") : null;
      min = atLeast != null ? sizeBound(atLeast) : moreThan == null ? 0 : sizeBound(moreThan) + 1;
      max =
          atMost != null
              ? sizeBound(atMost)
              : lessThan == null ? Integer.MAX_VALUE : sizeBound(lessThan) - 1;
    }
    members.end();
    if (min > max || min > Integer.MAX_VALUE) {
      throw source.refused(value, "set size bounds must satisfy 0 <= min <= max");
    }
    return made(value, ValueType.STRING_SET, () -> new ValueTest.SetSize((int) min, (int) max));
  }

  private long sizeBound(JsonValue value) {
    return literals.whole(value, "a set size", Integer.MAX_VALUE);
  }

  private ValueTest within(JsonValue value) {
    Members members = new Members(source, value, "an object with a distance and a point");
    double metres = literals.distance(members.require("metres"));
    GeoPoint centre = literals.point(members.require("of"));
    members.end();
    return made(value, ValueType.GEO_POINT, () -> new ValueTest.WithinRadius(centre, metres));
  }

  private ValueTest withinBox(JsonValue value) {
    Members members = new Members(source, value, "an object with two corners");
    GeoPoint southWest = literals.point(members.require("southWest"));
    GeoPoint northEast = literals.point(members.require("northEast"));
    members.end();
    return made(value, ValueType.GEO_POINT, () -> new ValueTest.WithinBox(southWest, northEast));
  }

  private ValueTest anniversary(JsonValue value, ValueType type) {
    Members members = new Members(source, value, "an object with a number of days");
    JsonValue nextDays = members.require("nextDays");
    int days = literals.whole(nextDays, "a number of days", ValueTest.Anniversary.DAYS_MAX);
    ZoneId zone = literals.zoneOrUtc(members);
    members.end();
    return made(nextDays, type, () -> new ValueTest.Anniversary(days, zone));
  }

  /** What {@code maker} makes, unless a rule of {@link ValueTest} refuses it. */
  private ValueTest made(JsonValue value, ValueType type, Supplier<ValueTest> maker) {
    return source.made(
        value,
        () -> {
          ValueTest test = maker.get();
          test.requireFits(type);
          return test;
        });
  }
}

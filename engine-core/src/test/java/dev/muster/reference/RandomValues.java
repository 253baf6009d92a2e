// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.ValueTest;
import dev.muster.value.GeoPoint;
import dev.muster.value.ValueRules;
import dev.muster.value.ValueType;
import dev.muster.value.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Values of every type from pools so small that literals hit stored values.
 *
 * <p>Regimes: the extremes of LONG and of scaled decimals, so that sums leave 64 bits; doubles that
 * are multiples of a quarter, whose sums do not depend on order, or on request such as 0.1 and
 * 1e16, whose sums do; texts that differ only by case, fold to other lengths, or lie beyond U+FFFF;
 * empty texts and sets; poles, the date line and neighbours of one grid step; pre-releases.
 */
final class RandomValues {

  private static final List<Long> LONGS =
      List.of(1L, 0L, 2L, 3L, 5L, -1L, 10L, 100L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 40);

  private static final List<Double> DYADIC_DOUBLES =
      List.of(1.0, 0.25, 0.0, 0.5, -0.25, 2.75, 10.0, -2.5, 100.25, 1024.5);

  private static final List<Double> ORDERED_DOUBLES =
      List.of(0.1, 0.2, 0.3, 1e16, -1e16, 1.0 / 3, 0.0, 0.7, -0.1, 1e-3);

  private static final List<Long> UNSCALED =
      List.of(100L, 0L, 1L, 99L, -1L, 50L, 1999L, 250L, Long.MAX_VALUE, Long.MIN_VALUE);

  private static final List<String> TEXTS =
      List.of(
          "a",
          "ab",
          "",
          "A",
          "abc",
          "b",
          "Straße",
          "STRASSE",
          "strasse",
          "ΣΊΣΥΦΟΣ",
          "Σίσυφος",
          "ı",
          "I",
          "i",
          "İ",
          "\uFFFD",
          "\uE000",
          "😀",
          "😀a",
          "\u212Aelvin",
          "kelvin",
          "a\nb",
          "it's",
          "zz");

  /** Mean the same to RE2 and to the JDK over the texts above: no spaces, no case beyond a. */
  private static final List<String> PATTERNS =
      List.of(
          "a.*",
          ".*",
          "",
          "[a-c]+",
          ".*b",
          "(a|b)*",
          "a?b?c?",
          ".",
          "..",
          "(?i)a.*",
          "[^a]*",
          "a{1,2}",
          "[sS]tr.*e",
          "x+y?",
          "\\w+");

  private static final List<LocalDate> DATES =
      List.of(
          LocalDate.of(2025, 3, 10),
          LocalDate.of(2025, 3, 9),
          LocalDate.of(2024, 2, 29),
          LocalDate.of(1988, 3, 11),
          LocalDate.of(2031, 2, 28),
          LocalDate.of(1970, 1, 1),
          LocalDate.of(2000, 2, 29),
          LocalDate.of(1969, 12, 31),
          LocalDate.of(-43, 3, 15),
          ValueRules.DATE_MIN,
          ValueRules.DATE_MAX);

  private static final List<Instant> INSTANTS =
      List.of(
          RandomDomain.BASE,
          RandomDomain.BASE.plusMillis(1),
          RandomDomain.BASE.minusMillis(1),
          Instant.EPOCH,
          Instant.EPOCH.minusMillis(1),
          Instant.parse("2000-01-01T00:00:00Z"),
          Instant.parse("1999-03-10T20:30:00Z"),
          Instant.parse("2024-02-29T03:00:00Z"),
          ValueRules.INSTANT_MIN,
          ValueRules.INSTANT_MAX);

  private static final List<String> MEMBERS = List.of("vip", "beta", "Beta", "", "ñ", "😀");

  private static final List<GeoPoint> POINTS =
      List.of(
          new GeoPoint(12.97, 77.59),
          new GeoPoint(12.9700001, 77.59),
          new GeoPoint(52.2297, 21.0122),
          new GeoPoint(0, 0),
          new GeoPoint(0, 180),
          new GeoPoint(0, -180),
          new GeoPoint(-17.7, 178),
          new GeoPoint(-14.3, -170.7),
          new GeoPoint(90, 0),
          new GeoPoint(-90, 0));

  private static final List<Version> VERSIONS =
      List.of(
          Version.parse("1.0.0"),
          Version.parse("1.2.0"),
          Version.parse("1.10.0"),
          Version.parse("1.0.0-alpha"),
          Version.parse("1.0.0-alpha.1"),
          Version.parse("1.0.0-beta.2"),
          Version.parse("1.0.0-beta.11"),
          Version.parse("1.0.0-rc.1"),
          Version.parse("0.0.0"),
          Version.parse("10.0.0"));

  private final RandomChoice choice;
  private List<Double> doubles = DYADIC_DOUBLES;

  RandomValues(RandomChoice choice) {
    this.choice = choice;
  }

  void orderedDoubles() {
    doubles = ORDERED_DOUBLES;
  }

  /** A value that {@code type} accepts, not always in canonical form. */
  Object written(ValueType type) {
    Object value = canonical(type);
    if (choice.chance(80)) {
      return value;
    }
    return switch (type.kind()) {
      case LONG ->
          (Long) value == (int) (long) (Long) value ? (Object) ((Long) value).intValue() : value;
      case DOUBLE -> (Double) value == 0.0 ? (Object) (-0.0) : value;
      case DECIMAL -> rewritten((BigDecimal) value);
      case TIMESTAMP ->
          value.equals(ValueRules.INSTANT_MAX) ? value : ((Instant) value).plusNanos(999_999);
      default -> value;
    };
  }

  /** The same decimal without trailing zeros, or as an integer if it is one. */
  private static Object rewritten(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() <= 0 && stripped.precision() - stripped.scale() < 10
        ? (Object) stripped.longValueExact()
        : stripped;
  }

  /** A value of {@code type} in canonical form. */
  Object canonical(ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> choice.chance(70);
      case LONG -> choice.skewed(LONGS);
      case DOUBLE -> choice.skewed(doubles);
      case DECIMAL -> BigDecimal.valueOf(choice.skewed(UNSCALED), type.scale());
      case STRING -> choice.skewed(TEXTS);
      case DATE -> choice.skewed(DATES);
      case TIMESTAMP -> choice.skewed(INSTANTS);
      case STRING_SET -> Set.copyOf(members());
      case GEO_POINT -> choice.skewed(POINTS);
      case VERSION -> choice.skewed(VERSIONS);
    };
  }

  /** A literal for values of {@code type}: one of them or, for decimals, sometimes a near miss. */
  Object literal(ValueType type) {
    if (type.kind() != ValueType.Kind.DECIMAL) {
      return canonical(type);
    }
    BigDecimal value = (BigDecimal) canonical(type);
    return switch (choice.below(10)) {
      case 0 -> value.add(BigDecimal.valueOf(5, type.scale() + 1));
      case 1 -> value.subtract(BigDecimal.valueOf(1, type.scale() + 12));
      case 2 -> value.setScale(type.scale() + 2);
      default -> value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    };
  }

  /** A literal for sums and means of values of {@code type}: made of a few of them. */
  Object totalLiteral(ValueType type) {
    if (type.kind() == ValueType.Kind.DOUBLE) {
      double total = 0.0;
      for (int i = choice.below(4); i > 0; i--) {
        total += choice.skewed(doubles);
      }
      return choice.chance(20) ? total / 2 + 0.0 : total + 0.0;
    }
    BigDecimal total = BigDecimal.ZERO;
    for (int i = choice.below(4); i > 0; i--) {
      Object value = canonical(type);
      total =
          total.add(value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value);
    }
    return choice.chance(25) ? total.multiply(new BigDecimal("0.5")) : total;
  }

  Set<String> members() {
    Set<String> members = new LinkedHashSet<>();
    for (int i = choice.below(4); i > 0; i--) {
      members.add(choice.skewed(MEMBERS));
    }
    return members;
  }

  /** A text to look for: a stored one or a piece of one. */
  String textLiteral() {
    String text = choice.skewed(TEXTS);
    int points = text.codePointCount(0, text.length());
    if (points < 2 || choice.chance(50)) {
      return text;
    }
    int middle = text.offsetByCodePoints(0, points / 2);
    return choice.chance(50) ? text.substring(0, middle) : text.substring(middle);
  }

  String pattern() {
    return choice.skewed(PATTERNS);
  }

  /**
   * A box with corners among the points that are written, so that points lie on its edges; it may
   * be the whole turn, nothing but the antimeridian, or cross it, as often as not.
   */
  ValueTest.WithinBox box() {
    GeoPoint one = choice.of(POINTS);
    GeoPoint other = choice.of(POINTS);
    double north = Math.max(one.latitude(), other.latitude());
    double south = choice.chance(30) ? -90 : Math.min(one.latitude(), other.latitude());
    return new ValueTest.WithinBox(
        new GeoPoint(south, one.longitude()), new GeoPoint(north, other.longitude()));
  }

  /** A radius: nothing, the exact distance of two points, or far. */
  double metres() {
    return switch (choice.below(4)) {
      case 0 -> 0;
      case 1, 2 -> choice.of(POINTS).metresTo(choice.of(POINTS));
      default -> choice.of(List.of(1.0, 5_000.0, 1e7, 2.1e7));
    };
  }
}

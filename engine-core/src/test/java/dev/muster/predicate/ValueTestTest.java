// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.predicate.ValueTest.SetOperator;
import dev.muster.predicate.ValueTest.TextOperator;
import dev.muster.value.GeoPoint;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ValueTestTest {

  private static final ValueType MONEY = ValueType.decimal(2);

  @Test
  void existence_fitsEveryType() {
    for (ValueType.Kind kind : ValueType.Kind.values()) {
      new ValueTest.Exists().requireFits(new ValueType(kind, 0));
      new ValueTest.Missing().requireFits(new ValueType(kind, 0));
    }
  }

  @Test
  void lists_refuseLiteralsOfAnotherType() {
    assertMisfit(new ValueTest.In(Set.of("31")), ValueType.LONG, "expected LONG", "String \"31\"");
    assertMisfit(
        new ValueTest.NotIn(Set.of(31L)), ValueType.STRING, "expected STRING", "Long \"31\"");
  }

  @Test
  void lists_refuseLiteralsThatAreNotCanonical() {
    assertMisfit(
        new ValueTest.In(Set.of(31)),
        ValueType.LONG,
        "canonical",
        "found Integer \"31\" instead of Long \"31\"");
    assertMisfit(new ValueTest.In(Set.of(-0.0)), ValueType.DOUBLE, "found Double \"-0.0\"");
    assertMisfit(
        new ValueTest.In(Set.of(Instant.ofEpochSecond(0, 1))),
        ValueType.TIMESTAMP,
        "type=TIMESTAMP",
        "1970-01-01T00:00:00.000000001Z");
  }

  @Test
  void lists_doNotFitSets() {
    assertMisfit(new ValueTest.In(Set.of()), ValueType.STRING_SET, "'in'", "type=STRING_SET");
    assertMisfit(new ValueTest.NotIn(Set.of()), ValueType.STRING_SET, "'not in'", "STRING_SET");
  }

  @Test
  void lists_areCopiedAndLimited() {
    Set<Object> literals = new LinkedHashSet<>(Set.of(1L));
    ValueTest.In in = new ValueTest.In(literals);
    Set<Object> many = LongStream.range(0, 65_537).boxed().collect(Collectors.toSet());

    literals.add(2L);

    assertThat(in.literals()).containsExactly(1L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueTest.In(many))
        .withMessageContainingAll("at most 65536", "size=65537");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueTest.NotIn(many))
        .withMessageContaining("size=65537");
  }

  @Test
  void decimalLiterals_mayHaveAnyReasonableScale() {
    new ValueTest.In(Set.of(new BigDecimal("0.005"))).requireFits(MONEY);

    assertMisfit(
        new ValueTest.In(Set.of(new BigDecimal("1E+999999999"))),
        MONEY,
        "at most 100 digits",
        "scale=-999999999");
    assertMisfit(
        new ValueTest.Range(new BigDecimal("1E-101"), true, null, false), MONEY, "scale=101");
    assertMisfit(new ValueTest.In(Set.of("0.5")), MONEY, "DECIMAL(2)", "String \"0.5\"");
  }

  @Test
  void range_needsABound() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueTest.Range(null, true, null, true))
        .withMessageContaining("needs a bound");
  }

  @Test
  void range_needsAnOrder() {
    assertMisfit(
        new ValueTest.Range(true, true, null, false), ValueType.BOOLEAN, "ordered", "type=BOOLEAN");
    assertMisfit(
        new ValueTest.Range(1L, true, "9", false), ValueType.LONG, "expected LONG", "\"9\"");
  }

  @Test
  void text_fitsStringsOnly() {
    ValueTest text = new ValueTest.Text(TextOperator.CONTAINS, "a", false, false);

    text.requireFits(ValueType.STRING);
    assertMisfit(text, ValueType.LONG, "a text operator needs STRING", "type=LONG");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueTest.Text(TextOperator.EQUALS, "\uD83D", false, false))
        .withMessageContaining("index 0");
  }

  @Test
  void matches_takesRe2Only() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueTest.Matches("(a"))
        .withMessageContainingAll("RE2 syntax", "pattern='(a'");
    assertThatIllegalArgumentException()
        .as("a backreference could take exponential time")
        .isThrownBy(() -> new ValueTest.Matches("(a)\\1"))
        .withMessageContaining("pattern='(a)\\1'");
    assertMisfit(new ValueTest.Matches("a"), ValueType.DATE, "matches needs STRING", "type=DATE");
  }

  @Test
  void matches_limitsThePattern() {
    assertThat(new ValueTest.Matches("a".repeat(1_000)).pattern()).hasSize(1_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueTest.Matches("a".repeat(1_001)))
        .withMessageContainingAll("[0, 1000]", "length=1001");
  }

  @Test
  void setTests_fitSetsOnly() {
    assertMisfit(
        new ValueTest.SetMembers(SetOperator.HAS_ANY, Set.of("a")),
        ValueType.STRING,
        "a set operator needs STRING_SET",
        "type=STRING");
    assertMisfit(new ValueTest.SetSize(0, 1), ValueType.STRING, "a set size needs", "type=STRING");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueTest.SetMembers(SetOperator.HAS_ALL, Set.of("\uDE00")))
        .withMessageContaining("index 0");
  }

  @Test
  void setSize_refusesCrossedBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueTest.SetSize(2, 1))
        .withMessageContainingAll("0 <= min <= max", "min=2 max=1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueTest.SetSize(-1, 1))
        .withMessageContaining("min=-1 max=1");
  }

  @Test
  void withinBox_refusesItsSouthAboveItsNorth() {
    GeoPoint low = new GeoPoint(12.97, 77.59);
    GeoPoint high = new GeoPoint(12.9700001, -77.59);

    assertThat(new ValueTest.WithinBox(low, high).southWest()).isEqualTo(low);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ValueTest.WithinBox(high, low))
        .withMessageContainingAll("south above its north", "south=12.9700001 north=12.97");
    assertMisfit(
        new ValueTest.WithinBox(low, low),
        ValueType.STRING,
        "a box needs GEO_POINT",
        "type=STRING");
  }

  @Test
  void anniversary_hasOneTo366Days() {
    for (int days : new int[] {Integer.MIN_VALUE, 0, 367}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ValueTest.Anniversary(days, ZoneOffset.UTC))
          .withMessage("days must be in [1, 366], days=" + days);
    }
    ValueTest.Anniversary longest = new ValueTest.Anniversary(366, ZoneOffset.UTC);
    longest.requireFits(ValueType.DATE);
    longest.requireFits(ValueType.TIMESTAMP);
    assertMisfit(longest, ValueType.LONG, "an anniversary needs DATE or TIMESTAMP", "type=LONG");
  }

  @Test
  void withinRadius_refusesDistancesThatAreNone() {
    GeoPoint centre = new GeoPoint(0, 0);

    for (double metres : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ValueTest.WithinRadius(centre, metres))
          .withMessageContainingAll("finite and not negative", "metres=" + metres);
    }
    assertMisfit(
        new ValueTest.WithinRadius(centre, 0),
        ValueType.STRING,
        "a distance needs GEO_POINT",
        "type=STRING");
  }

  private static void assertMisfit(ValueTest test, ValueType type, String... messageParts) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> test.requireFits(type))
        .withMessageContainingAll(messageParts);
  }
}

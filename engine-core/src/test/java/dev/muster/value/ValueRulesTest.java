// SPDX-License-Identifier: Apache-2.0
package dev.muster.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.value.InvalidValueException.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ValueRulesTest {

  private static final ValueType MONEY = ValueType.decimal(2);

  @Test
  void canonical_widensSmallerIntegers() {
    assertThat(ValueRules.canonical(ValueType.LONG, 7)).isEqualTo(7L);
    assertThat(ValueRules.canonical(ValueType.LONG, (short) 7)).isEqualTo(7L);
    assertThat(ValueRules.canonical(ValueType.LONG, (byte) 7)).isEqualTo(7L);
    assertThat(ValueRules.canonical(ValueType.LONG, Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
    assertThat(ValueRules.canonical(ValueType.DOUBLE, 0.5f)).isEqualTo(0.5);
  }

  @Test
  void canonical_storesMinusZeroAsZero() {
    Object canonical = ValueRules.canonical(ValueType.DOUBLE, -0.0);

    assertThat(Double.doubleToRawLongBits((Double) canonical)).isZero();
  }

  @Test
  void canonical_refusesNumbersThatAreNotFinite() {
    assertRefused(ValueType.DOUBLE, Double.NaN, Rule.NOT_FINITE, "finite DOUBLE", "NaN");
    assertRefused(
        ValueType.DOUBLE, Double.NEGATIVE_INFINITY, Rule.NOT_FINITE, "finite DOUBLE", "-Infinity");
  }

  @Test
  void canonical_coercesNothing() {
    assertRefused(ValueType.LONG, "31", Rule.WRONG_TYPE, "expected LONG", "String \"31\"");
    assertRefused(ValueType.LONG, 1.0, Rule.WRONG_TYPE, "expected LONG", "Double \"1.0\"");
    assertRefused(ValueType.DOUBLE, 1L, Rule.WRONG_TYPE, "expected DOUBLE", "Long \"1\"");
    assertRefused(MONEY, 1.5, Rule.WRONG_TYPE, "expected DECIMAL(2)", "Double \"1.5\"");
    assertRefused(ValueType.BOOLEAN, 1, Rule.WRONG_TYPE, "expected BOOLEAN", "Integer \"1\"");
    assertRefused(ValueType.STRING, 'a', Rule.WRONG_TYPE, "expected STRING", "Character \"a\"");
    assertRefused(ValueType.DATE, "2025-01-01", Rule.WRONG_TYPE, "expected DATE", "2025-01-01");
    assertRefused(ValueType.TIMESTAMP, 5L, Rule.WRONG_TYPE, "expected TIMESTAMP", "Long \"5\"");
    assertRefused(ValueType.GEO_POINT, "0,0", Rule.WRONG_TYPE, "expected GEO_POINT", "\"0,0\"");
    assertRefused(ValueType.VERSION, "1.0.0", Rule.WRONG_TYPE, "expected VERSION", "\"1.0.0\"");
    assertRefused(ValueType.STRING_SET, "vip", Rule.WRONG_TYPE, "expected STRING_SET", "\"vip\"");
  }

  @ParameterizedTest
  @EnumSource(ValueType.Kind.class)
  void canonical_refusesNullOfEveryType(ValueType.Kind kind) {
    assertRefused(new ValueType(kind, 0), null, Rule.WRONG_TYPE, "found null", "unset, not null");
  }

  @Test
  void canonical_givesDecimalsTheScaleOfTheType() {
    assertThat(ValueRules.canonical(MONEY, new BigDecimal("19.9")))
        .isEqualTo(new BigDecimal("19.90"));
    assertThat(ValueRules.canonical(MONEY, new BigDecimal("19.9000")))
        .isEqualTo(new BigDecimal("19.90"));
    assertThat(ValueRules.canonical(MONEY, new BigDecimal("1E+2")))
        .isEqualTo(new BigDecimal("100.00"));
    assertThat(ValueRules.canonical(MONEY, 5)).isEqualTo(new BigDecimal("5.00"));
    assertThat(ValueRules.canonical(MONEY, 5L)).isEqualTo(new BigDecimal("5.00"));
  }

  @Test
  void canonical_keepsDecimalsToSixtyFourBits() {
    BigDecimal greatest = new BigDecimal("92233720368547758.07");
    BigDecimal least = new BigDecimal("-92233720368547758.08");

    assertThat(ValueRules.canonical(MONEY, greatest)).isEqualTo(greatest);
    assertThat(ValueRules.canonical(MONEY, least)).isEqualTo(least);
    assertRefused(
        MONEY,
        greatest.add(new BigDecimal("0.01")),
        Rule.OUT_OF_RANGE,
        "DECIMAL(2) that fits in 64 bits",
        "92233720368547758.08");
  }

  @Test
  void canonical_neverRoundsDecimals() {
    assertRefused(
        MONEY,
        new BigDecimal("0.005"),
        Rule.OUT_OF_RANGE,
        "at most 2 digits after the point",
        "0.005");
  }

  /** Written out, these would take a gigabyte each. */
  @Test
  void canonical_doesNotWriteOutHugeExponents() {
    assertRefused(
        MONEY, new BigDecimal("1E+999999999"), Rule.OUT_OF_RANGE, "64 bits", "1E+999999999");
    assertRefused(
        MONEY, new BigDecimal("1E-999999999"), Rule.OUT_OF_RANGE, "2 digits", "1E-999999999");
    assertThat(ValueRules.canonical(MONEY, new BigDecimal("0E-999999999")))
        .isEqualTo(new BigDecimal("0.00"));
    assertThat(ValueRules.canonical(MONEY, new BigDecimal("0E+999999999")))
        .isEqualTo(new BigDecimal("0.00"));
  }

  @Test
  void text_isKeptAsItIs() {
    assertThat(ValueRules.text("")).isEmpty();
    assertThat(ValueRules.text(" \uD83D\uDE00\u0000")).isEqualTo(" \uD83D\uDE00\u0000");
    assertThat(ValueRules.text("x".repeat(ValueRules.TEXT_LENGTH_MAX))).hasSize(32_768);
  }

  @Test
  void text_refusesHalfASurrogatePair() {
    assertRefused(ValueType.STRING, "a\uD83D", Rule.NOT_UNICODE, "surrogate", "index 1");
    assertRefused(ValueType.STRING, "\uDE00\uD83D", Rule.NOT_UNICODE, "surrogate", "index 0");
    assertRefused(
        ValueType.STRING, "\uD83D\uDE00\uD83Dx", Rule.NOT_UNICODE, "surrogate", "index 2");
  }

  @Test
  void text_refusesWhatIsTooLong() {
    assertRefused(
        ValueType.STRING, "x".repeat(32_769), Rule.TOO_LARGE, "[0, 32768]", "length=32769");
  }

  @Test
  void dates_lieInFourDigitYears() {
    assertThat(ValueRules.canonical(ValueType.DATE, ValueRules.DATE_MIN))
        .isEqualTo(ValueRules.DATE_MIN);
    assertRefused(
        ValueType.DATE,
        LocalDate.of(10_000, 1, 1),
        Rule.OUT_OF_RANGE,
        "[-9999-01-01, 9999-12-31]",
        "+10000-01-01");
    assertRefused(
        ValueType.DATE, LocalDate.MIN, Rule.OUT_OF_RANGE, "[-9999-01-01", LocalDate.MIN.toString());
  }

  @Test
  void instants_areCutToTheMillisecondBelow() {
    assertThat(ValueRules.instant(Instant.ofEpochSecond(1, 1_999_999)))
        .isEqualTo(Instant.ofEpochMilli(1_001));
    assertThat(ValueRules.instant(Instant.ofEpochSecond(0, -1)))
        .isEqualTo(Instant.ofEpochMilli(-1));
  }

  @Test
  void instants_lieInFourDigitYears() {
    Instant beyond = ValueRules.INSTANT_MAX.plusNanos(1);

    assertThat(ValueRules.instant(ValueRules.INSTANT_MAX)).isEqualTo(ValueRules.INSTANT_MAX);
    assertRefused(
        ValueType.TIMESTAMP, beyond, Rule.OUT_OF_RANGE, "-9999 to 9999", beyond.toString());
  }

  @Test
  void sets_areCopiedAndMayBeEmpty() {
    Set<String> members = new LinkedHashSet<>(Set.of("vip"));

    Object canonical = ValueRules.canonical(ValueType.STRING_SET, members);
    members.add("beta");

    assertThat(canonical).isEqualTo(Set.of("vip"));
    assertThat(ValueRules.canonical(ValueType.STRING_SET, Set.of())).isEqualTo(Set.of());
  }

  @Test
  void sets_holdTextsOnly() {
    assertRefused(
        ValueType.STRING_SET, Set.of(5), Rule.WRONG_TYPE, "a set with the member", "Integer \"5\"");
    assertRefused(
        ValueType.STRING_SET,
        new HashSet<@Nullable String>(Arrays.asList((String) null)),
        Rule.WRONG_TYPE,
        "a set with the member",
        "null");
    assertRefused(ValueType.STRING_SET, Set.of("\uD83D"), Rule.NOT_UNICODE, "surrogate", "index 0");
  }

  @Test
  void sets_refuseTooManyMembers() {
    Set<String> members =
        IntStream.range(0, 4_097).mapToObj(String::valueOf).collect(Collectors.toSet());

    assertRefused(ValueType.STRING_SET, members, Rule.TOO_LARGE, "[0, 4096]", "size=4097");
  }

  @Test
  void describe_shortensLongTexts() {
    assertThat(ValueRules.describe("x".repeat(100)))
        .isEqualTo("String \"" + "x".repeat(57) + "...\"");
    assertThat(ValueRules.describe(null)).isEqualTo("null");
  }

  private static void assertRefused(
      ValueType type, @Nullable Object value, Rule rule, String... messageParts) {
    assertThatThrownBy(() -> ValueRules.canonical(type, value))
        .isInstanceOfSatisfying(
            InvalidValueException.class, e -> assertThat(e.rule()).isEqualTo(rule))
        .hasMessageContainingAll(messageParts);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.predicate.ValueTest.SetOperator;
import dev.muster.predicate.ValueTest.TextOperator;
import dev.muster.schema.BooleanAttribute;
import dev.muster.schema.DateAttribute;
import dev.muster.schema.DecimalAttribute;
import dev.muster.schema.DoubleAttribute;
import dev.muster.schema.GeoPointAttribute;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.schema.StringSetAttribute;
import dev.muster.schema.TimestampAttribute;
import dev.muster.schema.VersionAttribute;
import dev.muster.value.GeoPoint;
import dev.muster.value.InvalidValueException;
import dev.muster.value.ValueType;
import dev.muster.value.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each comparison makes the test that it says. */
class ComparisonTest {

  private static final BooleanAttribute ACTIVE = BooleanAttribute.of("active");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final DoubleAttribute SCORE = DoubleAttribute.of("score");
  private static final DecimalAttribute BALANCE = DecimalAttribute.of("balance", 2);
  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final DateAttribute BIRTHDAY = DateAttribute.of("birthday");
  private static final TimestampAttribute SEEN = TimestampAttribute.of("seen");
  private static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  private static final GeoPointAttribute HOME = GeoPointAttribute.of("home");
  private static final VersionAttribute APP = VersionAttribute.of("app");

  @Test
  void comparison_namesItsSubjectAndType() {
    assertThat(COUNTRY.is("PL"))
        .isEqualTo(new Predicate.AttributeTest("country", ValueType.STRING, in("PL")));
    assertThat(StringProperty.of("category").is("shoes"))
        .isEqualTo(new EventFilter.PropertyTest("category", ValueType.STRING, in("shoes")));
    assertThat(BALANCE.is(5))
        .isEqualTo(
            new Predicate.AttributeTest("balance", ValueType.decimal(2), in(new BigDecimal("5"))));
  }

  @Test
  void existence_isAskedForEveryType() {
    assertMakes(COUNTRY.exists(), new ValueTest.Exists());
    assertMakes(TAGS.missing(), new ValueTest.Missing());
  }

  @Test
  void equality_isAListOfOne() {
    assertMakes(COUNTRY.is("PL"), in("PL"));
    assertMakes(COUNTRY.isNot("PL"), new ValueTest.NotIn(Set.of("PL")));
    assertMakes(ACTIVE.isTrue(), in(true));
    assertMakes(ACTIVE.isFalse(), in(false));
    assertMakes(HOME.is(new GeoPoint(1, 2)), in(new GeoPoint(1, 2)));
    assertMakes(APP.is(Version.parse("1.2")), in(Version.parse("1.2.0")));
  }

  @Test
  void lists_takeAnyNumberOfValues() {
    assertMakes(COUNTRY.in("PL", "DE"), new ValueTest.In(Set.of("PL", "DE")));
    assertMakes(COUNTRY.in(List.of("PL", "PL")), in("PL"));
    assertMakes(COUNTRY.in(), new ValueTest.In(Set.of()));
    assertMakes(COUNTRY.notIn("PL", "DE"), new ValueTest.NotIn(Set.of("PL", "DE")));
    assertMakes(AGE.notIn(List.of()), new ValueTest.NotIn(Set.of()));
  }

  @Test
  void ranges_keepTheirEdges() {
    assertMakes(AGE.lessThan(5), new ValueTest.Range(null, false, 5L, false));
    assertMakes(AGE.atMost(5), new ValueTest.Range(null, false, 5L, true));
    assertMakes(AGE.moreThan(5), new ValueTest.Range(5L, false, null, false));
    assertMakes(AGE.atLeast(5), new ValueTest.Range(5L, true, null, false));
    assertMakes(AGE.between(25, 34), new ValueTest.Range(25L, true, 34L, true));
    assertMakes(AGE.between(34, 25), new ValueTest.Range(34L, true, 25L, true));
    assertMakes(COUNTRY.lessThan("M"), new ValueTest.Range(null, false, "M", false));
  }

  @Test
  void ranges_takePrimitives() {
    BigDecimal five = new BigDecimal("5");

    assertMakes(AGE.is(5), in(5L));
    assertMakes(AGE.isNot(5), new ValueTest.NotIn(Set.of(5L)));
    assertMakes(SCORE.is(0.5), in(0.5));
    assertMakes(SCORE.isNot(0.5), new ValueTest.NotIn(Set.of(0.5)));
    assertMakes(SCORE.lessThan(0.5), new ValueTest.Range(null, false, 0.5, false));
    assertMakes(SCORE.atMost(0.5), new ValueTest.Range(null, false, 0.5, true));
    assertMakes(SCORE.moreThan(0.5), new ValueTest.Range(0.5, false, null, false));
    assertMakes(SCORE.atLeast(0.5), new ValueTest.Range(0.5, true, null, false));
    assertMakes(SCORE.between(0.5, 1), new ValueTest.Range(0.5, true, 1.0, true));
    assertMakes(BALANCE.isNot(5), new ValueTest.NotIn(Set.of(five)));
    assertMakes(BALANCE.lessThan(5), new ValueTest.Range(null, false, five, false));
    assertMakes(BALANCE.atMost(5), new ValueTest.Range(null, false, five, true));
    assertMakes(BALANCE.moreThan(5), new ValueTest.Range(five, false, null, false));
    assertMakes(BALANCE.atLeast(5), new ValueTest.Range(five, true, null, false));
    assertMakes(BALANCE.between(5, 5), new ValueTest.Range(five, true, five, true));
  }

  @Test
  void literals_areCanonical() {
    assertMakes(SCORE.is(-0.0), in(0.0));
    assertMakes(
        SEEN.atLeast(Instant.ofEpochSecond(0, 1_999_999)),
        new ValueTest.Range(Instant.ofEpochMilli(1), true, null, false));
    assertMakes(BIRTHDAY.is(LocalDate.EPOCH), in(LocalDate.EPOCH));
  }

  /** Decimal literals keep their digits, so that more than the type has are still compared. */
  @Test
  void decimalLiterals_areStrippedOfTrailingZeros() {
    assertMakes(BALANCE.is(new BigDecimal("0.0050")), in(new BigDecimal("0.005")));
    assertMakes(BALANCE.is(new BigDecimal("1E+2")), in(new BigDecimal("100")));
    assertThat(BALANCE.is(new BigDecimal("5.00"))).isEqualTo(BALANCE.is(5));
  }

  @Test
  void decimalLiterals_areLimited() {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> BALANCE.is(new BigDecimal("1E+100")))
        .withMessageContainingAll("at most 100 digits", "precision=1 scale=-100");
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> BALANCE.is(new BigDecimal("0E-101")))
        .withMessageContaining("scale=101");
  }

  @Test
  void literals_mustBeValues() {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> SCORE.lessThan(Double.NaN))
        .withMessageContaining("NaN");
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> COUNTRY.is("\uD83D"))
        .withMessageContaining("index 0");
  }

  @Test
  void text_hasAnOperatorForEachQuestion() {
    assertMakes(COUNTRY.startsWith("P"), text(TextOperator.STARTS_WITH, "P", false));
    assertMakes(COUNTRY.endsWith("L"), text(TextOperator.ENDS_WITH, "L", false));
    assertMakes(COUNTRY.contains("P"), text(TextOperator.CONTAINS, "P", false));
    assertMakes(
        COUNTRY.doesNotContain("P"), new ValueTest.Text(TextOperator.CONTAINS, "P", false, true));
    assertMakes(COUNTRY.isIgnoringCase("pl"), text(TextOperator.EQUALS, "pl", true));
    assertMakes(COUNTRY.startsWithIgnoringCase("p"), text(TextOperator.STARTS_WITH, "p", true));
    assertMakes(COUNTRY.endsWithIgnoringCase("l"), text(TextOperator.ENDS_WITH, "l", true));
    assertMakes(COUNTRY.containsIgnoringCase("p"), text(TextOperator.CONTAINS, "p", true));
    assertMakes(COUNTRY.matches("P."), new ValueTest.Matches("P."));
  }

  @Test
  void sets_haveAnOperatorForEachQuestion() {
    assertMakes(TAGS.has("a"), new ValueTest.SetMembers(SetOperator.HAS_ANY, Set.of("a")));
    assertMakes(
        TAGS.hasAnyOf("a", "b"), new ValueTest.SetMembers(SetOperator.HAS_ANY, Set.of("a", "b")));
    assertMakes(
        TAGS.hasAllOf("a", "a"), new ValueTest.SetMembers(SetOperator.HAS_ALL, Set.of("a")));
    assertMakes(TAGS.hasNoneOf(), new ValueTest.SetMembers(SetOperator.HAS_NONE, Set.of()));
    assertMakes(TAGS.sizeAtLeast(2), new ValueTest.SetSize(2, Integer.MAX_VALUE));
    assertMakes(TAGS.sizeAtMost(2), new ValueTest.SetSize(0, 2));
  }

  @Test
  void distance_isGivenInKilometres() {
    GeoPoint centre = new GeoPoint(12.97, 77.59);

    assertMakes(HOME.withinBox(centre, centre), new ValueTest.WithinBox(centre, centre));
    assertMakes(HOME.withinKilometres(5, centre), new ValueTest.WithinRadius(centre, 5_000));
  }

  @Test
  void test_refusesWhatTheTypeForbids() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AGE.test(new ValueTest.Matches("3.")))
        .withMessageContainingAll("matches needs STRING", "type=LONG");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StringProperty.of("category").test(new ValueTest.SetSize(0, 1)))
        .withMessageContainingAll("a set size needs STRING_SET", "type=STRING");
  }

  private static ValueTest in(Object literal) {
    return new ValueTest.In(Set.of(literal));
  }

  private static ValueTest text(TextOperator operator, String literal, boolean ignoringCase) {
    return new ValueTest.Text(operator, literal, ignoringCase, false);
  }

  private static void assertMakes(Predicate predicate, ValueTest expected) {
    assertThat(predicate)
        .isInstanceOfSatisfying(
            Predicate.AttributeTest.class, test -> assertThat(test.test()).isEqualTo(expected));
  }
}

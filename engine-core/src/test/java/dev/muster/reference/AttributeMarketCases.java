// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.profile.ProfileUpdate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What users of other systems have come to expect of attributes (after the test suite of Apache
 * Unomi). A comment tells where our answer differs, and why.
 */
public abstract class AttributeMarketCases extends ProfileComparisonCases {

  private static final Instant VISIT = Instant.parse("2015-02-01T20:30:00Z");
  private static final Instant LATER = VISIT.plusSeconds(10);
  private static final Instant EARLIER = VISIT.minusSeconds(10);
  private static final String FULL = "full";
  private static final String EMPTY = "empty";

  @Test
  void u1_and() {
    writeVisitors();

    expect(GENDER.is("female").and(AGE.is(30)), FULL);
    expect(GENDER.is("male").and(AGE.is(30)));
    expect(GENDER.is("female").and(AGE.is(40)));
  }

  @Test
  void u2_or() {
    writeVisitors();

    expect(GENDER.is("female").or(AGE.is(40)), FULL);
    expect(GENDER.is("male").or(AGE.is(30)), FULL);
    expect(GENDER.is("male").or(AGE.is(40)));
  }

  /** The complement takes in the profile without a gender, too. */
  @Test
  void u3_not() {
    writeVisitors();

    expect(GENDER.is("male").not(), EMPTY, FULL);
    expect(AGE.is(30).not(), EMPTY);
  }

  @Test
  void u4_timestampComparisons() {
    writeVisitors();

    expect(LAST_VISIT.is(VISIT), FULL);
    expect(LAST_VISIT.moreThan(EARLIER), FULL);
    expect(LAST_VISIT.lessThan(LATER), FULL);
  }

  @Test
  void u5_timestampLists() {
    writeVisitors();

    expect(LAST_VISIT.in(LATER, EARLIER, VISIT), FULL);
    expect(LAST_VISIT.notIn(LATER, EARLIER), FULL);
    expect(LAST_VISIT.notIn(LATER, EARLIER, VISIT));
  }

  /** One value has no "all": each value named must be the value. */
  @Test
  void u6_allOfOneValue() {
    writeVisitors();

    expect(LAST_VISIT.is(VISIT), FULL);
    expect(LAST_VISIT.is(LATER).and(LAST_VISIT.is(VISIT)));
  }

  /** A day is a range of instants here, not text such as "now-5d": dates are typed. */
  @Test
  void u7_isDay() {
    writeVisitors();
    Instant day = VISIT.truncatedTo(ChronoUnit.DAYS);
    long days = ChronoUnit.DAYS.between(day, NOW);

    expect(onDay(day), FULL);
    expect(LAST_VISIT.exists().and(onDay(day.plus(1, ChronoUnit.DAYS)).not()), FULL);
    expect(onDay(NOW.minus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS)), FULL);
    expect(onDay(NOW.minus(days + 1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS)));
  }

  /** Epoch milliseconds are a number and become an instant before they are compared. */
  @Test
  void u8_dateExpressions() {
    writeVisitors();

    expect(LAST_VISIT.in(Instant.ofEpochMilli(VISIT.toEpochMilli())), FULL);
    expect(LAST_VISIT.notIn(VISIT.minus(1, ChronoUnit.DAYS)), FULL);
  }

  @Test
  void u9_existsAndMissing() {
    writeVisitors();

    expect(GENDER.exists(), FULL);
    expect(GENDER.missing(), EMPTY);
    expect(UNKNOWN.missing(), EMPTY, FULL);
    expect(UNKNOWN.exists());
  }

  @Test
  void u10_integerComparisons() {
    writeVisitors();

    expect(AGE.is(30), FULL);
    expect(AGE.isNot(40), FULL);
    expect(AGE.lessThan(40), FULL);
    expect(AGE.moreThan(20), FULL);
    expect(AGE.atLeast(30), FULL);
    expect(AGE.atLeast(31));
  }

  @Test
  void u11_integerLists() {
    writeVisitors();

    expect(AGE.in(30L), FULL);
    expect(AGE.in(31L, 30L), FULL);
    expect(AGE.notIn(25L, 26L), FULL);
    expect(AGE.notIn(25L, 30L));
  }

  /**
   * Differs: elsewhere a missing field satisfies {@code notIn} and {@code notEquals}. Here every
   * comparison on a missing value is false, and the complement is asked for.
   */
  @Test
  void u12_missingField() {
    writeVisitors();

    expect(UNKNOWN_NUMBER.notIn(25L, 30L));
    expect(UNKNOWN_NUMBER.isNot(1));
    expect(UNKNOWN_NUMBER.in(25L, 30L).not(), EMPTY, FULL);
    expect(UNKNOWN_NUMBER.is(1).not(), EMPTY, FULL);
  }

  @Test
  void u13_doubleComparisons() {
    writeVisitors();

    expect(RANDOM_STATS.is(0.15), FULL);
    expect(RANDOM_STATS.isNot(2.5), FULL);
    expect(RANDOM_STATS.moreThan(0.13), FULL);
    expect(RANDOM_STATS.lessThan(0.17), FULL);
    expect(RANDOM_STATS.atLeast(0.15), FULL);
    expect(RANDOM_STATS.in(0.18, 0.15), FULL);
    expect(RANDOM_STATS.notIn(2.8, 1.6), FULL);
  }

  @Test
  void u14_sets() {
    writeVisitors();

    expect(SEGMENTS.hasAnyOf("s10", "s20", "s2"), FULL);
    expect(SEGMENTS.hasAnyOf("s10", "s20", "s30"));
    expect(SEGMENTS.hasNoneOf("s10", "s20", "s30"), FULL);
    expect(SEGMENTS.hasNoneOf("s10", "s20", "s2"));
    expect(SEGMENTS.hasAllOf("s1", "s2"), FULL);
    expect(SEGMENTS.hasAllOf("s1", "s5"));
  }

  @Test
  void u15_text() {
    writeVisitors();

    expect(GENDER.startsWith("fe"), FULL);
    expect(GENDER.endsWith("le"), FULL);
    expect(GENDER.contains("fem"), FULL);
    expect(GENDER.matches(".*ale"), FULL);
    expect(GENDER.contains("mu"));
  }

  /** Differs: one value is not a set of one member, so "all" is said with {@code is}. */
  @Test
  void u16_textLists() {
    writeVisitors();

    expect(GENDER.in("male", "female"), FULL);
    expect(GENDER.notIn("one", "two"), FULL);
    expect(GENDER.notIn("one", "two", "female"));
    expect(GENDER.is("female"), FULL);
    expect(GENDER.is("male").and(GENDER.is("female")));
  }

  @Test
  void u17_mixed() {
    writeVisitors();

    expect(GENDER.is("female").and(AGE.atLeast(40)));
    expect(GENDER.is("female").or(AGE.atLeast(40)), FULL);
  }

  /** All comparisons on the profile without properties are false, the negated ones included. */
  @Test
  void u20_emptyProfile() {
    write(ProfileUpdate.of(EMPTY));

    expect(AGE.moreThan(45));
    expect(AGE.lessThan(60));
    expect(AGE.is(15));
    expect(AGE.isNot(15));
    expect(AGE.notIn(15L, 50L));
    expect(GENDER.doesNotContain("a"));
    expect(SEGMENTS.hasNoneOf("s1"));
    expect(SEGMENTS.sizeAtMost(0));
  }

  /** A list that is not one does not compile. */
  @Test
  void u21_emptyLists() {
    writeVisitors();

    expect(Predicate.allOf(), EMPTY, FULL);
    expect(Predicate.anyOf());
  }

  /**
   * Differs: elsewhere an empty list matches no one even when negated. Here {@code not in ()} holds
   * for every value there is.
   */
  @Test
  void u22_emptyIdList() {
    writeVisitors();

    expect(GENDER.in());
    expect(GENDER.notIn(), FULL);
    expect(GENDER.notIn("female"));
  }

  /** Differs: a comparison of the wrong type is refused when it is written down, not false. */
  @Test
  void u23_comparisonOfAnotherType() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GENDER.test(new ValueTest.Range(30L, true, null, false)))
        .withMessageContaining("STRING")
        .withMessageContaining("Long \"30\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LAST_VISIT.test(new ValueTest.In(Set.of("2015-02-01"))))
        .withMessageContaining("TIMESTAMP")
        .withMessageContaining("String \"2015-02-01\"");
  }

  /**
   * Differs: an empty set is there, so {@code exists} holds; and text is compared as it is, without
   * folding to ASCII.
   */
  @Test
  void u24_emptySetAndAccents() {
    write(ProfileUpdate.of("p").set(SEGMENTS, Set.of()).set(GENDER, "fémale"));

    expect(SEGMENTS.exists(), "p");
    expect(SEGMENTS.missing());
    expect(GENDER.is("female"));
    expect(GENDER.is("fémale"), "p");
  }

  private static Predicate onDay(Instant day) {
    return LAST_VISIT.atLeast(day).and(LAST_VISIT.lessThan(day.plus(1, ChronoUnit.DAYS)));
  }

  /** The visitor of the attribute cases, and one of whom nothing is known. */
  private void writeVisitors() {
    write(
        ProfileUpdate.of(FULL)
            .set(GENDER, "female")
            .set(AGE, 30)
            .set(RANDOM_STATS, 0.15)
            .set(LAST_VISIT, VISIT)
            .set(SEGMENTS, Set.of("s1", "s2", "s3")));
    write(ProfileUpdate.of(EMPTY));
  }
}

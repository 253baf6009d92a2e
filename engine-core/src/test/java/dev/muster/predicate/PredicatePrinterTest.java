// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.schema.BooleanAttribute;
import dev.muster.schema.DateAttribute;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.GeoPointAttribute;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.schema.StringSetAttribute;
import dev.muster.value.GeoPoint;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PredicatePrinterTest {

  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  private static final StringProperty CATEGORY = StringProperty.of("category");
  private static final DecimalProperty AMOUNT = DecimalProperty.of("amount", 2);
  private static final EventType PURCHASE = EventType.of("purchase", CATEGORY, AMOUNT);
  private static final Duration MONTH = Duration.ofDays(30);

  @Test
  void text_readsLikeTheDefinition() {
    Predicate predicate =
        COUNTRY
            .is("PL")
            .and(AGE.between(25, 34))
            .and(
                PURCHASE
                    .where(CATEGORY.is("shoes").and(AMOUNT.moreThan(100)))
                    .inLast(MONTH)
                    .count()
                    .atLeast(3))
            .and(PURCHASE.inLast(MONTH).didNot());

    assertThat(predicate)
        .hasToString(
            "country = 'PL' and age between 25 and 34"
                + " and did purchase (category = 'shoes' and amount > 100)"
                + " at least 3 times in last 30 days"
                + " and not (did purchase in last 30 days)");
  }

  @Test
  void logic_putsParenthesesWhereAndMeetsOr() {
    assertThat(COUNTRY.is("PL").or(AGE.is(1)).and(TAGS.exists()))
        .hasToString("(country = 'PL' or age = 1) and tags exists");
    assertThat(COUNTRY.is("PL").and(AGE.is(1)).or(TAGS.missing()))
        .hasToString("(country = 'PL' and age = 1) or tags missing");
    assertThat(Predicate.everyone()).hasToString("everyone");
    assertThat(Predicate.noOne().not()).hasToString("not (no one)");
    assertThat(Predicate.allOf(AGE.is(1))).hasToString("all of (age = 1)");
  }

  @Test
  void filters_printTheSameWay() {
    assertThat(CATEGORY.is("a").or(AMOUNT.is(1)).and(AMOUNT.exists()))
        .hasToString("(category = 'a' or amount = 1) and amount exists");
    assertThat(CATEGORY.is("a").and(AMOUNT.is(1)).or(AMOUNT.exists()).not())
        .hasToString("not ((category = 'a' and amount = 1) or amount exists)");
    assertThat(EventFilter.all()).hasToString("true");
    assertThat(EventFilter.all().not()).hasToString("not (true)");
    assertThat(new EventFilter.Or(List.of())).hasToString("false");
  }

  @Test
  void comparisons_printTheirOperator() {
    assertThat(AGE.isNot(1)).hasToString("age != 1");
    assertThat(AGE.in(1L, 2L)).hasToString("age in (1, 2)");
    assertThat(AGE.notIn(1L, 2L)).hasToString("age not in (1, 2)");
    assertThat(AGE.in()).hasToString("age in ()");
    assertThat(AGE.lessThan(1)).hasToString("age < 1");
    assertThat(AGE.atMost(1)).hasToString("age <= 1");
    assertThat(AGE.moreThan(1)).hasToString("age > 1");
    assertThat(AGE.atLeast(1)).hasToString("age >= 1");
    assertThat(AGE.test(new ValueTest.Range(1L, false, 5L, true))).hasToString("1 < age <= 5");
    assertThat(BooleanAttribute.of("active").isTrue()).hasToString("active = true");
    assertThat(DateAttribute.of("day").is(LocalDate.EPOCH)).hasToString("day = '1970-01-01'");
  }

  @Test
  void text_printsItsOperator() {
    assertThat(COUNTRY.startsWith("P")).hasToString("country starts with 'P'");
    assertThat(COUNTRY.endsWith("L")).hasToString("country ends with 'L'");
    assertThat(COUNTRY.contains("it's")).hasToString("country contains 'it''s'");
    assertThat(COUNTRY.doesNotContain("P")).hasToString("country not contains 'P'");
    assertThat(COUNTRY.isIgnoringCase("pl")).hasToString("country = 'pl' ignoring case");
    assertThat(COUNTRY.matches("P.")).hasToString("country matches 'P.'");
    assertThat(COUNTRY.test(new ValueTest.Text(ValueTest.TextOperator.EQUALS, "pl", true, true)))
        .hasToString("country != 'pl' ignoring case");
  }

  @Test
  void sets_printTheirOperator() {
    assertThat(TAGS.hasAnyOf("vip", "beta")).hasToString("tags has any of ('vip', 'beta')");
    assertThat(TAGS.hasAllOf("vip")).hasToString("tags has all of ('vip')");
    assertThat(TAGS.hasNoneOf("vip")).hasToString("tags has none of ('vip')");
    assertThat(TAGS.sizeAtLeast(2)).hasToString("tags size >= 2");
    assertThat(TAGS.sizeAtMost(2)).hasToString("tags size <= 2");
  }

  @Test
  void distance_printsKilometres() {
    assertThat(GeoPointAttribute.of("home").withinKilometres(0.5, new GeoPoint(12.97, 77.59)))
        .hasToString("home within 0.5 km of (12.97, 77.59)");
  }

  @Test
  void counts_printTheirTimes() {
    assertThat(PURCHASE.did()).hasToString("did purchase");
    assertThat(PURCHASE.count().atMost(2)).hasToString("did purchase at most 2 times");
    assertThat(PURCHASE.count().between(2, 3)).hasToString("did purchase between 2 and 3 times");
    assertThat(PURCHASE.count().is(0)).hasToString("count(purchase) = 0");
    assertThat(PURCHASE.count().moreThan(2)).hasToString("count(purchase) > 2");
  }

  @Test
  void daysAndPeriods_printWhatIsCounted() {
    assertThat(PURCHASE.inLast(MONTH).days().atLeast(5))
        .hasToString("did purchase on at least 5 days in last 30 days");
    assertThat(PURCHASE.days(ZoneId.of("Asia/Kolkata")).atLeast(1))
        .hasToString("did purchase on at least 1 day in 'Asia/Kolkata'");
    assertThat(PURCHASE.days(ZoneId.of("Asia/Kolkata")).lessThan(2))
        .hasToString("days(purchase in 'Asia/Kolkata') < 2");
    assertThat(PURCHASE.inLast(MONTH).periods(Duration.ofDays(7), 2).atLeast(3))
        .hasToString("periods(purchase at least 2 times in 7 days) in last 30 days >= 3");
    assertThat(PURCHASE.inLast(MONTH).periods(Duration.ofDays(10), 1).lessThan(3))
        .hasToString("periods(purchase at least 1 time in 10 days) in last 30 days < 3");
    assertThat(PURCHASE.where(AMOUNT.moreThan(1)).regularly(1, 3, 4, Duration.ofDays(7)))
        .hasToString(
            "regularly purchase (amount > 1) at least 1 time in 3 of last 4 periods of 7 days");
  }

  @Test
  void firstAndLast_standBeforeTheType() {
    assertThat(PURCHASE.inLast(MONTH).first().did()).hasToString("first purchase in last 30 days");
    assertThat(PURCHASE.last().where(AMOUNT.moreThan(100)).did())
        .hasToString("last purchase (amount > 100)");
    assertThat(PURCHASE.last().count().atLeast(2))
        .hasToString("did last purchase at least 2 times");
    assertThat(PURCHASE.last().max(AMOUNT).moreThan(100))
        .hasToString("max(last purchase.amount) > 100");
  }

  @Test
  void measures_printTheirFunction() {
    BigDecimal half = new BigDecimal("0.50");

    assertThat(PURCHASE.inLast(MONTH).sum(AMOUNT).moreThan(half))
        .hasToString("sum(purchase.amount) in last 30 days > 0.5");
    assertThat(PURCHASE.avg(AMOUNT).atLeast(1)).hasToString("avg(purchase.amount) >= 1");
    assertThat(PURCHASE.min(AMOUNT).exists()).hasToString("min(purchase.amount) exists");
    assertThat(PURCHASE.max(AMOUNT).is(1000)).hasToString("max(purchase.amount) = 1000");
    assertThat(PURCHASE.where(AMOUNT.exists()).distinct(CATEGORY).atLeast(2))
        .hasToString("distinct(purchase.category) (amount exists) >= 2");
  }

  @Test
  void windows_printTheLargestWholeUnit() {
    assertThat(PURCHASE.inLast(Duration.ofHours(24)).did())
        .hasToString("did purchase in last 1 day");
    assertThat(PURCHASE.inLast(Duration.ofMinutes(90)).did())
        .hasToString("did purchase in last 90 minutes");
    assertThat(PURCHASE.ago(Duration.ofSeconds(1), Duration.ofHours(2)).did())
        .hasToString("did purchase between 1 second and 2 hours ago");
    assertThat(PURCHASE.inLast(Duration.ofMillis(1)).did())
        .hasToString("did purchase in last 1 millisecond");
    assertThat(PURCHASE.since(Instant.EPOCH).did())
        .hasToString("did purchase since '1970-01-01T00:00:00Z'");
    assertThat(PURCHASE.before(Instant.EPOCH).did())
        .hasToString("did purchase before '1970-01-01T00:00:00Z'");
    assertThat(PURCHASE.between(Instant.EPOCH, Instant.EPOCH.plusSeconds(1)).did())
        .hasToString("did purchase between '1970-01-01T00:00:00Z' and '1970-01-01T00:00:01Z'");
    assertThat(PURCHASE.inLastCalendarDays(7, ZoneId.of("Asia/Kolkata")).did())
        .hasToString("did purchase in last 7 calendar days in 'Asia/Kolkata'");
    assertThat(PURCHASE.inLastCalendarDaysBeforeToday(1, ZoneOffset.UTC).did())
        .hasToString("did purchase in last 1 calendar day in 'Z' excluding today");
  }

  @Test
  void names_areQuotedWhenTheyAreNotPlain() {
    assertThat(StringAttribute.of("home town").exists()).hasToString("`home town` exists");
    assertThat(StringAttribute.of("COUNT").exists()).hasToString("`COUNT` exists");
    assertThat(EventType.of("2nd").did()).hasToString("did `2nd`");
    assertThat(StringAttribute.of("_x1").exists()).hasToString("_x1 exists");
  }

  @Test
  void lists_areShortened() {
    assertThat(AGE.in(LongStream.range(0, 25).boxed().toList()).toString())
        .startsWith("age in (0, 1, 2,")
        .endsWith("18, 19, … 5 more)");
  }
}

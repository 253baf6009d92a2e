// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import static dev.muster.text.TextSchema.ACTIVE;
import static dev.muster.text.TextSchema.AGE;
import static dev.muster.text.TextSchema.AMOUNT;
import static dev.muster.text.TextSchema.APP;
import static dev.muster.text.TextSchema.BALANCE;
import static dev.muster.text.TextSchema.BIRTHDAY;
import static dev.muster.text.TextSchema.CATEGORY;
import static dev.muster.text.TextSchema.COUNT;
import static dev.muster.text.TextSchema.COUNTRY;
import static dev.muster.text.TextSchema.DELIVERY;
import static dev.muster.text.TextSchema.EMAIL;
import static dev.muster.text.TextSchema.HOME;
import static dev.muster.text.TextSchema.HOME_TOWN;
import static dev.muster.text.TextSchema.ITEMS;
import static dev.muster.text.TextSchema.PAID;
import static dev.muster.text.TextSchema.PURCHASE;
import static dev.muster.text.TextSchema.REFUND;
import static dev.muster.text.TextSchema.SCHEMA;
import static dev.muster.text.TextSchema.SCORE;
import static dev.muster.text.TextSchema.SIGNED_UP;
import static dev.muster.text.TextSchema.STATUS;
import static dev.muster.text.TextSchema.TAGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.predicate.Window;
import dev.muster.value.GeoPoint;
import dev.muster.value.Version;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PredicateTextTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Instant T1 = Instant.parse("2025-03-10T00:00:00Z");
  private static final Instant T2 = Instant.parse("2025-03-11T08:30:00.5Z");

  @Test
  void example_readsAsTheBuildersMakeIt() {
    assertReads(
        """
        country in ('IN', 'ID') and age between 25 and 34 -- young
          and did purchase (category = 'shoes' and amount > 100) at least 3 times in last 30 days
          and not did refund in last 30 days
          and sum(purchase.amount) in last 90 days > 500
          and tags has any of ('vip', 'beta') and email exists
        """,
        COUNTRY
            .in("IN", "ID")
            .and(AGE.between(25, 34))
            .and(
                PURCHASE
                    .where(CATEGORY.is("shoes").and(AMOUNT.moreThan(100)))
                    .inLast(MONTH)
                    .count()
                    .atLeast(3))
            .and(REFUND.inLast(MONTH).didNot())
            .and(PURCHASE.inLast(Duration.ofDays(90)).sum(AMOUNT).moreThan(500))
            .and(TAGS.hasAnyOf("vip", "beta"))
            .and(EMAIL.exists()));
  }

  @Test
  void logic_bindsNotThenAndThenOr() {
    Predicate a = AGE.is(1);
    Predicate b = AGE.is(2);
    Predicate c = AGE.is(3);

    assertReads("age = 1 or age = 2 and age = 3", a.or(b.and(c)));
    assertReads("(age = 1 or age = 2) and age = 3", a.or(b).and(c));
    assertReads("age = 1 AND age = 2 And age = 3", Predicate.allOf(a, b, c));
    assertReads("(age = 1 and age = 2) and age = 3", Predicate.allOf(a.and(b), c));
    assertReads("not age = 1 and age = 2", a.not().and(b));
    assertReads("not not (age = 1)", a.not().not());
    assertReads("((age = 1))", a);
    assertReads("all of (age = 1)", Predicate.allOf(a));
    assertReads("any of (age = 1)", Predicate.anyOf(a));
    assertReads("any of (age = 1, age = 2 and age = 3)", Predicate.anyOf(a, b.and(c)));
    assertReads("all of () or any of ()", Predicate.everyone().or(Predicate.noOne()));
    assertReads("everyone or NO ONE", Predicate.everyone().or(Predicate.noOne()));
  }

  @Test
  void comparisons_readEveryOperator() {
    assertReads("age != 1", AGE.isNot(1));
    assertReads("age in ()", AGE.in());
    assertReads("age in (1)", AGE.is(1));
    assertReads("age not in (1, -2)", AGE.notIn(1L, -2L));
    assertReads("age < 1", AGE.lessThan(1));
    assertReads("age <= 1", AGE.atMost(1));
    assertReads("age > 1", AGE.moreThan(1));
    assertReads("age >= 1", AGE.atLeast(1));
    assertReads("age between 5 and 1", AGE.between(5, 1));
    assertReads("1 <= age <= 5", AGE.between(1, 5));
    assertReads("1 < age <= 5", AGE.test(new ValueTest.Range(1L, false, 5L, true)));
    assertReads("age missing", AGE.missing());
    assertReads("exists(age) and missing(age)", AGE.exists().and(AGE.missing()));
    assertReads(
        "'2025-03-10' <= birthday < '2025-03-11'",
        BIRTHDAY.test(
            new ValueTest.Range(
                LocalDate.of(2025, 3, 10), true, LocalDate.of(2025, 3, 11), false)));
  }

  @Test
  void literals_areReadAsTheTypeOfTheAttribute() {
    assertReads("age = -9223372036854775808", AGE.is(Long.MIN_VALUE));
    assertReads("score = 5", SCORE.is(5.0));
    assertReads("score > -1.5e-3", SCORE.moreThan(-0.0015));
    assertReads("score = -0.0", SCORE.is(0.0));
    assertReads("balance = 0.50", BALANCE.is(new BigDecimal("0.5")));
    assertReads("balance = 1e3", BALANCE.is(1000));
    assertReads("active = TRUE", ACTIVE.isTrue());
    assertReads("active != false", ACTIVE.isNot(false));
    assertReads("country = 'it''s -- ''so'''", COUNTRY.is("it's -- 'so'"));
    assertReads("birthday = '-0043-03-15'", BIRTHDAY.is(LocalDate.of(-43, 3, 15)));
    assertReads("signed_up = '2025-03-10'", SIGNED_UP.is(T1));
    assertReads("signed_up = '2025-03-10T05:30:00+05:30'", SIGNED_UP.is(T1));
    assertReads("signed_up = '2025-03-11T08:30:00.500Z'", SIGNED_UP.is(T2));
    assertReads("app >= '2.11'", APP.atLeast(Version.parse("2.11.0")));
    assertReads("app < '3.0.0-beta.2'", APP.lessThan(Version.parse("3.0.0-beta.2")));
    assertReads("home = (12.97, -77.59)", HOME.is(new GeoPoint(12.97, -77.59)));
    assertReads("home not in ((0, 0), (1, 1))", HOME.notIn(new GeoPoint(0, 0), new GeoPoint(1, 1)));
    assertReads("home within 5 km of (1, 2)", HOME.withinKilometres(5, new GeoPoint(1, 2)));
    assertReads("home within 500 m of (1, 2)", HOME.withinKilometres(0.5, new GeoPoint(1, 2)));
    assertReads(
        "home within Box (-17.5, 177) to (-16, -178.5)",
        HOME.withinBox(new GeoPoint(-17.5, 177), new GeoPoint(-16, -178.5)));
  }

  @Test
  void texts_readEveryOperator() {
    assertReads("country starts with 'P'", COUNTRY.startsWith("P"));
    assertReads("country ends with 'P' ignoring case", COUNTRY.endsWithIgnoringCase("P"));
    assertReads("country contains 'P'", COUNTRY.contains("P"));
    assertReads("country not contains 'P'", COUNTRY.doesNotContain("P"));
    assertReads("country = 'pl' ignoring case", COUNTRY.isIgnoringCase("pl"));
    assertReads("country equals 'pl' ignoring case", COUNTRY.isIgnoringCase("pl"));
    assertReads("country matches 'P.'", COUNTRY.matches("P."));
    assertReads(
        "country not starts with 'P' ignoring case",
        COUNTRY.test(new ValueTest.Text(ValueTest.TextOperator.STARTS_WITH, "P", true, true)));
    assertReads(
        "country != 'pl' ignoring case",
        COUNTRY.test(new ValueTest.Text(ValueTest.TextOperator.EQUALS, "pl", true, true)));
    assertReads(
        "country equals 'pl'",
        COUNTRY.test(new ValueTest.Text(ValueTest.TextOperator.EQUALS, "pl", false, false)));
  }

  @Test
  void sets_readEveryOperator() {
    assertReads("tags has 'vip'", TAGS.has("vip"));
    assertReads("tags has all of ('vip', 'beta')", TAGS.hasAllOf("vip", "beta"));
    assertReads("tags has none of ()", TAGS.hasNoneOf());
    assertReads("tags size >= 2", TAGS.sizeAtLeast(2));
    assertReads("tags size > 1", TAGS.sizeAtLeast(2));
    assertReads("tags size <= 2", TAGS.sizeAtMost(2));
    assertReads("tags size < 3", TAGS.sizeAtMost(2));
    assertReads("tags size = 2", TAGS.test(new ValueTest.SetSize(2, 2)));
    assertReads("tags size between 1 and 2", TAGS.test(new ValueTest.SetSize(1, 2)));
  }

  @Test
  void times_readWordsAndSymbols() {
    assertReads("did purchase", PURCHASE.did());
    assertReads("did not purchase", PURCHASE.didNot());
    assertReads("did purchase at most 1 time", PURCHASE.count().atMost(1));
    assertReads("did purchase exactly 2 times", PURCHASE.count().is(2));
    assertReads("did purchase between 2 and 3 times", PURCHASE.count().between(2, 3));
    assertReads("did purchase = 2 times", PURCHASE.count().is(2));
    assertReads("did purchase != 2 times", PURCHASE.count().isNot(2));
    assertReads("did purchase < 2 times", PURCHASE.count().lessThan(2));
    assertReads("did purchase <= 2 times", PURCHASE.count().atMost(2));
    assertReads("did purchase > 2 times", PURCHASE.count().moreThan(2));
    assertReads("did purchase >= 2 times", PURCHASE.count().atLeast(2));
    assertReads("did purchase (true)", PURCHASE.did());
    assertReads("did purchase (false)", PURCHASE.where(new EventFilter.Or(List.of())).did());
    assertReads(
        "did purchase (not (items < 2) or coupons missing)",
        PURCHASE.where(ITEMS.lessThan(2).not().or(TextSchema.COUPONS.missing())).did());
  }

  @Test
  void localTimes_readWithAndWithoutAZone() {
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");
    LocalTime six = LocalTime.of(18, 0);

    assertReads(
        "did purchase (time of day from '18:00' to '22:30:15.250' in 'Asia/Kolkata')",
        PURCHASE.atTimeOfDay(six, LocalTime.parse("22:30:15.250"), kolkata).did());
    assertReads(
        "did purchase (TIME OF DAY from '18:00:00' to '00:00')",
        PURCHASE.where(EventFilter.timeOfDay(six, LocalTime.MIDNIGHT, ZoneOffset.UTC)).did());
    assertReads(
        "did purchase (day of week in ('Sunday', 'saturday', 'sunday') in 'Asia/Kolkata')",
        PURCHASE.onDaysOfWeek(kolkata, DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).did());
    assertReads(
        "did purchase (items = 1 and not day of week in ('monday') and amount > 1) then refund",
        PURCHASE
            .where(
                ITEMS
                    .is(1)
                    .and(EventFilter.dayOfWeek(ZoneOffset.UTC, DayOfWeek.MONDAY).not())
                    .and(AMOUNT.moreThan(1)))
            .then(REFUND)
            .did());
  }

  @Test
  void comparisons_withTheProfileReadEveryOperator() {
    assertReads(
        "did purchase (amount > profile.balance and category = profile.`home town`)",
        PURCHASE.where(AMOUNT.moreThan(BALANCE).and(CATEGORY.is(HOME_TOWN))).did());
    assertReads(
        "did purchase (items != Profile.`count`)", PURCHASE.where(ITEMS.isNot(COUNT)).did());
    assertReads("did purchase (items < profile.age)", PURCHASE.where(ITEMS.lessThan(AGE)).did());
    assertReads("did purchase (items <= profile.age)", PURCHASE.where(ITEMS.atMost(AGE)).did());
    assertReads("did purchase (items >= profile.age)", PURCHASE.where(ITEMS.atLeast(AGE)).did());
    assertReads(
        "sum(purchase.amount) (not delivery = profile . birthday) > 1",
        PURCHASE.where(TextSchema.DELIVERY.is(BIRTHDAY).not()).sum(AMOUNT).moreThan(1));
    assertReads(
        "did refund then purchase (paid > profile.signed_up or weight = profile.score)",
        REFUND
            .then(PURCHASE.where(PAID.moreThan(SIGNED_UP).or(TextSchema.WEIGHT.is(SCORE))))
            .did());
  }

  @Test
  void windows_readEveryKind() {
    assertReads("did refund in last 2 weeks", REFUND.inLast(Duration.ofDays(14)).did());
    assertReads("did refund in last 90 minutes", REFUND.inLast(Duration.ofMinutes(90)).did());
    assertReads("did refund in last 1 millisecond", REFUND.inLast(Duration.ofMillis(1)).did());
    assertReads(
        "did refund between 30 and 90 days ago", REFUND.ago(MONTH, Duration.ofDays(90)).did());
    assertReads(
        "did refund between 0 seconds and 1 hour ago",
        REFUND.ago(Duration.ZERO, Duration.ofHours(1)).did());
    assertReads(
        "did refund between '2025-03-10' and '2025-03-11T08:30:00.5Z'",
        REFUND.between(T1, T2).did());
    assertReads("did refund since '2025-03-10'", REFUND.since(T1).did());
    assertReads("did refund before '2025-03-10'", REFUND.before(T1).did());
    assertReads(
        "did refund between 2 and 3 times between 30 and 90 days ago",
        REFUND.ago(MONTH, Duration.ofDays(90)).count().between(2, 3));
    assertReads("did refund in last 365000 days", REFUND.inLast(Window.DURATION_MAX).did());
  }

  @Test
  void measures_readFilterWindowAndComparison() {
    assertReads("count(purchase) = 0", PURCHASE.count().is(0));
    assertReads("count(purchase) in (1, 2)", PURCHASE.count().in(1L, 2L));
    assertReads("count(purchase) between 1 and 2", PURCHASE.count().between(1, 2));
    assertReads(
        "count(purchase) between 1 and 2 days ago between 1 and 2",
        PURCHASE.ago(Duration.ofDays(1), Duration.ofDays(2)).count().between(1, 2));
    assertReads("avg(purchase.items) >= 1.5", PURCHASE.avg(ITEMS).atLeast(new BigDecimal("1.5")));
    assertReads("max(purchase.weight) exists", PURCHASE.max(TextSchema.WEIGHT).exists());
    assertReads("missing(min(purchase.items))", PURCHASE.min(ITEMS).missing());
    assertReads(
        "distinct(purchase.category) (amount exists) since '2025-03-10' >= 2",
        PURCHASE.where(AMOUNT.exists()).since(T1).distinct(CATEGORY).atLeast(2));
    assertReads(
        "1 < sum(purchase.amount) in last 30 days <= 5.5",
        PURCHASE
            .inLast(MONTH)
            .sum(AMOUNT)
            .test(new ValueTest.Range(BigDecimal.ONE, false, new BigDecimal("5.5"), true)));
  }

  @Test
  void windows_readCalendarDays() {
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");

    assertReads(
        "did refund in last 7 calendar days in 'Asia/Kolkata'",
        REFUND.inLastCalendarDays(7, kolkata).did());
    assertReads(
        "count(refund) in last 1 calendar day in '+05:30' excluding today in (1, 2)",
        REFUND
            .inLastCalendarDaysBeforeToday(1, ZoneOffset.ofHoursMinutes(5, 30))
            .count()
            .in(1L, 2L));
  }

  @Test
  void firstAndLast_readWithAndWithoutDid() {
    assertReads("first refund in last 30 days", REFUND.first().inLast(MONTH).did());
    assertReads("did first refund", REFUND.first().did());
    assertReads("not last refund", REFUND.last().did().not());
    assertReads("did not last refund", REFUND.last().didNot());
    assertReads(
        "last refund (amount > 1) at least 2 times",
        REFUND.last().where(AMOUNT.moreThan(1)).count().atLeast(2));
    assertReads("max(last refund.amount) > 1", REFUND.last().max(AMOUNT).moreThan(1));
  }

  @Test
  void days_readInWordsAndAsAMeasure() {
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");

    assertReads(
        "did purchase on at least 5 days in last 30 days",
        PURCHASE.inLast(MONTH).days().atLeast(5));
    assertReads(
        "did purchase (items = 1) on exactly 1 day in 'Asia/Kolkata' since '2025-03-10'",
        PURCHASE.where(ITEMS.is(1)).since(T1).days(kolkata).is(1));
    assertReads("did purchase on between 2 and 3 days", PURCHASE.days().between(2, 3));
    assertReads("did first purchase on < 2 days", PURCHASE.first().days().lessThan(2));
    assertReads("days(purchase in 'Asia/Kolkata') != 2", PURCHASE.days(kolkata).isNot(2));
  }

  @Test
  void periods_readAsAHabitAndAsAMeasure() {
    Duration week = Duration.ofDays(7);

    assertReads(
        "regularly purchase (items = 1) at least 2 times in 3 of last 4 periods of 1 week",
        PURCHASE.where(ITEMS.is(1)).regularly(2, 3, 4, week));
    assertReads(
        "regularly last purchase at least 1 time in 1 of last 1 period of 7 days",
        PURCHASE.last().regularly(1, 1, 1, week));
    assertReads(
        "periods(purchase at least 2 times in 7 days) (items = 1) in last 30 days < 3",
        PURCHASE.where(ITEMS.is(1)).inLast(MONTH).periods(week, 2).lessThan(3));
  }

  @Test
  void sequences_readEveryPart() {
    Duration day = Duration.ofDays(1);

    assertReads("did purchase then refund", PURCHASE.then(REFUND).did());
    assertReads("did not purchase then refund", PURCHASE.then(REFUND).didNot());
    assertReads(
        "did purchase (items = 1) then strictly purchase within 1 day"
            + " without refund, purchase (items = 2) between then refund"
            + " all within 30 days between 1 and 30 days ago",
        PURCHASE
            .where(ITEMS.is(1))
            .then(PURCHASE)
            .strictly()
            .within(day)
            .without(REFUND, PURCHASE.where(ITEMS.is(2)))
            .then(REFUND)
            .allWithin(MONTH)
            .in(Window.ago(day, MONTH))
            .did());
    assertReads(
        "did purchase then not refund (amount > 1) within 10 minutes",
        PURCHASE.thenNot(REFUND.where(AMOUNT.moreThan(1)), Duration.ofMinutes(10)).did());
    assertReads(
        "did purchase then refund then not strictly refund within 1 day in last 30 days",
        PURCHASE.then(REFUND).thenNot(REFUND, day).strictly().inLast(MONTH).did());
    assertReads(
        "did purchase then refund without purchase between all within 1 day HOLDING amount"
            + " in last 30 days",
        PURCHASE.then(REFUND).without(PURCHASE).allWithin(day).holding(AMOUNT).inLast(MONTH).did());
    assertReads(
        "did purchase then not purchase within 1 day holding `category`",
        PURCHASE.thenNot(PURCHASE, day).holding(CATEGORY).did());
    assertReads(
        "any of (did purchase then refund without refund, refund between, age exists)",
        Predicate.anyOf(PURCHASE.then(REFUND).without(REFUND, REFUND).did(), AGE.exists()));
  }

  @Test
  void habits_areReadAsWrittenOut() {
    Duration month = Duration.ofDays(30);
    Duration quarter = Duration.ofDays(90);

    assertReads(
        "did refund between 30 and 90 days ago and not did refund in last 30 days",
        REFUND.stopped(month, quarter));
    assertReads(
        "did refund in last 30 days and did not refund between 30 and 90 days ago"
            + " and did refund between 90 and 180 days ago",
        REFUND.resumed(month, quarter, Duration.ofDays(180)));
  }

  @Test
  void lapses_areWrittenOut() {
    Duration quarter = Duration.ofDays(90);

    assertReads("stopped refund for 30 days in last 90 days", REFUND.stopped(MONTH, quarter));
    assertReads(
        "not Stopped purchase (amount > 1 and items = 2) for 1 hour in last 2 weeks",
        PURCHASE
            .where(AMOUNT.moreThan(1).and(ITEMS.is(2)))
            .stopped(Duration.ofHours(1), Duration.ofDays(14))
            .not());
    assertReads(
        "resumed refund in last 30 days after pause of 60 days in last 180 days",
        REFUND.resumed(MONTH, quarter, Duration.ofDays(180)));
    assertReads(
        "any of (resumed `purchase` (items = 1) in last 1 day after pause of 1 millisecond"
            + " in last 2 days, age = 1)",
        Predicate.anyOf(
            PURCHASE
                .where(ITEMS.is(1))
                .resumed(Duration.ofDays(1), Duration.ofDays(1).plusMillis(1), Duration.ofDays(2)),
            AGE.is(1)));
  }

  /** As deep as what is written out, and no deeper. */
  @Test
  void lapses_countTheLevelsOfWhatTheyMake() {
    String lapse = "stopped purchase (not items = 1) for 1 day in last 2 days";
    Predicate deepest = PURCHASE.where(ITEMS.is(1).not()).stopped(DAY, DAY.multipliedBy(2));
    for (int i = 0; i < Predicate.DEPTH_MAX - 5; i++) {
      lapse = "not " + lapse;
      deepest = deepest.not();
    }

    assertReads(lapse, deepest);
    String tooDeep = "not " + lapse;
    assertThatExceptionOfType(TextException.class)
        .isThrownBy(() -> PredicateText.parse(tooDeep, SCHEMA))
        .withMessageContaining("nested at most 200 levels deep");
  }

  /** Two instants are a comparison, unless one comes behind them. */
  @Test
  void between_isAWindowOrAComparison() {
    String between = " between '2025-03-10' and '2025-03-11T08:30:00.5Z'";

    assertReads("min(purchase.paid)" + between, PURCHASE.min(PAID).between(T1, T2));
    assertReads(
        "(min(purchase.paid)" + between + ") and age exists",
        PURCHASE.min(PAID).between(T1, T2).and(AGE.exists()));
    assertReads(
        "min(purchase.paid)" + between + between,
        PURCHASE.between(T1, T2).min(PAID).between(T1, T2));
    assertReads(
        "min(purchase.paid)" + between + " exists", PURCHASE.between(T1, T2).min(PAID).exists());
  }

  @Test
  void anniversaries_standBeforeTheirSubject() {
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");

    assertReads("anniversary of birthday within next 1 day", BIRTHDAY.anniversaryWithinNext(1));
    assertReads(
        "not Anniversary of signed_up within next 366 days in 'Asia/Kolkata'",
        SIGNED_UP.anniversaryWithinNext(366, kolkata).not());
    assertReads(
        "anniversary of min(purchase.paid) (items = 1) between '2025-03-10' and"
            + " '2025-03-11T08:30:00.5Z' within next 7 days",
        PURCHASE.where(ITEMS.is(1)).between(T1, T2).min(PAID).anniversaryWithinNext(7));
    assertReads(
        "did purchase (anniversary of delivery within next 7 days in 'Asia/Kolkata' or items = 1)",
        PURCHASE.where(DELIVERY.anniversaryWithinNext(7, kolkata).or(ITEMS.is(1))).did());
  }

  @Test
  void states_carryADuration() {
    Duration week = Duration.ofDays(7);

    assertReads("status = 'x' for at least 1 week", STATUS.is("x").forAtLeast(week));
    assertReads("status = 'x' For Less Than 7 days", STATUS.is("x").forLessThan(week));
    assertReads(
        "not status != 'X' ignoring case for less than 7 days and exists(status) for at least"
            + " 36 hours",
        STATUS
            .test(new ValueTest.Text(ValueTest.TextOperator.EQUALS, "X", true, true))
            .forLessThan(week)
            .not()
            .and(STATUS.exists().forAtLeast(Duration.ofHours(36))));
    assertReads(
        "'a' <= status < 'b' for at least 7 days",
        STATUS.test(new ValueTest.Range("a", true, "b", false)).forAtLeast(week));
    assertReads(
        "any of (status in () for at least 1 millisecond)",
        Predicate.anyOf(STATUS.in().forAtLeast(Duration.ofMillis(1))));
  }

  @Test
  void names_mayStandInBackticks() {
    assertReads("`home town` = 'x'", HOME_TOWN.is("x"));
    assertReads("`count` = 1", COUNT.is(1));
    assertReads(
        "`age` = 1 and did `purchase` (`items` = 1)",
        AGE.is(1).and(PURCHASE.where(ITEMS.is(1)).did()));
  }

  @Test
  void print_leavesNothingOut() {
    Predicate many = AGE.in(LongStream.range(0, 1_000).boxed().toList());

    assertThat(PredicateText.print(many)).endsWith(" 998, 999)");
    assertThat(PredicateText.parse(PredicateText.print(many), SCHEMA)).isEqualTo(many);
  }

  /** What the text says, and that its printed form says it, too. */
  private static void assertReads(String text, Predicate expected) {
    Predicate predicate = PredicateText.parse(text, SCHEMA);

    assertThat(predicate).isEqualTo(expected);
    assertThat(PredicateText.parse(PredicateText.print(predicate), SCHEMA)).isEqualTo(expected);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.predicate.ComparisonOperator;
import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventSelection;
import dev.muster.predicate.Measure;
import dev.muster.predicate.Occurrence;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.predicate.Window;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventTypeTest {

  private static final StringProperty CATEGORY = StringProperty.of("category");
  private static final LongProperty QUANTITY = LongProperty.of("quantity");
  private static final DecimalProperty AMOUNT = DecimalProperty.of("amount", 2);
  private static final DoubleProperty RATING = DoubleProperty.of("rating");
  private static final DateProperty DAY = DateProperty.of("day");
  private static final TimestampProperty SHIPPED = TimestampProperty.of("shipped");
  private static final EventType PURCHASE =
      EventType.of("purchase", CATEGORY, QUANTITY, AMOUNT, RATING, DAY, SHIPPED);
  private static final Duration DAY_LENGTH = Duration.ofDays(1);

  @Test
  void properties_keepTheirOrderAndAreFoundByName() {
    assertThat(PURCHASE.properties())
        .containsExactly(CATEGORY, QUANTITY, AMOUNT, RATING, DAY, SHIPPED);
    assertThat(PURCHASE.property("amount")).isSameAs(AMOUNT);
    assertThat(PURCHASE.property("price")).isNull();
  }

  @Test
  void properties_haveNamesOfTheirOwn() {
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> EventType.of("purchase", CATEGORY, LongProperty.of("category")))
        .withMessageContaining("event type=purchase property=category");
  }

  @Test
  void properties_areLimitedToSixtyFour() {
    List<LongProperty> properties =
        IntStream.range(0, 65).mapToObj(i -> LongProperty.of("p" + i)).toList();

    assertThat(EventType.of("e", List.copyOf(properties.subList(0, 64))).properties()).hasSize(64);
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> EventType.of("e", List.copyOf(properties)))
        .withMessageContainingAll("at most 64", "event type=e properties=65");
  }

  @Test
  void equality_isNameAndProperties() {
    EventType same = EventType.of("view", StringProperty.of("page"));

    assertThat(EventType.of("view", StringProperty.of("page")))
        .isEqualTo(same)
        .hasSameHashCodeAs(same);
    assertThat(EventType.of("view", LongProperty.of("page"))).isNotEqualTo(same);
    assertThat(EventType.of("view")).isNotEqualTo(same);
    assertThat(EventType.of("click", StringProperty.of("page"))).isNotEqualTo(same);
  }

  @Test
  void properties_areComparedWithAttributesOfTheirType() {
    EventFilter equal = CATEGORY.is(StringAttribute.of("interest"));

    assertThat(equal)
        .isEqualTo(
            new EventFilter.AttributeComparison(
                "category", ValueType.STRING, ComparisonOperator.EQUAL, "interest"));
    assertThat(AMOUNT.moreThan(DecimalAttribute.of("limit", 2)))
        .isEqualTo(
            new EventFilter.AttributeComparison(
                "amount", ValueType.decimal(2), ComparisonOperator.MORE, "limit"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AMOUNT.lessThan(DecimalAttribute.of("limit", 3)))
        .withMessageContaining("property=amount DECIMAL(2) attribute=limit DECIMAL(3)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CATEGORY.comparedWith(StringAttribute.of("interest"), ComparisonOperator.LESS))
        .withMessageContaining("property=category STRING operator=<");
  }

  @Test
  void selection_beginsWithAllEventsOfTheType() {
    assertThat(PURCHASE.selection())
        .isEqualTo(new EventSelection("purchase", EventFilter.all(), Window.EVER));
  }

  @Test
  void where_addsToTheFilter() {
    EventFilter shoes = CATEGORY.is("shoes");
    EventFilter many = QUANTITY.atLeast(2);

    assertThat(PURCHASE.where(shoes).selection().filter()).isEqualTo(shoes);
    assertThat(PURCHASE.where(shoes).where(many).selection().filter())
        .isEqualTo(new EventFilter.And(List.of(shoes, many)));
  }

  @Test
  void in_replacesTheWindow() {
    Instant from = Instant.EPOCH;
    Instant to = from.plusSeconds(1);

    assertThat(PURCHASE.inLast(DAY_LENGTH).selection().window()).isEqualTo(Window.last(DAY_LENGTH));
    assertThat(PURCHASE.inLast(DAY_LENGTH).since(from).selection().window())
        .isEqualTo(Window.since(from));
    assertThat(PURCHASE.before(to).selection().window()).isEqualTo(Window.before(to));
    assertThat(PURCHASE.between(from, to).selection().window()).isEqualTo(Window.between(from, to));
    assertThat(PURCHASE.ago(Duration.ZERO, DAY_LENGTH).selection().window())
        .isEqualTo(Window.ago(Duration.ZERO, DAY_LENGTH));
  }

  @Test
  void did_isACountOfAtLeastOne() {
    assertThat(PURCHASE.did())
        .isEqualTo(measured(new Measure.Count(), new ValueTest.Range(1L, true, null, false)));
    assertThat(PURCHASE.didNot()).isEqualTo(new Predicate.Not(PURCHASE.did()));
  }

  @Test
  void sumsAndMeans_compareExactlyUnlessDouble() {
    ValueTest five = new ValueTest.In(Set.of(new BigDecimal("5")));
    ValueTest half = new ValueTest.In(Set.of(0.5));

    assertThat(PURCHASE.sum(QUANTITY).is(5))
        .isEqualTo(measured(new Measure.Sum("quantity", ValueType.LONG), five));
    assertThat(PURCHASE.sum(AMOUNT).is(5))
        .isEqualTo(measured(new Measure.Sum("amount", ValueType.decimal(2)), five));
    assertThat(PURCHASE.sum(RATING).is(0.5))
        .isEqualTo(measured(new Measure.Sum("rating", ValueType.DOUBLE), half));
    assertThat(PURCHASE.avg(QUANTITY).is(5))
        .isEqualTo(measured(new Measure.Average("quantity", ValueType.LONG), five));
    assertThat(PURCHASE.avg(AMOUNT).is(5))
        .isEqualTo(measured(new Measure.Average("amount", ValueType.decimal(2)), five));
    assertThat(PURCHASE.avg(RATING).is(0.5))
        .isEqualTo(measured(new Measure.Average("rating", ValueType.DOUBLE), half));
  }

  @Test
  void extrema_compareAsTheirProperty() {
    ValueTest exists = new ValueTest.Exists();

    assertThat(PURCHASE.min(QUANTITY).exists())
        .isEqualTo(measured(new Measure.Minimum("quantity", ValueType.LONG), exists));
    assertThat(PURCHASE.min(AMOUNT).is(new BigDecimal("0.5")))
        .isEqualTo(
            measured(
                new Measure.Minimum("amount", ValueType.decimal(2)),
                new ValueTest.In(Set.of(new BigDecimal("0.5")))));
    assertThat(PURCHASE.min(RATING).exists())
        .isEqualTo(measured(new Measure.Minimum("rating", ValueType.DOUBLE), exists));
    assertThat(PURCHASE.min(DAY).is(LocalDate.EPOCH))
        .isEqualTo(
            measured(
                new Measure.Minimum("day", ValueType.DATE),
                new ValueTest.In(Set.of(LocalDate.EPOCH))));
    assertThat(PURCHASE.min(SHIPPED).exists())
        .isEqualTo(measured(new Measure.Minimum("shipped", ValueType.TIMESTAMP), exists));
    assertThat(PURCHASE.max(QUANTITY).exists())
        .isEqualTo(measured(new Measure.Maximum("quantity", ValueType.LONG), exists));
    assertThat(PURCHASE.max(AMOUNT).exists())
        .isEqualTo(measured(new Measure.Maximum("amount", ValueType.decimal(2)), exists));
    assertThat(PURCHASE.max(RATING).exists())
        .isEqualTo(measured(new Measure.Maximum("rating", ValueType.DOUBLE), exists));
    assertThat(PURCHASE.max(DAY).exists())
        .isEqualTo(measured(new Measure.Maximum("day", ValueType.DATE), exists));
    assertThat(PURCHASE.max(SHIPPED).exists())
        .isEqualTo(measured(new Measure.Maximum("shipped", ValueType.TIMESTAMP), exists));
  }

  @Test
  void distinct_isACount() {
    assertThat(PURCHASE.distinct(CATEGORY).is(2))
        .isEqualTo(
            measured(
                new Measure.Distinct("category", ValueType.STRING), new ValueTest.In(Set.of(2L))));
  }

  @Test
  void daysAndPeriods_areCounts() {
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");
    ValueTest two = new ValueTest.In(Set.of(2L));

    assertThat(PURCHASE.days().is(2)).isEqualTo(measured(new Measure.Days(ZoneOffset.UTC), two));
    assertThat(PURCHASE.days(kolkata).is(2)).isEqualTo(measured(new Measure.Days(kolkata), two));
    assertThat(PURCHASE.periods(DAY_LENGTH, 3).is(2))
        .isEqualTo(measured(new Measure.Periods(DAY_LENGTH, 3), two));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PURCHASE.periods(DAY_LENGTH, 0))
        .withMessage("timesMin must be positive, timesMin=0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PURCHASE.periods(Duration.ZERO, 1))
        .withMessageContaining("length=PT0S");
  }

  @Test
  void firstAndLast_keepFilterAndWindow() {
    EventFilter shoes = CATEGORY.is("shoes");
    EventSelection expected =
        new EventSelection("purchase", Occurrence.LAST, shoes, Window.last(DAY_LENGTH));

    assertThat(PURCHASE.last().where(shoes).inLast(DAY_LENGTH).selection()).isEqualTo(expected);
    assertThat(PURCHASE.where(shoes).inLast(DAY_LENGTH).first().last().selection())
        .isEqualTo(expected);
    assertThat(PURCHASE.first().selection().occurrence()).isEqualTo(Occurrence.FIRST);
  }

  @Test
  void calendarDays_replaceTheWindow() {
    ZoneId kolkata = ZoneId.of("Asia/Kolkata");

    assertThat(PURCHASE.inLastCalendarDays(7, kolkata).selection().window())
        .isEqualTo(new Window.CalendarDays(7, kolkata, Window.Today.INCLUDED));
    assertThat(PURCHASE.inLastCalendarDaysBeforeToday(7, kolkata).selection().window())
        .isEqualTo(new Window.CalendarDays(7, kolkata, Window.Today.EXCLUDED));
  }

  @Test
  void habits_areMadeOfWindows() {
    Duration week = Duration.ofDays(7);

    assertThat(PURCHASE.stopped(DAY_LENGTH, week))
        .isEqualTo(PURCHASE.ago(DAY_LENGTH, week).did().and(PURCHASE.inLast(DAY_LENGTH).didNot()));
    assertThat(PURCHASE.regularly(2, 3, 7, DAY_LENGTH))
        .isEqualTo(PURCHASE.inLast(week).periods(DAY_LENGTH, 2).atLeast(3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PURCHASE.regularly(1, 4, 3, DAY_LENGTH))
        .withMessage("periodsMin must be in [1, periods], periodsMin=4 periods=3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PURCHASE.regularly(1, 0, 3, DAY_LENGTH))
        .withMessageContaining("periodsMin=0");
  }

  private static Predicate measured(Measure measure, ValueTest test) {
    return new Predicate.EventTest(PURCHASE.selection(), measure, test);
  }
}

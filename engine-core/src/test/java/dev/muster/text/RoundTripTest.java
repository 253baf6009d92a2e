// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventSelection;
import dev.muster.predicate.Measure;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ReservedWords;
import dev.muster.predicate.ValueTest;
import dev.muster.predicate.Window;
import dev.muster.reference.RandomDomain;
import dev.muster.schema.DateAttribute;
import dev.muster.schema.EventSequence;
import dev.muster.schema.EventSource;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Schema;
import dev.muster.value.GeoPoint;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Printing and parsing are each other's inverse. */
class RoundTripTest {

  private static final int SEEDS = 3_000;

  /** Random schemas with odd names, and predicates of every kind over them. */
  @Test
  void print_isUndoneByParse() {
    for (long seed = 0; seed < SEEDS; seed++) {
      RandomDomain domain = new RandomDomain(seed);
      if (seed % 2 == 0) {
        domain.orderedDoubles();
      }
      Schema schema = domain.schema();
      domain.segment(schema);
      for (int i = 0; i < 10; i++) {
        Predicate predicate = domain.predicate(schema, i / 2);

        String text = PredicateText.print(predicate);

        assertThat(PredicateText.parse(text, schema))
            .as("seed %s: %s", seed, text)
            .isEqualTo(predicate);
      }
    }
  }

  /** No two different predicates print alike: a stronger look at the same law. */
  @Test
  void print_tellsStructuresApart() {
    Predicate a = TextSchema.AGE.is(1);
    Predicate ab = a.and(TextSchema.AGE.is(2));
    List<Predicate> structures =
        List.of(
            a,
            Predicate.allOf(a),
            Predicate.anyOf(a),
            Predicate.allOf(Predicate.allOf(a)),
            ab,
            Predicate.allOf(ab),
            Predicate.allOf(ab, a),
            ab.and(a),
            Predicate.anyOf(ab, a),
            ab.or(a).and(a),
            a.not(),
            Predicate.allOf(a).not(),
            ab.not().not(),
            Predicate.everyone(),
            Predicate.noOne(),
            Predicate.allOf(Predicate.everyone()),
            Predicate.noOne().and(a));

    structures.forEach(RoundTripTest::assertSurvives);
    assertThat(structures.stream().map(PredicateText::print)).doesNotHaveDuplicates();
  }

  @Test
  void filters_keepTheirStructure() {
    EventFilter a = TextSchema.AMOUNT.is(1);
    EventFilter ab = a.and(TextSchema.ITEMS.is(2));

    for (EventFilter filter :
        List.of(
            a,
            new EventFilter.And(List.of(a)),
            new EventFilter.Or(List.of(a)),
            new EventFilter.Or(List.of()),
            EventFilter.all().not(),
            EventFilter.all().and(ab),
            new EventFilter.And(List.of(EventFilter.all())),
            new EventFilter.And(List.of(ab, ab)),
            ab.or(a).not())) {
      assertSurvives(TextSchema.PURCHASE.where(filter).did());
      assertSurvives(TextSchema.PURCHASE.where(filter).sum(TextSchema.AMOUNT).lessThan(1));
    }
  }

  @Test
  void counts_keepOddBounds() {
    for (ValueTest test :
        List.of(
            new ValueTest.Range(-1L, true, null, false),
            new ValueTest.Range(null, false, -1L, true),
            new ValueTest.Range(-1L, true, 3L, true),
            new ValueTest.Range(5L, true, 2L, true),
            new ValueTest.Range(0L, true, null, false),
            new ValueTest.Range(1L, true, 1L, true),
            new ValueTest.Range(1L, false, 4L, false),
            new ValueTest.Range(Long.MAX_VALUE, true, null, false),
            new ValueTest.In(Set.of()),
            new ValueTest.NotIn(Set.of(1L, 2L)),
            new ValueTest.Exists(),
            new ValueTest.Missing())) {
      EventSelection events = TextSchema.PURCHASE.inLast(Duration.ofDays(1)).selection();
      assertSurvives(new Predicate.EventTest(events, new Measure.Count(), test));
    }
  }

  @Test
  void numbers_keepEveryDigit() {
    String digits = "9".repeat(100);
    assertSurvives(TextSchema.BALANCE.is(new BigDecimal(digits + "." + digits)));
    assertSurvives(TextSchema.BALANCE.is(new BigDecimal("1e99")));
    assertSurvives(TextSchema.BALANCE.test(new ValueTest.In(Set.of(new BigDecimal("0.500")))));
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        assertSurvives(TextSchema.SCORE.is(number + 0.0));
        GeoPoint point = new GeoPoint(random.nextDouble(-90, 90), random.nextDouble(-180, 180));
        assertSurvives(
            TextSchema.HOME.test(new ValueTest.WithinRadius(point, Math.abs(number) + 0.0)));
        assertSurvives(TextSchema.HOME.is(point));
      }
    }
  }

  @Test
  void ranges_withoutABoundAreEqualWhateverTheySayOfIt() {
    assertThat(new ValueTest.Range(null, true, 1L, true))
        .isEqualTo(new ValueTest.Range(null, false, 1L, true));
    assertSurvives(TextSchema.AGE.test(new ValueTest.Range(1L, false, null, true)));
  }

  @Test
  void windows_keepEveryMillisecond() {
    SplittableRandom random = new SplittableRandom(1);
    long[] units = {1, 1_000, 60_000, 3_600_000, 86_400_000, 604_800_000};
    for (int i = 0; i < 2_000; i++) {
      long from = random.nextLong(50) * units[random.nextInt(units.length)];
      long to = from + (1 + random.nextLong(50)) * units[random.nextInt(units.length)];
      Window ago = Window.ago(Duration.ofMillis(from), Duration.ofMillis(to));
      assertSurvives(TextSchema.REFUND.in(ago).did());
      assertSurvives(TextSchema.REFUND.in(ago).count().is(3));
      assertSurvives(TextSchema.REFUND.inLast(Duration.ofMillis(to)).did());
    }
  }

  /** What is measured over spans of time, with bounds that the words cannot say. */
  @Test
  void days_andPeriods_keepOddBounds() {
    Duration week = Duration.ofDays(7);
    EventSource weeks = TextSchema.PURCHASE.inLast(Duration.ofDays(28));
    EventSource all = TextSchema.PURCHASE.where(TextSchema.AMOUNT.exists());
    for (EventSource source : List.of(weeks, all, weeks.first(), all.last())) {
      for (long bound : new long[] {-1, 0, 1, 4, 5, Long.MAX_VALUE}) {
        for (ZoneId zone : List.of(ZoneOffset.UTC, ZoneId.of("UTC"), ZoneOffset.ofHours(-3))) {
          assertSurvives(source.days(zone).atLeast(bound));
          assertSurvives(source.days(zone).atMost(bound));
        }
        assertSurvives(source.periods(week, 1).atLeast(bound));
        assertSurvives(source.periods(week, Integer.MAX_VALUE).moreThan(bound));
        assertSurvives(source.periods(Window.DURATION_MAX, 1).is(bound));
      }
      assertSurvives(source.regularly(2, 3, 4, week));
    }
  }

  @Test
  void sequences_keepEveryLimit() {
    EventSource a = TextSchema.PURCHASE.where(TextSchema.AMOUNT.moreThan(1).or(EventFilter.all()));
    EventSource b = TextSchema.REFUND;
    EventSequence longest = a.then(b);
    for (int i = 2; i < Predicate.SequenceTest.STEPS_MAX; i++) {
      longest = longest.then(b).within(Duration.ofMillis(i)).strictly().without(a, b, a);
    }
    for (EventSequence sequence :
        List.of(
            a.then(b),
            a.then(b).within(Duration.ZERO).allWithin(Duration.ZERO),
            a.thenNot(b, Window.DURATION_MAX),
            a.thenNot(b, Duration.ofDays(1)).strictly(),
            longest,
            a.then(b).holding(TextSchema.AMOUNT),
            longest.thenNot(a, Duration.ofHours(36)).allWithin(Window.DURATION_MAX))) {
      assertSurvives(sequence.did());
      assertSurvives(sequence.didNot());
      assertSurvives(sequence.inLast(Duration.ofDays(2)).did().and(sequence.did()));
      assertSurvives(
          sequence.in(Window.ago(Duration.ofDays(1), Duration.ofDays(2))).did().or(b.did()));
      assertSurvives(Predicate.anyOf(sequence.did()));
    }
  }

  /** Names that equal words of the grammar, reserved or not, in every place of a name. */
  @Test
  void names_mayEqualAnyWord() {
    String words =
        "ago all and any at avg before between contains count did distinct ends equals everyone"
            + " exactly exists false has ignoring in is last matches max min missing no none not of"
            + " or since size starts sum times true within case with time days km least most one"
            + " first on periods regularly strictly then without calendar excluding today period"
            + " anniversary next box to for less than"
            + " time day week from to profile stopped resumed for after pause holding"
            + " COUNT Not größe ſum e1 _ - 1 '' -- ( . , \" a.b";
    for (String word : words.split(" ")) {
      LongAttribute attribute = LongAttribute.of(word);
      LongProperty property = LongProperty.of(word);
      EventType type = EventType.of(word, property);
      Schema schema = Schema.builder().attributes(attribute).eventTypes(type).build();
      Predicate predicate =
          attribute
              .is(1)
              .and(attribute.exists())
              .and(type.where(property.is(1)).did())
              .and(type.didNot())
              .and(type.first().did())
              .and(type.where(property.isNot(attribute).and(property.atMost(attribute))).did())
              .and(type.atTimeOfDay(LocalTime.NOON, LocalTime.MIDNIGHT, ZoneOffset.UTC).did())
              .and(type.onDaysOfWeek(ZoneOffset.UTC, DayOfWeek.FRIDAY).where(property.is(1)).did())
              .and(type.regularly(1, 1, 2, Duration.ofDays(1)))
              .and(type.then(type).without(type, type).thenNot(type, Duration.ofDays(1)).did())
              .and(type.then(type).holding(property).did())
              .and(type.sum(property).lessThan(5));

      assertThat(PredicateText.parse(PredicateText.print(predicate), schema))
          .as(word)
          .isEqualTo(predicate);

      DateAttribute date = DateAttribute.of(word);
      Predicate coming =
          date.exists()
              .forAtLeast(Duration.ofDays(7))
              .and(date.anniversaryWithinNext(7))
              .and(date.anniversaryWithinNext(7).forLessThan(Duration.ofDays(1)))
              .and(date.missing());
      assertThat(
              PredicateText.parse(
                  PredicateText.print(coming),
                  Schema.builder().attributes(date).trackingChanges(date).build()))
          .as(word)
          .isEqualTo(coming);
    }
    assertThat(ReservedWords.contains("Between")).isTrue();
    assertThat(ReservedWords.contains("case")).isFalse();
  }

  @Test
  void lists_keepEveryLiteral() {
    assertSurvives(TextSchema.AGE.in(LongStream.range(0, ValueTest.LITERALS_MAX).boxed().toList()));
    assertSurvives(TextSchema.EMAIL.is("x'".repeat(16_384)));
  }

  /** Everything as deep as an engine takes, in the forms that print the most parentheses. */
  @Test
  void nesting_isReadAsDeepAsItIsPrinted() {
    List<Predicate> deep = new ArrayList<>();
    for (int kind = 0; kind < 4; kind++) {
      Predicate predicate = TextSchema.AGE.is(1);
      for (int level = 1; level < Predicate.DEPTH_MAX; level++) {
        int form = kind < 3 ? kind : level % 3;
        predicate =
            form == 0
                ? predicate.not()
                : form == 1
                    ? Predicate.anyOf(predicate)
                    : Predicate.allOf(TextSchema.AGE.is(2), predicate);
      }
      deep.add(predicate);
    }

    deep.forEach(RoundTripTest::assertSurvives);
  }

  @Test
  void types_areThoseOfTheSchema() {
    Predicate predicate = PredicateText.parse("balance > 1", TextSchema.SCHEMA);

    assertThat(((Predicate.AttributeTest) predicate).type()).isEqualTo(ValueType.decimal(2));
  }

  private static void assertSurvives(Predicate predicate) {
    String text = PredicateText.print(predicate);

    assertThat(PredicateText.parse(text, TextSchema.SCHEMA)).isEqualTo(predicate);
  }
}

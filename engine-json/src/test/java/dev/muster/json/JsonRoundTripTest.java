// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventSelection;
import dev.muster.predicate.Measure;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.predicate.Window;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.SeededTest;
import dev.muster.schema.DecimalAttribute;
import dev.muster.schema.DoubleAttribute;
import dev.muster.schema.EventSource;
import dev.muster.schema.EventType;
import dev.muster.schema.GeoPointAttribute;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringSetAttribute;
import dev.muster.segment.Segment;
import dev.muster.value.GeoPoint;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Printing and parsing are each other's inverse, and what is printed fits the JSON Schema. */
class JsonRoundTripTest {

  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final DoubleAttribute SCORE = DoubleAttribute.of("score");
  private static final DecimalAttribute BALANCE = DecimalAttribute.of("balance", 2);
  private static final StringAttribute EMAIL = StringAttribute.of("email");
  private static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  private static final GeoPointAttribute HOME = GeoPointAttribute.of("home");
  private static final LongProperty ITEMS = LongProperty.of("items");
  private static final EventType PURCHASE = EventType.of("purchase", ITEMS);
  private static final Schema SCHEMA =
      Schema.builder()
          .attributes(AGE, SCORE, BALANCE, EMAIL, TAGS, HOME)
          .eventTypes(PURCHASE)
          .build();

  /** Random schemas with odd names, and predicates of every kind over them. */
  @SeededTest(count = 400)
  void print_isUndoneByParse(long seed) {
    RandomDomain domain = new RandomDomain(seed);
    if (seed % 2 == 0) {
      domain.orderedDoubles();
    }
    Schema schema = domain.schema();
    domain.segment(schema);
    for (int i = 0; i < 10; i++) {
      Predicate predicate = domain.predicate(schema, i / 2);

      String json = PredicateJson.print(predicate);

      assertThat(PredicateJson.parse(json, schema)).as(json).isEqualTo(predicate);
      assertThat(PredicateJson.parse(PredicateJson.printPretty(predicate), schema))
          .isEqualTo(predicate);
      assertThat(FormSchema.faults(json)).as(json).isEmpty();
    }
  }

  @SeededTest(count = 100)
  void segments_keepTheirName(long seed) {
    RandomDomain domain = new RandomDomain(seed);
    Schema schema = domain.schema();
    Segment segment = domain.segment(schema);

    String json = SegmentJson.print(segment);

    assertThat(SegmentJson.parse(json, schema)).isEqualTo(segment);
    assertThat(SegmentJson.parse(SegmentJson.printPretty(segment), schema)).isEqualTo(segment);
    assertThat(FormSchema.faults(json)).as(json).isEmpty();
  }

  /** No two different predicates print alike: a stronger look at the same law. */
  @Test
  void print_tellsStructuresApart() {
    Predicate a = AGE.is(1);
    Predicate ab = a.and(AGE.is(2));
    List<Predicate> structures =
        List.of(
            a,
            Predicate.allOf(a),
            Predicate.anyOf(a),
            Predicate.allOf(Predicate.allOf(a)),
            ab,
            Predicate.allOf(ab),
            ab.or(a).and(a),
            a.not(),
            ab.not().not(),
            Predicate.everyone(),
            Predicate.noOne(),
            PURCHASE.where(EventFilter.all().and(ITEMS.is(1))).did(),
            PURCHASE.where(new EventFilter.And(List.of(EventFilter.all()))).did(),
            PURCHASE.where(new EventFilter.Or(List.of())).did(),
            PURCHASE.where(EventFilter.all().not()).did(),
            EMAIL.is("x"),
            EMAIL.test(new ValueTest.Text(ValueTest.TextOperator.EQUALS, "x", false, false)),
            EMAIL.test(new ValueTest.Text(ValueTest.TextOperator.EQUALS, "x", true, false)),
            EMAIL.test(new ValueTest.Text(ValueTest.TextOperator.EQUALS, "x", true, true)));

    structures.forEach(JsonRoundTripTest::assertSurvives);
    assertThat(structures.stream().map(PredicateJson::print)).doesNotHaveDuplicates();
  }

  @Test
  void counts_keepOddBounds() {
    for (ValueTest test :
        List.of(
            new ValueTest.Range(-1L, true, null, false),
            new ValueTest.Range(null, false, -1L, true),
            new ValueTest.Range(5L, true, 2L, true),
            new ValueTest.Range(0L, true, null, false),
            new ValueTest.Range(1L, true, null, false),
            new ValueTest.Range(1L, true, 1L, false),
            new ValueTest.Range(1L, false, 4L, true),
            new ValueTest.Range(1L, false, 4L, false),
            new ValueTest.Range(Long.MAX_VALUE, true, null, false),
            new ValueTest.Range(Long.MIN_VALUE, true, null, false),
            new ValueTest.In(Set.of()),
            new ValueTest.NotIn(Set.of(1L, 2L)),
            new ValueTest.Exists(),
            new ValueTest.Missing())) {
      EventSelection events = PURCHASE.inLast(Duration.ofDays(1)).selection();
      assertSurvives(new Predicate.EventTest(events, new Measure.Count(), test));
      assertSurvives(AGE.test(test));
    }
  }

  @Test
  void sizes_keepTheirBounds() {
    for (int min : new int[] {0, 1, 7, Integer.MAX_VALUE}) {
      for (int max : new int[] {0, 1, 9, Integer.MAX_VALUE}) {
        if (min <= max) {
          assertSurvives(TAGS.test(new ValueTest.SetSize(min, max)));
        }
      }
    }
  }

  @Test
  void numbers_keepEveryDigit() {
    String digits = "9".repeat(100);
    assertSurvives(BALANCE.is(new BigDecimal(digits + "." + digits)));
    assertSurvives(BALANCE.is(new BigDecimal("1e99")));
    assertSurvives(BALANCE.is(new BigDecimal("1e-100")));
    assertSurvives(BALANCE.test(new ValueTest.In(Set.of(new BigDecimal("0.500")))));
    assertSurvives(HOME.test(new ValueTest.WithinRadius(new GeoPoint(-0.0, 0.0), -0.0)));
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        assertSurvives(SCORE.is(number + 0.0));
        GeoPoint point = new GeoPoint(random.nextDouble(-90, 90), random.nextDouble(-180, 180));
        assertSurvives(HOME.test(new ValueTest.WithinRadius(point, Math.abs(number))));
        assertSurvives(HOME.is(point));
      }
      assertSurvives(AGE.is(random.nextLong() >> random.nextInt(63)));
      long unscaled = random.nextLong() >> random.nextInt(63);
      assertSurvives(BALANCE.is(BigDecimal.valueOf(unscaled, random.nextInt(20))));
    }
  }

  /** What a browser would round is printed as a string, and nothing else is. */
  @Test
  void numbers_thatADoubleRounds_arePrintedAsStrings() {
    assertThat(literal(AGE.is(9_007_199_254_740_991L))).isEqualTo("9007199254740991");
    assertThat(literal(AGE.is(9_007_199_254_740_992L))).isEqualTo("\"9007199254740992\"");
    assertThat(literal(AGE.is(-9_007_199_254_740_992L))).isEqualTo("\"-9007199254740992\"");
    assertThat(literal(AGE.is(Long.MIN_VALUE))).isEqualTo("\"-9223372036854775808\"");
    assertThat(literal(BALANCE.is(new BigDecimal("0.10")))).isEqualTo("0.1");
    assertThat(literal(BALANCE.is(new BigDecimal("1000")))).isEqualTo("1000");
    assertThat(literal(BALANCE.is(new BigDecimal("12345678901234567.89"))))
        .isEqualTo("\"12345678901234567.89\"");
    assertThat(literal(SCORE.is(5_000.0))).isEqualTo("5000");
    assertThat(literal(SCORE.is(0.1))).isEqualTo("0.1");
    assertThat(literal(SCORE.is(1e300))).isEqualTo("1.0E300");
  }

  private static String literal(Predicate predicate) {
    String json = PredicateJson.print(predicate);
    return json.substring(json.indexOf("\"is\":") + 5, json.length() - 2);
  }

  @Test
  void windows_keepEveryMillisecond() {
    SplittableRandom random = new SplittableRandom(1);
    long[] units = {1, 1_000, 60_000, 3_600_000, 86_400_000, 604_800_000};
    for (int i = 0; i < 1_000; i++) {
      long from = random.nextLong(50) * units[random.nextInt(units.length)];
      long to = from + (1 + random.nextLong(50)) * units[random.nextInt(units.length)];
      Window ago = Window.ago(Duration.ofMillis(from), Duration.ofMillis(to));
      assertSurvives(PURCHASE.in(ago).count().is(3));
      assertSurvives(PURCHASE.inLast(Duration.ofMillis(to)).did());
    }
  }

  @Test
  void days_andPeriods_keepOddBounds() {
    Duration week = Duration.ofDays(7);
    for (EventSource source : List.of(PURCHASE.inLast(week), PURCHASE.first())) {
      for (ZoneId zone : List.of(ZoneOffset.UTC, ZoneId.of("UTC"), ZoneOffset.ofHours(-3))) {
        assertSurvives(source.days(zone).atLeast(-1));
        assertSurvives(source.in(new Window.CalendarDays(1, zone, Window.Today.EXCLUDED)).did());
      }
      assertSurvives(source.periods(week, Integer.MAX_VALUE).moreThan(Long.MAX_VALUE));
      assertSurvives(source.periods(Window.DURATION_MAX, 1).is(0));
      assertSurvives(source.regularly(2, 3, 4, week));
    }
  }

  @Test
  void texts_keepEveryCharacter() {
    assertSurvives(EMAIL.is(""));
    assertSurvives(EMAIL.is("\"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028\u2029é№😀"));
    assertSurvives(EMAIL.is("x\"".repeat(16_384)));
    assertSurvives(EMAIL.matches("\\Q😀\\E[\"\\\\]\\x00"));
    assertSurvives(Predicate.inSegment("a\"b\\c\n😀"));
    assertSurvives(Predicate.inBuckets("", 0, 99));
  }

  /** Names that equal words of the form, in every place of a name. */
  @Test
  void names_mayEqualAnyWord() {
    String words =
        "all any not attribute event sequence inSegment bucket property where count sum window last"
            + " version name predicate is exists true null 1 \" \\ / ~ ~1 größe 😀 {} [] : ,";
    for (String word : words.split(" ")) {
      LongAttribute attribute = LongAttribute.of(word);
      LongProperty property = LongProperty.of(word);
      EventType type = EventType.of(word, property);
      Schema schema = Schema.builder().attributes(attribute).eventTypes(type).build();
      Predicate predicate =
          attribute
              .is(1)
              .and(type.where(property.is(1)).did())
              .and(type.then(type).without(type, type).thenNot(type, Duration.ofDays(1)).did())
              .and(type.sum(property).lessThan(5));

      assertThat(PredicateJson.parse(PredicateJson.print(predicate), schema))
          .as(word)
          .isEqualTo(predicate);
    }
  }

  @Test
  void lists_keepEveryLiteral() {
    assertSurvives(AGE.in(LongStream.range(0, ValueTest.LITERALS_MAX).boxed().toList()));
  }

  /** Everything as deep as an engine takes, in the forms that print the most brackets. */
  @Test
  void nesting_isReadAsDeepAsItIsPrinted() {
    EventFilter filter = ITEMS.is(1);
    for (int level = 2; level < Predicate.DEPTH_MAX; level++) {
      filter = new EventFilter.Or(List.of(filter));
    }
    List<Predicate> deep = new ArrayList<>();
    deep.add(PURCHASE.where(filter).did());
    EventSource pattern = PURCHASE.where(filter);
    deep.add(PURCHASE.then(PURCHASE).without(pattern).did());
    for (int kind = 0; kind < 3; kind++) {
      Predicate predicate = HOME.in(List.of(new GeoPoint(1, 2), new GeoPoint(3, 4)));
      for (int level = 1; level < Predicate.DEPTH_MAX; level++) {
        predicate =
            kind == 0
                ? predicate.not()
                : kind == 1 ? Predicate.anyOf(predicate) : Predicate.allOf(AGE.is(2), predicate);
      }
      deep.add(predicate);
    }

    deep.forEach(JsonRoundTripTest::assertReads);
    for (Predicate predicate : deep) {
      Predicate deeper = predicate.not();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PredicateJson.print(deeper))
          .withMessage("a predicate may be nested at most 200 levels deep");
      String json = PredicateJson.print(predicate);
      String nested = json.replace("\"predicate\":", "\"predicate\":{\"not\":") + "}";
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PredicateJson.parse(nested, SCHEMA))
          .isInstanceOf(JsonException.class)
          .withMessageContaining("a predicate may be nested at most 200 levels deep");
    }
  }

  private static void assertSurvives(Predicate predicate) {
    String json = assertReads(predicate);
    assertThat(FormSchema.faults(json)).as(json).isEmpty();
  }

  private static String assertReads(Predicate predicate) {
    String json = PredicateJson.print(predicate);
    assertThat(PredicateJson.parse(json, SCHEMA)).isEqualTo(predicate);
    return json;
  }
}

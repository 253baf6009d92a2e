// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.schema.EventType;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Schema;
import dev.muster.schema.StringProperty;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextExceptionTest {

  @Test
  void message_showsTheLineAndACaret() {
    TextException e = failure("country = 'IN'\n  and\tage > 'old'\r\n  and email exists");

    assertThat(e)
        .hasMessage(
            """
            line 2, column 13: expected a whole number (LONG), found the text 'old'
                and age > 'old'
                          ^""");
    assertThat(e.line()).isEqualTo(2);
    assertThat(e.column()).isEqualTo(13);
    assertThat(e.found()).isEqualTo("the text 'old'");
    assertThat(e.expected()).isEqualTo("a whole number (LONG)");
    assertThat(e.nearest()).isNull();
  }

  @Test
  void message_cutsLongLines() {
    String filler = "age = 1 and ".repeat(50);

    TextException e = failure(filler + "agee = 1 and " + filler + "age = 1");

    assertThat(e.column()).isEqualTo(601);
    assertThat(e.getMessage().lines()).hasSize(3).allMatch(line -> line.length() < 120);
    assertThat(e.getMessage().lines().skip(1).findFirst().orElseThrow())
        .startsWith("  …")
        .endsWith("…");
  }

  @Test
  void column_countsCharactersAndAllLineEnds() {
    assertThat(failure("country = '😀' and").column()).isEqualTo(18);
    assertThat(failure("\r\n\n\rage").line()).isEqualTo(4);
    assertThat(failure("-- a comment\nage").line()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          contry = 'IN'                     | 1  | an attribute               | country
          did purchse                       | 5  | an event type              | purchase
          did purchase (amuont > 1)         | 15 | a property of 'purchase'   | amount
          sum(purchase.amont) > 1           | 14 | a property of 'purchase'   | amount
          distinct(refnd.amount) > 1        | 10 | an event type              | refund
          did purchase (items = profile.ages) | 31 | an attribute              | age
          did purchase (day of week in ('munday')) | 31 | a day of the week such as 'monday' | monday
          """)
  void name_unknownSuggestsTheNearest(String text, int column, String expected, String nearest) {
    TextException e = failure(text);

    assertThat(e.column()).isEqualTo(column);
    assertThat(e.expected()).isEqualTo(expected);
    assertThat(e.nearest()).isEqualTo(nearest);
    assertThat(e).hasMessageContaining("; did you mean '" + nearest + "'?");
  }

  @Test
  void name_unknownMayBeNearNothing() {
    assertThat(failure("`x y z` = 1").nearest()).isNull();
    assertThat(failure("`x y z` = 1").found()).isEqualTo("the name `x y z`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                                | 1  | a condition
          age =                             | 6  | a whole number (LONG)
          age = 1.5                         | 7  | a whole number (LONG)
          age = 9223372036854775808         | 7  | a whole number (LONG)
          age = true                        | 7  | a whole number (LONG)
          score = 1e999                     | 9  | expected a finite DOUBLE, found Infinity
          score = 'x'                       | 9  | a number (DOUBLE)
          balance = '1'                     | 11 | a number (DECIMAL(2))
          balance = 1e200                   | 11 | at most 100 digits
          balance = 1e2147483648            | 11 | a number (DECIMAL(2))
          active = 1                        | 10 | true or false (BOOLEAN)
          active > true                     | 8  | 'exists', 'missing', '=', '!=', 'in' or 'not in'
          country = 5                       | 11 | a text in single quotes (STRING)
          country = IN                      | 11 | a text in single quotes (STRING)
          country matches 'a('              | 17 | pattern must be a regular expression
          country matches 5                 | 17 | a pattern in single quotes
          country not like 'x'              | 13 | 'starts with', 'ends with', 'contains' or 'equals'
          birthday = '2025-02-30'           | 12 | a date such as
          birthday = '+12345-01-01'         | 12 | expected a DATE in
          signed_up = 'noon'                | 13 | an instant such as
          signed_up = '2025-03-10T00:00:00.0001Z' | 13 | whole millisecond
          app = 'one'                       | 7  | a version such as
          home = 5                          | 8  | a point such as
          home = (91, 0)                    | 8  | latitude must be in [-90, 90]
          home = (1 2)                      | 11 | ','
          home within 5 miles of (1, 2)     | 15 | 'km' or 'm'
          status = 'x' for 7 days           | 18 | 'at least' or 'less than'
          status = 'x' for at least 0 days  | 14 | duration must be whole milliseconds in [1 ms
          status = 'x' for at least week    | 27 | a whole number
          status = 'x' at least 7 days      | 14 | 'for', 'and', 'or' or the end of the text
          status missing for at least 1 day | 16 | only a value that is there can be held
          missing(status) for at least 1 day | 17 | only a value that is there can be held
          country = 'x' for at least 7 days | 15 | changes of the attribute 'country' are not tracked
          (status = 'x') for at least 7 days | 16 | only a test of one attribute, without parentheses
          not (status = 'x') for at least 7 days | 20 | only a test of one attribute
          count(purchase) = 1 for at least 7 days | 21 | only a test of one attribute
          did purchase for at least 7 days  | 14 | 'and', 'or' or the end of the text
          did purchase (items = 1 for at least 7 days) | 25 | 'and', 'or' or ')'
          home within about 5 km            | 13 | a distance or 'box'
          home within box (1, 2) and (3, 4) | 24 | 'to'
          home within box (1, 2) to (91, 4) | 27 | latitude must be in [-90, 90]
          home within box (3, 2) to (1, 4)  | 6  | south above its north, south=3.0 north=1.0
          age within box (1, 2) to (3, 4)   | 5  | 'between'
          anniversary of age within next 7 days        | 1  | an anniversary needs DATE or TIMESTAMP
          anniversary of birthday in next 7 days       | 25 | 'within'
          anniversary of birthday within 7 days        | 32 | 'next'
          anniversary of birthday within next 367 days | 1  | days must be in [1, 366], days=367
          anniversary of birthday within next 0 days   | 1  | days must be in [1, 366], days=0
          anniversary of birthday within next 7 weeks  | 39 | 'day' or 'days'
          anniversary of birthday within next 7 days in 'Mars' | 47 | a time zone
          home within -5 km of (1, 2)       | 6  | metres must be finite and not negative
          tags = 'vip'                      | 6  | 'exists', 'missing', 'size' or 'has'
          tags has vip                      | 10 | 'any of', 'all of', 'none of' or a text
          tags size < 0                     | 11 | set size bounds
          tags size > 2147483647            | 11 | set size bounds
          tags size > 2147483648            | 13 | a set size must be in
          5 < active < 6                    | 1  | a range needs an ordered type
          5 < age                           | 8  | '<=' or '<'
          5 > age                           | 3  | '<=' or '<'
          age = 1 age = 2                   | 9  | 'and', 'or' or the end of the text
          (age = 1                          | 9  | 'and', 'or' or ')'
          age = 1)                          | 8  | 'and', 'or' or the end of the text
          age in (1, )                      | 12 | a whole number (LONG)
          age in (1 2)                      | 11 | ',' or ')'
          any of (age = 1 age = 2)          | 17 | 'and', 'or', ',' or ')'
          count = 1                         | 7  | '('
          last = 1                          | 1  | a condition (a reserved word as a name
          did count                         | 5  | the name of an event type (a reserved word
          did purchase at 3 times           | 14 | 'at least', 'at most'
          did purchase at least x times     | 23 | a number of times
          did purchase at least 3           | 24 | 'time' or 'times'
          did purchase in last 30           | 24 | a unit of time
          did purchase in last 1.5 days     | 22 | a whole number
          did purchase in last 365001 days  | 22 | at most 365000 days
          did purchase in last 0 days       | 14 | duration must be whole milliseconds
          did purchase between 9 and 3 days ago | 14 | the nearer edge must come first
          did purchase between 2 and 3      | 29 | a unit of time
          did purchase in last 7 calendar days | 37 | 'in'
          did purchase in last 7 calendar days in Z | 41 | a time zone
          did purchase in last 7 calendar days in 'Mars' | 41 | a time zone
          did purchase in last 0 calendar days in 'Z' | 14 | days must be in [1, 365000]
          did purchase in last 365001 calendar days in 'Z' | 22 | at most 365000 calendar days
          did purchase on 5 days            | 17 | 'at least', 'at most'
          did purchase on at least 5        | 27 | 'day' or 'days'
          days(purchase in Z) = 1           | 15 | ')'
          periods(purchase in 7 days) = 1   | 18 | 'at least'
          periods(purchase at least 0 times in 7 days) = 1 | 27 | [1, 2147483647]
          periods(purchase at least 1 time in 0 days) = 1 | 37 | length must be whole
          regularly purchase                | 19 | 'at least'
          regularly purchase at least 1 time in 5 of last 4 periods of 7 days | 39 | in [1, 4]
          regularly purchase at least 1 time in 1 of last 2 periods of 365000 days | 62 | all periods
          regularly purchase at least 1 time in 1 of last 2 periods of 0 days | 62 | length must be
          first = 1                         | 1  | a condition (a reserved word as a name
          regularly                         | 1  | a condition (a reserved word as a name
          last in (1)                       | 6  | the name of an event type (a reserved word
          did first purchase then refund    | 20 | 'and', 'or' or the end
          stopped purchase                  | 17 | '(' or 'for'
          stopped purchase for 30           | 24 | a unit of time
          stopped purchase for 30 days      | 29 | 'in last'
          stopped purchase for 0 days in last 1 day | 22 | must not be zero
          stopped purchase for 30 days in last 20 days | 30 | longer than the time for which it stopped, found PT480H and PT720H
          stopped purchase for 30 days in last 30 days | 30 | found PT720H and PT720H
          stopped purchase for 30 days in last 365001 days | 38 | at most 365000 days
          stopped purchase for 30 days in last 9 calendar days | 40 | a unit of time
          stopped purchse for 30 days in last 90 days | 9 | an event type
          stopped in last 90 days           | 1  | an attribute
          resumed purchase for 30 days      | 18 | '(' or 'in last'
          resumed purchase in last 7 days   | 32 | 'after'
          resumed purchase in last 7 days after 9 days | 39 | 'pause'
          resumed purchase in last 7 days after pause of 0 days in last 9 days | 48 | must not be zero
          resumed purchase in last 7 days after pause of 2 days in last 9 days | 55 | the pause and the time since together, found PT216H and PT216H
          resumed purchase in last 0 days after pause of 2 days in last 9 days | 26 | must not be zero
          did purchase then                 | 18 | the name of an event type
          did purchase then not refund      | 29 | 'within'
          did purchase then not refund within 0 days | 30 | within must be whole
          did purchase then refund within 5 | 34 | a unit of time
          did purchase then refund without refund | 40 | ',' or 'between'
          did purchase then not refund within 1 day then refund | 43 | the end of the text
          did purchase then refund at least 2 times | 26 | the end of the text
          did purchase then refnd           | 19 | an event type
          did purchase then refund holding  | 33 | the name of a property
          did purchase then refund holding amont | 34 | a property of 'purchase'
          did purchase then refund holding items | 34 | a property of 'refund'
          did purchase then purchase holding coupons | 36 | what is held has one value, and not a set of them, property=coupons
          did purchase then refund holding amount within 1 day | 41 | the end of the text
          did purchase ()                   | 15 | a condition
          did purchase (age = 1)            | 15 | a property of 'purchase'
          did purchase (time = 1)           | 15 | a property of 'purchase'
          did purchase (items = profile.)   | 31 | the name of an attribute
          did purchase (items = profile.1)  | 31 | the name of an attribute
          did purchase (items = profile.count) | 31 | the name of an attribute (a reserved word
          did purchase (items = profile)    | 23 | a whole number (LONG)
          did purchase (items > profile.balance) | 31 | property=items LONG attribute=balance DECIMAL(2)
          did purchase (category < profile.country) | 24 | property=category STRING operator=<
          did purchase (coupons = profile.tags) | 23 | sets by none
          did purchase (items in (profile.age)) | 25 | a whole number (LONG)
          did purchase (profile.age > 1)    | 15 | a property of 'purchase'
          age > profile.age                 | 7  | a whole number (LONG)
          did purchase (time of week)       | 23 | 'day'
          did purchase (time of day to '9') | 27 | 'from'
          did purchase (time of day from 9 to 5) | 32 | a time of day such as '18:30'
          did purchase (time of day from '9:00' to '10:00') | 32 | a time of day such as
          did purchase (time of day from '09:00' to '24:00') | 43 | a time of day such as
          did purchase (time of day from '09:00' to '10:00:00.0001') | 43 | whole millisecond
          did purchase (time of day from '09:00' to '09:00:00') | 15 | different times, from=09:00
          did purchase (time of day from '09:00' to '10:00' in 'Mars') | 54 | a time zone
          did purchase (day of month in (1)) | 22 | 'week'
          did purchase (day of week in ())  | 31 | a day of the week such as 'monday'
          did purchase (day of week in (monday)) | 31 | a day of the week such as
          did purchase (day of week in ('mo')) | 31 | a day of the week such as
          sum(purchase) > 1                 | 13 | '.'
          sum(purchase.category) > 1        | 14 | sum needs a numeric property
          min(purchase.category) > 'a'      | 14 | min needs a number
          country = 'open                   | 11 | a text with a closing '
          `open                             | 1  | a name with a closing `
          age = 1 & age = 2                 | 9  | a word, a number
          country = \u201Cx\u201D           | 11 | a word, a number
          """)
  void error_tellsPlaceAndExpectation(String text, int column, String expected) {
    TextException e = failure(text.translateEscapes());

    assertThat(e.expected()).as(e.getMessage()).contains(expected);
    assertThat(e.column()).as(e.getMessage()).isEqualTo(column);
    assertThat(e.line()).isEqualTo(1);
  }

  @Test
  void heldProperty_hasOneTypeInAllEvents() {
    Schema schema =
        Schema.builder()
            .eventTypes(
                EventType.of("a", LongProperty.of("p")), EventType.of("b", StringProperty.of("p")))
            .build();

    TextException e =
        catchThrowableOfType(
            TextException.class,
            () -> PredicateText.parse("did a then not b within 1 day holding p", schema));

    assertThat(e.column()).isEqualTo(39);
    assertThat(e)
        .hasMessageContaining(
            "what is held has one type in all events, found LONG and, in 'b', STRING");
  }

  @Test
  void text_inDoubleQuotesIsExplained() {
    assertThat(failure("country = \"IN\"").expected())
        .isEqualTo("a text in single quotes or a name in backticks");
  }

  @Test
  void text_hasALengthLimit() {
    String longest = "everyone" + " ".repeat(PredicateText.LENGTH_MAX - 8);

    assertThat(PredicateText.parse(longest, TextSchema.SCHEMA)).isEqualTo(Predicate.everyone());
    assertThat(failure(longest + " "))
        .hasMessageContaining("at most 4194304 characters, length=4194305");
  }

  @Test
  void literal_hasALengthLimit() {
    assertThat(failure("email = '" + "x".repeat(32_769) + "'"))
        .hasMessageContaining("text length must be in [0, 32768], length=32769");
    assertThat(failure("balance = " + "0".repeat(300)).expected()).startsWith("a number");
  }

  @Test
  void list_hasALimit() {
    String full = String.join(",", Collections.nCopies(ValueTest.LITERALS_MAX, "1"));

    assertThat(PredicateText.parse("age in (" + full + ")", TextSchema.SCHEMA))
        .isEqualTo(TextSchema.AGE.is(1));
    assertThat(failure("age in (" + full + ", 1)"))
        .hasMessageContaining("a list may have at most 65536 literals");
  }

  @Test
  void patterns_haveALimit() {
    String most = String.join(" or ", Collections.nCopies(1_000, "email matches 'a'"));

    assertThat(PredicateText.parse(most, TextSchema.SCHEMA)).isInstanceOf(Predicate.Or.class);
    assertThat(failure(most + " or did purchase (category matches 'a')"))
        .hasMessageContaining("at most 1000 regular expressions");
  }

  @Test
  void sequence_hasLimits() {
    String eleven = "did refund" + " then refund".repeat(10);
    String excluded = "did refund then refund without refund" + ", refund".repeat(10) + " between";

    assertThat(failure(eleven)).hasMessageContaining("a sequence has 2 to 10 steps, found 11");
    assertThat(failure(excluded)).hasMessageContaining("at most 10 patterns may be ruled out");
  }

  @Test
  void nesting_hasALimit() {
    String rule = "at most 400 parentheses and complements";
    int many = 1_000_000;

    assertThat(failure("(".repeat(many))).hasMessageContaining(rule);
    assertThat(failure("not ".repeat(many) + "everyone")).hasMessageContaining(rule);
    assertThat(failure("all of (".repeat(500_000))).hasMessageContaining(rule);
    assertThat(failure("did purchase (" + "(".repeat(many))).hasMessageContaining(rule);
    assertThat(failure("did purchase (" + "not ".repeat(many))).hasMessageContaining(rule);
    assertThat(failure("did refund then refund (" + "not ".repeat(many)))
        .hasMessageContaining(rule);
    assertThat(failure("not ".repeat(200) + "everyone"))
        .hasMessageContaining("nested at most 200 levels deep");
    assertThat(failure("not ".repeat(100) + "did purchase (" + "not ".repeat(99) + "true)"))
        .hasMessageContaining("nested at most 200 levels deep");
    assertThat(failure("did refund then refund (" + "not ".repeat(199) + "true)"))
        .hasMessageContaining("nested at most 200 levels deep");
  }

  @Test
  void print_refusesWhatNoEngineTakes() {
    Predicate deep = Predicate.everyone();
    for (int i = 0; i < 100_000; i++) {
      deep = deep.not();
    }
    Predicate tooDeep = deep;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PredicateText.print(tooDeep))
        .withMessageContaining("nested at most 200 levels deep");
    assertThat(tooDeep.toString()).startsWith("not (not (").contains("(…)");
  }

  private static TextException failure(String text) {
    TextException e =
        catchThrowableOfType(
            TextException.class, () -> PredicateText.parse(text, TextSchema.SCHEMA));
    assertThat(e).as("failure of %s", Token.shorten(text)).isNotNull();
    return e;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.predicate.ValueTest;
import dev.muster.text.TextSchema;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, where, and in which words. */
class JsonExceptionTest {

  @Test
  void message_tellsThePlaceTwiceAndTheNearestName() {
    JsonException e =
        refusal("{\"version\":1,\r\n \"predicate\":{\"attribute\":\"cuntry\",\"is\":1}}");

    assertThat(e)
        .hasMessage(
            "line 2, column 27, at /predicate/attribute: expected an attribute, found the text"
                + " \"cuntry\"; did you mean 'country'?");
    assertThat(e.line()).isEqualTo(2);
    assertThat(e.column()).isEqualTo(27);
    assertThat(e.pointer()).isEqualTo("/predicate/attribute");
    assertThat(e.found()).isEqualTo("the text \"cuntry\"");
    assertThat(e.expected()).isEqualTo("an attribute");
    assertThat(e.nearest()).isEqualTo("country");
  }

  @Test
  void pointer_escapesNames() {
    assertThat(refusal("{\"version\":1,\"a/b~c\":{},\"a/b~c\":{}}").pointer())
        .isEqualTo("/a~1b~0c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'version':2,'later':[]} | /version | expected version 1, the only one there is so far, found the number 2",
        "{'version':'1'} | /version | expected version 1, the only one there is so far, found the text \"1\"",
        "{'version':1.0} | /version | expected version 1, the only one there is so far, found the number 1.0",
        "{'predicate':{}} | `` | expected the member 'version', found an object with 'predicate'",
        "{'verson':1} | /verson | expected the member 'version', found the member 'verson'; did you mean 'version'?",
        "{'version':1} | `` | expected the member 'predicate', found an object with 'version'",
        "{'version':1,'predicate':{'all':[]},'name':'x'} | /name | expected no further member, found the member 'name'",
        "[] | `` | expected a JSON object, found an empty array",
      })
  void documents_areRefused(String json, String pointer, String message) {
    assertRefused(json.replace('\'', '"'), pointer, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'attribute':'age','iz':1} | /iz | did you mean 'is'?",
        "{'attribute':'active','lessThan':true} | `` | expected a test of BOOLEAN (one of 'exists', 'missing', 'is', 'isNot', 'in', 'notIn')",
        "{'attribute':'age','has':'x'} | `` | expected a test of LONG",
        "{'attribute':'tags','is':'x'} | `` | expected a test of STRING_SET",
        "{'attribute':'age'} | `` | found an object with 'attribute'",
        "{'attribute':'age','is':1,'isNot':2} | /isNot | found the member 'isNot'",
        "{'attribute':'age','atLeast':1,'moreThan':2} | /moreThan | expected no further member, or one of 'atMost', 'lessThan'",
        "{'attribute':'age','between':[1,2],'atMost':3} | /atMost | expected no further member",
        "{'attribute':'age','exists':false} | /exists | expected true, found false",
        "{'attribute':'age','is':null} | /is | expected a whole number, or a text with one (LONG), found null",
        "{'attribute':'age','is':1.0} | /is | found the number 1.0",
        "{'attribute':'age','is':1e3} | /is | found the number 1e3",
        "{'attribute':'age','is':'01'} | /is | found the text \"01\"",
        "{'attribute':'age','is':'+1'} | /is | found the text \"+1\"",
        "{'attribute':'age','is':9223372036854775808} | /is | found the number 9223372036854775808",
        "{'attribute':'age','is':true} | /is | found true",
        "{'attribute':'age','between':[1]} | /between | expected an array of two bounds (LONG), found an array of 1",
        "{'attribute':'age','in':[1,'x']} | /in/1 | found the text \"x\"",
        "{'attribute':'age','in':1} | /in | expected an array of literals (LONG), found the number 1",
        "{'attribute':'score','is':'1'} | /is | expected a number (DOUBLE), found the text \"1\"",
        "{'attribute':'score','is':1e999} | /is | expected a finite DOUBLE, found Infinity",
        "{'attribute':'balance','is':1e999999999} | /is | at most 100 digits on either side of the point",
        "{'attribute':'balance','is':1e-101} | /is | at most 100 digits on either side of the point",
        "{'attribute':'balance','is':1e9999999999} | /is | expected a number, or a text with one (DECIMAL(2))",
        "{'attribute':'balance','is':'NaN'} | /is | found the text \"NaN\"",
        "{'attribute':'country','is':7} | /is | expected a text (STRING), found the number 7",
        "{'attribute':'country','is':'\\ud83d'} | /is | text has half a surrogate pair at index 0",
        "{'attribute':'country','equals':'x','ignoringCase':'yes'} | /ignoringCase | expected true or false, found the text \"yes\"",
        "{'attribute':'country','is':'x','ignoringCase':true} | /ignoringCase | expected no further member",
        "{'attribute':'email','matches':'('} | /matches | pattern must be a regular expression in RE2 syntax",
        "{'attribute':'birthday','is':'2025-02-30'} | /is | expected a date such as \"2025-03-10\" (DATE)",
        "{'attribute':'birthday','is':'+10000-01-01'} | /is | expected a DATE in [-9999-01-01, 9999-12-31]",
        "{'attribute':'signed_up','is':'2025-03-10T08:30'} | /is | expected an instant such as",
        "{'attribute':'signed_up','is':'2025-03-10T08:30:00.0001Z'} | /is | an instant must be a whole millisecond",
        "{'attribute':'signed_up','is':1741595400000} | /is | found the number 1741595400000",
        "{'attribute':'app','is':'2.x'} | /is | expected a version such as \"2.11.0\" (VERSION)",
        "{'attribute':'home','is':{'lat':1}} | /is | expected the member 'lon', found an object with 'lat'",
        "{'attribute':'home','is':{'lat':91,'lon':0}} | /is | latitude must be in [-90, 90]",
        "{'attribute':'home','is':{'lat':1,'lon':0,'alt':2}} | /is/alt | expected no further member",
        "{'attribute':'home','is':[1,2]} | /is | expected a point such as",
        "{'attribute':'home','within':{'metres':-1,'of':{'lat':1,'lon':2}}} | /within | metres must be finite and not negative, metres=-1.0",
        "{'attribute':'home','within':{'metres':'5','of':{'lat':1,'lon':2}}} | /within/metres | expected a distance in metres",
        "{'attribute':'home','within':{'kilometres':5,'of':{'lat':1,'lon':2}}} | /within | expected the member 'metres'",
        "{'attribute':'tags','hasAny':'x'} | /hasAny | expected an array of literals (STRING)",
        "{'attribute':'home','withinBox':{'southWest':{'lat':2,'lon':2},'northEast':{'lat':1,'lon':2}}} | /withinBox | a box must not have its south above its north, south=2.0 north=1.0",
        "{'attribute':'home','withinBox':{'southWest':{'lat':2,'lon':2}}} | /withinBox | expected the member 'northEast'",
        "{'attribute':'birthday','anniversary':{'nextDays':0}} | /anniversary/nextDays | days must be in [1, 366], days=0",
        "{'attribute':'birthday','anniversary':{'nextDays':367}} | /anniversary/nextDays | a number of days must be in [0, 366], found 367",
        "{'attribute':'birthday','anniversary':7} | /anniversary | expected an object with a number of days",
        "{'attribute':'age','anniversary':{'nextDays':7}} | `` | expected a test of LONG",
        "{'attribute':'status','is':'x','forAtLeast':'PT0S'} | /forAtLeast | duration must be whole milliseconds in [1 ms, 365000 days]",
        "{'attribute':'status','missing':true,'forAtLeast':'P1D'} | /forAtLeast | only a value that is there can be held for some time",
        "{'attribute':'status','is':'x','forAtLeast':'P1D','forLessThan':'P2D'} | /forLessThan | expected no further member",
        "{'attribute':'age','is':1,'forLessThan':'P1D'} | /forLessThan | changes of the attribute 'age' are not tracked",
        "{'attribute':'tags','size':2} | /size | expected an object with a test of the size, found the number 2",
        "{'attribute':'tags','size':{'atLeast':-1}} | /size/atLeast | a set size must be in [0, 2147483647], found -1",
        "{'attribute':'tags','size':{'atLeast':12345678901}} | /size/atLeast | found 12345678901",
        "{'attribute':'tags','size':{'atLeast':1.5}} | /size/atLeast | expected a set size (a whole number)",
        "{'attribute':'tags','size':{'lessThan':0}} | /size | set size bounds must satisfy 0 <= min <= max",
        "{'attribute':'tags','size':{'is':1,'atMost':2}} | /size/atMost | expected no further member",
      })
  void tests_areRefused(String predicate, String pointer, String message) {
    assertRefused(document(predicate), "/predicate" + pointer, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7 | `` | expected a predicate (an object), found the number 7",
        "{} | `` | expected a predicate (one of 'all', 'any', 'not', 'attribute', 'event', 'sequence', 'inSegment', 'bucket'), found an empty object",
        "{'evnt':'purchase'} | /evnt | found the member 'evnt'; did you mean 'event'?",
        "{'all':{}} | /all | expected an array of objects, each a predicate, found an empty object",
        "{'all':[],'any':[]} | /any | expected no further member, found the member 'any'",
        "{'not':[]} | /not | expected a predicate (an object), found an empty array",
        "{'inSegment':' '} | /inSegment | a segment name must not be blank, name=' '",
        "{'bucket':'x','between':[5,4]} | /between | buckets must satisfy 0 <= low <= high < 100, low=5 high=4",
        "{'bucket':'x','between':[0,100]} | /between/1 | a bucket must be in [0, 99], found 100",
        "{'bucket':'x'} | `` | expected the member 'between'",
        "{'event':'purchas'} | /event | expected an event type, found the text \"purchas\"; did you mean 'purchase'?",
        "{'event':7} | /event | expected the name of an event type, found the number 7",
        "{'event':'purchase','were':{}} | /were | found the member 'were'; did you mean 'where'?",
        "{'event':'purchase','where':{'property':'amout','is':1}} | /where/property | expected a property of 'purchase', found the text \"amout\"; did you mean 'amount'?",
        "{'event':'purchase','where':{'attribute':'age','is':1}} | /where | expected a filter of the events of 'purchase' (one of 'all', 'any', 'not', 'property'",
        "{'event':'purchase','occurrence':'fist'} | /occurrence | expected \"first\" or \"last\", found the text \"fist\"; did you mean 'first'?",
        "{'event':'purchase','count':3} | /count | expected an object with a test, found the number 3",
        "{'event':'purchase','where':{'timeOfDay':['18:00']}} | /where/timeOfDay | expected an array of two times of day",
        "{'event':'purchase','where':{'timeOfDay':['18:00','25:00']}} | /where/timeOfDay/1 | expected a time of day such as \"18:30\", found the text \"25:00\"",
        "{'event':'purchase','where':{'timeOfDay':['18:00','18:00']}} | /where/timeOfDay | must begin and end at different times",
        "{'event':'purchase','where':{'timeOfDay':['18:00','19:00:00.0001']}} | /where/timeOfDay/1 | a time of day must be a whole millisecond",
        "{'event':'purchase','where':{'dayOfWeek':[]}} | /where/dayOfWeek | a day of the week must be one of some",
        "{'event':'purchase','where':{'dayOfWeek':['munday']}} | /where/dayOfWeek/0 | did you mean 'monday'?",
        "{'event':'purchase','where':{'dayOfWeek':['monday'],'zone':'Mars'}} | /where/zone | expected a time zone",
        "{'event':'purchase','where':{'property':'amount','moreThan':{'attribute':'balanc'}}} | /where/moreThan/attribute | did you mean 'balance'?",
        "{'event':'purchase','where':{'property':'amount','moreThan':{'attribute':'age'}}} | /where/moreThan/attribute | a property is compared with an attribute of its own type",
        "{'event':'purchase','where':{'property':'category','moreThan':{'attribute':'country'}}} | /where/moreThan/attribute | numbers, dates and timestamps are compared with attributes by any operator",
        "{'event':'purchase','where':{'property':'amount','moreThan':{'attribute':'balance'},'atMost':7}} | /where/atMost | expected no further member",
        "{'event':'purchase','where':{'property':'amount','is':{'attribute':'balance','of':1}}} | /where/is/of | expected no further member",
        "{'attribute':'balance','is':{'attribute':'age'}} | /is | expected a number, or a text with one (DECIMAL(2)), found an object",
        "{'event':'purchase','count':{}} | /count | expected a test of LONG",
        "{'event':'purchase','count':{'is':1},'sum':{}} | /sum | expected no further member",
        "{'event':'purchase','sum':{'moreThan':1}} | /sum | expected the member 'property'",
        "{'event':'purchase','sum':{'property':'category','moreThan':1}} | /sum/property | sum needs a numeric property, property=category type=STRING",
        "{'event':'purchase','max':{'property':'category','exists':true}} | /max/property | max needs a number, date or timestamp",
        "{'event':'purchase','distinct':{'property':'coupons','is':1}} | /distinct/property | distinct needs a property with one value",
        "{'event':'purchase','days':{'zone':'Mars','is':1}} | /days/zone | expected a time zone such as \"Asia/Kolkata\", found the text \"Mars\"",
        "{'event':'purchase','periods':{'length':'P7D','timesMin':0,'is':1}} | /periods | timesMin must be positive, timesMin=0",
        "{'event':'purchase','periods':{'length':'PT0S','timesMin':1,'is':1}} | /periods | length must be whole milliseconds in [1 ms, 365000 days]",
        "{'event':'refund','window':{'lasts':'P1D'}} | /window/lasts | did you mean 'last'?",
        "{'event':'refund','window':{'last':'P1M'}} | /window/last | expected a duration such as \"P30D\"",
        "{'event':'refund','window':{'last':30}} | /window/last | found the number 30",
        "{'event':'refund','window':{'last':'PT0S'}} | /window/last | duration must be whole milliseconds in [1 ms, 365000 days]",
        "{'event':'refund','window':{'ago':['P3D','P1D']}} | /window/ago | the nearer edge must come first",
        "{'event':'refund','window':{'ago':'P3D'}} | /window/ago | expected an array of two durations",
        "{'event':'refund','window':{'between':['2025-01-02','2025-01-01']}} | /window/between | a window must not be empty",
        "{'event':'refund','window':{'since':'yesterday'}} | /window/since | expected an instant such as",
        "{'event':'refund','window':{'calendarDays':0,'zone':'Z'}} | /window/calendarDays | days must be in [1, 365000], days=0",
        "{'event':'refund','window':{'calendarDays':365001,'zone':'Z'}} | /window/calendarDays | a number of days must be in [0, 365000], found 365001",
        "{'event':'refund','window':{'calendarDays':1}} | /window | expected the member 'zone'",
        "{'event':'refund','window':{'last':'P1D','since':'2025-01-01'}} | /window/since | expected no further member",
        "{'sequence':[]} | /sequence | a sequence has 2 to 10 steps, found 0",
        "{'sequence':[{'event':'refund'}]} | /sequence | a sequence has 2 to 10 steps, found 1",
        "{'sequence':[{'event':'refund','within':'P1D'},{'event':'refund'}]} | /sequence | the first step follows none",
        "{'sequence':[{'event':'refund'},{'evnt':'refund'}]} | /sequence/1/evnt | did you mean 'event'?",
        "{'sequence':[{'event':'refund'}],'thenNot':{'event':'refund'}} | /thenNot | expected the member 'within'",
        "{'sequence':[{'event':'refund'}],'thenNot':{'event':'refund','within':'PT0S'}} | /thenNot | within must be whole milliseconds in [1 ms, 365000 days]",
        "{'sequence':[{'event':'refund'},{'event':'refund','strictly':1}]} | /sequence/1/strictly | expected true or false",
        "{'sequence':[{'event':'refund'},{'event':'purchase'}],'holding':'category'} | /holding | expected a property of 'refund', found the text \"category\"",
        "{'sequence':[],'holding':'amount'} | /holding | a sequence without steps holds nothing",
        "{'sequence':[{'event':'purchase'},{'event':'purchase'}],'holding':'coupons'} | /holding | what is held has one value, and not a set of them",
        "{'sequence':[{'event':'refund'},{'event':'refund','without':{'event':'refund'}}]} | /sequence/1/without | expected an array of events ruled out",
      })
  void kinds_areRefused(String predicate, String pointer, String message) {
    assertRefused(document(predicate), "/predicate" + pointer, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "`` | 1 | expected a JSON object, found the end of the text",
        "{ | 2 | not JSON: the text ends in the middle",
        "[1, | 4 | not JSON: the text ends in the middle",
        "{'a':'b | 8 | not JSON: the text ends in the middle",
        "{'a':1,} | 8 | not JSON: Unexpected character ('}' (code 125))",
        "{'a' 1} | 6 | not JSON: Unexpected character ('1' (code 49))",
        "{a:1} | 2 | not JSON: Unexpected character ('a' (code 97))",
        "{'a':01} | 7 | not JSON: Invalid numeric value",
        "{'a':NaN} | 9 | not JSON: Non-standard token 'NaN'",
        "{} {} | 4 | expected the end of the document, found '{'",
        "{'a':1,'a':2} | 8 | a member may not come twice, name='a'",
        "/*x*/{} | 1 | not JSON: ",
      })
  void malformedTexts_areRefused(String json, int column, String message) {
    JsonException e = refusal(json.replace('\'', '"'));

    assertThat(e.getMessage()).startsWith("line 1, column " + column).contains(message);
    assertThat(e.getMessage()).doesNotContain("Jackson", "Stream", "JsonReadFeature", "REDACTED");
  }

  @Test
  void documents_areRefusedBeyondTheirLimits() {
    String long4Mi = " ".repeat(PredicateJson.LENGTH_MAX);
    assertThat(refusal(long4Mi)).hasMessageContaining("found the end of the text");
    assertThat(refusal(long4Mi + " "))
        .hasMessage(
            "line 1, column 4194305: a document may have at most 4194304 characters,"
                + " length=4194305");

    assertThat(refusal("[".repeat(TreeReader.NESTING_MAX + 1)))
        .hasMessageContaining("at most 420 objects and arrays may be inside each other");
    assertThat(refusal("[".repeat(TreeReader.NESTING_MAX)))
        .hasMessageContaining("the text ends in the middle");
    assertThat(refusal("[".repeat(PredicateJson.LENGTH_MAX)))
        .hasMessageContaining("at most 420 objects and arrays");

    String list = String.join(",", Collections.nCopies(ValueTest.LITERALS_MAX + 1, "1"));
    assertThat(refusal(document("{'attribute':'age','in':[" + list + "]}")))
        .hasMessageContaining("a list may have at most 65536 literals");

    String pattern = "{'attribute':'email','matches':'a'}";
    String patterns = String.join(",", Collections.nCopies(PredicateJson.PATTERNS_MAX, pattern));
    assertThat(PredicateJson.parse(document("{'all':[" + patterns + "]}"), TextSchema.SCHEMA))
        .isNotNull();
    assertThat(refusal(document("{'all':[" + patterns + "," + pattern + "]}")))
        .hasMessageContaining("a document may have at most 1000 regular expressions");

    String values = String.join(",", Collections.nCopies(PredicateJson.VALUES_MAX - 1, "0"));
    assertThat(refusal("[" + values + "]")).hasMessageContaining("expected a JSON object");
    assertThat(refusal("[" + values + ",0]"))
        .hasMessageEndingWith("a document may have at most 500000 values");

    String number = "1".repeat(257);
    assertThat(refusal(document("{'attribute':'score','is':" + number + "}")))
        .hasMessageContaining("expected a number (DOUBLE)");
    assertThat(refusal(document("{'attribute':'country','is':'" + "x".repeat(32_769) + "'}")))
        .hasMessageContaining("text length must be in [0, 32768], length=32769");
  }

  /** As long as a document may be, and everything in one place: no cost is more than linear. */
  @Test
  void longDocuments_areReadInBoundedTime() {
    int millions = 1_000_000;
    StringBuilder names = new StringBuilder("{");
    for (int i = 0; i < 300_000; i++) {
      names.append('"').append(i).append("\":1,");
    }
    for (String json :
        new String[] {
          "1".repeat(4 * millions),
          "[" + "1,".repeat(2 * millions) + "1]",
          "\"" + "\\n".repeat(2 * millions) + "\"",
          "{\"" + "n".repeat(4 * millions) + "\":1}",
          names.append("\"version\":1,\"predicate\":{}}").toString(),
          document("{'all':[" + "{'all':[]},".repeat(300_000) + "{}]}"),
          document("{'attribute':'" + "x".repeat(4 * millions) + "'}"),
        }) {
      long start = System.nanoTime();
      JsonException e = refusal(json);
      assertThat(e.getMessage()).hasSizeLessThan(2_000);
      assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }
  }

  @Test
  void column_countsCharactersNotUnits() {
    assertThat(refusal("{\"😀\":1,\"version\":3}").column()).isEqualTo(18);
  }

  private static String document(String predicate) {
    return FormPage.document(predicate.replace('\'', '"'));
  }

  private static void assertRefused(String json, String pointer, String message) {
    JsonException e = refusal(json);
    assertThat(e).hasMessageContaining(message);
    assertThat(e.pointer()).isEqualTo(pointer);
  }

  private static JsonException refusal(String json) {
    JsonException e =
        catchThrowableOfType(
            JsonException.class, () -> PredicateJson.parse(json, TextSchema.SCHEMA));
    assertThat(e).as("refusal of: %.200s", json).isNotNull();
    return e;
  }
}

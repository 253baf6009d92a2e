// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvEventsTest {

  private static final EventColumns COLUMNS =
      new EventColumns(
          "who",
          "when",
          TimeText.ISO,
          "what",
          null,
          List.of(PropertyColumn.parse("paid:decimal(2):amount"), PropertyColumn.parse("n:long")));

  private static final String HEADER = "who,when,what,paid,n\n";

  private final List<String> reports = new ArrayList<>();
  private final List<String> events = new ArrayList<>();

  @Test
  void read_makesAnEventOfEachLine() throws IOException {
    read(HEADER + "00012,1997-01-01,buy,12.5,2\n\"a,b\",1997-01-02T03:04:05Z,look,,\n");

    assertThat(events)
        .containsExactly(
            "buy of 00012 at 1997-01-01T00:00:00Z {amount=12.50, n=2}",
            "look of a,b at 1997-01-02T03:04:05Z {}");
    assertThat(reports).isEmpty();
  }

  @Test
  void read_findsColumnsByName_whateverTheirOrder() throws IOException {
    read("other,n,what,when,who,paid\nx,1,buy,0,ana,2\n");

    assertThat(events).containsExactly("buy of ana at 1970-01-01T00:00:00Z {amount=2.00, n=1}");
  }

  @Test
  void read_withAFixedType_needsNoTypeColumn() throws IOException {
    EventColumns columns = new EventColumns("who", "when", TimeText.ISO, null, "buy", List.of());

    read("who,when\nana,0\n", columns, BadLines.Policy.SKIP);

    assertThat(events).containsExactly("buy of ana at 1970-01-01T00:00:00Z {}");
  }

  @Test
  void read_passesOverAByteOrderMark() throws IOException {
    read("\uFEFF" + HEADER + "ana,0,buy,1,1\n");

    assertThat(events).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`ana,0,buy,1`, `expected 5 fields, found 4`",
        "`ana,0,buy,1,2,3`, `expected 5 fields, found 6`",
        "`,0,buy,1,2`, `column 'who' is blank: whose event is it?`",
        "`  ,0,buy,1,2`, `column 'who' is blank: whose event is it?`",
        "`ana,,buy,1,2`, `column 'when' should be a time, found \"\"`",
        "`ana,monday,buy,1,2`, `column 'when' should be a time, found \"monday\"`",
        "`ana,1997-02-29,buy,1,2`, `column 'when' should be a time, found \"1997-02-29\"`",
        "`ana,0,buy,1.005,2`, `column 'paid' should be DECIMAL(2), found \"1.005\"`",
        "`ana,0,buy,1,two`, `column 'n' should be LONG, found \"two\"`",
        "`ana,0,buy,1,NaN`, `column 'n' should be LONG, found \"NaN\"`",
        "`ana,0,bu\uFFFD,1,2`, `column 'what' has bytes that are not UTF-8`",
        "`ana,0,\"buy\"s,1,2`, `unexpected character after closing quote: 's' (0x73)`"
      })
  void read_reportsABadLineWithNumberAndReason_andGoesOn(String line, String reason)
      throws IOException {
    BadLines badLines = read(HEADER + "ben,0,buy,1,1\n\n" + line + "\ncleo,0,buy,1,1\n");

    assertThat(reports).containsExactly("line 4: " + reason);
    assertThat(badLines.count()).isEqualTo(1);
    assertThat(events).hasSize(2);
  }

  @Test
  void read_ofABlankTypeOrTooLongAnId_isABadLine() throws IOException {
    read(HEADER + "ana,0, ,1,2\n" + "x".repeat(256) + ",0,buy,1,2\n");

    assertThat(events).isEmpty();
    assertThat(reports).hasSize(2);
    assertThat(reports.get(0)).startsWith("line 2: column 'what': ").contains("not all blank");
    assertThat(reports.get(1)).startsWith("line 3: column 'who': ").contains("255 bytes");
  }

  @Test
  void read_ofATimeBeyondTheYear9999_isABadLine() throws IOException {
    read(HEADER + "ana,999999999999999999,buy,1,2\n");

    assertThat(reports).singleElement().asString().contains("line 2: ", "9999");
  }

  @Test
  void read_thatMustNotSkip_failsAtTheFirstBadLine() {
    String text = HEADER + "ana,0,buy,1,1\nben,0,buy,1\ncleo,0,buy,1,1\n";

    assertThatThrownBy(() -> read(text, COLUMNS, BadLines.Policy.FAIL))
        .isInstanceOf(DataException.class)
        .hasMessage("line 3: expected 5 fields, found 4");
    assertThat(events).hasSize(1);
  }

  @Test
  void read_reportsOnlyTheFirstBadLines_andCountsAll() throws IOException {
    BadLines badLines = read(HEADER + "bad\n".repeat(7));

    assertThat(badLines.count()).isEqualTo(7);
    assertThat(reports).hasSize(4).last().isEqualTo("further bad lines are counted and not shown");
  }

  @Test
  void read_withoutAColumn_tellsWhichThereAre() {
    assertThatThrownBy(() -> read("who,when,type\n"))
        .isInstanceOf(MissingColumnException.class)
        .hasMessage("there is no column 'what'; the columns are who, when, type");
  }

  @Test
  void read_withAColumnTwice_isRefused() {
    assertThatThrownBy(() -> read("who,when,what,what,paid,n\n"))
        .isInstanceOf(DataException.class)
        .hasMessage("the header has the column 'what' 2 times");
  }

  @Test
  void read_ofNothing_missesTheHeader() {
    assertThatThrownBy(() -> read(""))
        .isInstanceOf(DataException.class)
        .hasMessage("the file is empty: there is no header line");
  }

  @Test
  void read_ofABrokenHeader_isRefused() {
    assertThatThrownBy(() -> read("\"who\"x,when\n"))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("line 1: the header is broken: unexpected character");
  }

  @Test
  void read_ofTooManyTypes_suspectsTheColumn() {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i <= CsvEvents.EVENT_TYPES_MAX; i++) {
      text.append("ana,0,type").append(i).append(",1,1\n");
    }

    assertThatThrownBy(() -> read(text.toString()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("column 'what' has more than 1000 different values");
  }

  @Test
  void columns_withTwoPropertiesOfOneName_areRefused() {
    List<PropertyColumn> twice =
        List.of(PropertyColumn.parse("a:long:n"), PropertyColumn.parse("b:long:n"));

    assertThatThrownBy(() -> new EventColumns("who", "when", TimeText.ISO, null, "buy", twice))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("property=n");
  }

  @Test
  void columns_withNeitherOrBothKindsOfType_areRefused() {
    assertThatThrownBy(() -> new EventColumns("who", "when", TimeText.ISO, null, null, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type=null fixedType=null");
    assertThatThrownBy(() -> new EventColumns("who", "when", TimeText.ISO, "a", "b", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("type=a fixedType=b");
  }

  private BadLines read(String text) throws IOException {
    return read(text, COLUMNS, BadLines.Policy.SKIP);
  }

  private BadLines read(String text, EventColumns columns, BadLines.Policy policy)
      throws IOException {
    BadLines badLines = new BadLines(policy, 3, reports::add);
    new CsvEvents(columns, badLines)
        .read(new StringReader(text), found -> events.add(found.event().toString()));
    return badLines;
  }
}

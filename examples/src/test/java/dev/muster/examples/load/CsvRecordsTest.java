// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordsTest {

  @Test
  void next_readsQuotedFieldsAndSkipsEmptyLines() throws IOException {
    assertThat(read("a,b\n\n1,\"x\ny\"\n\"say \"\"hi\"\"\",2\n"))
        .containsExactly("1 [a, b]", "3 [1, x\ny]", "5 [say \"hi\", 2]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void next_goesOnBehindABrokenQuote_whateverTheLineEnd(String end) throws IOException {
    String text = String.join(end, "1,2", "", "\"x\"y,3", "4,5", "6,\"7\"8", "9,10");

    assertThat(read(text))
        .containsExactly(
            "1 [1, 2]",
            "3 unexpected character after closing quote: 'y' (0x79)",
            "4 [4, 5]",
            "5 unexpected character after closing quote: '8' (0x38)",
            "6 [9, 10]");
  }

  @Test
  void next_afterAQuoteThatIsNeverClosed_readsTheLinesItSwallowed() throws IOException {
    List<String> found = read("1,2\n3,\"4\n5,6\n7,8\n");

    assertThat(found).hasSize(4).contains("1 [1, 2]", "3 [5, 6]", "4 [7, 8]");
    assertThat(found.get(1)).startsWith("2 ").containsIgnoringCase("quote");
  }

  @Test
  void next_afterAnEndlessField_goesOnBehindItsFirstLine() throws IOException {
    String endless = "x,y\n".repeat(CsvRecords.RECORD_LENGTH_MAX / 2);

    List<String> found = read("1,2\n3,\"4\n" + endless);

    assertThat(found).hasSize(2 + CsvRecords.RECORD_LENGTH_MAX / 2);
    assertThat(found.get(1)).isEqualTo("2 no end of field within 1048576 characters");
    assertThat(found.get(2)).isEqualTo("3 [x, y]");
  }

  /** However the text is cut into reads, the same records on the same lines come out. */
  @Test
  void next_doesNotDependOnHowMuchTheSourceGivesAtOnce() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      text.append(i % 7 == 0 ? "\"a\"b,1\r\n" : i % 5 == 0 ? "\"c\r\nd\",2\r\n" : "e,3\r\n");
    }

    assertThat(read(new Trickle(text.toString()))).isEqualTo(read(text.toString()));
  }

  private static List<String> read(String text) throws IOException {
    return read(new StringReader(text));
  }

  private static List<String> read(Reader text) throws IOException {
    CsvRecords records = new CsvRecords(text);
    List<String> found = new ArrayList<>();
    while (true) {
      try {
        CsvRecord next = records.next();
        if (next == null) {
          return found;
        }
        found.add(records.line() + " " + next.getFields());
      } catch (MalformedLineException e) {
        found.add(records.line() + " " + e.reason());
      }
    }
  }

  /** Gives one to three characters at a time. */
  private static final class Trickle extends Reader {

    private final StringReader source;
    private int reads;

    Trickle(String text) {
      this.source = new StringReader(text);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      return source.read(target, offset, Math.min(length, 1 + reads++ % 3));
    }

    @Override
    public void close() {
      source.close();
    }
  }
}

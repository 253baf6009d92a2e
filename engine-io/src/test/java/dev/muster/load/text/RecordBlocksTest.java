// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.load.RecordSink;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cutting a CSV file into blocks of records changes nothing about what its records are. */
class RecordBlocksTest {

  private static final CsvFormat FORMAT = new CsvFormat(',', '"');
  private static final List<String> HEADER = List.of("a", "b");

  @TempDir Path directory;

  @Test
  void records_areQuotedFieldsAndNoEmptyLines() throws IOException {
    assertThat(read("a,b\n\n1,\"x\ny\"\n\"say \"\"hi\"\"\",2\n", 1_000))
        .containsExactly("1 [a, b]", "3 [1, x\ny]", "5 [say \"hi\", 2]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void records_goOnBehindABrokenQuote_whateverTheLineEnd(String end) throws IOException {
    String text = String.join(end, "1,2", "", "\"x\"y,3", "4,5", "6,\"7\"8", "9,10");

    for (int block = 1; block < 20; block++) {
      assertThat(read(text, block))
          .containsExactly(
              "1 [1, 2]",
              "3 unexpected character after closing quote: 'y'",
              "4 [4, 5]",
              "5 unexpected character after closing quote: '8'",
              "6 [9, 10]");
    }
  }

  @Test
  void aQuoteThatIsNeverClosed_leavesTheLinesItSwallowed() throws IOException {
    assertThat(read("1,2\n3,\"4\n5,6\n7,8\n", 5))
        .containsExactly(
            "1 [1, 2]", "2 a quote is opened and never closed", "3 [5, 6]", "4 [7, 8]");
  }

  @Test
  void anEndlessField_isPassedOverByItsFirstLine() throws IOException {
    int lines = RecordBlocks.RECORD_BYTES_MAX / 4 + 100_000;

    List<String> found = read("1,2\n3,\"4\n" + "x,y\n".repeat(lines), 1 << 16);

    assertThat(found).hasSize(2 + lines);
    assertThat(found.get(1)).isEqualTo("2 no end of record within 1048576 bytes");
    assertThat(found.get(2)).isEqualTo("3 [x, y]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void anEndlessLine_isPassedOver_withoutBeingKept(String end) throws IOException {
    String endless = "z".repeat(3 * RecordBlocks.RECORD_BYTES_MAX);

    for (int block : new int[] {60_000, 1 << 16, 1 << 20}) {
      assertThat(read("1,2" + end + endless + end + "3,4" + end, block))
          .containsExactly("1 [1, 2]", "2 no end of record within 1048576 bytes", "3 [3, 4]");
    }
  }

  @Test
  void aRecordOfTheGreatestLength_isOne_andALongerIsNot() throws IOException {
    String longest = "x".repeat(RecordBlocks.RECORD_BYTES_MAX - 3);

    assertThat(read(longest + ",y\n1,2\n", 1 << 18))
        .containsExactly("1 [" + longest + ", y]", "2 [1, 2]");
    assertThat(read(longest + "x,y\n1,2\n", 1 << 18))
        .containsExactly("1 no end of record within 1048576 bytes", "2 [1, 2]");
  }

  @Test
  void bytesThatAreNotUtf8_onlyCostTheirRecord() throws IOException {
    byte[] bytes = "1,2\n3,\"ü\n?\"\n5,6\n".getBytes(StandardCharsets.UTF_8);
    assertThat(read(bytes, 100)).containsExactly("1 [1, 2]", "2 [3, ü\n?]", "4 [5, 6]");

    bytes["1,2\n3,\"ü\n".getBytes(StandardCharsets.UTF_8).length] = (byte) 0xFC;

    assertThat(read(bytes, 100))
        .containsExactly("1 [1, 2]", "2 there are bytes that are not UTF-8", "4 [5, 6]");
  }

  /**
   * Texts of the few characters that matter, in blocks of all sizes, against one parser for each
   * line at which a record may begin.
   */
  @SeededTest(count = 100)
  void records_agreeWithAParserForEachLine(long seed) throws IOException {
    RandomChoice random = new RandomChoice(seed);
    StringBuilder text = new StringBuilder();
    int length = random.below(60);
    for (int i = 0; i < length; i++) {
      text.append(random.of(List.of("\"", "\"", ",", "\n", "\r", "\r\n", "a", "bc", "ü")));
    }
    List<String> expected = PlainCsv.read(text.toString());

    for (int block = 1; block < 30; block += 1 + random.below(4)) {
      assertThat(read(text.toString(), block)).as("block of %s bytes", block).isEqualTo(expected);
    }
  }

  private List<String> read(String text, int blockBytes) throws IOException {
    return read(text.getBytes(StandardCharsets.UTF_8), blockBytes);
  }

  /** Every record with its line; those with another number of fields by that number. */
  private List<String> read(byte[] content, int blockBytes) throws IOException {
    Path file = directory.resolve("f.csv");
    Files.write(file, content);
    List<String> found = new ArrayList<>();
    RecordSink sink =
        new RecordSink() {
          @Override
          public void record(long line, @Nullable Object[] values, Map<String, Object> others) {
            List<String> texts =
                Arrays.stream(values).map(value -> value == null ? "" : value.toString()).toList();
            found.add(line + " " + texts);
          }

          @Override
          public void malformed(long line, String reason) {
            found.add(line + " " + reason);
          }
        };
    try (RecordBlocks blocks = new RecordBlocks(file, blockBytes, FORMAT.cutter())) {
      for (TextCut cut = blocks.next(); cut != null; cut = blocks.next()) {
        new CsvDecoding(FORMAT, HEADER, HEADER, false, sink).decode(cut);
      }
    }
    return found;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.load.RecordChunk;
import dev.muster.load.RecordSink;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
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
import org.junit.jupiter.params.provider.CsvSource;

class NdjsonSourceTest {

  @TempDir Path directory;

  private final List<@Nullable Object[]> records = new ArrayList<>();
  private final List<Map<String, Object>> rest = new ArrayList<>();
  private final List<String> malformed = new ArrayList<>();

  @Test
  void values_keepTheirTypes() throws IOException {
    read(
        "{\"a\":\"x\",\"b\":7,\"c\":1.50,\"d\":true,\"e\":null,\"f\":[\"p\",1],\"g\":12345678901234567890}\n",
        List.of("a", "b", "c", "d", "e", "f", "g"));

    assertThat(records.get(0))
        .containsExactly(
            "x",
            7L,
            new BigDecimal("1.50"),
            true,
            null,
            List.of("p", 1L),
            new BigInteger("12345678901234567890"));
  }

  @Test
  void objectsInObjects_becomePaths() throws IOException {
    read(
        "{\"a\":{\"b\":{\"c\":1,\"x\":2}},\"n\":{},\"a.d\":3}\n{\"a\":5}\n",
        List.of("a.b.c", "a.d"));

    assertThat(records.get(0)).containsExactly(1L, 3L);
    assertThat(rest.get(0)).isEqualTo(Map.of("a.b.x", 2L));
    assertThat(records.get(1)).containsExactly(null, null);
    assertThat(rest.get(1)).isEqualTo(Map.of("a", 5L));
  }

  @Test
  void anObjectThatIsWantedAsAWhole_isAMap() throws IOException {
    read("{\"a\":{\"lat\":1.5,\"lon\":2}}\n", List.of("a"));

    assertThat(records.get(0)).containsExactly(Map.of("lat", new BigDecimal("1.5"), "lon", 2L));
  }

  @Test
  void blankLines_arePassedOver_andCounted() throws IOException {
    read("\n  \t\r\n{\"a\":1}\r\n\n{\"a\":2}", List.of("a"));

    assertThat(records).hasSize(2);
    assertThat(malformed).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`[1]`, `expected a JSON object`",
        "`1`, `expected a JSON object`",
        "`{\"a\":1} x`, `not JSON`",
        "`{\"a\":1}{\"a\":1}`, `there is something behind the JSON object`",
        "`{\"a\":1,\"a\":2}`, `duplicate`",
        "`{\"b\":{\"c\":1},\"b.c\":2}`, `the field 'b.c' is there twice`",
        "`{\"z\":{\"c\":1},\"z.c\":2}`, `the field 'z.c' is there twice`",
        "`{\"a\":1`, `not JSON`",
        "`{a:1}`, `not JSON: unexpected character`",
        "`{\"a\":NaN}`, `not JSON`",
        "`{\"a\":01}`, `not JSON`",
        "`{\"a\":\"\u0007\"}`, `not JSON`"
      })
  void aLineThatIsNoObject_isMalformed_andTheNextIsRead(String line, String reason)
      throws IOException {
    read("{\"a\":1}\n" + line + "\n{\"a\":2}\n", List.of("a", "b.c"));

    assertThat(malformed).singleElement().asString().startsWith("2 ").contains(reason);
    assertThat(records).hasSize(2);
  }

  @Test
  void deepNesting_isMalformed() throws IOException {
    String deep = "{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}\n";
    String fine = "{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}\n";

    read(deep + fine, List.of());

    assertThat(malformed).singleElement().asString().startsWith("1 ").contains("nesting");
    assertThat(records).hasSize(1);
  }

  @Test
  void aLineThatIsTooLong_isMalformed() throws IOException {
    read("{\"a\":\"" + "x".repeat(2_000_000) + "\"}\n{\"a\":1}\n", List.of("a"));

    assertThat(malformed).containsExactly("1 no end of record within 1048576 bytes");
    assertThat(records).hasSize(1);
  }

  @Test
  void bytesThatAreNotUtf8_areMalformed() throws IOException {
    Path file = directory.resolve("f.ndjson");
    Files.write(file, "{\"a\":\"\u00FC\"}\n{\"a\":1}\n".getBytes(StandardCharsets.ISO_8859_1));

    read(file, List.of("a"));

    assertThat(malformed).containsExactly("1 there are bytes that are not UTF-8");
    assertThat(records).hasSize(1);
  }

  private void read(String text, List<String> wanted) throws IOException {
    Path file = directory.resolve("f.ndjson");
    Files.writeString(file, text);
    read(file, wanted);
  }

  private void read(Path file, List<String> wanted) throws IOException {
    RecordSink sink =
        new RecordSink() {
          @Override
          public void record(long line, @Nullable Object[] values, Map<String, Object> others) {
            records.add(Arrays.copyOf(values, values.length));
            rest.add(others);
          }

          @Override
          public void malformed(long line, String reason) {
            malformed.add(line + " " + reason);
          }
        };
    try (NdjsonSource source = NdjsonSource.open(file)) {
      for (RecordChunk chunk = source.next(); chunk != null; chunk = source.next()) {
        chunk.decode(wanted, true, sink);
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.parquet.Records.Found;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesWriter;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shapes that old and other programs write, and that DuckDB does not. */
class ShapesTest {

  @TempDir Path directory;

  private Object only(String field, Consumer<Group> row) throws Exception {
    Path file = directory.resolve("shape.parquet");
    ShapedFile.write(file, "message m { " + field + " }", WriterVersion.PARQUET_1_0, List.of(row));
    List<Object> values = Records.of(file, false, "x").values().get(0);
    return values.get(0);
  }

  private static final String TEXT = "binary element (STRING);";

  @Test
  void lists_ofAllGenerationsAreRead() throws Exception {
    assertThat(
            only(
                "optional group x (LIST) { repeated group list { optional " + TEXT + " } }",
                row -> {
                  Group list = row.addGroup("x");
                  list.addGroup("list").append("element", "a");
                  list.addGroup("list");
                }))
        .isEqualTo(Arrays.asList("a", null));
    assertThat(
            only(
                "optional group x (LIST) { repeated " + TEXT + " }",
                row -> row.addGroup("x").append("element", "a").append("element", "b")))
        .isEqualTo(List.of("a", "b"));
    assertThat(
            only(
                "optional group x (LIST) { repeated group array { required " + TEXT + " } }",
                row -> row.addGroup("x").addGroup("array").append("element", "a")))
        .isEqualTo(List.of(Map.of("element", "a")));
    assertThat(
            only(
                "optional group x (LIST) { repeated group x_tuple { required " + TEXT + " } }",
                row -> row.addGroup("x").addGroup("x_tuple").append("element", "a")))
        .isEqualTo(List.of(Map.of("element", "a")));
    assertThat(
            only(
                "optional group x (LIST) { repeated group pair { required int32 a; required int32"
                    + " b; } }",
                row -> row.addGroup("x").addGroup("pair").append("a", 1).append("b", 2)))
        .isEqualTo(List.of(Map.of("a", 1L, "b", 2L)));
    assertThat(only("repeated int32 x;", row -> row.append("x", 1).append("x", 2)))
        .isEqualTo(List.of(1L, 2L));
    assertThat(only("repeated int32 x;", row -> {})).isNull();
    assertThat(
            only(
                "optional group x { repeated group y { required int32 a; } }",
                row -> {
                  Group x = row.addGroup("x");
                  x.addGroup("y").append("a", 1);
                  x.addGroup("y").append("a", 2);
                }))
        .isEqualTo(Map.of("y", List.of(Map.of("a", 1L), Map.of("a", 2L))));
  }

  @Test
  void maps_ofAllGenerationsAreRead() throws Exception {
    for (String entry :
        List.of("(MAP) { repeated group key_value", "(MAP_KEY_VALUE) { repeated group map")) {
      String inner = entry.endsWith("map") ? "map" : "key_value";
      assertThat(
              only(
                  "optional group x "
                      + entry
                      + " { required binary key (STRING); optional int32 v; } }",
                  row -> row.addGroup("x").addGroup(inner).append("key", "a").append("v", 1)))
          .isEqualTo(Map.of("a", 1L));
    }
    assertThat(
            only(
                "optional group x (MAP) { repeated group key_value { required group key { required"
                    + " int32 a; } optional int32 v; } }",
                row -> {
                  Group pair = row.addGroup("x").addGroup("key_value");
                  pair.addGroup("key").append("a", 1);
                  pair.append("v", 2);
                }))
        .isEqualTo(Map.of("key_value", List.of(Map.of("key", Map.of("a", 1L), "v", 2L))));
  }

  @Test
  void legacyTimestamps_areInstants() throws Exception {
    NanoTime time = new NanoTime(2_440_588 - 1, 86_399_999_999_999L);

    assertThat(only("required int96 x;", row -> row.append("x", time)))
        .isEqualTo(Instant.parse("1969-12-31T23:59:59.999999999Z"));
  }

  @Test
  void halfNumbers_areExact() throws Exception {
    short[] bits = {0x3c00, (short) 0xc000, 0x0001, 0x7c00, (short) 0xfc00, 0x3555, 0x7bff, 0};
    double[] expected = {
      1, -2, 0x1p-24, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.333251953125, 65504, 0
    };
    for (int i = 0; i < bits.length; i++) {
      byte[] bytes =
          ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort(bits[i]).array();
      assertThat(
              only(
                  "required fixed_len_byte_array(2) x (FLOAT16);",
                  row -> row.append("x", Binary.fromConstantByteArray(bytes))))
          .isEqualTo(expected[i]);
    }
  }

  @Test
  void bytesOfFixedLength_areBase64_andDecimalsOfAnyLengthAreDecimals() throws Exception {
    Binary bytes = Binary.fromConstantByteArray(new byte[] {(byte) 0xff, 0, 1});

    assertThat(only("required fixed_len_byte_array(3) x;", row -> row.append("x", bytes)))
        .isEqualTo("/wAB");
    assertThat(only("required binary x (DECIMAL(9, 2));", row -> row.append("x", bytes)))
        .isEqualTo(new java.math.BigDecimal("-655.35"));
  }

  @Test
  void valuesThatStandForNothing_makeTheRecordMalformed() throws Exception {
    Path file = directory.resolve("shape.parquet");
    ShapedFile.write(
        file,
        "message m { required int32 t (TIME(MILLIS, true)); required binary d (DECIMAL(9, 2)); }",
        WriterVersion.PARQUET_1_0,
        List.of(
            row ->
                row.append("t", 86_400_000).append("d", Binary.fromConstantByteArray(new byte[1])),
            row -> row.append("t", 0).append("d", Binary.EMPTY)));

    assertThat(Records.of(file, false, "t", "d").found())
        .extracting(Found::reason)
        .containsExactly(
            "'t': expected a time of day, found 86400000 MILLIS",
            "'d': expected the bytes of a decimal, found none");
    assertThat(Records.of(file, false, "t").values().get(1)).isEqualTo(List.of("00:00"));
  }

  /**
   * Slices begin inside pages, at their borders, and where a page of lists does not tell its rows.
   */
  @ParameterizedTest
  @EnumSource(WriterVersion.class)
  void slices_beginAtAnyRow_inPagesOfAnyVersion(WriterVersion version) throws Exception {
    Path file = directory.resolve("pages.parquet");
    List<Consumer<Group>> rows = new ArrayList<>();
    for (int i = 0; i < 57; i++) {
      int number = i;
      rows.add(
          row -> {
            row.append("id", number);
            if (number % 4 != 0) {
              row.append("name", "name " + number % 5);
            }
            for (int j = 0; j < number % 4; j++) {
              row.append("x", number * 10 + j);
            }
          });
    }
    ShapedFile.write(
        file,
        "message m { required int32 id; optional binary name (STRING); repeated int32 x; }",
        version,
        rows);
    List<Found> whole = Records.of(file, Long.MAX_VALUE, true).found();

    assertThat(whole.get(13).others())
        .isEqualTo(Map.of("id", 13L, "name", "name 3", "x", List.of(130L)));
    for (int size : new int[] {1, 3, ShapedFile.PAGE_ROWS, 11, 56}) {
      assertThat(Records.of(file, size, true).found()).as("size %s", size).isEqualTo(whole);
    }
  }

  /** Pages of the first version may end inside a row. */
  @Test
  void rowsThatGoOnInTheNextPage_areWhole() throws Exception {
    Path file = directory.resolve("split.parquet");
    MessageType schema = MessageTypeParser.parseMessageType("message m { repeated int32 x; }");
    try (OutputStream out = Files.newOutputStream(file)) {
      ParquetFileWriter writer = ShapedFile.writer(out, schema);
      writer.startBlock(4);
      writer.startColumn(schema.getColumns().get(0), 9, CompressionCodecName.UNCOMPRESSED);
      page(writer, new int[] {0, 1, 0}, 1);
      page(writer, new int[] {1, 1}, 4);
      page(writer, new int[] {1, 0, 0}, 6);
      page(writer, new int[] {1}, 9);
      writer.endColumn();
      writer.endBlock();
      writer.end(Map.of());
    }
    List<List<Object>> expected =
        List.of(
            List.of(List.of(1L, 2L)),
            List.of(List.of(3L, 4L, 5L, 6L)),
            List.of(List.of(7L)),
            List.of(List.of(8L, 9L)));

    for (int size : new int[] {1, 2, 3, 4}) {
      assertThat(Records.of(file, size, false, "x").values())
          .as("size %s", size)
          .isEqualTo(expected);
    }
  }

  private static void page(ParquetFileWriter writer, int[] repetition, int first) throws Exception {
    ValuesWriter levels = levels(repetition);
    ValuesWriter defined = levels(IntStream.range(0, repetition.length).map(i -> 1).toArray());
    PlainValuesWriter values = new PlainValuesWriter(64, 1024, new HeapByteBufferAllocator());
    for (int i = 0; i < repetition.length; i++) {
      values.writeInteger(first + i);
    }
    BytesInput bytes = BytesInput.concat(levels.getBytes(), defined.getBytes(), values.getBytes());
    writer.writeDataPage(
        repetition.length,
        (int) bytes.size(),
        bytes,
        org.apache.parquet.column.statistics.Statistics.createStats(
            MessageTypeParser.parseMessageType("message m { repeated int32 x; }").getType(0)),
        Encoding.RLE,
        Encoding.RLE,
        Encoding.PLAIN);
  }

  private static ValuesWriter levels(int[] levels) {
    ValuesWriter writer =
        new RunLengthBitPackingHybridValuesWriter(1, 64, 1024, new HeapByteBufferAllocator());
    for (int level : levels) {
      writer.writeInteger(level);
    }
    return writer;
  }
}

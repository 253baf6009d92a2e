// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.parquet.ParquetException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small file is never made much room for, whatever it says. */
class ForgedFilesTest {

  private static final int HUGE = 1_900_000_000;

  @TempDir Path directory;

  private List<Object> read(byte[] bytes) throws IOException {
    Path file = directory.resolve("forged.parquet");
    Files.write(file, bytes);
    return Records.of(file, false, "x").values().stream().map(row -> row.get(0)).toList();
  }

  private void assertRefused(byte[] bytes, Kind kind, String because) {
    assertThatExceptionOfType(ParquetException.class)
        .isThrownBy(() -> read(bytes))
        .withMessageContaining(because)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind));
  }

  /** What the others are forged from is read. */
  @Test
  void filesThatTellTheTruth_areRead() throws Exception {
    byte[] seven = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(7).array();
    assertThat(
            read(
                new ForgedFile(Type.INT64, CompressionCodec.UNCOMPRESSED)
                    .data(1, Encoding.PLAIN, 8, seven)
                    .bytes(1, 8)))
        .containsExactly(7L);
    assertThat(
            read(
                new ForgedFile(Type.BYTE_ARRAY, CompressionCodec.UNCOMPRESSED)
                    .dictionary(1, new byte[] {1, 0, 0, 0, 'a'})
                    .data(2, Encoding.RLE_DICTIONARY, 3, new byte[] {1, 4, 0})
                    .bytes(2, 100)))
        .containsExactly("a", "a");
    byte[] delta = delta(1);
    assertThat(
            read(
                new ForgedFile(Type.INT64, CompressionCodec.UNCOMPRESSED)
                    .data(1, Encoding.DELTA_BINARY_PACKED, delta.length, delta)
                    .bytes(1, 100)))
        .containsExactly(7L);
  }

  private static byte[] delta(int count) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BytesUtils.writeUnsignedVarInt(128, out);
    BytesUtils.writeUnsignedVarInt(4, out);
    BytesUtils.writeUnsignedVarInt(count, out);
    BytesUtils.writeZigZagVarInt(7, out);
    return out.toByteArray();
  }

  @Test
  void dictionaryOfMoreValuesThanBytes_isDamage() throws Exception {
    for (int count : new int[] {HUGE, 6, -1}) {
      assertRefused(
          new ForgedFile(Type.BYTE_ARRAY, CompressionCodec.UNCOMPRESSED)
              .dictionary(count, new byte[] {1, 0, 0, 0, 'a'})
              .data(2, Encoding.RLE_DICTIONARY, 3, new byte[] {1, 4, 0})
              .bytes(2, Long.MAX_VALUE),
          Kind.DAMAGED,
          "than it says, " + count);
    }
  }

  @Test
  void pageOfMoreBytesThanACodecMakes_isDamage() throws Exception {
    for (CompressionCodec codec :
        List.of(CompressionCodec.UNCOMPRESSED, CompressionCodec.ZSTD, CompressionCodec.GZIP)) {
      assertRefused(
          new ForgedFile(Type.INT64, codec)
              .data(1, Encoding.PLAIN, HUGE, new byte[8])
              .bytes(1, Long.MAX_VALUE),
          Kind.DAMAGED,
          "a header of a page contradicts");
    }
  }

  @Test
  void pageTooLarge_isNotRead() throws Exception {
    int size = ColumnPages.PAGE_BYTES_MAX + 1;
    assertRefused(
        new ForgedFile(Type.INT64, CompressionCodec.ZSTD)
            .data(1, Encoding.PLAIN, size, new byte[10_000])
            .bytes(1, size),
        Kind.UNSUPPORTED,
        "a page must be of at most 268435456 bytes, found 268435457");
  }

  /** The densest that there is: the same byte 16 million times. */
  @Test
  void pageThatIsCompressedWell_isRead() throws Exception {
    int size = 1 << 24;
    byte[] body =
        new PageCompressor(CompressionCodecName.ZSTD)
            .compress(BytesInput.from(new byte[size]))
            .toByteArray();
    assertThat(body.length).isLessThan(size / 1_000);
    assertThat(
            read(
                new ForgedFile(Type.INT64, CompressionCodec.ZSTD)
                    .data(3, Encoding.PLAIN, size, body)
                    .bytes(3, size)))
        .isEqualTo(Collections.nCopies(3, 0L));
  }

  @Test
  void encodingThatAsksForMoreThanThereIs_isDamage() throws Exception {
    byte[] body = delta(HUGE);
    assertRefused(
        new ForgedFile(Type.INT64, CompressionCodec.UNCOMPRESSED)
            .data(1, Encoding.DELTA_BINARY_PACKED, body.length, body)
            .bytes(1, 100),
        Kind.DAMAGED,
        "a page asks for more memory than there is");
  }

  /** A version, and then a schema of 99 million elements of which there is none. */
  @Test
  void footerWithListsLongerThanIt_isDamageBeforeThereIsRoomForThem() throws Exception {
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    footer.write(new byte[] {0x15, 0x02, 0x19, (byte) 0xfc});
    BytesUtils.writeUnsignedVarInt(99_000_000, footer);
    footer.write(0);
    assertThatExceptionOfType(ParquetException.class)
        .isThrownBy(() -> read(ForgedFile.around(new byte[0], footer.toByteArray())))
        .withMessageContaining("the footer cannot be read")
        .havingCause()
        .withMessageContaining("Message size exceeds limit");
  }
}

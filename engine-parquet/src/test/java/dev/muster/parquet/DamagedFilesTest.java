// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.export.ExportColumns;
import dev.muster.export.RowWriter;
import dev.muster.parquet.ParquetException.Kind;
import dev.muster.parquet.Records.Found;
import dev.muster.profile.ProfileId;
import dev.muster.reference.SeededTest;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringSetAttribute;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not a whole Parquet file is told, and never read as something else. */
class DamagedFilesTest {

  private static final int FLIPS = 50;

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("damaged.parquet");
  }

  private static byte[] whole(ParquetFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExportColumns columns =
        new ExportColumns(
            "id",
            List.of(
                LongAttribute.of("age"),
                StringAttribute.of("country"),
                StringSetAttribute.of("tags")));
    RowWriter rows = format.begin(out, columns);
    for (int i = 0; i < 40; i++) {
      Object country = i % 3 == 0 ? null : "country " + i % 4;
      rows.row(ProfileId.of("id " + i), new Object[] {(long) i * i, country, Set.of("a", "b" + i)});
    }
    rows.finish();
    return out.toByteArray();
  }

  private List<Found> read(byte[] bytes) throws IOException {
    Files.write(file, bytes);
    return Records.of(file, 16, true).found();
  }

  private void assertRefused(byte[] bytes, Kind kind, String because) {
    assertThatExceptionOfType(ParquetException.class)
        .isThrownBy(() -> read(bytes))
        .withMessageContaining(because)
        .withMessageEndingWith(", kind=" + kind + " file=damaged.parquet")
        .satisfies(e -> assertThat(e.kind()).isEqualTo(kind))
        .satisfies(e -> assertThat(e.file()).isEqualTo("damaged.parquet"));
  }

  @Test
  void otherFiles_areNotParquet() {
    assertRefused(new byte[0], Kind.NOT_PARQUET, "this one of 0 bytes does not");
    assertRefused("id,age\nana,31\n".getBytes(StandardCharsets.UTF_8), Kind.NOT_PARQUET, "PAR1");
    assertRefused(new byte[100], Kind.NOT_PARQUET, "PAR1");
  }

  @Test
  void filesCutShort_areDamagedWhereverTheCutIs() throws Exception {
    byte[] whole = whole(ParquetFormat.SNAPPY);
    for (int length = 4; length < whole.length; length++) {
      assertRefused(Arrays.copyOf(whole, length), Kind.DAMAGED, "cut short");
    }
  }

  /** Between the first magic and the footer, all but what nobody needs is checked. */
  @SeededTest(count = 8)
  void flippedBits_inPagesAreToldOrDoNotMatter(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    ParquetFormat[] formats = ParquetFormat.values();
    byte[] whole = whole(formats[random.nextInt(formats.length)]);
    List<Found> expected = read(whole);
    int told = 0;
    for (int i = 0; i < FLIPS; i++) {
      byte[] flipped = flipped(whole, random.nextInt(4, footerStart(whole)), random);
      try {
        assertThat(read(flipped)).isEqualTo(expected);
      } catch (ParquetException e) {
        assertThat(e.kind()).isEqualTo(Kind.DAMAGED);
        told++;
      }
    }
    // Bounds of values and indexes of pages are not looked at; most of the rest are values.
    assertThat(told).isGreaterThan(FLIPS / 4);
  }

  private static byte[] flipped(byte[] whole, int at, SplittableRandom random) {
    byte[] flipped = whole.clone();
    flipped[at] ^= (byte) (1 << random.nextInt(8));
    return flipped;
  }

  private static int footerStart(byte[] whole) {
    return whole.length
        - 8
        - ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(whole.length - 8);
  }

  /** The footer has no check sum, but what contradicts itself or the pages is told. */
  @SeededTest(count = 8)
  void flippedBits_inTheFooterNeverFailInAnotherWay(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] whole = whole(ParquetFormat.SNAPPY);
    int told = 0;
    for (int i = 0; i < FLIPS; i++) {
      try {
        read(flipped(whole, random.nextInt(footerStart(whole), whole.length), random));
      } catch (ParquetException e) {
        told++;
      }
    }
    assertThat(told).isPositive();
  }

  @Test
  void footerOfImpossibleLength_isDamage() throws Exception {
    byte[] whole = whole(ParquetFormat.SNAPPY);
    for (int length : new int[] {0, -1, whole.length, Integer.MAX_VALUE}) {
      byte[] wrong = whole.clone();
      ByteBuffer.wrap(wrong).order(ByteOrder.LITTLE_ENDIAN).putInt(whole.length - 8, length);
      assertRefused(wrong, Kind.DAMAGED, "found " + length);
    }
  }

  @Test
  void encryptedFiles_areToldAsSuch() throws Exception {
    Path encrypted = directory.resolve("encrypted.parquet");
    try (DuckDb duck = new DuckDb()) {
      duck.execute("SET force_mbedtls_unsafe = 'true'");
      duck.execute("PRAGMA add_parquet_key('key', '0123456789112345')");
      duck.copy("SELECT 1 AS x", encrypted, ", ENCRYPTION_CONFIG {footer_key: 'key'}");
    }

    assertRefused(Files.readAllBytes(encrypted), Kind.ENCRYPTED, "the file is encrypted");
  }
}

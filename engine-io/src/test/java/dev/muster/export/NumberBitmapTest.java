// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.profile.ProfileId;
import dev.muster.reference.SeededTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.longlong.Roaring64NavigableMap;

class NumberBitmapTest {

  private static final ExportColumns ID = new ExportColumns("id", List.of());

  private static byte[] write(ExportFormat format, Iterable<String> ids) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    RowWriter writer = format.begin(out, ID);
    for (String id : ids) {
      writer.row(ProfileId.of(id), new Object[0]);
    }
    writer.finish();
    return out.toByteArray();
  }

  /** Cookie, one container, its key and size less one, its place, and its values. */
  @Test
  void bitmap_isWhatTheSpecificationSays() throws IOException {
    assertThat(HexFormat.of().formatHex(write(ExportFormat.ROARING, List.of("5", "65537", "1"))))
        .isEqualTo(
            "3a300000"
                + "02000000" // without runs, two containers
                + "00000100"
                + "01000000" // key 0 with 2 values, key 1 with 1
                + "18000000"
                + "1c000000" // at bytes 24 and 28
                + "01000500"
                + "0100"); // 1, 5; 65536 + 1
  }

  /** How many bitmaps, and of each the high 32 bits and the bitmap of the low ones. */
  @Test
  void bitmap64_isWhatTheSpecificationSays() throws IOException {
    assertThat(HexFormat.of().formatHex(write(ExportFormat.ROARING64, List.of("4294967303", "5"))))
        .isEqualTo(
            "0200000000000000"
                + "00000000"
                + "3a300000"
                + "01000000"
                + "00000000"
                + "10000000"
                + "0500"
                + "01000000"
                + "3a300000"
                + "01000000"
                + "00000000"
                + "10000000"
                + "0700");
  }

  @SeededTest
  void bitmap_readsBackAsTheSameNumbers(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    TreeSet<Long> numbers = new TreeSet<>(List.of(0L, 0xFFFF_FFFFL, 0x8000_0000L));
    long dense = random.nextLong(1L << 32) & ~0xFFFFL;
    for (int i = random.nextInt(6_000); i > 0; i--) {
      numbers.add(
          random.nextBoolean() ? dense + random.nextInt(1 << 16) : random.nextLong(1L << 32));
    }
    RoaringBitmap read = new RoaringBitmap();
    read.deserialize(
        new DataInputStream(
            new ByteArrayInputStream(
                write(ExportFormat.ROARING, numbers.stream().map(String::valueOf).toList()))));

    assertThat(read.stream().mapToObj(Integer::toUnsignedLong)).containsExactlyElementsOf(numbers);
  }

  @SeededTest
  void bitmap64_readsBackAsTheSameNumbers(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    TreeSet<Long> numbers = new TreeSet<>(Long::compareUnsigned);
    numbers.addAll(List.of(0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE));
    for (int i = random.nextInt(500); i > 0; i--) {
      numbers.add(random.nextLong() >>> random.nextInt(64));
    }
    Roaring64NavigableMap read = new Roaring64NavigableMap();
    read.deserializePortable(
        new DataInputStream(
            new ByteArrayInputStream(
                write(
                    ExportFormat.ROARING64,
                    numbers.stream().map(Long::toUnsignedString).toList()))));

    assertThat(read.stream().boxed()).containsExactlyElementsOf(numbers);
  }

  @Test
  void nobody_isAnEmptyBitmap() throws IOException {
    assertThat(HexFormat.of().formatHex(write(ExportFormat.ROARING, List.of())))
        .isEqualTo("3a30000000000000");
    assertThat(HexFormat.of().formatHex(write(ExportFormat.ROARING64, List.of())))
        .isEqualTo("0000000000000000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana",
        "007",
        "-1",
        "+1",
        "1.0",
        " 1",
        "1_000",
        "4294967296",
        "18446744073709551616",
        "١"
      })
  void id_thatIsNoSuchNumber_isNamed(String id) {
    assertThatExceptionOfType(NotNumericIdException.class)
        .isThrownBy(() -> write(ExportFormat.ROARING, List.of("1", id, "other")))
        .withMessageContaining("a 32-bit bitmap")
        .withMessageContaining("found '" + id + "'")
        .satisfies(e -> assertThat(e.id()).isEqualTo(ProfileId.of(id)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ana", "007", "-1", "18446744073709551616", "１"})
  void id_thatIsNoSuchNumberOf64Bits_isNamed(String id) {
    assertThatExceptionOfType(NotNumericIdException.class)
        .isThrownBy(() -> write(ExportFormat.ROARING64, List.of("4294967296", id)))
        .withMessageContaining("a 64-bit bitmap")
        .withMessageContaining("found '" + id + "'");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.block.Damage;
import dev.muster.shard.block.HeapBlocks;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class ColumnCodecTest {

  /**
   * What is read is what the live rows held at the epoch, though later epochs have overwritten,
   * unset and widened it, and it goes on like a column in which just that was set.
   */
  @SeededTest(count = 100)
  void column_isReadAsItWasAtItsEpoch(long seed) throws IOException {
    RandomChoice choice = new RandomChoice(seed);
    int rows = choice.of(List.of(1, 64, 65, 3_000, RowMask.ROWS));
    LongSupplier values = values(choice);
    ColumnIndexing indexing = choice.of(List.of(ColumnIndexing.NONE, ColumnIndexing.RANGES));
    ColumnChunk column = new ColumnChunk(indexing);
    Map<Integer, Long> model = new HashMap<>();
    int percent = choice.of(List.of(0, 1, 60, 100));
    for (int row = 0; row < rows; row++) {
      if (choice.chance(percent)) {
        long value = values.getAsLong();
        column.set(1, row, value, true);
        model.put(row, value);
      }
    }
    change(choice, rows, values, column, 2, model);
    column.refreshPostings();
    long[] live = RowMask.create();
    int alive = choice.of(List.of(50, 100));
    for (int row = 0; row < rows; row++) {
      if (choice.chance(alive)) {
        RowMask.add(live, row);
      } else {
        model.remove(row);
      }
    }
    change(choice, rows, values(choice), column, 3, new HashMap<>());
    column.settle();
    ColumnChunk read = ColumnChunk.restored(indexing, new HeapBlocks.Input(image(column, 2, live)));

    read.settle();
    ColumnChunk twin = new ColumnChunk(indexing);
    model.forEach((row, value) -> twin.set(1, row, value, true));
    twin.settle();
    requireSame(read, twin, 2, live);
    assertThat(contents(read, 2, live)).isEqualTo(model);
    for (long epoch = 4; epoch <= 5; epoch++) {
      RandomChoice same = new RandomChoice(seed + epoch);
      RandomChoice again = new RandomChoice(seed + epoch);
      change(same, rows, values(same), read, epoch, new HashMap<>());
      change(again, rows, values(again), twin, epoch, new HashMap<>());
      read.refreshPostings();
      twin.refreshPostings();
      requireSame(read, twin, epoch, live);
      assertThat(contents(read, 3, live)).isEqualTo(model);
    }
  }

  private static void change(
      RandomChoice choice,
      int rows,
      LongSupplier values,
      ColumnChunk column,
      long epoch,
      Map<Integer, Long> model) {
    for (int i = choice.of(List.of(0, 10, 500)); i > 0; i--) {
      int row = choice.below(rows);
      if (choice.chance(70)) {
        long value = values.getAsLong();
        column.set(epoch, row, value, false);
        model.put(row, value);
      } else {
        column.unset(epoch, row, false);
        model.remove(row);
      }
    }
  }

  /** Values that need no byte, one, two, four and eight. */
  private static LongSupplier values(RandomChoice choice) {
    long base = choice.of(List.of(0L, 7L, -300L, 1_700_000_000_000L, 5L - (1L << 62)));
    return choice.of(
        List.<LongSupplier>of(
            () -> base,
            () -> base + choice.below(4),
            () -> base + choice.below(256),
            () -> base + choice.below(65_536),
            () -> base + choice.between(0L, 0xFFFF_FFFFL),
            () -> base + choice.between(0L, 1L << 33),
            () -> choice.between(Long.MIN_VALUE, Long.MAX_VALUE - 1),
            () -> choice.of(List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L))));
  }

  private static void requireSame(ColumnChunk read, ColumnChunk twin, long epoch, long[] rows) {
    assertThat(contents(read, epoch, rows)).isEqualTo(contents(twin, epoch, rows));
    assertThat(read.hasPostings()).isEqualTo(twin.hasPostings());
    int live = RowMask.cardinality(rows);
    for (long low : new long[] {Long.MIN_VALUE, -300, 0, 7, 9, 1_700_000_000_100L}) {
      for (long high : new long[] {-300, 0, 8, 1_700_000_000_000L, Long.MAX_VALUE}) {
        LongTest test = new LongTest.Range(low, high);
        assertThat(read.excludes(low, high)).isEqualTo(twin.excludes(low, high));
        assertThat(read.estimate(test, live)).isEqualTo(twin.estimate(test, live));
        assertThat(passing(read, epoch, test, rows)).isEqualTo(passing(twin, epoch, test, rows));
      }
    }
  }

  private static long[] passing(ColumnChunk column, long epoch, LongTest test, long[] rows) {
    long[] result = RowMask.create();
    column.evaluate(epoch, test, rows, result, RowMask.create());
    return result;
  }

  private static Map<Integer, Long> contents(ColumnChunk column, long epoch, long[] rows) {
    long[] present = RowMask.create();
    long[] codes = new long[RowMask.ROWS];
    column.load(epoch, rows, present, codes);
    Map<Integer, Long> contents = new HashMap<>();
    for (int row = 0; row < RowMask.ROWS; row++) {
      if (RowMask.contains(present, row)) {
        contents.put(row, codes[row]);
      }
    }
    return contents;
  }

  private static byte[] image(ColumnChunk column, long epoch, long[] rows) throws IOException {
    return Damage.image(
        out -> column.write(epoch, rows, RowMask.create(), new long[RowMask.ROWS], out));
  }

  private static long[] everyRow() {
    long[] rows = RowMask.create();
    Arrays.fill(rows, -1L);
    return rows;
  }

  @Test
  void valuesTakeAsFewBytesAsTheirRangeNeeds() throws IOException {
    long[] ranges = {0, 1, 255, 256, 65_535, 65_536, 0xFFFF_FFFFL, 1L << 32, -1};
    int[] widths = {0, 1, 1, 2, 2, 4, 4, 8, 8};
    for (int i = 0; i < ranges.length; i++) {
      ColumnChunk small = new ColumnChunk(ColumnIndexing.NONE);
      ColumnChunk large = new ColumnChunk(ColumnIndexing.NONE);
      for (int row = 0; row < 128; row++) {
        long value = row % 2 == 0 ? Long.MIN_VALUE : Long.MIN_VALUE + ranges[i];
        large.set(1, row, value, true);
        if (row < 64) {
          small.set(1, row, value, true);
        }
      }

      int difference = image(large, 1, everyRow()).length - image(small, 1, everyRow()).length;
      assertThat(difference).isEqualTo(8 + 64 * widths[i]);
    }
  }

  @Test
  void columnWithoutValues_takesOneByte() throws IOException {
    ColumnChunk column = new ColumnChunk(ColumnIndexing.CODES);
    column.set(1, 5, 5, true);
    column.unset(2, 5, false);

    assertThat(image(column, 2, everyRow())).hasSize(1);
    assertThat(image(column, 1, RowMask.create())).hasSize(1);
    ColumnChunk read =
        ColumnChunk.restored(
            ColumnIndexing.CODES, new HeapBlocks.Input(image(column, 2, everyRow())));
    assertThat(contents(read, 0, everyRow())).isEmpty();
    assertThat(read.excludes(Long.MIN_VALUE, Long.MAX_VALUE - 1)).isTrue();
    read.set(3, 9, 9, true);
    assertThat(contents(read, 3, everyRow())).isEqualTo(Map.of(9, 9L));
  }

  @SeededTest(count = 12)
  void beginningOfAColumn_isRefused(long seed) throws IOException {
    Damage.requireWhole(
        image(small(new RandomChoice(seed)), 1, everyRow()),
        in -> ColumnChunk.restored(ColumnIndexing.CODES, in));
  }

  /** Whatever is accepted can be read, changed and written again. */
  @SeededTest(count = 20)
  void changedColumn_isRefusedOrRead(long seed) throws IOException {
    RandomChoice choice = new RandomChoice(seed);
    byte[] image = image(small(choice), 1, everyRow());

    Damage.requireRefusedOrRead(
        image,
        choice,
        500,
        in -> {
          ColumnChunk read = ColumnChunk.restored(ColumnIndexing.CODES, in);
          Map<Integer, Long> contents = contents(read, 1, everyRow());
          contents.values().forEach(value -> assertThat(read.excludes(value, value)).isFalse());
          ColumnChunk again =
              ColumnChunk.restored(
                  ColumnIndexing.NONE, new HeapBlocks.Input(image(read, 1, everyRow())));
          assertThat(contents(again, 1, everyRow())).isEqualTo(contents);
        });
  }

  private static ColumnChunk small(RandomChoice choice) {
    ColumnChunk column = new ColumnChunk(ColumnIndexing.NONE);
    LongSupplier values = values(choice);
    int rows = choice.of(List.of(1, 30, 200));
    column.set(1, 0, values.getAsLong(), true);
    for (int row = 1; row < rows; row++) {
      if (choice.chance(70)) {
        column.set(1, row, values.getAsLong(), true);
      }
    }
    return column;
  }

  @Test
  void refusals_nameTheRule() throws IOException {
    requireRefused("a column must begin with 0 or 1, found 2", out -> out.writeByte(2));
    requireRefused(
        "words of rows must be in [1, 1024], found 0",
        out -> {
          out.writeByte(1);
          out.writeVarint(0);
        });
    requireRefused(
        "words of rows must be in [1, 1024], found 1025",
        out -> {
          out.writeByte(1);
          out.writeVarint(1_025);
        });
    requireRefused(
        "the last word of rows must have one",
        out -> {
          out.writeByte(1);
          out.writeVarint(1);
          out.writeLong(0);
        });
    requireRefused(
        "the greatest value must fit in 64 bits",
        out -> {
          out.writeByte(1);
          out.writeVarint(1);
          out.writeLong(1);
          out.writeSigned(Long.MAX_VALUE);
          out.writeVarint(1);
        });
    requireRefused(
        "a value must be in [-5, 5], found 6",
        out -> {
          out.writeByte(1);
          out.writeVarint(1);
          out.writeLong(1);
          out.writeSigned(-5);
          out.writeVarint(10);
          out.writeByte(11);
        });
  }

  private static void requireRefused(String reason, Damage.Writer writer) throws IOException {
    byte[] image = Damage.image(writer);

    assertThatThrownBy(
            () -> ColumnChunk.restored(ColumnIndexing.CODES, new HeapBlocks.Input(image)))
        .isInstanceOf(DamagedFileException.class)
        .hasMessageContaining(reason);
  }
}

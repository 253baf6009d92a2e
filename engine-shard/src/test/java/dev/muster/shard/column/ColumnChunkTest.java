// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.epoch.Horizon;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import dev.muster.shard.scan.ValueCode;
import dev.muster.value.GeoPoint;
import dev.muster.value.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColumnChunkTest {

  private final ColumnChunk indexed = new ColumnChunk(ColumnIndexing.CODES);
  private final ColumnChunk plain = new ColumnChunk(ColumnIndexing.NONE);

  /**
   * What is read at an epoch is what a plain copy of that epoch holds, as long as the epoch is
   * pinned: for every kind of test, with and without postings, while later epochs overwrite, unset
   * and widen, and earlier ones are trimmed.
   *
   * <p>Regimes: sets, values of every width, rising, falling, few and frequent, extreme; chunks of
   * a few rows up to some thousand, and full ones in which every row has a value when they are
   * packed; rows written once and several times in an epoch.
   */
  @SeededTest(count = 200)
  void everyPinnedEpoch_readsAsItWas(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    ColumnValues values = new ColumnValues(choice);
    ColumnChunk column =
        new ColumnChunk(choice.chance(30) ? ColumnIndexing.NONE : values.indexing());
    int rowsMax = choice.of(List.of(10, 300, 2_000, 5_000, 5_000, 40_000, RowMask.ROWS));
    int unsetPercent = rowsMax == RowMask.ROWS ? choice.of(List.of(0, 1)) : 25;
    TreeMap<Long, ColumnModel> pinned = new TreeMap<>();
    ColumnModel newest = new ColumnModel();
    pinned.put(0L, newest);
    for (long epoch = 1; epoch <= 9; epoch++) {
      newest = write(choice, values, column, epoch, newest, rowsMax, unsetPercent);
      if (choice.chance(70)) {
        pinned.keySet().removeIf(old -> choice.chance(40));
      }
      pinned.put(epoch, newest);
      if (choice.chance(50)) {
        column.trim(new Horizon(pinned.firstKey(), pinned.lastKey()));
      }
      for (Map.Entry<Long, ColumnModel> pin : pinned.entrySet()) {
        check(choice, values, column, pin.getKey(), pin.getValue());
      }
    }
  }

  private static ColumnModel write(
      RandomChoice choice,
      ColumnValues values,
      ColumnChunk column,
      long epoch,
      ColumnModel before,
      int rowsMax,
      int unsetPercent) {
    ColumnModel after = before.copy();
    int oldRows = after.rows;
    int newRows = choice.of(List.of(0, 1, rowsMax / 4, rowsMax));
    after.rows = Math.min(rowsMax, oldRows + newRows);
    for (int row = oldRows; row < after.rows; row++) {
      if (unsetPercent < 25 || choice.chance(90)) {
        set(column, epoch, after, row, values.next(), true);
      }
      if (choice.chance(5)) {
        set(column, epoch, after, row, values.next(), true);
      }
      if (unsetPercent == 25 && choice.chance(5)) {
        column.unset(epoch, row, true);
        after.present[row] = false;
      }
    }
    if (oldRows > 0) {
      int hot = Math.min(oldRows, choice.of(List.of(3, 100, 5_000)));
      for (int i = choice.of(List.of(0, 1, 20, 400, 2_000)); i > 0; i--) {
        int row = choice.below(hot);
        // The last epochs take values away from full chunks, too.
        if (epoch < 7 ? !choice.chance(unsetPercent) : choice.chance(75)) {
          set(column, epoch, after, row, values.next(), false);
        } else {
          column.unset(epoch, row, false);
          after.present[row] = false;
        }
      }
    }
    column.refreshPostings();
    if (epoch % 5 == 0 || choice.chance(20)) {
      column.settle();
    }
    return after;
  }

  private static void set(
      ColumnChunk column, long epoch, ColumnModel model, int row, long value, boolean isNewRow) {
    column.set(epoch, row, value, isNewRow);
    model.present[row] = true;
    model.values[row] = value;
  }

  private static void check(
      RandomChoice choice, ColumnValues values, ColumnChunk column, long epoch, ColumnModel model) {
    long[] result = RowMask.create();
    long[] scratch = RowMask.create();
    for (int i = 0; i < 4; i++) {
      LongTest test = values.test();
      long[] candidates = model.candidates(choice);
      Arrays.fill(result, 0x5555_5555_5555_5555L);
      Arrays.fill(scratch, 0x3333_3333_3333_3333L);

      column.evaluate(epoch, test, candidates, result, scratch);

      assertThat(result).as("epoch %d %s", epoch, test).isEqualTo(model.evaluate(test, candidates));
      assertThat(column.estimate(test, model.rows)).isBetween(0.0, (double) model.rows);
      long counted = column.count(epoch, test, model.rows);
      if (counted >= 0) {
        assertThat(counted)
            .as("epoch %d %s", epoch, test)
            .isEqualTo(rows(model.evaluate(test, model.everyRow())).size());
      }
      if (test instanceof LongTest.Range range && column.excludes(range.low(), range.high())) {
        assertThat(rows(model.evaluate(test, model.everyRow()))).isEmpty();
      }
    }
    long[] candidates = model.candidates(choice);

    column.evaluatePresent(epoch, candidates, result);

    assertThat(result).isEqualTo(model.evaluate(LongTest.Range.ALWAYS, candidates));
    long[] codes = new long[RowMask.ROWS];
    Arrays.fill(scratch, 0x3333_3333_3333_3333L);

    column.load(epoch, candidates, scratch, codes);

    assertThat(scratch).isEqualTo(result);
    for (int row : rows(result)) {
      assertThat(codes[row]).as("epoch %d row %d", epoch, row).isEqualTo(model.values[row]);
    }
    long[] inOrder = new long[RowMask.ROWS];
    int count = column.loadInOrder(epoch, candidates, RowMask.create(), inOrder);
    assertThat(Arrays.copyOf(inOrder, count))
        .as("epoch %d", epoch)
        .isEqualTo(rows(result).stream().mapToLong(row -> model.values[row]).toArray());
    ColumnChunk.Cell cell = new ColumnChunk.Cell();
    for (int i = 0; i < 20 && model.rows > 0; i++) {
      int row = choice.below(model.rows);
      column.read(epoch, row, cell);
      assertThat(cell.isPresent()).as("epoch %d row %d", epoch, row).isEqualTo(model.present[row]);
      if (cell.isPresent()) {
        assertThat(cell.code()).as("epoch %d row %d", epoch, row).isEqualTo(model.values[row]);
      }
    }
  }

  /** The oldest of several values that were overwritten since is the one that an epoch saw. */
  @Test
  void rowOverwrittenSeveralTimesInOneEpoch_isReadAsBefore() {
    plain.set(1, 7, 10, true);
    plain.set(2, 7, 20, false);
    plain.set(2, 7, 30, false);
    plain.unset(2, 7, false);
    plain.set(3, 7, 40, false);

    assertThat(read(plain, 1, 7)).isEqualTo(10L);
    assertThat(read(plain, 2, 7)).isNull();
    assertThat(read(plain, 3, 7)).isEqualTo(40L);
  }

  @Test
  void valueOfARowThatHadNone_isMissingBefore() {
    plain.set(1, 1, 5, true);
    plain.set(2, 2, 5, false);

    assertThat(present(plain, 1, 1, 2)).containsExactly(1);
    assertThat(present(plain, 2, 1, 2)).containsExactly(1, 2);
    assertThat(passing(plain, 1, LongTest.Range.ALWAYS, 1, 2)).containsExactly(1);
  }

  @Test
  void holds_tellsWhatWasWrittenLast() {
    plain.set(1, 3, 7, true);
    assertThat(plain.holds(3, 7)).isTrue();
    assertThat(plain.holds(3, 8) || plain.holds(2, 0) || plain.holds(65_535, 0)).isFalse();
    plain.unset(2, 3, false);
    assertThat(plain.holds(3, 7)).isFalse();
  }

  @Test
  void trim_forgetsOnlyWhatIsOlderThanEveryPin() {
    plain.set(1, 0, 10, true);
    plain.set(2, 0, 20, false);
    plain.set(3, 0, 30, false);

    plain.trim(new Horizon(2, 2));

    assertThat(read(plain, 2, 0)).isEqualTo(20L);
    assertThat(read(plain, 3, 0)).isEqualTo(30L);
  }

  @Test
  void trim_givesTheMemoryBack() {
    plain.set(1, 0, 10, true);
    plain.set(1, 1, 20, true);
    long before = plain.cellBytes();
    plain.set(2, 0, 20, false);
    assertThat(plain.cellBytes()).isGreaterThan(before);

    plain.trim(new Horizon(2, 2));

    assertThat(plain.cellBytes()).isEqualTo(before);
  }

  /** A presence bit a row, 8 KiB, is given back while every row has a value. */
  @Test
  void columnOfAFullChunk_hasAMaskOfItsOwnOnlyWhereAValueIsMissing() {
    for (int row = 0; row < RowMask.ROWS; row++) {
      plain.set(1, row, row % 8, true);
    }
    plain.settle();
    long shared = plain.cellBytes();
    assertThat(shared).isLessThan(RowMask.ROWS * 3 / 8 + 200);

    plain.set(2, 7, 5, false);
    plain.trim(new Horizon(2, 2));
    assertThat(plain.cellBytes()).isEqualTo(shared);
    plain.unset(3, 7, false);

    assertThat(present(plain, 2, 6, 7, 8)).containsExactly(6, 7, 8);
    assertThat(present(plain, 3, 6, 7, 8)).containsExactly(6, 8);
    plain.trim(new Horizon(3, 3));
    assertThat(plain.cellBytes()).isEqualTo(shared + 8 * RowMask.WORDS);
    ColumnChunk other = new ColumnChunk(ColumnIndexing.NONE);
    for (int row = 0; row < RowMask.ROWS; row++) {
      other.set(1, row, 1, true);
    }
    other.settle();
    assertThat(present(other, 1, 6, 7, 8)).containsExactly(6, 7, 8);

    plain.set(4, 7, 5, false);
    plain.settle();
    assertThat(plain.holds(7, 5)).isTrue();
    plain.trim(new Horizon(4, 4));
    assertThat(plain.cellBytes()).isEqualTo(shared);
  }

  /** A row that is new in a full chunk's column, or was purged, has no value until it gets one. */
  @Test
  void rowThatIsUsedAgain_hasNoValue() {
    for (int row = 0; row < RowMask.ROWS; row++) {
      plain.set(1, row, row, true);
    }
    plain.settle();
    plain.unset(2, 9, true);

    assertThat(present(plain, 2, 8, 9)).containsExactly(8);
    assertThat(passing(plain, 2, LongTest.Range.ALWAYS, 8, 9)).containsExactly(8);
  }

  /** Cells share bytes; who writes one must leave those beside it as they are, half-seen or not. */
  @Test
  void rowsBesideTheOneThatIsWritten_areReadAsTheyWere() throws Exception {
    for (int row = 0; row < 256; row++) {
      plain.set(1, row, row % 2 == 0 ? 0x15_5555 : row * 8_000L, true);
    }
    plain.settle();
    int[] beside = IntStream.range(0, 256).filter(row -> row % 2 == 1).toArray();
    AtomicBoolean done = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; i < 300_000; i++) {
                plain.set(2, i * 2 % 256, i % 3 == 0 ? 0 : 0x1F_0000 + i % 65_536, false);
              }
              done.set(true);
            });
    long[] candidates = mask(beside);
    long[] present = RowMask.create();
    long[] codes = new long[RowMask.ROWS];

    writer.start();
    boolean last;
    do {
      last = done.get();
      plain.load(2, candidates, present, codes);
      for (int row : beside) {
        assertThat(codes[row]).isEqualTo(row * 8_000L);
      }
    } while (!last);
    writer.join();
  }

  @Test
  void lastRowOfAChunk_holdsAValue() {
    plain.set(1, RowMask.ROWS - 1, Long.MIN_VALUE, true);
    plain.set(1, 0, Long.MAX_VALUE, true);

    assertThat(passing(plain, 1, new LongTest.Range(Long.MIN_VALUE, -1), 0, RowMask.ROWS - 1))
        .containsExactly(RowMask.ROWS - 1);
    assertThat(passing(plain, 1, new LongTest.Range(1, Long.MAX_VALUE), 0, RowMask.ROWS - 1))
        .containsExactly(0);
  }

  /** Encoding the chunk anew for every value below all others would take 65,536 times as long. */
  @Test
  void fallingTimes_fillAWholeChunk() {
    long start = 1_700_000_000_000L;
    for (int row = 0; row < RowMask.ROWS; row++) {
      plain.set(1, row, start - row * 1_000L, true);
    }

    assertThat(read(plain, 1, 0)).isEqualTo(start);
    assertThat(read(plain, 1, RowMask.ROWS - 1)).isEqualTo(start - (RowMask.ROWS - 1) * 1_000L);
  }

  @Test
  void excludes_staysWideAfterAnUnset() {
    plain.set(1, 0, 10, true);
    plain.set(1, 1, 20, true);
    plain.unset(2, 1, false);

    assertThat(plain.excludes(11, 19)).isFalse();
    assertThat(plain.excludes(20, 30)).isFalse();
    assertThat(plain.excludes(21, 30)).isTrue();
    assertThat(plain.excludes(-5, 9)).isTrue();
  }

  @Test
  void excludes_everyValueWhileThereIsNone() {
    assertThat(plain.excludes(0, 0)).isTrue();
    assertThat(plain.excludes(-5, Long.MAX_VALUE - 1)).isTrue();
  }

  @Test
  void estimate_isExactRightAfterThePostingsWereBuilt() {
    fillIndexed(4_000, 4);

    assertThat(indexed.hasPostings()).isTrue();
    assertThat(indexed.estimate(new LongTest.Range(2, 2), 4_000)).isEqualTo(1_000.0);
    assertThat(indexed.estimate(new LongTest.Negation(new LongTest.Range(2, 2)), 4_000))
        .isEqualTo(3_000.0);
    assertThat(indexed.estimate(LongTest.Range.NEVER, 4_000)).isEqualTo(0.0);
  }

  @Test
  void count_isKnownWhileThePostingsAreComplete() {
    LongTest two = new LongTest.Range(2, 2);
    fillIndexed(40_000, 4);
    indexed.settlePostings();

    assertThat(indexed.count(1, two, 40_000)).isEqualTo(10_000);
    assertThat(indexed.count(1, new LongTest.Negation(two), 40_000)).isEqualTo(30_000);
    assertThat(indexed.count(1, new LongTest.Range(1, 9), 40_000)).isEqualTo(30_000);
    assertThat(indexed.count(1, new LongTest.Codes(new long[] {0b1001}), 40_000)).isEqualTo(20_000);
    // Rows that are not alive yet are in the postings.
    assertThat(indexed.count(1, two, 39_999)).isNegative();

    indexed.set(2, 2, 7, false);
    assertThat(indexed.count(2, two, 40_000)).isNegative();
    indexed.settlePostings();
    assertThat(indexed.count(2, two, 40_000)).isEqualTo(9_999);
    assertThat(indexed.count(1, two, 40_000)).as("before the row was written").isNegative();

    indexed.set(3, 40_000, 2, true);
    assertThat(indexed.count(3, two, 40_001)).isNegative();
  }

  /** Of 200 values of 100 rows each, from every second one to every fifth. */
  @Test
  void ranges_beginAndEndAnywhere() {
    ColumnChunk numbers = new ColumnChunk(ColumnIndexing.RANGES);
    for (int row = 0; row < 20_000; row++) {
      numbers.set(1, row, row * 7 % 200, true);
    }
    numbers.settlePostings();
    assertThat(numbers.hasPostings()).isTrue();
    int[] everyRow = IntStream.range(0, 20_000).toArray();
    for (int low = -1; low <= 201; low += 2) {
      for (int high = low - 1; high <= 201; high += 5) {
        int from = low;
        int to = high;
        assertThat(passing(numbers, 1, new LongTest.Range(low, high), everyRow))
            .as("%d to %d", low, high)
            .hasSize(100 * (int) IntStream.range(0, 200).filter(v -> from <= v && v <= to).count())
            .allMatch(row -> from <= row * 7 % 200 && row * 7 % 200 <= to);
      }
    }
  }

  /** Numbers asked for one by one: what one has put in, another must not take out. */
  @Test
  void severalNumbers_areAllFound() {
    ColumnChunk numbers = new ColumnChunk(ColumnIndexing.RANGES);
    long[] values = {18, 20, 30, 31};
    int[] counts = {500, 100, 2_500, 700};
    int rows = 0;
    for (int v = 0; v < values.length; v++) {
      for (int i = 0; i < counts[v]; i++) {
        numbers.set(1, rows++, values[v], true);
      }
    }
    numbers.settlePostings();
    assertThat(numbers.hasPostings()).isTrue();
    int[] everyRow = IntStream.range(0, rows).toArray();
    for (int some = 1; some < 1 << values.length; some++) {
      int asked = some;
      long[] wanted =
          IntStream.range(0, values.length)
              .filter(v -> (asked >>> v & 1) != 0)
              .mapToLong(v -> values[v])
              .toArray();
      int expected =
          IntStream.range(0, values.length)
              .filter(v -> (asked >>> v & 1) != 0)
              .map(v -> counts[v])
              .sum();
      LongTest test = LongTest.Values.of(wanted);
      assertThat(passing(numbers, 1, test, everyRow)).as(test::toString).hasSize(expected);
      assertThat(passing(numbers, 1, new LongTest.Negation(test), everyRow))
          .hasSize(rows - expected);
      assertThat(numbers.count(1, test, rows)).isEqualTo(expected);
    }
  }

  @Test
  void postings_areNotBuiltForFewRowsRareValuesOrPlainColumns() {
    fillIndexed(ValuePostings.ROWS_MIN - 1, 2);
    assertThat(indexed.hasPostings()).isFalse();
    for (int row = 0; row < 4_000; row++) {
      plain.set(1, row, row % 2, true);
    }
    plain.refreshPostings();
    assertThat(plain.hasPostings()).isFalse();
    ColumnChunk rare = new ColumnChunk(ColumnIndexing.CODES);
    for (int row = 0; row < 4_000; row++) {
      rare.set(1, row, row, true);
    }
    rare.refreshPostings();
    assertThat(rare.hasPostings()).isFalse();
    assertThat(rare.postingBytes()).isZero();
  }

  @Test
  void settling_coversWhatWasWrittenSince() {
    fillIndexed(4_000, 4);
    for (int row = 3_900; row < 4_100; row++) {
      indexed.set(2, row, 9, row >= 4_000);
    }

    indexed.settlePostings();

    assertThat(indexed.estimate(new LongTest.Range(9, 9), 4_100)).isEqualTo(200.0);
  }

  /** A covered row that was written since and a new row are looked up. */
  @Test
  void postings_knowWhatTheyDoNotKnow() {
    fillIndexed(2_000, 2);
    assertThat(indexed.hasPostings()).isTrue();
    indexed.set(2, 10, 1, false);
    indexed.set(2, 12, 77, false);
    indexed.unset(2, 14, false);
    indexed.set(2, 2_000, 0, true);

    assertThat(passing(indexed, 2, new LongTest.Range(0, 0), 8, 10, 11, 12, 14, 2_000))
        .containsExactly(8, 2_000);
    assertThat(passing(indexed, 2, new LongTest.Range(1, 77), 8, 10, 11, 12, 14, 2_000))
        .containsExactly(10, 11, 12);
    assertThat(passing(indexed, 1, new LongTest.Range(0, 0), 8, 10, 11, 12, 14))
        .containsExactly(8, 10, 12, 14);
  }

  @Test
  void postings_areBuiltAnewOnceTheyAreStale() {
    fillIndexed(2_000, 2);
    long epoch = 2;
    for (int round = 0; round < 5; round++, epoch++) {
      for (int row = 0; row < 300; row++) {
        indexed.set(epoch, row, 5 + round, false);
      }
      indexed.refreshPostings();
      assertThat(indexed.estimate(new LongTest.Range(5 + round, 5 + round), 2_000))
          .isEqualTo(300.0);
    }
    assertThat(passing(indexed, 1, new LongTest.Range(0, 0), 0, 1, 299, 300))
        .containsExactly(0, 300);
    assertThat(passing(indexed, 3, new LongTest.Range(6, 6), 0, 1, 299, 300))
        .containsExactly(0, 1, 299);
  }

  private void fillIndexed(int rows, int values) {
    for (int row = 0; row < rows; row++) {
      indexed.set(1, row, row % values, true);
    }
    indexed.refreshPostings();
  }

  private static Long read(ColumnChunk column, long epoch, int row) {
    ColumnChunk.Cell cell = new ColumnChunk.Cell();
    column.read(epoch, row, cell);
    return cell.isPresent() ? cell.code() : null;
  }

  private static List<Integer> passing(
      ColumnChunk column, long epoch, LongTest test, int... candidates) {
    long[] result = RowMask.create();
    column.evaluate(epoch, test, mask(candidates), result, RowMask.create());
    return rows(result);
  }

  private static List<Integer> present(ColumnChunk column, long epoch, int... candidates) {
    long[] result = RowMask.create();
    column.evaluatePresent(epoch, mask(candidates), result);
    return rows(result);
  }

  private static long[] mask(int... rows) {
    long[] mask = RowMask.create();
    for (int row : rows) {
      RowMask.add(mask, row);
    }
    return mask;
  }

  private static List<Integer> rows(long[] mask) {
    List<Integer> rows = new ArrayList<>();
    for (int row = 0; row < RowMask.ROWS; row++) {
      if (RowMask.contains(mask, row)) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** A column of one epoch as plain arrays. */
  private static final class ColumnModel {

    private final boolean[] present;
    private final long[] values;

    /** Rows that are alive; all below. */
    private int rows;

    ColumnModel() {
      this(new boolean[RowMask.ROWS], new long[RowMask.ROWS], 0);
    }

    private ColumnModel(boolean[] present, long[] values, int rows) {
      this.present = present;
      this.values = values;
      this.rows = rows;
    }

    ColumnModel copy() {
      return new ColumnModel(present.clone(), values.clone(), rows);
    }

    /** None, few, most or all of the rows. */
    long[] candidates(RandomChoice choice) {
      int percent = choice.of(List.of(0, 1, 10, 60, 100));
      long[] candidates = RowMask.create();
      for (int row = 0; row < rows; row++) {
        if (choice.chance(percent)) {
          RowMask.add(candidates, row);
        }
      }
      return candidates;
    }

    long[] everyRow() {
      long[] every = RowMask.create();
      for (int row = 0; row < rows; row++) {
        RowMask.add(every, row);
      }
      return every;
    }

    long[] evaluate(LongTest test, long[] candidates) {
      long[] passing = RowMask.create();
      for (int row = 0; row < rows; row++) {
        if (RowMask.contains(candidates, row) && present[row] && test.test(values[row])) {
          RowMask.add(passing, row);
        }
      }
      return passing;
    }
  }

  /** Values of one regime, and tests whose literals are such values. */
  private static final class ColumnValues {

    private enum Regime {
      FEW_CODES,
      CODES,
      BYTES,
      NEGATIVE_SHORTS,
      INTS,
      LONGS,
      RISING,
      FALLING,
      WIDENING,
      EXTREMES,
      POINTS,
      SETS
    }

    /** A set has the members whose bit is set in its code, and that bit's number as their code. */
    private static final int MEMBERS = 12;

    private static final LongTest.Members.Sets SETS =
        new LongTest.Members.Sets() {
          @Override
          public boolean has(int code, int[] members, boolean all) {
            IntPredicate held = member -> (code >>> member & 1) != 0;
            return all
                ? Arrays.stream(members).allMatch(held)
                : Arrays.stream(members).anyMatch(held);
          }

          @Override
          public LongTest having(int[] members, boolean all) {
            long[] bits = new long[1 << MEMBERS - 6];
            for (int code = 0; code < 1 << MEMBERS; code++) {
              bits[code >>> 6] |= has(code, members, all) ? 1L << code : 0;
            }
            return new LongTest.Codes(bits);
          }
        };

    private static final List<GeoPoint> POINTS =
        List.of(
            new GeoPoint(12.97, 77.59),
            new GeoPoint(12.98, 77.60),
            new GeoPoint(0, 180),
            new GeoPoint(-90, 0));

    private final RandomChoice choice;
    private final Regime regime;
    private final long base;
    private long step;

    ColumnValues(RandomChoice choice) {
      this.choice = choice;
      this.regime = choice.of(List.of(Regime.values()));
      this.base =
          choice.of(
              List.of(
                  0L, 1_000L, -70_000L, 1_700_000_000_000L, Long.MAX_VALUE / 2, 5L - (1L << 62)));
    }

    ColumnIndexing indexing() {
      return switch (regime) {
        case FEW_CODES, CODES -> ColumnIndexing.CODES;
        case SETS ->
            ColumnIndexing.members(
                (code, consumer) ->
                    IntStream.range(0, MEMBERS)
                        .filter(member -> (code >>> member & 1) != 0)
                        .forEach(consumer));
        default -> ColumnIndexing.RANGES;
      };
    }

    /** A test that columns of sets are made for, or the opposite. */
    private LongTest memberTest() {
      int[] members = IntStream.range(0, MEMBERS + 2).filter(member -> choice.chance(15)).toArray();
      LongTest test =
          members.length == 0
              ? new LongTest.Range(0, choice.below(1 << MEMBERS))
              : new LongTest.Members(members, choice.chance(50), SETS);
      return choice.chance(30) ? new LongTest.Negation(test) : test;
    }

    long next() {
      step++;
      return switch (regime) {
        case FEW_CODES -> choice.chance(3) ? choice.below(300) : choice.below(4);
        case CODES -> choice.below(choice.of(List.of(3, 70, 40_000)));
        case BYTES -> base + choice.below(200);
        case NEGATIVE_SHORTS -> -20_000 + choice.below(40_000);
        case INTS -> base + choice.between(-1_000_000_000L, 1_000_000_000L);
        case LONGS -> choice.between(Long.MIN_VALUE, Long.MAX_VALUE - 1);
        case RISING -> base + step * 3;
        case FALLING -> base - step * 3;
        case WIDENING -> base + choice.between(0L, 1L << Math.min(33, step / 40));
        case EXTREMES -> choice.of(List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L, 1L));
        case POINTS -> ValueCode.encode(ValueType.GEO_POINT, choice.of(POINTS));
        // One member that most have, which gets a mask, and some that few have.
        case SETS ->
            choice.below(1 << MEMBERS) & choice.below(1 << MEMBERS) | (choice.chance(70) ? 1 : 0);
      };
    }

    LongTest test() {
      if (regime == Regime.SETS) {
        return memberTest();
      }
      LongTest test =
          switch (choice.below(6)) {
            case 0 -> LongTest.Values.of(next());
            case 1 -> LongTest.Values.of(next(), next(), next() + 1);
            case 2 -> choice.chance(50) ? LongTest.Range.ALWAYS : LongTest.Range.NEVER;
            case 3 -> other();
            default -> new LongTest.Range(bound(Long.MIN_VALUE), bound(Long.MAX_VALUE));
          };
      return choice.chance(30) ? new LongTest.Negation(test) : test;
    }

    private long bound(long none) {
      return choice.chance(20) ? none : next() + choice.between(-1, 1);
    }

    /** A test that only some values can be put to. */
    private LongTest other() {
      return switch (regime) {
        case FEW_CODES, CODES -> {
          long[] bits = new long[choice.of(List.of(0, 1, 5, 600))];
          Arrays.setAll(bits, i -> choice.between(Long.MIN_VALUE, Long.MAX_VALUE - 1));
          yield new LongTest.Codes(bits);
        }
        case POINTS ->
            new LongTest.WithinRadius(choice.of(POINTS), choice.of(List.of(0.0, 2_000.0, 1e7)));
        default -> new LongTest.Range(next(), next());
      };
    }
  }
}

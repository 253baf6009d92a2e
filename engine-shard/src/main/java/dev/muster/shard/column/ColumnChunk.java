// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import dev.muster.shard.epoch.Horizon;
import dev.muster.shard.epoch.Trimmable;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One attribute of one chunk: the encoded value of each row, overwritten in place, and what it
 * takes for readers of earlier epochs to see what was there before.
 *
 * <p>One writer thread (the shard's), any number of readers at pinned, published epochs. A reader
 * never waits. All reads cost O(rows of the chunk / 64) at least.
 *
 * <h2>Why overwriting in place is safe</h2>
 *
 * <pre>
 * write(row, x)   1 undo.append(open epoch, row, old value)
 *                 2 release fence
 *                 3 dirty bit, presence bit, value cell          (plain stores, any order)
 *
 * read at e       1 load the state and the postings              (volatile)
 *                 2 evaluate over cells, presence and postings   (plain loads)
 *                 3 acquire fence
 *                 4 for every undo entry later than e, newest first: decide the row again
 * </pre>
 *
 * <p>If step 2 saw any part of a write, the fences order its undo entry before step 4, so the row
 * is decided again from the value it had at e; a half-seen write does no harm. A row without an
 * entry later than e has not been written since e was published, and the reader, having read that
 * publication, sees it whole. That holds for everything mutable here: cells, presence, dirty bits,
 * and state or postings that were replaced meanwhile, since a replacement carries over the cells of
 * unwritten rows. A row that was created in the open epoch needs no entry: no reader of an earlier
 * epoch finds it alive.
 *
 * <p>A cell shares bytes with those beside it, and a write stores all eight bytes around. Since
 * only one thread writes, the bits of other rows are stored as they are, so it does not matter
 * which of the stores after its own a row is read from. A cell of which a reader sees half belongs
 * to a write in progress and is decided again all the same; until then its bits may stand for a
 * value that never was, which tests have to put up with.
 */
public final class ColumnChunk implements Trimmable {

  private final ColumnIndexing indexing;
  private final UndoLog undo = new UndoLog();

  /** Replaced by the writer when it grows or shrinks; volatile, see above. */
  private volatile ColumnCells state = ColumnCells.EMPTY;

  /** Null if there are none or they would not pay. Replaced by the writer; volatile, see above. */
  private volatile @Nullable ValuePostings postings;

  // Bounds of all values ever set: only widened, and before the value is visible to anyone who
  // could need it, so that a reader may skip the chunk by them.
  private long min = Long.MAX_VALUE;
  private long max = Long.MIN_VALUE;

  // Writer only.
  private int rowEnd;
  private int writesSinceBuild;

  /**
   * A column without values.
   *
   * @param indexing whether values get postings, and which
   */
  public ColumnChunk(ColumnIndexing indexing) {
    this.indexing = indexing;
  }

  /** A column with these values, which have just been set; {@code rowEnd} is after the last row. */
  ColumnChunk(
      ColumnIndexing indexing,
      ColumnVector vector,
      long[] presence,
      int rowEnd,
      long min,
      long max) {
    this.indexing = indexing;
    this.state = new ColumnCells(vector, presence);
    this.rowEnd = rowEnd;
    this.min = min;
    this.max = max;
    // Postings come later: what sets are made of may not be known yet.
    this.writesSinceBuild = rowEnd;
  }

  /**
   * A column as if the values that were written had been set, and the postings not settled yet.
   *
   * @throws dev.muster.shard.file.DamagedFileException if no column can have been written so
   */
  public static ColumnChunk restored(ColumnIndexing indexing, BlockInput in) throws IOException {
    return ColumnCodec.read(indexing, in);
  }

  /**
   * Writes what {@code rows} held at {@code epoch}. Any thread that has pinned it, while the writer
   * goes on: this is {@link #load}, and what was loaded.
   *
   * @param rows all alive at {@code epoch}
   * @param present a mask, overwritten with anything
   * @param codes by row; overwritten with anything
   */
  public void write(long epoch, long[] rows, long[] present, long[] codes, BlockOutput out)
      throws IOException {
    load(epoch, rows, present, codes);
    ColumnCodec.write(present, codes, out);
  }

  /**
   * Gives {@code row} the value {@code code}. Writer only.
   *
   * @param isNewRow whether the row was created in this same open epoch
   */
  public void set(long openEpoch, int row, long code, boolean isNewRow) {
    ColumnCells current = state;
    remember(openEpoch, current, row, isNewRow);
    boolean grows = !current.vector.fits(row, code);
    if (grows) {
      // With the bounds of what is there already: they tell on which side the values have grown.
      current = current.widened(row, code, min, max);
    }
    if (code < min || code > max) {
      min = Math.min(min, code);
      max = Math.max(max, code);
    }
    markDirty(row);
    current.set(row, code);
    rowEnd = Math.max(rowEnd, row + 1);
    writesSinceBuild++;
    if (grows) {
      state = current;
    }
  }

  /** Takes the value of {@code row} away. Writer only. */
  public void unset(long openEpoch, int row, boolean isNewRow) {
    ColumnCells current = state;
    if (current.has(row)) {
      remember(openEpoch, current, row, isNewRow);
      markDirty(row);
      ColumnCells without = current.without(row);
      writesSinceBuild++;
      if (without != current) {
        state = without;
      }
    }
  }

  /** Whether {@code row} has the value {@code code} by all that has been written. Writer only. */
  public boolean holds(int row, long code) {
    ColumnCells current = state;
    return current.has(row) && current.vector.get(row) == code;
  }

  private void remember(long openEpoch, ColumnCells current, int row, boolean isNewRow) {
    if (!isNewRow) {
      boolean present = current.has(row);
      undo.append(openEpoch, row, present, present ? current.vector.get(row) : 0);
    }
    VarHandle.releaseFence();
  }

  private void markDirty(int row) {
    ValuePostings current = postings;
    if (current != null) {
      current.markDirty(row);
    }
  }

  /** Rebuilds the postings if they are stale. Writer only, once per epoch that wrote here. */
  public void refreshPostings() {
    if (indexing.equals(ColumnIndexing.NONE)) {
      return;
    }
    ValuePostings current = postings;
    boolean stale =
        current == null
            ? writesSinceBuild >= Math.max(ValuePostings.ROWS_MIN, rowEnd / 4)
            : current.isStale(rowEnd);
    if (stale) {
      rebuildPostings();
    }
  }

  /**
   * Brings the postings up to date if anything was written since, and packs the cells. Writer only,
   * when there is time.
   *
   * @return whether the postings were rebuilt
   */
  public boolean settle() {
    ColumnCells current = state;
    ColumnCells packed = min <= max ? current.packed(min, max) : current;
    if (packed != current) {
      state = packed;
    }
    return settlePostings();
  }

  boolean settlePostings() {
    ValuePostings current = postings;
    boolean stale = writesSinceBuild > 0 && (current == null || !current.isComplete(rowEnd));
    if (stale) {
      rebuildPostings();
    }
    return stale;
  }

  private void rebuildPostings() {
    ColumnCells now = state;
    writesSinceBuild = 0;
    postings = PostingsBuilder.build(now.vector, now.presence, rowEnd, min, max, indexing);
  }

  @Override
  public void trim(Horizon horizon) {
    undo.trim(horizon.oldest());
  }

  /**
   * Finds the rows whose value at {@code epoch} passes.
   *
   * @param candidates rows that may pass; all alive at {@code epoch}
   * @param result overwritten with the candidates that do; must not be {@code candidates}
   * @param scratch overwritten with anything
   */
  public void evaluate(
      long epoch, LongTest test, long[] candidates, long[] result, long[] scratch) {
    // Postings first: the state must be at least as new, so that every row they call dirty or new
    // has its cell.
    ValuePostings index = postings;
    ColumnCells current = state;
    if (test instanceof LongTest.Range range && excludes(range.low(), range.high())) {
      // Nor does any value that was overwritten pass.
      RowMask.clear(result);
      return;
    }
    LongTest asked = test instanceof LongTest.Negation negation ? negation.operand() : test;
    if (index == null || !index.rows().answers(asked)) {
      LongTest scanned =
          RowMask.hasMoreThan(candidates, ValuePostings.ROWS_MIN) ? test.forMany() : test;
      ColumnScan.evaluate(current.vector, current.presence, scanned, candidates, result);
    } else {
      long[] matching = index.rows().matching(asked, result, scratch);
      if (asked == test) {
        RowMask.and(candidates, matching, result);
      } else {
        current.presentWithout(matching, candidates, result);
      }
      if (index.unsure(candidates, scratch)) {
        RowMask.andNot(result, scratch);
        ColumnScan.evaluate(current.vector, current.presence, test, scratch, scratch);
        RowMask.or(result, scratch);
      }
    }
    VarHandle.acquireFence();
    if (!undo.isEmptyAfter(epoch)) {
      undo.forEachAfter(
          epoch,
          (row, present, value) -> {
            if (RowMask.contains(candidates, row)) {
              RowMask.set(result, row, present && test.test(value));
            }
          });
    }
  }

  /**
   * How many rows have a value at {@code epoch} that passes, if that is known without looking at
   * them: all values are in postings, and the rows alive are the first ones without a gap.
   *
   * @param liveRows how many rows are alive at {@code epoch}, which are the first ones
   * @return negative if it is not known
   */
  public long count(long epoch, LongTest test, int liveRows) {
    ValuePostings index = postings;
    LongTest asked = test instanceof LongTest.Negation negation ? negation.operand() : test;
    if (index == null
        || !index.rows().answers(asked)
        || (asked instanceof LongTest.Members members && members.members().length > 1)
        || !index.isComplete(rowEnd)
        || index.covered() > liveRows) {
      return -1;
    }
    long counted = index.rows().count(asked);
    long found = asked == test ? counted : index.rows().present() - counted;
    VarHandle.acquireFence();
    return undo.isEmptyAfter(epoch) ? found : -1;
  }

  /** Finds the candidates that have a value at {@code epoch}; {@code result} is overwritten. */
  public void evaluatePresent(long epoch, long[] candidates, long[] result) {
    state.present(candidates, result);
    VarHandle.acquireFence();
    undo.forEachAfter(
        epoch,
        (row, present, value) -> {
          if (RowMask.contains(candidates, row)) {
            RowMask.set(result, row, present);
          }
        });
  }

  /**
   * Reads what the rows of {@code candidates} held at {@code epoch}.
   *
   * @param candidates rows alive at {@code epoch}
   * @param present overwritten with the candidates that had a value; must not be {@code candidates}
   * @param codes by row; overwritten with the encoded values of {@code present}, and with anything
   *     or nothing for other rows
   */
  public void load(long epoch, long[] candidates, long[] present, long[] codes) {
    ColumnCells current = state;
    ColumnVector vector = current.vector;
    current.present(candidates, present);
    for (int w = 0, words = vector.words(); w < words; w++) {
      for (long bits = present[w]; bits != 0; bits &= bits - 1) {
        int row = (w << 6) + Long.numberOfTrailingZeros(bits);
        codes[row] = vector.get(row);
      }
    }
    VarHandle.acquireFence();
    undo.forEachAfter(
        epoch,
        (row, wasPresent, value) -> {
          if (RowMask.contains(candidates, row)) {
            RowMask.set(present, row, wasPresent);
            codes[row] = value;
          }
        });
  }

  /**
   * Reads what the rows of {@code candidates} held at {@code epoch}, one after the other: for few
   * rows of many, which codes by row would scatter over half a megabyte.
   *
   * @param candidates rows alive at {@code epoch}
   * @param present overwritten with anything; must not be {@code candidates}
   * @param codes overwritten with the encoded values of the candidates that had one, by ascending
   *     row
   * @return how many had one
   */
  public int loadInOrder(long epoch, long[] candidates, long[] present, long[] codes) {
    ColumnCells current = state;
    ColumnVector vector = current.vector;
    long[] presence = current.presence;
    int count = 0;
    for (int w = 0, words = vector.words(); w < words; w++) {
      for (long bits = candidates[w] & presence[w]; bits != 0; bits &= bits - 1) {
        codes[count++] = vector.get((w << 6) + Long.numberOfTrailingZeros(bits));
      }
    }
    VarHandle.acquireFence();
    if (undo.isEmptyAfter(epoch)) {
      return count;
    }
    // Something has been written since: where each row's code stands is needed to correct it.
    load(epoch, candidates, present, codes);
    count = 0;
    for (int w = 0; w < RowMask.WORDS; w++) {
      for (long bits = present[w]; bits != 0; bits &= bits - 1) {
        codes[count++] = codes[(w << 6) + Long.numberOfTrailingZeros(bits)];
      }
    }
    return count;
  }

  /** What one row holds. Confined to one thread. */
  public static final class Cell {
    private boolean present;
    private long code;

    /** Whether there is a value. */
    public boolean isPresent() {
      return present;
    }

    /** The encoded value; meaningless if there is none. */
    public long code() {
      return code;
    }
  }

  /** Reads {@code row} as it was at {@code epoch} into {@code cell}. O(writes since). */
  public void read(long epoch, int row, Cell cell) {
    ColumnCells current = state;
    cell.present = current.has(row);
    cell.code = cell.present ? current.vector.get(row) : 0;
    VarHandle.acquireFence();
    undo.forEachAfter(
        epoch,
        (undoneRow, present, value) -> {
          if (undoneRow == row) {
            cell.present = present;
            cell.code = value;
          }
        });
  }

  /** No value ever set is less; meaningless if there is none. */
  public long least() {
    return min;
  }

  /** No value ever set is greater; less than {@link #least} if there is none. */
  public long greatest() {
    return max;
  }

  /** Whether no value ever set can pass {@code low <= code <= high}. */
  boolean excludes(long low, long high) {
    return high < min || low > max;
  }

  /**
   * About how many of {@code liveRows} pass, for planning; exact right after the postings were
   * built.
   */
  public double estimate(LongTest test, int liveRows) {
    ValuePostings index = postings;
    double fraction = fraction(test);
    LongTest asked = test instanceof LongTest.Negation negation ? negation.operand() : test;
    if (index == null || !index.rows().answers(asked)) {
      return fraction * liveRows;
    }
    long counted = index.rows().count(asked);
    double known = asked == test ? counted : index.rows().present() - counted;
    return Math.min(liveRows, known + index.unsureCount(liveRows) * fraction);
  }

  /** Whether values have postings now. */
  public boolean hasPostings() {
    return postings != null;
  }

  /** The part of the values that pass if they were spread evenly between min and max. */
  private double fraction(LongTest test) {
    if (test instanceof LongTest.Range range) {
      double low = Math.max(range.low(), min);
      double high = Math.min(range.high(), max);
      double span = (double) max - min + 1;
      return high < low ? 0 : Math.min(1, (high - low + 1) / span);
    }
    if (test instanceof LongTest.OnMonthDays anniversary) {
      return anniversary.days().fraction();
    }
    return test instanceof LongTest.Negation negation ? 1 - fraction(negation.operand()) : 0.1;
  }

  /** Heap bytes of cells, presence and undo, approximately. */
  public long cellBytes() {
    return 128 + state.sizeBytes() + undo.sizeBytes();
  }

  /** Heap bytes of the postings, approximately. */
  public long postingBytes() {
    ValuePostings current = postings;
    return current == null ? 0 : current.sizeBytes();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import dev.muster.shard.scan.RowMask;
import java.io.IOException;
import java.util.Arrays;

/**
 * How the values of one column chunk are written and read back; docs/formats/snapshot.md has the
 * bytes.
 *
 * <p>Values are written as unsigned distances from the least of them, each in as few bytes as the
 * greatest distance needs; none if all are equal, and values themselves if that is eight. How wide
 * the column was does not matter: it may have held other values once.
 */
final class ColumnCodec {

  /** Values packed together; a word of rows always fits behind what is not full. */
  private static final int BATCH = 2_048;

  private static final int EMPTY = 0;
  private static final int FILLED = 1;

  private ColumnCodec() {}

  /** Writes the codes of the rows in {@code present}. O(rows). */
  static void write(long[] present, long[] codes, BlockOutput out) throws IOException {
    int words = RowMask.WORDS;
    while (words > 0 && present[words - 1] == 0) {
      words--;
    }
    if (words == 0) {
      out.writeByte(EMPTY);
      return;
    }
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int w = 0; w < words; w++) {
      for (long bits = present[w]; bits != 0; bits &= bits - 1) {
        long code = codes[(w << 6) + Long.numberOfTrailingZeros(bits)];
        min = Math.min(min, code);
        max = Math.max(max, code);
      }
    }
    out.writeByte(FILLED);
    out.writeVarint(words);
    out.writeLongs(present, words);
    out.writeSigned(min);
    out.writeVarint(max - min);
    if (min == max) {
      return;
    }
    Distances batch = new Distances(min, max - min, BATCH);
    int size = 0;
    for (int w = 0; w < words; w++) {
      for (long bits = present[w]; bits != 0; bits &= bits - 1) {
        batch.set(size++, codes[(w << 6) + Long.numberOfTrailingZeros(bits)]);
      }
      if (size > BATCH - 64 || w == words - 1) {
        batch.write(size, out);
        size = 0;
      }
    }
  }

  /** Reads a column, in which every value lies between its bounds. O(rows). */
  static ColumnChunk read(ColumnIndexing indexing, BlockInput in) throws IOException {
    int form = in.readByte();
    if (form == EMPTY) {
      return new ColumnChunk(indexing);
    }
    if (form != FILLED) {
      throw in.damaged("a column must begin with 0 or 1, found " + form);
    }
    int words = in.readCount(1, RowMask.WORDS, "words of rows");
    long[] present = RowMask.create();
    in.readLongs(present, words);
    if (present[words - 1] == 0) {
      throw in.damaged("the last word of rows must have one");
    }
    long min = in.readSigned();
    long range = in.readVarint();
    long max = min + range;
    if (max < min) {
      throw in.damaged("the greatest value must fit in 64 bits");
    }
    int rowEnd = (words << 6) - Long.numberOfLeadingZeros(present[words - 1]);
    ColumnVector vector = ColumnVector.spanning(rowEnd - 1, min, max);
    if (range == 0) {
      fill(vector, present, words, min);
    } else {
      fill(vector, present, words, min, max, in);
    }
    vector = vector.narrowed(min, max);
    return new ColumnChunk(
        indexing, vector, Arrays.copyOf(present, vector.capacity / 64), rowEnd, min, max);
  }

  private static void fill(ColumnVector vector, long[] present, int words, long value) {
    for (int w = 0; w < words; w++) {
      for (long bits = present[w]; bits != 0; bits &= bits - 1) {
        vector.set((w << 6) + Long.numberOfTrailingZeros(bits), value);
      }
    }
  }

  private static void fill(
      ColumnVector vector, long[] present, int words, long min, long max, BlockInput in)
      throws IOException {
    Distances batch = new Distances(min, max - min, BATCH);
    int from = 0;
    int size = 0;
    for (int w = 0; w < words; w++) {
      size += Long.bitCount(present[w]);
      if (size > BATCH - 64 || w == words - 1) {
        batch.read(size, in);
        int next = 0;
        for (; from <= w; from++) {
          for (long bits = present[from]; bits != 0; bits &= bits - 1) {
            // A distance that passes 64 bits comes out below the least value.
            long value = batch.get(next++);
            if (value < min || value > max) {
              throw in.damaged("a value must be in [" + min + ", " + max + "], found " + value);
            }
            vector.set((from << 6) + Long.numberOfTrailingZeros(bits), value);
          }
        }
        size = 0;
      }
    }
  }
}

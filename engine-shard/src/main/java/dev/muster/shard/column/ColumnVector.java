// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.RowMask;

/**
 * The values of one column chunk as unsigned differences from a base, 1, 2, 4 or 8 bytes each
 * (frame of reference), divided by what they are all multiples of where that saves bytes: seconds
 * are kept as milliseconds, and prices often end in 0.
 *
 * <p>Base, scale, width and capacity are fixed for life; a value or row that does not fit asks for
 * a new vector by {@link #widened}. Each one that a value makes has twice the width of the one
 * before at least, or half its scale at most, so that there are few. Exactly one of the arrays is
 * not empty. Written by one thread; readers may read cells while they are written, see {@link
 * ColumnChunk} for why that is safe.
 */
final class ColumnVector {

  /** Rows of the first vector; most chunks of a small engine never need more. */
  private static final int CAPACITY_MIN = 256;

  private static final byte[] NO_BYTES = {};
  private static final short[] NO_SHORTS = {};
  private static final int[] NO_INTS = {};
  private static final long[] NO_LONGS = {};

  final long base;

  /** Positive; what a difference of one cell stands for. */
  final long scale;

  /** Bytes a value: 1, 2, 4 or 8. */
  final int width;

  final int capacity;
  final byte[] bytes;
  final short[] shorts;
  final int[] ints;
  final long[] longs;

  /** A vector of cells that hold anything, on a scale of 1. */
  ColumnVector(long base, int width, int capacity) {
    this(base, 1, width, capacity);
  }

  private ColumnVector(long base, long scale, int width, int capacity) {
    this.base = base;
    this.scale = scale;
    this.width = width;
    this.capacity = capacity;
    this.bytes = width == 1 ? new byte[capacity] : NO_BYTES;
    this.shorts = width == 2 ? new short[capacity] : NO_SHORTS;
    this.ints = width == 4 ? new int[capacity] : NO_INTS;
    this.longs = width == 8 ? new long[capacity] : NO_LONGS;
  }

  /** A vector that has room for no row yet. */
  static ColumnVector empty() {
    return new ColumnVector(0, 1, 0);
  }

  /** The value of {@code row}, which must lie below the capacity. */
  long get(int row) {
    return switch (width) {
      case 1 -> base + (bytes[row] & 0xFFL) * scale;
      case 2 -> base + (shorts[row] & 0xFFFFL) * scale;
      case 4 -> base + (ints[row] & 0xFFFF_FFFFL) * scale;
      default -> longs[row];
    };
  }

  /** The cell of {@code row}, which must be narrower than 8 bytes. */
  long cell(int row) {
    return switch (width) {
      case 1 -> bytes[row] & 0xFFL;
      case 2 -> shorts[row] & 0xFFFFL;
      default -> ints[row] & 0xFFFF_FFFFL;
    };
  }

  /** The least cell whose value is not below {@code low}; past all cells if there is none. */
  long cellFrom(long low) {
    if (width == 8) {
      return low;
    }
    long difference = low - base;
    if (low <= base) {
      return 0;
    }
    // A difference that overflows is negative.
    long cell = difference < 0 ? Long.MAX_VALUE : (difference - 1) / scale + 1;
    return Math.min(cell, valueMax(width) + 1);
  }

  /** The greatest cell whose value is not above {@code high}; -1 if there is none. */
  long cellTo(long high) {
    if (width == 8) {
      return high;
    }
    long difference = high - base;
    if (high < base) {
      return -1;
    }
    return difference < 0 ? valueMax(width) : Math.min(difference / scale, valueMax(width));
  }

  /** Whether {@code row} and {@code value} can be stored here. */
  boolean fits(int row, long value) {
    return row < capacity && (width == 8 || (value >= base && isCell(value - base)));
  }

  /** A difference that has overflowed is negative. */
  private boolean isCell(long difference) {
    long cell = scale == 1 ? difference : difference / scale;
    return cell >= 0 && cell <= valueMax(width) && cell * scale == difference;
  }

  /** Stores {@code value}, which must fit. */
  void set(int row, long value) {
    if (width == 8) {
      longs[row] = value;
      return;
    }
    long cell = scale == 1 ? value - base : (value - base) / scale;
    switch (width) {
      case 1 -> bytes[row] = (byte) cell;
      case 2 -> shorts[row] = (short) cell;
      default -> ints[row] = (int) cell;
    }
  }

  /**
   * A copy with room for {@code row} and {@code value}; {@code min} and {@code max} bound what is
   * already here, and cross if nothing is. O(capacity).
   *
   * <p>Capacity doubles. Where a range shrinks into a width, the spare part of it is put on the
   * side on which the values have just grown, so that a falling sequence does not re-encode every
   * time. The base is not negative while no value is: what reads as a code is one.
   */
  ColumnVector widened(int row, long value, long min, long max) {
    int rows = Math.max(capacity, CAPACITY_MIN);
    while (rows <= row) {
      rows *= 2;
    }
    ColumnVector copy =
        encoded(
            rows,
            Math.min(min, value),
            Math.max(max, value),
            divisor(value, min, max),
            value < min && min <= max);
    assert copy.fits(row, value);
    return copy;
  }

  /** A vector with room for {@code row} and every value in [{@code min}, {@code max}]. */
  static ColumnVector spanning(int row, long min, long max) {
    int rows = CAPACITY_MIN;
    while (rows <= row) {
      rows *= 2;
    }
    return empty().encoded(rows, min, max, 1, false);
  }

  /** This vector, or a copy of fewer bytes if there is one of values in these bounds. O(rows). */
  ColumnVector narrowed(long min, long max) {
    ColumnVector copy = encoded(capacity, min, max, divisor(min, min, max), false);
    return copy.width < width ? copy : this;
  }

  private ColumnVector encoded(int rows, long low, long high, long divisor, boolean growsDown) {
    int plainWidth = width(high - low);
    int scaledWidth = width(Long.divideUnsigned(high - low, divisor));
    int newWidth = Math.min(plainWidth, scaledWidth);
    long newScale = scaledWidth < plainWidth ? divisor : 1;
    long newBase =
        newWidth == 8 ? 0 : low - newScale * room(low, high, newWidth, newScale, growsDown);
    ColumnVector copy = new ColumnVector(newBase, newScale, newWidth, rows);
    for (int i = 0; i < capacity; i++) {
      long old = get(i);
      // Cells of missing rows hold anything; they must not leave the new range.
      copy.set(i, copy.fits(i, old) ? old : copy.base);
    }
    return copy;
  }

  /** Cells to leave free below {@code low}. */
  private static long room(long low, long high, int width, long scale, boolean growsDown) {
    long spare = valueMax(width) - Long.divideUnsigned(high - low, scale);
    // Neither a negative base without need nor one that passes the least long.
    long below = low >= 0 ? low : low - Long.MIN_VALUE;
    // Nor one from which the greatest difference would pass the greatest long.
    long roomMax = Math.min(below, Long.MAX_VALUE - (high - low)) / scale;
    if (growsDown) {
      return Math.min(spare, roomMax);
    }
    return low > 0 && roomMax <= spare ? roomMax : 0;
  }

  /** What all differences of values here and {@code value} are multiples of; 1 if of nothing. */
  private long divisor(long value, long min, long max) {
    long low = Math.min(min, value);
    long divisor = commonDivisor(value - low, min > max ? 0 : max - low);
    if (width(Math.max(max, value) - low) == 1) {
      return 1;
    }
    for (int i = 0; i < capacity && divisor != 1; i++) {
      long here = get(i);
      // What is outside the bounds is not a value, but in a row that has none.
      if (here >= min && here <= max) {
        divisor = commonDivisor(divisor, here - low);
      }
    }
    return Math.max(1, divisor);
  }

  /** Of 0 and anything, that; 1 if a difference has passed the longs. */
  private static long commonDivisor(long a, long b) {
    if (a < 0 || b < 0) {
      return 1;
    }
    long divisor = a;
    for (long rest = b; rest != 0; ) {
      long next = divisor % rest;
      divisor = rest;
      rest = next;
    }
    return divisor;
  }

  /** Bytes of a cell that holds any difference in [0, {@code range}], which is unsigned. */
  private static int width(long range) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(range);
    return bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
  }

  private static long valueMax(int width) {
    return (1L << (8 * width)) - 1;
  }

  /** Words of a mask that this vector has rows for. */
  int words() {
    return Math.min(RowMask.WORDS, capacity >>> 6);
  }

  /** Heap bytes of the arrays. */
  long sizeBytes() {
    return (long) capacity * width;
  }
}

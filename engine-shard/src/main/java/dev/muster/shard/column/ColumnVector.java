// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.RowMask;

/**
 * The values of one column chunk as unsigned differences from a base, 1, 2, 4 or 8 bytes each
 * (frame of reference).
 *
 * <p>Base, width and capacity are fixed for life; a value or row that does not fit asks for a new
 * vector by {@link #widened}. Exactly one of the arrays is not empty. Written by one thread;
 * readers may read cells while they are written, see {@link ColumnChunk} for why that is safe.
 */
final class ColumnVector {

  /** Rows of the first vector; most chunks of a small engine never need more. */
  private static final int CAPACITY_MIN = 256;

  private static final byte[] NO_BYTES = {};
  private static final short[] NO_SHORTS = {};
  private static final int[] NO_INTS = {};
  private static final long[] NO_LONGS = {};

  final long base;

  /** Bytes a value: 1, 2, 4 or 8. */
  final int width;

  final int capacity;
  final byte[] bytes;
  final short[] shorts;
  final int[] ints;
  final long[] longs;

  /** A vector of cells that hold anything. */
  ColumnVector(long base, int width, int capacity) {
    this.base = base;
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
      case 1 -> base + (bytes[row] & 0xFFL);
      case 2 -> base + (shorts[row] & 0xFFFFL);
      case 4 -> base + (ints[row] & 0xFFFF_FFFFL);
      default -> longs[row];
    };
  }

  /** Whether {@code row} and {@code value} can be stored here. */
  boolean fits(int row, long value) {
    return row < capacity && (width == 8 || (value >= base && isWithin(value - base)));
  }

  /** A difference that has overflowed is negative. */
  private boolean isWithin(long difference) {
    return difference >= 0 && difference <= valueMax(width);
  }

  /** Stores {@code value}, which must fit. */
  void set(int row, long value) {
    switch (width) {
      case 1 -> bytes[row] = (byte) (value - base);
      case 2 -> shorts[row] = (short) (value - base);
      case 4 -> ints[row] = (int) (value - base);
      default -> longs[row] = value;
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
    long low = Math.min(min, value);
    long high = Math.max(max, value);
    ColumnVector copy = new ColumnVector(0, 8, 0);
    for (int bytesPerValue : new int[] {1, 2, 4, 8}) {
      long range = high - low;
      if (bytesPerValue == 8 || (range >= 0 && range <= valueMax(bytesPerValue))) {
        long spare = bytesPerValue == 8 ? 0 : valueMax(bytesPerValue) - range;
        boolean growsDown = value < min && min <= max;
        long room = growsDown ? spare : low > 0 && low <= spare ? low : 0;
        room = low >= 0 ? Math.min(room, low) : room;
        long newBase = bytesPerValue == 8 ? 0 : Math.max(low - room, Long.MIN_VALUE);
        // low - room may pass the least long; then the base is low itself.
        copy = new ColumnVector(newBase > low ? low : newBase, bytesPerValue, rows);
        break;
      }
    }
    for (int i = 0; i < capacity; i++) {
      long old = get(i);
      // Cells of missing rows hold anything; they must not leave the new range.
      copy.set(i, copy.fits(i, old) ? old : copy.width == 8 ? old : copy.base);
    }
    assert copy.fits(row, value);
    return copy;
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

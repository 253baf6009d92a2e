// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.RowMask;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The values of one column chunk as unsigned differences from a base (frame of reference), divided
 * by what they are all multiples of where that saves bits: seconds are kept as milliseconds, and
 * prices often end in 0. Each takes as many bits as the greatest needs, one after the other.
 *
 * <p>Base, scale, bits and capacity are fixed for life; a value or row that does not fit asks for a
 * new vector by {@link #widened}. Each one that a value makes is wider by half at least, or has
 * half the scale at most, so that there are few; what is too much goes by {@link #packed}, when
 * there is time. Written by one thread; readers may read cells while they are written, see {@link
 * ColumnChunk} for why that is safe.
 */
final class ColumnVector {

  /** On which side of the values more are expected. */
  private enum Growth {
    UP,
    DOWN,
    EITHER
  }

  /** A vector that has room for no row yet. */
  static final ColumnVector EMPTY = new ColumnVector(0, 1, 0, 0);

  /** Rows of the first vector; most chunks of a small engine never need more. */
  private static final int CAPACITY_MIN = 256;

  /** The least byte first, so that a cell's bits follow each other from byte to byte. */
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  final long base;

  /** Positive; what a difference of one cell stands for. */
  final long scale;

  /**
   * Bits of a cell. At most 57, which lie in the eight bytes from that of the first on; else 64:
   * then values are kept as they are.
   */
  final int bits;

  final int capacity;

  /** As many ones as a cell has bits. */
  private final long mask;

  /** The cell of row r begins with bit {@code r * bits}; seven more bytes to read the last. */
  private final byte[] cells;

  private ColumnVector(long base, long scale, int bits, int capacity) {
    this.base = base;
    this.scale = scale;
    this.bits = bits;
    this.capacity = capacity;
    this.mask = cellMax(bits);
    this.cells = new byte[(capacity >>> 3) * bits + 8];
  }

  /** The value of {@code row}, which must lie below the capacity. */
  long get(int row) {
    return base + cell(row) * scale;
  }

  /** The cell of {@code row}: unsigned, unless it has 64 bits. */
  long cell(int row) {
    return cellsFrom(row) & mask;
  }

  /** The cells from {@code row} on, as many as fit; the bits behind them mean nothing. */
  long cellsFrom(int row) {
    int bit = row * bits;
    return (long) EIGHT_BYTES.get(cells, bit >>> 3) >>> (bit & 7);
  }

  /** The least cell whose value is not below {@code low}; past all cells if there is none. */
  long cellFrom(long low) {
    if (bits == Long.SIZE) {
      return low;
    }
    long difference = low - base;
    if (low <= base) {
      return 0;
    }
    // A difference that overflows is negative.
    long cell = difference < 0 ? Long.MAX_VALUE : (difference - 1) / scale + 1;
    return Math.min(cell, cellMax(bits) + 1);
  }

  /** The greatest cell whose value is not above {@code high}; -1 if there is none. */
  long cellTo(long high) {
    if (bits == Long.SIZE) {
      return high;
    }
    long difference = high - base;
    if (high < base) {
      return -1;
    }
    return difference < 0 ? cellMax(bits) : Math.min(difference / scale, cellMax(bits));
  }

  /** Whether {@code row} and {@code value} can be stored here. */
  boolean fits(int row, long value) {
    return row < capacity && (bits == Long.SIZE || (value >= base && isCell(value - base)));
  }

  /** A difference that has overflowed is negative. */
  private boolean isCell(long difference) {
    long cell = scale == 1 ? difference : difference / scale;
    return cell >= 0 && cell <= cellMax(bits) && cell * scale == difference;
  }

  /** Stores {@code value}, which must fit; the cells beside it are stored as they are. */
  void set(int row, long value) {
    long cell = scale == 1 ? value - base : (value - base) / scale;
    int bit = row * bits;
    int shift = bit & 7;
    long around = (long) EIGHT_BYTES.get(cells, bit >>> 3);
    EIGHT_BYTES.set(cells, bit >>> 3, around & ~(mask << shift) | cell << shift);
  }

  /**
   * A copy with room for {@code row} and {@code value}; {@code min} and {@code max} bound what is
   * already here, and cross if nothing is. O(capacity).
   *
   * <p>Capacity doubles. Where a cell holds more than the range, the spare part is put on the side
   * on which the values have just grown, so that a falling sequence does not re-encode every time;
   * half of it on either, if that is not known. The base is not negative while no value is: what
   * reads as a code is one.
   */
  ColumnVector widened(int row, long value, long min, long max) {
    long low = Math.min(min, value);
    long high = Math.max(max, value);
    long divisor = divisor(value, min, max);
    Growth growth = value < min && min <= max ? Growth.DOWN : Growth.UP;
    int newBits = roomy(bits(low, high, divisor));
    ColumnVector copy = encoded(capacityFor(row, capacity), low, high, divisor, newBits, growth);
    assert copy.fits(row, value);
    return copy;
  }

  /** A vector with room for {@code row} and every value in [{@code min}, {@code max}]. */
  static ColumnVector spanning(int row, long min, long max) {
    return EMPTY.encoded(capacityFor(row, 0), min, max, 1, bits(min, max, 1), Growth.EITHER);
  }

  /** This vector, or a copy of fewer bits if there is one of values in these bounds. O(rows). */
  ColumnVector narrowed(long min, long max) {
    return narrowed(min, max, divisor(min, min, max));
  }

  /**
   * The same on the scale that values have had so far. It only ever shrinks, so that a value now
   * and then which is no multiple does not make a new vector each time. O(1) if there is no copy.
   */
  ColumnVector packed(long min, long max) {
    return narrowed(min, max, scale);
  }

  private ColumnVector narrowed(long min, long max, long divisor) {
    int newBits = bits(min, max, divisor);
    return newBits < bits ? encoded(capacity, min, max, divisor, newBits, Growth.EITHER) : this;
  }

  private ColumnVector encoded(
      int rows, long low, long high, long divisor, int newBits, Growth growth) {
    boolean plain = newBits == Long.SIZE || bits(low, high, 1) == bits(low, high, divisor);
    long newScale = plain ? 1 : divisor;
    long newBase =
        newBits == Long.SIZE ? 0 : low - newScale * room(low, high, newBits, newScale, growth);
    ColumnVector copy = new ColumnVector(newBase, newScale, newBits, rows);
    for (int i = 0; i < capacity; i++) {
      long old = get(i);
      // Cells of missing rows hold anything; they must not leave the new range.
      copy.set(i, copy.fits(i, old) ? old : copy.base);
    }
    return copy;
  }

  private static int capacityFor(int row, int capacityMin) {
    int rows = Math.max(capacityMin, CAPACITY_MIN);
    while (rows <= row) {
      rows *= 2;
    }
    return rows;
  }

  /** Cells to leave free below {@code low}. */
  private static long room(long low, long high, int bits, long scale, Growth growth) {
    long spare = cellMax(bits) - Long.divideUnsigned(high - low, scale);
    // Neither a negative base without need nor one that passes the least long.
    long below = low >= 0 ? low : low - Long.MIN_VALUE;
    // Nor one from which the greatest difference would pass the greatest long.
    long roomMax = Math.min(below, Long.MAX_VALUE - (high - low)) / scale;
    long wanted =
        switch (growth) {
          case UP -> low > 0 && roomMax <= spare ? roomMax : 0;
          case DOWN -> spare;
          case EITHER -> spare / 2;
        };
    return Math.min(wanted, roomMax);
  }

  /** What all differences of values here and {@code value} are multiples of; 1 if of nothing. */
  private long divisor(long value, long min, long max) {
    long low = Math.min(min, value);
    long divisor = commonDivisor(value - low, min > max ? 0 : max - low);
    if (bits(low, Math.max(max, value), 1) <= Byte.SIZE) {
      // Not worth a division for each value.
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

  /** Bits of a cell that holds any difference of values in these bounds. */
  private static int bits(long low, long high, long scale) {
    long range = Long.divideUnsigned(high - low, scale);
    int bits = Long.SIZE - Long.numberOfLeadingZeros(range);
    return bits <= 57 ? bits : Long.SIZE;
  }

  /**
   * Bits to take while values are coming: twice as many each time, and later half as many again.
   */
  private static int roomy(int bits) {
    if (bits > Integer.SIZE) {
      return bits <= 48 ? 48 : Long.SIZE;
    }
    return bits <= 1 ? bits : Integer.highestOneBit(bits - 1) * 2;
  }

  private static long cellMax(int bits) {
    return bits == Long.SIZE ? -1 : (1L << bits) - 1;
  }

  /** Words of a mask that this vector has rows for. */
  int words() {
    return Math.min(RowMask.WORDS, capacity >>> 6);
  }

  /** Heap bytes of the cells. */
  long sizeBytes() {
    return cells.length;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import java.io.IOException;

/**
 * Some values as they are written: unsigned distances from the least of the column, each in 1, 2, 4
 * or 8 bytes; values themselves if it is 8. Exactly one of the arrays is not empty.
 */
final class Distances {

  private final long least;

  /** Bytes that any of the distances fits in. */
  private final int width;

  private final byte[] bytes;
  private final short[] shorts;
  private final int[] ints;
  private final long[] longs;

  /**
   * Room for {@code capacity} values.
   *
   * @param range the greatest distance, unsigned
   */
  Distances(long least, long range, int capacity) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(range);
    this.least = least;
    this.width = bits <= 8 ? 1 : bits <= 16 ? 2 : bits <= 32 ? 4 : 8;
    this.bytes = new byte[width == 1 ? capacity : 0];
    this.shorts = new short[width == 2 ? capacity : 0];
    this.ints = new int[width == 4 ? capacity : 0];
    this.longs = new long[width == 8 ? capacity : 0];
  }

  /** The value at {@code index}. */
  long get(int index) {
    return switch (width) {
      case 1 -> least + (bytes[index] & 0xFFL);
      case 2 -> least + (shorts[index] & 0xFFFFL);
      case 4 -> least + (ints[index] & 0xFFFF_FFFFL);
      default -> longs[index];
    };
  }

  /** Puts {@code value} at {@code index}. */
  void set(int index, long value) {
    switch (width) {
      case 1 -> bytes[index] = (byte) (value - least);
      case 2 -> shorts[index] = (short) (value - least);
      case 4 -> ints[index] = (int) (value - least);
      default -> longs[index] = value;
    }
  }

  /** Writes the first {@code size}. */
  void write(int size, BlockOutput out) throws IOException {
    switch (width) {
      case 1 -> out.write(bytes, 0, size);
      case 2 -> out.writeShorts(shorts, size);
      case 4 -> out.writeInts(ints, size);
      default -> out.writeLongs(longs, size);
    }
  }

  /** Overwrites the first {@code size} with what comes. */
  void read(int size, BlockInput in) throws IOException {
    switch (width) {
      case 1 -> in.read(bytes, 0, size);
      case 2 -> in.readShorts(shorts, size);
      case 4 -> in.readInts(ints, size);
      default -> in.readLongs(longs, size);
    }
  }
}

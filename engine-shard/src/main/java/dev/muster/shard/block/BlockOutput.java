// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Takes values one after the other, lowest byte first. Confined to one thread.
 *
 * <p>A varint is a number in groups of seven bits, the lowest first, the eighth bit set on all but
 * the last; a signed one is folded first, so that small numbers of either sign are short. Arrays
 * are written without their length.
 */
public abstract class BlockOutput {

  private static final int SCRATCH_BYTES = 1 << 13;

  private final byte[] scratch = new byte[SCRATCH_BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(scratch).order(ByteOrder.LITTLE_ENDIAN);

  /** Bytes taken so far: where the next one goes. */
  public abstract long position();

  /** Takes {@code length} bytes of {@code source} from {@code offset} on. */
  public abstract void write(byte[] source, int offset, int length) throws IOException;

  /** The low eight bits. */
  public final void writeByte(int value) throws IOException {
    scratch[0] = (byte) value;
    write(scratch, 0, 1);
  }

  /** Four bytes. */
  public final void writeInt(int value) throws IOException {
    buffer.putInt(0, value);
    write(scratch, 0, Integer.BYTES);
  }

  /** Eight bytes. */
  public final void writeLong(long value) throws IOException {
    buffer.putLong(0, value);
    write(scratch, 0, Long.BYTES);
  }

  /** A number that is not negative, or any 64 bits taken as such; one to ten bytes. */
  public final void writeVarint(long value) throws IOException {
    int size = 0;
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      scratch[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    scratch[size++] = (byte) rest;
    write(scratch, 0, size);
  }

  /** A number of either sign; one to ten bytes. */
  public final void writeSigned(long value) throws IOException {
    writeVarint(value << 1 ^ value >> 63);
  }

  /** A length and so many bytes. */
  public final void writeBytes(byte[] source, int offset, int length) throws IOException {
    writeVarint(length);
    write(source, offset, length);
  }

  /** A length and the text in UTF-8. */
  public final void writeText(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeBytes(utf8, 0, utf8.length);
  }

  /** The first {@code count} values, two bytes each. */
  public final void writeChars(char[] values, int count) throws IOException {
    int step = SCRATCH_BYTES / Character.BYTES;
    for (int from = 0; from < count; from += step) {
      int size = Math.min(step, count - from);
      buffer.asCharBuffer().put(values, from, size);
      write(scratch, 0, size * Character.BYTES);
    }
  }

  /** The first {@code count} values, two bytes each. */
  public final void writeShorts(short[] values, int count) throws IOException {
    int step = SCRATCH_BYTES / Short.BYTES;
    for (int from = 0; from < count; from += step) {
      int size = Math.min(step, count - from);
      buffer.asShortBuffer().put(values, from, size);
      write(scratch, 0, size * Short.BYTES);
    }
  }

  /** The first {@code count} values, four bytes each. */
  public final void writeInts(int[] values, int count) throws IOException {
    int step = SCRATCH_BYTES / Integer.BYTES;
    for (int from = 0; from < count; from += step) {
      int size = Math.min(step, count - from);
      buffer.asIntBuffer().put(values, from, size);
      write(scratch, 0, size * Integer.BYTES);
    }
  }

  /** The first {@code count} values, eight bytes each. */
  public final void writeLongs(long[] values, int count) throws IOException {
    int step = SCRATCH_BYTES / Long.BYTES;
    for (int from = 0; from < count; from += step) {
      int size = Math.min(step, count - from);
      buffer.asLongBuffer().put(values, from, size);
      write(scratch, 0, size * Long.BYTES);
    }
  }
}

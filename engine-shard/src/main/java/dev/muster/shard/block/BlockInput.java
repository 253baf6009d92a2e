// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import dev.muster.shard.file.DamagedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Gives back what a {@link BlockOutput} took. Nothing that is read is trusted: no array is made
 * that is larger than what is left, and whatever does not fit fails with {@link
 * DamagedFileException}. Confined to one thread.
 */
public abstract class BlockInput {

  private static final int SCRATCH_BYTES = 1 << 13;

  private final byte[] scratch = new byte[SCRATCH_BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(scratch).order(ByteOrder.LITTLE_ENDIAN);

  /** How many bytes are left. */
  public abstract long remaining();

  /**
   * Fills {@code length} bytes of {@code target} from {@code offset} on.
   *
   * @throws DamagedFileException if there are not so many, or they are not as they were written
   */
  public abstract void read(byte[] target, int offset, int length) throws IOException;

  /** What is thrown if what is read here cannot have been written. */
  public abstract DamagedFileException damaged(String reason);

  /** Eight bits, in [0, 255]. */
  public final int readByte() throws IOException {
    read(scratch, 0, 1);
    return scratch[0] & 0xFF;
  }

  /** Four bytes. */
  public final int readInt() throws IOException {
    read(scratch, 0, Integer.BYTES);
    return buffer.getInt(0);
  }

  /** Eight bytes. */
  public final long readLong() throws IOException {
    read(scratch, 0, Long.BYTES);
    return buffer.getLong(0);
  }

  /** What {@link BlockOutput#writeVarint} wrote. */
  public final long readVarint() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int part = readByte();
      value |= (long) (part & 0x7F) << shift;
      if (part < 0x80) {
        if (shift == 63 && part > 1) {
          break;
        }
        return value;
      }
    }
    throw damaged("a number must fit in 64 bits");
  }

  /** What {@link BlockOutput#writeSigned} wrote. */
  public final long readSigned() throws IOException {
    long folded = readVarint();
    return folded >>> 1 ^ -(folded & 1);
  }

  /** A varint in [{@code min}, {@code max}]. */
  public final int readCount(int min, int max, String what) throws IOException {
    long count = readVarint();
    if (count < min || count > max) {
      throw damaged(
          what + " must be in [" + min + ", " + max + "], found " + Long.toUnsignedString(count));
    }
    return (int) count;
  }

  /** A length of at most {@code max} and so many bytes. */
  public final byte[] readBytes(int max, String what) throws IOException {
    int length = readCount(0, max, "length of " + what);
    requireLeft(length, what);
    byte[] bytes = new byte[length];
    read(bytes, 0, length);
    return bytes;
  }

  /** A text of at most {@code bytesMax} bytes in UTF-8. */
  public final String readText(int bytesMax, String what) throws IOException {
    byte[] bytes = readBytes(bytesMax, what);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      DamagedFileException damaged = damaged(what + " must be UTF-8");
      damaged.initCause(e);
      throw damaged;
    }
  }

  /** {@code count} values of two bytes each. */
  public final char[] readChars(int count) throws IOException {
    requireLeft((long) count * Character.BYTES, "values");
    char[] values = new char[count];
    int step = SCRATCH_BYTES / Character.BYTES;
    for (int from = 0; from < count; from += step) {
      int size = Math.min(step, count - from);
      read(scratch, 0, size * Character.BYTES);
      buffer.asCharBuffer().get(values, from, size);
    }
    return values;
  }

  /** Fills the first {@code count} of {@code values} with two bytes each. */
  public final void readShorts(short[] values, int count) throws IOException {
    int step = SCRATCH_BYTES / Short.BYTES;
    for (int from = 0; from < count; from += step) {
      int size = Math.min(step, count - from);
      read(scratch, 0, size * Short.BYTES);
      buffer.asShortBuffer().get(values, from, size);
    }
  }

  /** Fills the first {@code count} of {@code values} with four bytes each. */
  public final void readInts(int[] values, int count) throws IOException {
    int step = SCRATCH_BYTES / Integer.BYTES;
    for (int from = 0; from < count; from += step) {
      int size = Math.min(step, count - from);
      read(scratch, 0, size * Integer.BYTES);
      buffer.asIntBuffer().get(values, from, size);
    }
  }

  /** {@code count} values of eight bytes each. */
  public final long[] readLongs(int count) throws IOException {
    requireLeft((long) count * Long.BYTES, "values");
    long[] values = new long[count];
    readLongs(values, count);
    return values;
  }

  /** Fills the first {@code count} of {@code values} with eight bytes each. */
  public final void readLongs(long[] values, int count) throws IOException {
    int step = SCRATCH_BYTES / Long.BYTES;
    for (int from = 0; from < count; from += step) {
      int size = Math.min(step, count - from);
      read(scratch, 0, size * Long.BYTES);
      buffer.asLongBuffer().get(values, from, size);
    }
  }

  private void requireLeft(long bytes, String what) throws DamagedFileException {
    if (bytes > remaining()) {
      throw damaged(what + " of " + bytes + " bytes do not fit in what is left, " + remaining());
    }
  }
}

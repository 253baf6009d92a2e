// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of a record while it is being written. Grows; confined to one thread.
 *
 * <p>A varint is a number in groups of seven bits, the lowest first, the eighth bit set on all but
 * the last; a signed one is folded first, so that small numbers of either sign are short.
 */
final class ByteWriter {

  private static final int CAPACITY_MIN = 1 << 12;

  /** Far below what a frame takes, of which a record is a part. */
  static final int SIZE_MAX = 1 << 28;

  private byte[] bytes = new byte[CAPACITY_MIN];
  private int size;

  int size() {
    return size;
  }

  void writeByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  /** A number that is not negative, or any 64 bits taken as such. */
  void writeVarint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** A number of either sign. */
  void writeSigned(long value) {
    writeVarint(value << 1 ^ value >> 63);
  }

  /** Bytes whose number is told elsewhere. */
  void writeRaw(byte[] source) {
    ensure(source.length);
    System.arraycopy(source, 0, bytes, size, source.length);
    size += source.length;
  }

  /** A length and so many bytes. */
  void writeBytes(byte[] source, int offset, int length) {
    writeVarint(length);
    ensure(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  /** A length and the text in UTF-8. */
  void writeText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    writeBytes(utf8, 0, utf8.length);
  }

  /** What has been written, until the next change. */
  ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes, 0, size);
  }

  private void ensure(int more) {
    if (more > SIZE_MAX - size) {
      throw new RecordTooLargeException(SIZE_MAX);
    }
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(SIZE_MAX, Math.max(bytes.length * 2, size + more)));
    }
  }
}

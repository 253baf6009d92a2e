// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads what a {@link ByteWriter} wrote. Nothing that is read is trusted: whatever does not fit
 * fails with {@link MalformedRecordException}. Confined to one thread.
 */
final class ByteReader {

  private final ByteBuffer bytes;

  /** A reader of what remains in {@code bytes}. */
  ByteReader(ByteBuffer bytes) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  boolean hasMore() {
    return bytes.hasRemaining();
  }

  int readByte() {
    require(1, "a byte");
    return bytes.get() & 0xFF;
  }

  long readVarint() {
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
    throw new MalformedRecordException("a number must fit in 64 bits");
  }

  long readSigned() {
    long folded = readVarint();
    return folded >>> 1 ^ -(folded & 1);
  }

  /** A number in [0, {@code max}]. */
  int readCount(int max, String what) {
    long count = readVarint();
    if (count < 0 || count > max) {
      throw new MalformedRecordException(
          what + " must be in [0, " + max + "], found " + Long.toUnsignedString(count));
    }
    return (int) count;
  }

  byte[] readBytes(int max, String what) {
    int length = readCount(max, "length of " + what);
    require(length, what);
    byte[] read = new byte[length];
    bytes.get(read);
    return read;
  }

  String readText(int bytesMax, String what) {
    return readText(what, readCount(bytesMax, "length of " + what));
  }

  /** All that is left, as text. */
  String readRest(String what) {
    return readText(what, bytes.remaining());
  }

  private String readText(String what, int length) {
    require(length, what);
    ByteBuffer part = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(part)
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedRecordException(what + " must be UTF-8", e);
    }
  }

  private void require(int count, String what) {
    if (bytes.remaining() < count) {
      throw new MalformedRecordException(
          "the record ends within " + what + ", bytes left=" + bytes.remaining());
    }
  }
}

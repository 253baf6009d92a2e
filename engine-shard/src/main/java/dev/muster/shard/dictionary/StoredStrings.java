// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import dev.muster.shard.block.BlockInput;
import dev.muster.shard.file.DamagedFileException;
import java.io.IOException;

/** Reads byte strings that a table has written, one after the other. Confined to one thread. */
final class StoredStrings {

  private final BlockInput in;
  private final int count;
  private final int expected;
  private byte[] bytes = new byte[256];
  private int length;
  private int number = -1;

  /** Reads how many there are. */
  StoredStrings(BlockInput in) throws IOException {
    this.in = in;
    // Each takes a byte at least.
    int countMax = (int) Math.min(Integer.MAX_VALUE, in.remaining());
    this.count = in.readCount(0, countMax, "byte strings");
    this.expected = (int) Math.min(count, in.remaining() / 16);
  }

  /** Strings to make room for: the count is not to be trusted further than to what is left. */
  int expected() {
    return expected;
  }

  /** Reads the next string, if there is one. */
  boolean next() throws IOException {
    if (number + 1 == count) {
      return false;
    }
    length = in.readCount(0, ByteStrings.LENGTH_MAX, "length of a byte string");
    if (length > bytes.length) {
      if (length > in.remaining()) {
        throw in.damaged("a byte string must fit in what is left, length=" + length);
      }
      bytes = new byte[Math.min(ByteStrings.LENGTH_MAX, length * 2)];
    }
    in.read(bytes, 0, length);
    number++;
    return true;
  }

  /** The number of the string. */
  int number() {
    return number;
  }

  /** Begins with the string; overwritten by the next one. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  DamagedFileException damaged(String reason) {
    return in.damaged(reason);
  }
}

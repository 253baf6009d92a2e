// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import dev.muster.shard.block.BlockInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Refuses byte strings that are not UTF-8: they would be read as texts that nobody wrote. Confined
 * to one thread.
 */
public final class TextReader implements ByteStringTable.EntryReader {

  private final BlockInput in;
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private CharBuffer chars = CharBuffer.allocate(256);

  /** Blames what it refuses on {@code in}. */
  public TextReader(BlockInput in) {
    this.in = in;
  }

  @Override
  public void read(int entry, byte[] bytes, int length) throws IOException {
    if (isAscii(bytes, length)) {
      return;
    }
    if (chars.capacity() < length) {
      chars = CharBuffer.allocate(length * 2);
    }
    chars.clear();
    decoder.reset();
    if (decoder.decode(ByteBuffer.wrap(bytes, 0, length), chars, true).isError()) {
      throw in.damaged("a text must be UTF-8, number=" + entry);
    }
  }

  private static boolean isAscii(byte[] bytes, int length) {
    int any = 0;
    for (int i = 0; i < length; i++) {
      any |= bytes[i];
    }
    return any >= 0;
  }
}

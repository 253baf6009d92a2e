// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import dev.muster.shard.file.DamagedFileException;
import java.io.ByteArrayOutputStream;

/** What is written and read back without a file, for tests of whatever is kept in blocks. */
public final class HeapBlocks {

  private HeapBlocks() {}

  /** Takes bytes on the heap. */
  public static final class Output extends BlockOutput {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public long position() {
      return bytes.size();
    }

    @Override
    public void write(byte[] source, int offset, int length) {
      bytes.write(source, offset, length);
    }

    /** All that was written. */
    public byte[] bytes() {
      return bytes.toByteArray();
    }
  }

  /** Gives bytes from the heap. */
  public static final class Input extends BlockInput {
    private final byte[] bytes;
    private int at;

    /** An input of {@code bytes}. */
    public Input(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long remaining() {
      return bytes.length - at;
    }

    @Override
    public void read(byte[] target, int offset, int length) throws DamagedFileException {
      if (length > remaining()) {
        throw damaged("it ends within a value");
      }
      System.arraycopy(bytes, at, target, offset, length);
      at += length;
    }

    @Override
    public DamagedFileException damaged(String reason) {
      return new DamagedFileException("heap", at, reason);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import dev.muster.shard.crypt.BlockCipher;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Encrypted blocks, with a tag that covers the header and the number too. */
final class CipherSeal implements BlockSeal {

  private final BlockCipher cipher;
  private final byte[] associated;
  private final ByteBuffer associatedBuffer;

  /** Made when the first block is opened: a writer needs none. */
  private byte @Nullable [] content;

  CipherSeal(BlockCipher cipher, byte[] header) {
    this.cipher = cipher;
    associatedBuffer =
        ByteBuffer.allocate(BlockLayout.HEADER_BYTES + Long.BYTES)
            .order(BlockLayout.ORDER)
            .put(header);
    associated = associatedBuffer.array();
  }

  @Override
  public int checkBytes() {
    return BlockCipher.TAG_BYTES;
  }

  @Override
  public void seal(long number, byte[] block, int length) {
    cipher.seal(number, associated(number), block, length);
  }

  @Override
  public byte @Nullable [] open(long number, byte[] stored, int length) {
    byte[] opened = content;
    if (opened == null) {
      opened = new byte[BlockLayout.BLOCK_BYTES];
      content = opened;
    }
    return cipher.open(number, associated(number), stored, length, opened) ? opened : null;
  }

  private byte[] associated(long number) {
    associatedBuffer.putLong(BlockLayout.HEADER_BYTES, number);
    return associated;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import org.jspecify.annotations.Nullable;

/**
 * How the blocks of one file are checked: as they are, or encrypted. A trailer counts as a block.
 * Confined to one thread.
 */
sealed interface BlockSeal permits PlainSeal, CipherSeal {

  /** Bytes that follow the content of every block. */
  int checkBytes();

  /**
   * Turns the first {@code length} bytes of {@code block} into what is stored for them: as many,
   * and the check after them.
   */
  void seal(long number, byte[] block, int length);

  /**
   * The {@code length} bytes of content that {@code stored} begins with, in an array that the next
   * call may write over; null if they are not what was stored as that block of this file.
   */
  byte @Nullable [] open(long number, byte[] stored, int length);
}

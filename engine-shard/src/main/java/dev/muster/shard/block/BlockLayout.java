// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import java.nio.ByteOrder;

/**
 * Every offset, size and constant of format version 1; {@code docs/formats/blocks.md} tells what
 * they mean. All numbers are little-endian.
 *
 * <pre>
 * file      header (88) | block | block | … | trailer
 * block     content (65,536; the last one has 1 to 65,536) | check
 * trailer   content (16) | check
 * check     CRC-32C (4), or the tag of what is encrypted (16)
 * </pre>
 */
final class BlockLayout {

  static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** The version this code writes, and the only one it reads. */
  static final int VERSION = 1;

  // Header.
  /** The bytes {@code musterbf}. */
  static final long MAGIC = 0x6662_7265_7473_756DL;

  static final int MAGIC_AT = 0;
  static final int VERSION_AT = 8;

  /** Properties that a reader must know in order to read; version 1 has none. */
  static final int FEATURES_AT = 12;

  static final int KIND_AT = 16;
  static final int BLOCK_BYTES_AT = 20;
  static final int FILE_ID_AT = 24;
  static final int SALT_AT = 40;
  static final int KEY_CHECK_AT = 72;
  static final int KEY_ID_AT = 80;
  static final int CRC_AT = 84;
  static final int HEADER_BYTES = 88;

  /** The key id of a file that is not encrypted. */
  static final int NO_KEY = 0;

  // Blocks.
  static final int BLOCK_BITS = 16;

  /** Content of a block: large enough for a check to cost little, and for a call of the system. */
  static final int BLOCK_BYTES = 1 << BLOCK_BITS;

  static final int CRC_BYTES = 4;

  // Trailer.
  static final int LENGTH_AT = 0;
  static final int BLOCK_COUNT_AT = 8;
  static final int TRAILER_BYTES = 16;

  /** What the trailer has for a number, where checks take that of a block. */
  static final long TRAILER_NUMBER = -1;

  private BlockLayout() {}

  /** How many blocks {@code length} bytes of content take. */
  static long blockCount(long length) {
    return (length >>> BLOCK_BITS) + ((length & (BLOCK_BYTES - 1)) == 0 ? 0 : 1);
  }

  /** Where in the file the content byte {@code position} is. */
  static long offset(long position, int checkBytes) {
    return HEADER_BYTES + position + (position >>> BLOCK_BITS) * checkBytes;
  }

  /** Size of a file with {@code length} bytes of content. */
  static long fileBytes(long length, int checkBytes) {
    return HEADER_BYTES + length + blockCount(length) * checkBytes + TRAILER_BYTES + checkBytes;
  }
}

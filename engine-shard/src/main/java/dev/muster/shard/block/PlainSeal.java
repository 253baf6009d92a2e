// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Blocks as they are, with a CRC-32C of file id, number and content: a block that turns up in
 * another place, or is left over from another file, does not pass.
 */
final class PlainSeal implements BlockSeal {

  private static final int NUMBER_AT = 2 * Long.BYTES;

  private final CRC32C crc = new CRC32C();
  private final byte[] place = new byte[NUMBER_AT + Long.BYTES];
  private final ByteBuffer placeBuffer = ByteBuffer.wrap(place).order(BlockLayout.ORDER);

  PlainSeal(UUID fileId) {
    placeBuffer.putLong(0, fileId.getMostSignificantBits());
    placeBuffer.putLong(Long.BYTES, fileId.getLeastSignificantBits());
  }

  @Override
  public int checkBytes() {
    return BlockLayout.CRC_BYTES;
  }

  @Override
  public void seal(long number, byte[] block, int length) {
    int check = check(number, block, length);
    ByteBuffer.wrap(block).order(BlockLayout.ORDER).putInt(length, check);
  }

  @Override
  public byte @Nullable [] open(long number, byte[] stored, int length) {
    int found = ByteBuffer.wrap(stored).order(BlockLayout.ORDER).getInt(length);
    return found == check(number, stored, length) ? stored : null;
  }

  private int check(long number, byte[] block, int length) {
    placeBuffer.putLong(NUMBER_AT, number);
    crc.reset();
    crc.update(place, 0, place.length);
    crc.update(block, 0, length);
    return (int) crc.getValue();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import dev.muster.shard.crypt.BlockCipher;
import dev.muster.shard.crypt.BlockKeys;
import dev.muster.shard.crypt.WrongKeyException;
import dev.muster.shard.file.DamagedFileException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The beginning of a block file, as bytes, and how the blocks that follow are checked. */
final class BlockHeader {

  private final byte[] bytes;
  private final UUID fileId;
  private final int keyId;
  private final BlockSeal seal;

  private BlockHeader(byte[] bytes, UUID fileId, int keyId, BlockSeal seal) {
    this.bytes = bytes;
    this.fileId = fileId;
    this.keyId = keyId;
    this.seal = seal;
  }

  /** That of a new file, encrypted if there are keys. */
  static BlockHeader make(int kind, @Nullable BlockKeys keys, SecureRandom random) {
    UUID fileId = new UUID(random.nextLong(), random.nextLong());
    ByteBuffer header = ByteBuffer.allocate(BlockLayout.HEADER_BYTES).order(BlockLayout.ORDER);
    header.putLong(BlockLayout.MAGIC_AT, BlockLayout.MAGIC);
    header.putInt(BlockLayout.VERSION_AT, BlockLayout.VERSION);
    header.putInt(BlockLayout.KIND_AT, kind);
    header.putInt(BlockLayout.BLOCK_BYTES_AT, BlockLayout.BLOCK_BYTES);
    header.putLong(BlockLayout.FILE_ID_AT, fileId.getMostSignificantBits());
    header.putLong(BlockLayout.FILE_ID_AT + Long.BYTES, fileId.getLeastSignificantBits());
    if (keys == null) {
      putCrc(header);
      return new BlockHeader(header.array(), fileId, BlockLayout.NO_KEY, new PlainSeal(fileId));
    }
    byte[] salt = new byte[BlockKeys.SALT_BYTES];
    random.nextBytes(salt);
    BlockCipher cipher = keys.toWrite(salt);
    header.put(BlockLayout.SALT_AT, salt);
    header.put(BlockLayout.KEY_CHECK_AT, cipher.keyCheck());
    header.putInt(BlockLayout.KEY_ID_AT, cipher.keyId());
    putCrc(header);
    return new BlockHeader(
        header.array(), fileId, cipher.keyId(), new CipherSeal(cipher, header.array()));
  }

  private static void putCrc(ByteBuffer header) {
    header.putInt(BlockLayout.CRC_AT, crc(header));
  }

  private static int crc(ByteBuffer header) {
    CRC32C crc = new CRC32C();
    crc.update(header.array(), 0, BlockLayout.CRC_AT);
    return (int) crc.getValue();
  }

  /**
   * That of the file {@code name}.
   *
   * @param bytes what it begins with, as many as a header has
   */
  static BlockHeader parse(String name, int kind, @Nullable BlockKeys keys, byte[] bytes)
      throws DamagedFileException, WrongKeyException {
    ByteBuffer header = ByteBuffer.wrap(bytes).order(BlockLayout.ORDER);
    if (header.getLong(BlockLayout.MAGIC_AT) != BlockLayout.MAGIC) {
      throw new DamagedFileException(name, BlockLayout.MAGIC_AT, "it is no block file");
    }
    // Before the check value, which is elsewhere in another version.
    require(name, header, BlockLayout.VERSION_AT, BlockLayout.VERSION, "version");
    if (header.getInt(BlockLayout.CRC_AT) != crc(header)) {
      throw new DamagedFileException(name, BlockLayout.CRC_AT, "the header fails its check");
    }
    require(name, header, BlockLayout.FEATURES_AT, 0, "features");
    require(name, header, BlockLayout.KIND_AT, kind, "kind");
    require(name, header, BlockLayout.BLOCK_BYTES_AT, BlockLayout.BLOCK_BYTES, "block size");
    UUID fileId =
        new UUID(
            header.getLong(BlockLayout.FILE_ID_AT),
            header.getLong(BlockLayout.FILE_ID_AT + Long.BYTES));
    int keyId = header.getInt(BlockLayout.KEY_ID_AT);
    if (keyId == BlockLayout.NO_KEY) {
      return new BlockHeader(bytes, fileId, keyId, new PlainSeal(fileId));
    }
    if (keyId < 0) {
      throw new DamagedFileException(name, BlockLayout.KEY_ID_AT, "it names key " + keyId);
    }
    if (keys == null) {
      throw new WrongKeyException(name, keyId, "there are no keys");
    }
    byte[] salt = new byte[BlockKeys.SALT_BYTES];
    header.get(BlockLayout.SALT_AT, salt);
    byte[] keyCheck = new byte[BlockKeys.KEY_CHECK_BYTES];
    header.get(BlockLayout.KEY_CHECK_AT, keyCheck);
    BlockCipher cipher = keys.toRead(name, keyId, salt, keyCheck);
    return new BlockHeader(bytes, fileId, keyId, new CipherSeal(cipher, bytes));
  }

  private static void require(String name, ByteBuffer header, int at, int read, String field)
      throws DamagedFileException {
    int found = header.getInt(at);
    if (found != read) {
      throw new DamagedFileException(
          name, at, field + " " + read + " is read here, found " + Integer.toUnsignedString(found));
    }
  }

  byte[] bytes() {
    return bytes;
  }

  UUID fileId() {
    return fileId;
  }

  int keyId() {
    return keyId;
  }

  BlockSeal seal() {
    return seal;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.crypt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.crypto.SecretKey;

/**
 * Encrypts the blocks of one file, or decrypts them. The nonce of a block is its number, which is
 * safe as nothing else is ever encrypted under the key of the file, and each number once. Confined
 * to one thread.
 */
public final class BlockCipher {

  /** Bytes by which what is encrypted is longer. */
  public static final int TAG_BYTES = Gcm.TAG_BYTES;

  private final int keyId;
  private final byte[] keyCheck;
  private final SecretKey key;
  private final Gcm gcm = new Gcm();
  private final byte[] nonce = new byte[Gcm.NONCE_BYTES];
  private final ByteBuffer nonceBuffer = ByteBuffer.wrap(nonce).order(ByteOrder.LITTLE_ENDIAN);

  BlockCipher(int keyId, byte[] keyCheck, SecretKey key) {
    this.keyId = keyId;
    this.keyCheck = keyCheck;
    this.key = key;
  }

  /** The number of the key that this one is derived from. */
  public int keyId() {
    return keyId;
  }

  /** What a reader knows the key by. Not secret. */
  public byte[] keyCheck() {
    return keyCheck.clone();
  }

  /**
   * Encrypts the first {@code length} bytes of {@code block} in place and puts the tag after them.
   *
   * @param number of the block; each is used once for as long as the file exists
   * @param associated what has to be the same when it is decrypted, besides the number
   */
  public void seal(long number, byte[] associated, byte[] block, int length) {
    nonceBuffer.putLong(0, number);
    gcm.encrypt(
        key,
        nonce,
        cipher -> {
          cipher.updateAAD(associated);
          cipher.doFinal(block, 0, length, block, 0);
        });
  }

  /**
   * Decrypts {@code length} bytes and a tag, from the beginning of {@code sealed}, into {@code
   * content}, which is another array. Returns whether they are authentic; if not, what is in {@code
   * content} must not be used.
   */
  public boolean open(long number, byte[] associated, byte[] sealed, int length, byte[] content) {
    nonceBuffer.putLong(0, number);
    return gcm.decrypt(
        key,
        nonce,
        cipher -> {
          cipher.updateAAD(associated);
          cipher.doFinal(sealed, 0, length + TAG_BYTES, content, 0);
        });
  }

  /** The number of the key, and no more. */
  @Override
  public String toString() {
    return "BlockCipher[keyId=" + keyId + "]";
  }
}

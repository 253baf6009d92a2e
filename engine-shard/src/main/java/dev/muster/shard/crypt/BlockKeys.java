// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.crypt;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Gives every block file a key of its own, derived from one of a {@link KeyRing} and from the
 * random salt in the file, so that numbers of blocks can be nonces. Safe for several threads if the
 * ring is.
 */
public final class BlockKeys {

  /** Bytes of salt in a file. With as many at random no two files have one key. */
  public static final int SALT_BYTES = 32;

  /** Bytes in a file by which another key than the right one shows. */
  public static final int KEY_CHECK_BYTES = 8;

  private static final String KEY_LABEL = "muster block file";
  private static final String CHECK_LABEL = "muster key check";

  private final KeyRing ring;

  /** Derives from the keys of {@code ring}, which is asked for every file. */
  public BlockKeys(KeyRing ring) {
    this.ring = ring;
  }

  /**
   * A cipher for a new file, under the current key.
   *
   * @param salt drawn at random for this file alone
   * @throws IllegalStateException if the ring does not have its current key, or it is no key
   */
  public BlockCipher toWrite(byte[] salt) {
    int id = KeyDerivation.currentId(ring);
    byte[] key = KeyDerivation.toWrite(ring, id, KEY_LABEL, salt);
    byte[] check = KeyDerivation.toWrite(ring, id, CHECK_LABEL, salt);
    return new BlockCipher(id, Arrays.copyOf(check, KEY_CHECK_BYTES), KeyDerivation.aes(key));
  }

  /**
   * The cipher that {@code file} was written with.
   *
   * @throws WrongKeyException if the ring has no key of that number, or another one
   */
  public BlockCipher toRead(String file, int keyId, byte[] salt, byte[] keyCheck)
      throws WrongKeyException {
    byte[] derived = KeyDerivation.toRead(ring, keyId, file, CHECK_LABEL, salt);
    byte[] check = Arrays.copyOf(derived, KEY_CHECK_BYTES);
    if (!MessageDigest.isEqual(check, keyCheck)) {
      throw new WrongKeyException(file, keyId, "the key ring has another key of that number");
    }
    byte[] key = KeyDerivation.toRead(ring, keyId, file, KEY_LABEL, salt);
    return new BlockCipher(keyId, check, KeyDerivation.aes(key));
  }

  /** No keys. */
  @Override
  public String toString() {
    return "BlockKeys";
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.crypt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes keys of a narrow purpose from those of a {@link KeyRing}: HMAC-SHA-256, keyed with the
 * latter, of a label and what tells one use from another. No label begins with another one, so no
 * two purposes share a key.
 */
final class KeyDerivation {

  static final int KEY_BYTES = 32;

  private static final String HMAC = "HmacSHA256";

  private KeyDerivation() {}

  /** The current number of {@code ring}. */
  static int currentId(KeyRing ring) {
    int id = ring.currentId();
    if (id < 1) {
      throw new IllegalStateException("number of a key must be in [1, 2147483647], number=" + id);
    }
    return id;
  }

  /**
   * What is derived from key {@code id} to write with.
   *
   * @throws IllegalStateException if the ring does not have it
   */
  static byte[] toWrite(KeyRing ring, int id, String label, byte[] use) {
    byte[] master = ring.key(id);
    if (master == null) {
      throw new IllegalStateException("the current key must be on the key ring, number=" + id);
    }
    return derive(id, master, label, use);
  }

  /** What is derived from key {@code id} to read {@code encrypted} with. */
  static byte[] toRead(KeyRing ring, int id, String encrypted, String label, byte[] use)
      throws WrongKeyException {
    byte[] master = ring.key(id);
    if (master == null) {
      throw new WrongKeyException(encrypted, id, "it is not on the key ring");
    }
    return derive(id, master, label, use);
  }

  private static byte[] derive(int id, byte[] master, String label, byte[] use) {
    requireKey(id, master);
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(master, HMAC));
      mac.update(label.getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(use);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK must offer " + HMAC, e);
    }
  }

  private static void requireKey(int id, byte[] master) {
    if (master.length != KEY_BYTES) {
      throw new IllegalStateException(
          "a key must have 32 bytes, number=" + id + ", bytes=" + master.length);
    }
    // The likeliest bad key: an array that somebody has wiped and still gives out.
    if (Arrays.equals(master, new byte[KEY_BYTES])) {
      throw new IllegalStateException("a key must not be all zeros, number=" + id);
    }
  }

  /** {@code derived} as a key of AES; the array is wiped. */
  static SecretKeySpec aes(byte[] derived) {
    SecretKeySpec key = new SecretKeySpec(derived, "AES");
    Arrays.fill(derived, (byte) 0);
    return key;
  }
}

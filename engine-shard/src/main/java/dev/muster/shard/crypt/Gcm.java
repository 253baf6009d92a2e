// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.crypt;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM of the JDK, with tags of 16 bytes. Confined to one thread. */
final class Gcm {

  static final int NONCE_BYTES = 12;
  static final int TAG_BYTES = 16;

  private static final String ALGORITHM = "AES/GCM/NoPadding";

  private final Cipher cipher;

  Gcm() {
    try {
      cipher = Cipher.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /** One use of the cipher. */
  interface Work {
    void use(Cipher cipher) throws GeneralSecurityException;
  }

  /** Encrypts. The same nonce must never be used again with this key. */
  void encrypt(SecretKey key, byte[] nonce, Work work) {
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
      work.use(cipher);
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  /** Decrypts. Returns whether the tag was right; if not, nothing that came out may be used. */
  boolean decrypt(SecretKey key, byte[] nonce, Work work) {
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
      work.use(cipher);
      return true;
    } catch (AEADBadTagException wrong) {
      return false;
    } catch (GeneralSecurityException e) {
      throw unavailable(e);
    }
  }

  private static IllegalStateException unavailable(GeneralSecurityException cause) {
    return new IllegalStateException(
        "the JDK must offer " + ALGORITHM + " with 256 bit keys", cause);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.crypt;

import java.io.IOException;

/**
 * Something is encrypted under a key that is not at hand. It may be in perfect order: what helps is
 * the right key, not a backup.
 */
public final class WrongKeyException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String encrypted;
  private final int keyId;

  /**
   * Says what cannot be read.
   *
   * @param encrypted the file, or the part of the journal
   * @param keyId the number of the key that it names
   * @param reason what is wrong with that key
   */
  public WrongKeyException(String encrypted, int keyId, String reason) {
    super(encrypted + " is encrypted under key " + keyId + ": " + reason);
    this.encrypted = encrypted;
    this.keyId = keyId;
  }

  /** The file, or the part of the journal, that cannot be read. */
  public String encrypted() {
    return encrypted;
  }

  /** The number of the key that is needed. */
  public int keyId() {
    return keyId;
  }
}

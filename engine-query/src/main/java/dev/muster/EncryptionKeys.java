// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys that an engine's directory is encrypted under (AES-256-GCM), from wherever the
 * application has them. Each has a number that it keeps for good; what was written under it can be
 * read for as long as it is given.
 *
 * <p>To change the key, let {@link #currentId} name another one and call {@link
 * SegmentationEngine#rewriteDirectory}; when it returns, nothing on disk needs an earlier key.
 *
 * <p>Asked by threads of the engine, at any time: for its current number with every epoch that is
 * written, so it must answer from memory; for a key with every file and each 65,536 epochs. If it
 * throws while the journal is written, the engine takes no more writes and goes on answering.
 */
public interface EncryptionKeys {

  /** The number of the key that is written under from now on, in [1, 2^31 - 1]. */
  int currentId();

  /**
   * The 32 bytes of key {@code id}, or null if it is not known. The engine reads the array, does
   * not change it and does not keep it.
   */
  byte @Nullable [] key(int id);

  /** One key for all, with the number 1. */
  static EncryptionKeys of(byte[] key) {
    return of(1, Map.of(1, key));
  }

  /**
   * These keys by number.
   *
   * @param currentId the one that is written under
   * @throws IllegalArgumentException if {@code currentId} is not among them, a number is not
   *     positive, or a key has not 32 bytes or only zeros
   */
  static EncryptionKeys of(int currentId, Map<Integer, byte[]> keys) {
    Map<Integer, byte[]> copies = new TreeMap<>();
    keys.forEach(
        (id, key) -> {
          if (id < 1 || key.length != 32) {
            throw new IllegalArgumentException(
                "a key must have a positive number and 32 bytes, number="
                    + id
                    + " bytes="
                    + key.length);
          }
          if (Arrays.equals(key, new byte[32])) {
            throw new IllegalArgumentException("a key must not be all zeros, number=" + id);
          }
          copies.put(id, key.clone());
        });
    if (!copies.containsKey(currentId)) {
      throw new IllegalArgumentException(
          "currentId must be the number of a key, currentId="
              + currentId
              + " numbers="
              + copies.keySet());
    }
    return new EncryptionKeys() {
      @Override
      public int currentId() {
        return currentId;
      }

      @Override
      public byte @Nullable [] key(int id) {
        byte[] key = copies.get(id);
        return key == null ? null : key.clone();
      }

      @Override
      public String toString() {
        return "keys " + copies.keySet() + ", current " + currentId;
      }
    };
  }
}

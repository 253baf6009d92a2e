// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

import dev.muster.profile.ProfileId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Keys of the maps: the first 20 bytes of a SHA-256. Of one size whatever the names, and no trace
 * of an identifier is left in a map, which does not clear keys; two that are equal are not met by
 * chance nor made on purpose.
 */
final class DocumentKeys {

  /** Size of each key. */
  static final int SIZE_BYTES = 20;

  private DocumentKeys() {}

  /** The key of a document: of the length of the identifier, the identifier and the name. */
  static byte[] document(ProfileId profile, String name) {
    byte[] id = profile.value().getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = sha256();
    digest.update((byte) id.length);
    digest.update(id);
    return cut(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** The key of a profile; in another map. */
  static byte[] profile(ProfileId profile) {
    return cut(sha256().digest(profile.value().getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] cut(byte[] digest) {
    return Arrays.copyOf(digest, SIZE_BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.crypt;

import java.io.IOException;

/**
 * Encrypted bytes are not what was written there under this key: they were changed, moved from
 * another place, or written under another key that has the same number.
 */
public final class NotAuthenticException extends IOException {

  private static final long serialVersionUID = 1L;

  /** Says what is not authentic, and in what. */
  public NotAuthenticException(String encrypted, String reason) {
    super(encrypted + " is not authentic: " + reason);
  }
}

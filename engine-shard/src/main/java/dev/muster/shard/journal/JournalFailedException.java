// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import java.io.IOException;

/**
 * The journal takes nothing more, since an earlier write or force failed and nobody knows what of
 * it is on disk. It stays readable; to go on, it has to be opened again. Nothing was retried: a
 * second force that succeeds would prove nothing.
 */
public final class JournalFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  JournalFailedException(Throwable cause) {
    super("the journal failed and takes nothing more until it is opened again", cause);
  }
}

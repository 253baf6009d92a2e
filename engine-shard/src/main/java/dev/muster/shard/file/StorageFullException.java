// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** There was no space left, on the device or under a quota, for what should have been written. */
public final class StorageFullException extends IOException {

  private static final long serialVersionUID = 1L;

  /** A failure to write to {@code file}. */
  public StorageFullException(String file, @Nullable Throwable cause) {
    super("no space left for " + file, cause);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.document;

import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where an engine's documents are to be held. Opened by one engine at a time. */
public interface DocumentStorage {

  /**
   * The store as it was closed under {@code mark}. The mark is gone, durably, when this returns.
   *
   * @return null if it was closed under another or none, or cannot be used as it is
   * @throws dev.muster.shard.file.DirectoryInUseException if another engine has it open
   */
  @Nullable DocumentStore reopen(UUID mark) throws IOException;

  /**
   * An empty store, in place of what was there.
   *
   * @throws dev.muster.shard.file.DirectoryInUseException if another engine has it open
   */
  DocumentStore create() throws IOException;
}

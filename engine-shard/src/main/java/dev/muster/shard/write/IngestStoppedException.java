// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import org.jspecify.annotations.Nullable;

/** The write path takes nothing more: it was closed (no cause) or a thread of it failed (cause). */
public final class IngestStoppedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  IngestStoppedException(@Nullable Throwable cause) {
    super(cause == null ? "the write path is closed" : "a writer thread failed", cause);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster;

/** The thread was interrupted while it waited for a write. The interrupt flag is set again. */
public final class WriteInterruptedException extends EngineException {

  private static final long serialVersionUID = 1L;

  WriteInterruptedException(boolean queued) {
    super(
        queued
            ? "interrupted while waiting: the write is under way and will take effect"
            : "interrupted while waiting for room in the queue: nothing was written",
        null);
    this.queued = queued;
  }

  private final boolean queued;

  /** Whether the write is under way all the same; if not, nothing was written. */
  public boolean isQueued() {
    return queued;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.epoch;

/**
 * A reader's hold on an epoch: while it lasts, what the epoch shows is kept. Released by {@link
 * Epochs#releaseRead} or {@link Epochs#releaseLease}; may be used by several threads.
 */
public final class Pin {

  /** Set anew while pinning, until it is sure to be the published one; read by the writer. */
  volatile long epoch;

  /** Set by the writer when the hold has lasted too long; read by the reader after each chunk. */
  private volatile boolean revoked;

  final long sinceNanos;

  /** Whether the hold may be taken away when it has lasted too long. */
  final boolean revocable;

  /** Where this pin hangs. */
  int slot;

  Pin(long epoch, long sinceNanos) {
    this(epoch, sinceNanos, true);
  }

  Pin(long epoch, long sinceNanos, boolean revocable) {
    this.epoch = epoch;
    this.sinceNanos = sinceNanos;
    this.revocable = revocable;
  }

  /** The epoch held. */
  public long epoch() {
    return epoch;
  }

  /**
   * Whether the hold was taken away. What was read before a call that answers false is right; what
   * was read after may not be.
   */
  public boolean isRevoked() {
    return revoked;
  }

  void revoke() {
    revoked = true;
  }
}

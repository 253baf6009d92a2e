// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

/** A snapshot was given up because the engine is being closed; nothing is the worse for it. */
public final class SnapshotAbandonedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SnapshotAbandonedException() {
    super("the engine is being closed, and takes no snapshot any more");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.epoch;

import java.lang.invoke.VarHandle;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The epochs that readers hold.
 *
 * <p>Readers take and give back slots with one compare-and-set and never wait for the writer, which
 * only looks. If all slots are taken, more are added; they are never removed.
 */
public final class Pins {

  private static final int SLOTS_PER_BLOCK = 64;

  /** References between two slots in use, so that two readers do not share a cache line. */
  private static final int STRIDE = 16;

  private static final class Block {
    final AtomicReferenceArray<@Nullable Pin> slots =
        new AtomicReferenceArray<>(SLOTS_PER_BLOCK * STRIDE);
    final int index;

    /** Added once, by whoever finds all slots taken. */
    volatile @Nullable Block next;

    Block(int index) {
      this.index = index;
    }
  }

  private final Block first = new Block(0);

  /** Hangs {@code pin} into a free slot. */
  void hang(Pin pin) {
    int start = ThreadLocalRandom.current().nextInt(SLOTS_PER_BLOCK);
    for (Block block = first; ; block = next(block)) {
      for (int i = 0; i < SLOTS_PER_BLOCK; i++) {
        int at = ((start + i) & (SLOTS_PER_BLOCK - 1)) * STRIDE;
        if (block.slots.get(at) == null) {
          pin.slot = block.index * SLOTS_PER_BLOCK * STRIDE + at;
          if (block.slots.compareAndSet(at, null, pin)) {
            return;
          }
        }
      }
    }
  }

  private Block next(Block block) {
    Block next = block.next;
    if (next == null) {
      synchronized (this) {
        next = block.next;
        if (next == null) {
          next = new Block(block.index + 1);
          block.next = next;
        }
      }
    }
    return next;
  }

  /** Gives the slot of {@code pin} back. Idempotent. */
  void unhang(Pin pin) {
    Block block = first;
    for (int i = pin.slot / (SLOTS_PER_BLOCK * STRIDE); i > 0; i--) {
      block = next(block);
    }
    block.slots.compareAndSet(pin.slot % (SLOTS_PER_BLOCK * STRIDE), pin, null);
  }

  /** The least epoch held, or {@code none} if it is less or none is held. Writer. */
  long min(long none) {
    return horizon(none).oldest();
  }

  /**
   * The least epoch held, or {@code published} if it is less or none is held, and the greatest held
   * before {@code published}. Writer.
   */
  Horizon horizon(long published) {
    // Orders the publication before this scan, see Epochs.
    VarHandle.fullFence();
    long min = published;
    long max = -1;
    for (Block block = first; block != null; block = block.next) {
      for (int i = 0; i < SLOTS_PER_BLOCK; i++) {
        Pin pin = block.slots.get(i * STRIDE);
        if (pin != null && !pin.isRevoked()) {
          long epoch = pin.epoch;
          min = Math.min(min, epoch);
          max = epoch < published ? Math.max(max, epoch) : max;
        }
      }
    }
    return new Horizon(min, max);
  }

  /** Revokes what has been held since before {@code limitNanos}. Writer. */
  void revokeOlderThan(long limitNanos) {
    for (Block block = first; block != null; block = block.next) {
      for (int i = 0; i < SLOTS_PER_BLOCK; i++) {
        Pin pin = block.slots.get(i * STRIDE);
        if (pin != null && pin.revocable && pin.sinceNanos - limitNanos < 0) {
          pin.revoke();
          // The reader may never come back for it.
          block.slots.compareAndSet(i * STRIDE, pin, null);
        }
      }
    }
  }
}

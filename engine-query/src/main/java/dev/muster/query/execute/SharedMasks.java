// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import dev.muster.query.plan.PlanNode;
import dev.muster.query.plan.SharedPlan;
import dev.muster.shard.scan.RowMask;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What operators that are used several times have found in the chunk at hand: all its live rows
 * that pass, so that each use is one intersection. Confined to one thread.
 */
final class SharedMasks {

  /** Operators that are remembered, those used most: 8 MiB of masks for each worker. */
  private static final int MASKS_MAX = 1_024;

  /** By operator; -1 if it is not remembered. */
  private final int[] slots;

  private final long[] @Nullable [] masks;

  /** By slot; -1 if it has not been evaluated in this chunk. */
  private final int[] cardinalities;

  SharedMasks(SharedPlan plan) {
    this.slots = new int[plan.nodeCount()];
    Arrays.fill(slots, -1);
    int remembered = Math.min(MASKS_MAX, plan.reused().size());
    for (int slot = 0; slot < remembered; slot++) {
      slots[plan.reused().get(slot).id()] = slot;
    }
    this.masks = new long[remembered][];
    this.cardinalities = new int[remembered];
    forget();
  }

  /** The next chunk comes. */
  void forget() {
    Arrays.fill(cardinalities, -1);
  }

  /** Whether what {@code node} finds is to be remembered. */
  boolean remembers(PlanNode node) {
    return slots[node.id()] >= 0;
  }

  /** How many rows {@code node} has found here; negative if it is not known. */
  int cardinality(PlanNode node) {
    int slot = slots[node.id()];
    return slot < 0 ? -1 : cardinalities[slot];
  }

  /** The mask of {@code node}, which is to be remembered. */
  long[] mask(PlanNode node) {
    int slot = slots[node.id()];
    long[] mask = masks[slot];
    if (mask == null) {
      mask = RowMask.create();
      masks[slot] = mask;
    }
    return mask;
  }

  /** Notes that the mask of {@code node} is that of this chunk. */
  void found(PlanNode node) {
    cardinalities[slots[node.id()]] = RowMask.cardinality(mask(node));
  }
}

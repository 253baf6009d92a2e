// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import dev.muster.shard.event.EventScratch;
import dev.muster.shard.scan.RowMask;
import java.util.ArrayDeque;

/** The memory that one worker needs while it evaluates; up to about a megabyte is reused. */
final class WorkerScratch {

  /** Masks that are kept for the next evaluation: half a megabyte. */
  static final int MASKS_KEPT = 64;

  private final ArrayDeque<long[]> masks = new ArrayDeque<>();
  private final EventScratch events = new EventScratch();

  /** A mask with anything in it. */
  long[] borrowMask() {
    long[] mask = masks.poll();
    return mask == null ? RowMask.create() : mask;
  }

  /** Gives a mask back. */
  void returnMask(long[] mask) {
    masks.push(mask);
  }

  /** Lets go of more masks than the next evaluation is likely to need. */
  void trim() {
    while (masks.size() > MASKS_KEPT) {
      masks.poll();
    }
  }

  /** How many masks wait to be borrowed. */
  int maskCount() {
    return masks.size();
  }

  /** Scratch of the event scan. */
  EventScratch events() {
    return events;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import dev.muster.shard.event.EventScratch;
import dev.muster.shard.scan.RowMask;
import java.util.ArrayDeque;

/** The memory that one worker needs while it evaluates; about a megabyte, reused. */
final class WorkerScratch {

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

  /** Scratch of the event scan. */
  EventScratch events() {
    return events;
  }
}

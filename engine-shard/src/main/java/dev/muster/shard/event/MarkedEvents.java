// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

/**
 * The events of one row, or of one key of it, that match some pattern, in order of time; those of
 * one instant in the order of their types, and as they arrived within a type. At least one.
 */
public final class MarkedEvents {

  private final EventGather gathered;
  private final int[] order;
  private final int from;
  private final int to;

  MarkedEvents(EventGather gathered, int[] order, int from, int to) {
    this.gathered = gathered;
    this.order = order;
    this.from = from;
    this.to = to;
  }

  /** How many. */
  public int count() {
    return to - from;
  }

  /** When event {@code i} happened. */
  public long time(int i) {
    return gathered.time(order[from + i]);
  }

  /** The marks of all patterns that event {@code i} matches, at least one bit. */
  public long marks(int i) {
    return gathered.value(order[from + i]);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

/**
 * The instants {@code fromMillis <= t < toMillis}, in epoch milliseconds. Empty if the bounds meet
 * or cross.
 */
public record TimeRange(long fromMillis, long toMillis) {

  /** Every instant. Stored times stay far from the ends, so no end is ever hit. */
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  /** Whether no instant lies inside. */
  public boolean isEmpty() {
    return fromMillis >= toMillis;
  }

  /** Whether {@code millis} lies inside. */
  public boolean contains(long millis) {
    return fromMillis <= millis && millis < toMillis;
  }

  /** The instants inside both. */
  public TimeRange intersect(TimeRange other) {
    return new TimeRange(
        Math.max(fromMillis, other.fromMillis), Math.min(toMillis, other.toMillis));
  }
}

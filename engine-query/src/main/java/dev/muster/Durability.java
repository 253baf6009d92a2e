// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import java.time.Duration;

/**
 * What is true of a write once it is acknowledged, in an engine with a directory. Either way it
 * survives the death of the process; the modes differ in the loss of power.
 *
 * @param interval how much of what was acknowledged last a loss of power may take; zero for nothing
 */
public record Durability(Duration interval) {

  /** Acknowledged is on disk: nothing is lost. Writes that arrive together share a force. */
  public static final Durability SYNC = new Durability(Duration.ZERO);

  public Durability {
    if (interval.isNegative() || interval.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("interval must be in [0, 1 hour], interval=" + interval);
    }
  }

  /** The disk is forced about every {@code interval}; writes do not wait for it. */
  public static Durability interval(Duration interval) {
    return new Durability(interval);
  }
}

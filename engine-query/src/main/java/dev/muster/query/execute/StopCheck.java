// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import dev.muster.shard.epoch.Pin;

/**
 * Whether an evaluation is still wanted and what it reads still there. Whoever works for a caller
 * looks here after each piece of work that takes about a millisecond. Thread-safe.
 */
public final class StopCheck {

  /** The steps of one loop, each far shorter than a look is worth. Confined to one thread. */
  public final class Steps {

    private int count;

    private Steps() {}

    /** Takes a step; every 4,096th looks. */
    public void step() {
      count++;
      if (count % STEPS_PER_LOOK == 0) {
        check();
      }
    }
  }

  static final int STEPS_PER_LOOK = 4_096;

  private final Pin pin;
  private final Runnable wish;

  /**
   * A check of one read.
   *
   * @param wish throws if the caller wants no answer any more
   */
  public StopCheck(Pin pin, Runnable wish) {
    this.pin = pin;
    this.wish = wish;
  }

  /**
   * Looks.
   *
   * @throws Execution.ReadRevoked if the pin was revoked
   * @throws RuntimeException whatever the caller's wish throws
   */
  public void check() {
    if (pin.isRevoked()) {
      throw new Execution.ReadRevoked();
    }
    wish.run();
  }

  /** A loop that looks now and then. */
  public Steps steps() {
    return new Steps();
  }
}

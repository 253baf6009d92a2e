// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. In UTC. Safe for use by many threads. */
public final class ManualClock extends Clock {

  private final AtomicReference<Instant> now;

  /** A clock that shows {@code start}. */
  public ManualClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  /** Shows {@code instant} from now on, be it earlier or later. */
  public void set(Instant instant) {
    now.set(instant);
  }

  /** Moves on by {@code duration} and returns the new instant. */
  public Instant advance(Duration duration) {
    return now.updateAndGet(instant -> instant.plus(duration));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** The instants of this clock, in another zone; moves with it. */
  @Override
  public Clock withZone(ZoneId zone) {
    ManualClock source = this;
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return zone;
      }

      @Override
      public Clock withZone(ZoneId other) {
        return source.withZone(other);
      }

      @Override
      public Instant instant() {
        return source.instant();
      }
    };
  }

  @Override
  public String toString() {
    return "ManualClock " + instant();
  }
}

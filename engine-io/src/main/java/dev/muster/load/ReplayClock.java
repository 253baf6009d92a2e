// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time of recorded events: it is as late as the latest of them. To an engine with this clock no
 * recorded event lies in the future, whatever the year it was recorded in.
 *
 * <p>One thread moves it on, any thread reads it.
 */
public final class ReplayClock extends Clock {

  /** Written by the thread that feeds, read by the engine; volatile, for it only ever grows. */
  private volatile long latestMillis;

  /** A clock that stands at {@code start}. */
  public ReplayClock(Instant start) {
    this.latestMillis = start.toEpochMilli();
  }

  /** Moves on to {@code epochMillis}, or stays if it is later already. */
  public void reach(long epochMillis) {
    if (epochMillis > latestMillis) {
      latestMillis = epochMillis;
    }
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(latestMillis);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** The same clock: event time has no zone. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}

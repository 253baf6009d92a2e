// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * The time of recorded events: it is as late as the latest of them. To an engine with this clock no
 * recorded event lies in the future, whatever the year it was recorded in.
 *
 * <p>Only what lies in the future of the world does: the events never move it beyond the system
 * clock, or one with a wrong year would make all others too old for ever.
 *
 * <p>One thread moves it on, any thread reads it.
 */
public final class ReplayClock extends Clock {

  /** Written by the thread that feeds, read by the engine; volatile, for it only ever grows. */
  private volatile long latestMillis;

  private final Clock limit;

  /** A clock that stands at {@code start}. */
  public ReplayClock(Instant start) {
    this(start, Clock.systemUTC());
  }

  /** A clock that stands at {@code start}, and is not moved beyond {@code limit}. */
  public ReplayClock(Instant start, Clock limit) {
    this.latestMillis = start.toEpochMilli();
    this.limit = Objects.requireNonNull(limit, "limit");
  }

  /** Moves on to {@code epochMillis}, as far as the limit allows; never goes back. */
  public void reach(long epochMillis) {
    if (epochMillis > latestMillis) {
      latestMillis = Math.max(latestMillis, Math.min(epochMillis, limit.millis()));
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

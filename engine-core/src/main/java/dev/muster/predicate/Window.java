// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.value.ValueRules;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The span of event time that a predicate looks at, exact to the millisecond.
 *
 * <p>Rolling windows hang on the {@code now} of the evaluation and count whole durations: one day
 * is 24 hours. Windows that only name instants, and {@link Ever}, do not look at {@code now}.
 */
public sealed interface Window {

  /** Longest rolling window: long enough for any history, and its arithmetic cannot overflow. */
  Duration DURATION_MAX = Duration.ofDays(365_000);

  /** All time, the accepted future included. */
  Window EVER = new Ever();

  /** The instants that this window covers when it is now {@code nowMillis}. */
  TimeRange at(long nowMillis);

  /** Calls the method of {@code visitor} for this kind. */
  <R> R accept(Visitor<R> visitor);

  /** {@code in last D}: 0 <= now - t < D. */
  static Window last(Duration duration) {
    return new Last(duration);
  }

  /** {@code between D1 and D2 ago}: D1 <= now - t < D2. Adjacent windows partition time. */
  static Window ago(Duration from, Duration to) {
    return new Ago(from, to);
  }

  /** {@code between T1 and T2}: T1 <= t < T2. */
  static Window between(Instant from, Instant to) {
    return new Between(from, to);
  }

  /** {@code since T}: t >= T. */
  static Window since(Instant from) {
    return new Since(from);
  }

  /** {@code before T}: t < T. */
  static Window before(Instant to) {
    return new Before(to);
  }

  /** All time. */
  record Ever() implements Window {
    @Override
    public TimeRange at(long nowMillis) {
      return TimeRange.ALL;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ever(this);
    }
  }

  /**
   * 0 <= now - t < duration.
   *
   * @param duration whole milliseconds, in (0, {@link #DURATION_MAX}]
   */
  record Last(Duration duration) implements Window {
    public Last {
      requireDuration("duration", duration, 1);
    }

    @Override
    public TimeRange at(long nowMillis) {
      return new TimeRange(nowMillis - duration.toMillis() + 1, nowMillis + 1);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.last(this);
    }
  }

  /**
   * from <= now - t < to.
   *
   * @param from the nearer edge, whole milliseconds, not negative
   * @param to the farther edge, more than {@code from}
   */
  record Ago(Duration from, Duration to) implements Window {
    public Ago {
      requireDuration("from", from, 0);
      requireDuration("to", to, 1);
      if (from.compareTo(to) >= 0) {
        throw new IllegalArgumentException(
            "the nearer edge must come first: from < to, from=" + from + " to=" + to);
      }
    }

    @Override
    public TimeRange at(long nowMillis) {
      return new TimeRange(nowMillis - to.toMillis() + 1, nowMillis - from.toMillis() + 1);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.ago(this);
    }
  }

  /** from <= t < to. */
  record Between(Instant from, Instant to) implements Window {
    public Between {
      from = requireMillis("from", from);
      to = requireMillis("to", to);
      if (from.compareTo(to) >= 0) {
        throw new IllegalArgumentException(
            "a window must not be empty: from < to, from=" + from + " to=" + to);
      }
    }

    @Override
    public TimeRange at(long nowMillis) {
      return new TimeRange(from.toEpochMilli(), to.toEpochMilli());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.between(this);
    }
  }

  /** t >= from. */
  record Since(Instant from) implements Window {
    public Since {
      from = requireMillis("from", from);
    }

    @Override
    public TimeRange at(long nowMillis) {
      return new TimeRange(from.toEpochMilli(), Long.MAX_VALUE);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.since(this);
    }
  }

  /** t < to. */
  record Before(Instant to) implements Window {
    public Before {
      to = requireMillis("to", to);
    }

    @Override
    public TimeRange at(long nowMillis) {
      return new TimeRange(Long.MIN_VALUE, to.toEpochMilli());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.before(this);
    }
  }

  /** One method per kind. */
  interface Visitor<R> {
    R ever(Ever window);

    R last(Last window);

    R ago(Ago window);

    R between(Between window);

    R since(Since window);

    R before(Before window);
  }

  private static void requireDuration(String name, Duration duration, long millisMin) {
    boolean fits =
        duration.compareTo(Duration.ofMillis(millisMin)) >= 0
            && duration.compareTo(DURATION_MAX) <= 0
            && duration.equals(duration.truncatedTo(ChronoUnit.MILLIS));
    if (!fits) {
      throw new IllegalArgumentException(
          name
              + " must be whole milliseconds in ["
              + millisMin
              + " ms, 365000 days], "
              + name
              + "="
              + duration);
    }
  }

  private static Instant requireMillis(String name, Instant instant) {
    Instant canonical = ValueRules.instant(instant);
    if (!canonical.equals(instant)) {
      throw new IllegalArgumentException(
          name + " must be a whole millisecond, " + name + "=" + instant);
    }
    return canonical;
  }
}

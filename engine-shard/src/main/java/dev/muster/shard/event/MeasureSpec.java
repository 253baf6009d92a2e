// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.Measure;
import dev.muster.value.ValueType;

/**
 * A {@link Measure} with its property resolved.
 *
 * @param kind what is computed
 * @param property number of the property within the event type; -1 if there is none, because the
 *     measure needs none or because no event of the type has had it so far
 * @param type of the property; LONG for a count, TIMESTAMP for an instant
 * @param spans the spans that are counted; {@link TimeSpans#NONE} for all other kinds
 */
public record MeasureSpec(Kind kind, int property, ValueType type, TimeSpans spans) {

  /** What can be computed. */
  public enum Kind {
    COUNT,
    SUM,
    AVERAGE,
    MINIMUM,
    MAXIMUM,
    DISTINCT,
    SPANS,
    LATEST
  }

  /** Number of events. */
  public static final MeasureSpec COUNT = new MeasureSpec(Kind.COUNT, -1, ValueType.LONG);

  /** When the latest event happened. */
  public static final MeasureSpec LATEST = new MeasureSpec(Kind.LATEST, -1, ValueType.TIMESTAMP);

  /** A measure of a property, or the count of events. */
  public MeasureSpec(Kind kind, int property, ValueType type) {
    this(kind, property, type, TimeSpans.NONE);
  }

  /** Number of {@code spans} with enough events. */
  public static MeasureSpec of(TimeSpans spans) {
    return new MeasureSpec(Kind.SPANS, -1, ValueType.LONG, spans);
  }

  /** Whether values are looked at, and not only events. */
  boolean hasProperty() {
    return switch (kind) {
      case COUNT, SPANS, LATEST -> false;
      case SUM, AVERAGE, MINIMUM, MAXIMUM, DISTINCT -> true;
    };
  }

  /** Whether a row without any value is measured as 0, and not as missing. */
  boolean isZeroWithoutValue() {
    return switch (kind) {
      case COUNT, SUM, DISTINCT, SPANS -> true;
      case AVERAGE, MINIMUM, MAXIMUM, LATEST -> false;
    };
  }

  /** Whether the result is a sum, or a quotient of it, of more digits than 64 bits hold. */
  boolean isExactNumber() {
    return (kind == Kind.SUM || kind == Kind.AVERAGE) && type.kind() != ValueType.Kind.DOUBLE;
  }
}

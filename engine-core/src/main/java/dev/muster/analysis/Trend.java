// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import dev.muster.predicate.EventPattern;
import dev.muster.predicate.Measure;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.DoubleProperty;
import dev.muster.schema.EventSource;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Property;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often something happened, unit by unit of a calendar: the events, the different profiles, and
 * on request a property added up.
 *
 * <p>Events that lie after {@code now} do not count. A timeline that begins before what retention
 * keeps is refused.
 *
 * @param events what is counted
 * @param timeline when
 * @param sum what is added up, or null for nothing
 */
public record Trend(EventPattern events, Timeline timeline, Measure.@Nullable Sum sum)
    implements Analysis<Trend.Result> {

  /** The events of {@code source}, which names a type and perhaps a filter, along a timeline. */
  public static Trend of(EventSource source, Timeline timeline) {
    return new Trend(EventPattern.of(source.selection()), timeline, null);
  }

  /** The same with {@code property} added up, exactly. */
  public Trend sum(LongProperty property) {
    return withSum(property);
  }

  /** The same with {@code property} added up, exactly. */
  public Trend sum(DecimalProperty property) {
    return withSum(property);
  }

  /** The same with {@code property} added up: the double that is nearest to the exact sum. */
  public Trend sum(DoubleProperty property) {
    return withSum(property);
  }

  private Trend withSum(Property<?> property) {
    return new Trend(events, timeline, new Measure.Sum(property.name(), property.type()));
  }

  /**
   * What happened when.
   *
   * @param buckets one per unit, in order, those in which nothing happened included
   * @param profiles different profiles with an event in any of them
   */
  public record Result(List<Bucket> buckets, long profiles) {
    public Result {
      buckets = List.copyOf(buckets);
    }

    /** All events. */
    public long events() {
      return buckets.stream().mapToLong(Bucket::events).sum();
    }
  }

  /**
   * What happened in one unit.
   *
   * @param from its first instant
   * @param to its first instant outside
   * @param complete whether it has gone by: {@code to <= now}
   * @param events how many
   * @param profiles how many had one
   * @param sum null if none was asked for; a {@link BigDecimal} of the property's scale if it is
   *     LONG or DECIMAL; a {@link Double} if it is DOUBLE, infinite if the sum is too large for one
   */
  public record Bucket(
      Instant from,
      Instant to,
      boolean complete,
      long events,
      long profiles,
      @Nullable Number sum) {

    /** The sum of a property that is LONG or DECIMAL. */
    public BigDecimal exactSum() {
      if (sum instanceof BigDecimal exact) {
        return exact;
      }
      throw new IllegalStateException("no LONG or DECIMAL was added up, sum=" + sum);
    }

    /** The sum of a property that is DOUBLE. */
    public double doubleSum() {
      if (sum instanceof Double rounded) {
        return rounded;
      }
      throw new IllegalStateException("no DOUBLE was added up, sum=" + sum);
    }
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.trend(this);
  }
}

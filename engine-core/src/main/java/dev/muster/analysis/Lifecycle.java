// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import dev.muster.predicate.EventPattern;
import dev.muster.predicate.TimeRange;
import dev.muster.schema.EventSource;
import java.time.Instant;
import java.util.List;

/**
 * Who is active, unit by unit of a calendar, and who is not any more. A profile is active in a unit
 * if it has one of the events in it; those that lie after {@code now} do not count.
 *
 * <p>Units count as a whole, wherever in them the timeline begins or ends. The unit before the
 * first one is looked at, too: a timeline is refused if that begins before what retention keeps. A
 * first event is the first one that retention keeps.
 *
 * @param events what makes a profile active
 * @param timeline when
 */
public record Lifecycle(EventPattern events, Timeline timeline)
    implements Analysis<Lifecycle.Result> {

  /** Active through the events of {@code source}, which names a type and perhaps a filter. */
  public static Lifecycle of(EventSource source, Timeline timeline) {
    return new Lifecycle(EventPattern.of(source.selection()), timeline);
  }

  /**
   * The unit before the timeline's first one, then the timeline's units, all of them whole: one
   * more than the timeline has, so perhaps one more than {@link CalendarBuckets#COUNT_MAX}.
   */
  public CalendarBuckets buckets(long nowMillis) {
    CalendarUnits units = timeline.units();
    TimeRange range = timeline.at(nowMillis).range();
    long before = units.startOf(units.startOf(range.fromMillis()) - 1);
    return CalendarBuckets.of(
        units,
        new TimeRange(before, units.endOf(range.toMillis() - 1)),
        CalendarBuckets.COUNT_MAX + 1);
  }

  /**
   * Who was active when.
   *
   * @param buckets one per unit, in order, also those without anybody
   */
  public record Result(List<Bucket> buckets) {
    public Result {
      buckets = List.copyOf(buckets);
    }
  }

  /**
   * The profiles of one unit.
   *
   * @param from its first instant
   * @param to its first instant outside
   * @param complete whether it has gone by: {@code to <= now}
   * @param newcomers active for the first time
   * @param returning active in the unit before, too
   * @param resurrected active before, but not in the unit before
   * @param dormant active in the unit before, and not in this one so far; 0 if it has not begun
   */
  public record Bucket(
      Instant from,
      Instant to,
      boolean complete,
      long newcomers,
      long returning,
      long resurrected,
      long dormant) {

    /** All that are active in it. */
    public long active() {
      return newcomers + returning + resurrected;
    }
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.lifecycle(this);
  }
}

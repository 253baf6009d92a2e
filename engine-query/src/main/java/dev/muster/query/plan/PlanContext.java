// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.predicate.TimeRange;
import dev.muster.predicate.Window;
import dev.muster.schema.SchemaException;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.directory.Directory;
import dev.muster.value.ValueType;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is made for. To be made after the epoch has been pinned, so that all codes of that
 * epoch are known.
 *
 * @param layout the schema and its dictionaries
 * @param directory the identifiers of the profiles
 * @param segments what names of segments stand for
 * @param nowMillis the instant that rolling windows hang on
 * @param retention how long events are kept, or null for ever
 * @param floorMillis before which no event is kept, whatever {@code nowMillis} is; the least number
 *     if all are
 */
public record PlanContext(
    SchemaLayout layout,
    Directory directory,
    SegmentCatalog segments,
    long nowMillis,
    @Nullable Duration retention,
    long floorMillis) {

  /** The same at another instant. */
  PlanContext at(long instantMillis) {
    return new PlanContext(layout, directory, segments, instantMillis, retention, floorMillis);
  }

  /**
   * The window at this instant, cut to what retention keeps.
   *
   * @throws SchemaException if it reaches back further than that
   */
  public TimeRange range(Window window) {
    return range(window, nowMillis).intersect(retained());
  }

  /**
   * The window as it hung on an instant that is not after now.
   *
   * @throws SchemaException if it reaches back further than what retention keeps now
   */
  TimeRange range(Window window, long instantMillis) {
    Duration sinceThen = Duration.ofMillis(nowMillis - instantMillis);
    requireYounger(window.reach().plus(sinceThen));
    if (instantMillis < nowMillis) {
      requireKept(sinceThen, instantMillis);
    }
    TimeRange range = window.at(instantMillis);
    if (window.accept(HangsOnNow.INSTANCE)) {
      requireKept(window.reach(), range.fromMillis());
    }
    return range;
  }

  /**
   * The attribute called {@code name}.
   *
   * @throws SchemaException if there is none, or it is not {@code asked}
   */
  public Field attribute(String name, ValueType asked) {
    Field attribute = layout.attribute(name);
    if (attribute == null) {
      // The schema's own refusal suggests the nearest name.
      layout.schema().attribute(name);
      throw new AssertionError("the layout lacks what its schema has");
    }
    Planner.requireType("attribute", name, attribute.type(), asked);
    return attribute;
  }

  /** Refuses to look back further than events are kept. */
  void requireRetained(Duration reach) {
    requireYounger(reach);
    requireKept(reach, nowMillis - reach.toMillis());
  }

  private void requireYounger(Duration reach) {
    if (retention != null && reach.compareTo(retention) > 0) {
      throw new SchemaException(
          "a window must not reach beyond the retention, window="
              + reach
              + " retention="
              + retention);
    }
  }

  /** Refuses a window that begins at {@code fromMillis} when that is not kept any more. */
  private void requireKept(Duration window, long fromMillis) {
    if (fromMillis < floorMillis) {
      throw new SchemaException(
          "a window must not reach beyond what is kept, window="
              + window
              + " now="
              + Instant.ofEpochMilli(nowMillis)
              + " first kept="
              + Instant.ofEpochMilli(floorMillis));
    }
  }

  /**
   * The instants of {@code range} that have come; refuses to look back further than events are
   * kept.
   *
   * @param what begins there, for the refusal
   * @throws SchemaException if the range begins before what retention keeps
   */
  public TimeRange past(String what, TimeRange range) {
    long keptFrom = retained().fromMillis();
    if (range.fromMillis() < floorMillis && floorMillis >= keptFrom) {
      throw new SchemaException(
          what
              + " must not reach beyond what is kept, first instant="
              + Instant.ofEpochMilli(range.fromMillis())
              + " now="
              + Instant.ofEpochMilli(nowMillis)
              + " first kept="
              + Instant.ofEpochMilli(floorMillis));
    }
    if (range.fromMillis() < keptFrom) {
      throw new SchemaException(
          what
              + " must not reach beyond the retention, first instant="
              + Instant.ofEpochMilli(range.fromMillis())
              + " first kept="
              + Instant.ofEpochMilli(keptFrom)
              + " retention="
              + retention);
    }
    return range.intersect(past());
  }

  /** The instants that have come and that retention leaves. */
  public TimeRange past() {
    return retained().intersect(new TimeRange(Long.MIN_VALUE, nowMillis + 1));
  }

  /** The instants that retention leaves, those to come included. */
  public TimeRange retained() {
    long youngerFrom = retention == null ? Long.MIN_VALUE : nowMillis - retention.toMillis() + 1;
    return new TimeRange(Math.max(youngerFrom, floorMillis), Long.MAX_VALUE);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.demo;

import dev.muster.predicate.Predicate;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.DoubleProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Property;
import dev.muster.segment.Segment;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked of events of which only the types and properties are known. */
final class FileQuestions {

  private static final int[] TIMES = {1, 2, 3, 5, 10};
  private static final int[] DAYS = {30, 90, 365};

  private FileQuestions() {}

  /** Everyone, and then for each type: how often, how lately, how much, and who has lapsed. */
  static List<Segment> of(List<EventType> types, FileOptions options) {
    List<Segment> segments = new ArrayList<>();
    segments.add(Segment.of("everyone", Predicate.everyone()));
    for (EventType type : types) {
      for (int times : TIMES) {
        add(segments, type.count().atLeast(times));
      }
      for (int days : DAYS) {
        add(segments, type.inLast(Duration.ofDays(days)).did());
      }
      for (Property<?> property : type.properties()) {
        for (BigDecimal bound : options.spentOver()) {
          Predicate spentOver = spentOver(type, property, bound);
          if (spentOver != null) {
            add(segments, spentOver);
          }
        }
      }
      Instant firstBefore = options.firstBefore();
      Instant lastBefore = options.lastBefore();
      if (firstBefore != null && lastBefore != null) {
        add(segments, type.before(firstBefore).did().and(type.since(lastBefore).didNot()));
      }
    }
    return segments;
  }

  private static @Nullable Predicate spentOver(
      EventType type, Property<?> property, BigDecimal bound) {
    if (property instanceof LongProperty number) {
      return type.sum(number).moreThan(bound);
    }
    if (property instanceof DecimalProperty number) {
      return type.sum(number).moreThan(bound);
    }
    if (property instanceof DoubleProperty number) {
      return type.sum(number).moreThan(bound.doubleValue());
    }
    return null;
  }

  private static void add(List<Segment> segments, Predicate predicate) {
    segments.add(Segment.of(predicate.toString(), predicate));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.CalendarBuckets;
import dev.muster.analysis.Trend;
import dev.muster.predicate.Measure;
import dev.muster.profile.ProfileId;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks for each unit which events lie in it, and adds up in decimals, exactly. */
final class TrendEvaluation {

  private TrendEvaluation() {}

  static Trend.Result evaluate(
      Trend trend, Set<ProfileId> audience, ReferenceEngine engine, long nowMillis) {
    CalendarBuckets buckets = trend.timeline().at(nowMillis);
    List<Trend.Bucket> results = new ArrayList<>();
    Set<ProfileId> anywhere = new HashSet<>();
    for (int i = 0; i < buckets.count(); i++) {
      long from = buckets.fromMillis(i);
      long to = buckets.toMillis(i);
      List<ReferenceEvent> inside = new ArrayList<>();
      Set<ProfileId> profiles = new HashSet<>();
      for (ProfileId profileId : audience) {
        for (ReferenceEvent event : engine.past(profileId, trend.events(), nowMillis)) {
          if (from <= event.epochMillis() && event.epochMillis() < to) {
            inside.add(event);
            profiles.add(profileId);
          }
        }
      }
      anywhere.addAll(profiles);
      results.add(
          new Trend.Bucket(
              Instant.ofEpochMilli(from),
              Instant.ofEpochMilli(to),
              to <= nowMillis,
              inside.size(),
              profiles.size(),
              sum(trend.sum(), inside)));
    }
    return new Trend.Result(results, anywhere.size());
  }

  private static @Nullable Number sum(Measure.@Nullable Sum sum, List<ReferenceEvent> events) {
    if (sum == null) {
      return null;
    }
    BigDecimal exact = BigDecimal.ZERO;
    for (ReferenceEvent event : events) {
      Object value = event.properties().get(sum.property());
      if (value != null) {
        exact = exact.add(decimal(value));
      }
    }
    return sum.type().kind() == ValueType.Kind.DOUBLE
        ? (Number) exact.doubleValue()
        : exact.setScale(sum.type().scale());
  }

  private static BigDecimal decimal(Object value) {
    if (value instanceof Double number) {
      return new BigDecimal(number);
    }
    return value instanceof Long whole ? BigDecimal.valueOf(whole) : (BigDecimal) value;
  }
}

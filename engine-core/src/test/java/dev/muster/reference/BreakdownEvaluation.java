// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Breakdown;
import dev.muster.analysis.CrossTabulation;
import dev.muster.analysis.Dimension;
import dev.muster.value.ValueOrder;
import dev.muster.value.ValueType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists the values of every profile, one by one, and sorts all that were found. */
final class BreakdownEvaluation implements Dimension.Visitor<Breakdown.Part> {

  private final Collection<PredicateEvaluation> audience;
  private final int top;

  private BreakdownEvaluation(Collection<PredicateEvaluation> audience, int top) {
    this.audience = audience;
    this.top = top;
  }

  static Breakdown.Result evaluate(Breakdown breakdown, Collection<PredicateEvaluation> audience) {
    BreakdownEvaluation evaluation = new BreakdownEvaluation(audience, breakdown.top());
    return new Breakdown.Result(
        audience.size(),
        breakdown.dimensions().stream().map(dimension -> dimension.accept(evaluation)).toList());
  }

  @Override
  public Breakdown.Part ofAttribute(Dimension.OfAttribute dimension) {
    Map<Object, Long> profiles = new HashMap<>();
    long missing = 0;
    for (PredicateEvaluation profile : audience) {
      Object value = profile.attribute(dimension.attribute());
      missing += value == null ? 1 : 0;
      values(value).forEach(member -> profiles.merge(member, 1L, Long::sum));
    }
    return part(dimension, profiles, profiles, missing, audience.size());
  }

  @Override
  public Breakdown.Part ofEvents(Dimension.OfEvents dimension) {
    Map<Object, Long> counts = new HashMap<>();
    Map<Object, Long> profiles = new HashMap<>();
    long missing = 0;
    long total = 0;
    for (PredicateEvaluation profile : audience) {
      Map<Object, Long> own = new HashMap<>();
      for (ReferenceEvent event : profile.select(dimension.events())) {
        Object value = event.properties().get(dimension.property());
        missing += value == null ? 1 : 0;
        total++;
        values(value).forEach(member -> own.merge(member, 1L, Long::sum));
      }
      own.forEach((value, count) -> counts.merge(value, count, Long::sum));
      own.keySet().forEach(value -> profiles.merge(value, 1L, Long::sum));
    }
    return part(dimension, counts, profiles, missing, total);
  }

  private static Collection<?> values(@Nullable Object value) {
    if (value instanceof Set<?> members) {
      return members;
    }
    return value == null ? List.of() : List.of(value);
  }

  private Breakdown.Part part(
      Dimension dimension,
      Map<Object, Long> counts,
      Map<Object, Long> profiles,
      long missing,
      long total) {
    List<Object> values = sorted(counts, ValueOrder.of(dimension.type()));
    return new Breakdown.Part(
        dimension,
        values.stream()
            .limit(top)
            .map(value -> new Breakdown.ValueCount(value, counts.get(value), profiles.get(value)))
            .toList(),
        rest(values, counts, top),
        missing,
        total);
  }

  private static <V> List<V> sorted(Map<V, Long> counts, Comparator<? super V> order) {
    List<V> values = new ArrayList<>(counts.keySet());
    values.sort(Comparator.<V, Long>comparing(counts::get).reversed().thenComparing(order));
    return values;
  }

  private static <V> Breakdown.Rest rest(List<V> values, Map<V, Long> counts, int top) {
    List<V> further = values.subList(Math.min(top, values.size()), values.size());
    return new Breakdown.Rest(further.size(), further.stream().mapToLong(counts::get).sum());
  }

  static CrossTabulation.Result evaluate(
      CrossTabulation table, Collection<PredicateEvaluation> audience) {
    Map<List<Optional<Object>>, Long> counts = new HashMap<>();
    for (PredicateEvaluation profile : audience) {
      List<Optional<Object>> values = new ArrayList<>();
      for (Dimension.OfAttribute attribute : table.attributes()) {
        values.add(Optional.ofNullable(profile.attribute(attribute.attribute())));
      }
      counts.merge(values, 1L, Long::sum);
    }
    List<List<Optional<Object>>> combinations =
        sorted(
            counts,
            (left, right) -> {
              int order = 0;
              for (int i = 0; i < left.size() && order == 0; i++) {
                ValueType type = table.attributes().get(i).type();
                order =
                    Comparator.nullsFirst(ValueOrder.of(type))
                        .compare(left.get(i).orElse(null), right.get(i).orElse(null));
              }
              return order;
            });
    return new CrossTabulation.Result(
        audience.size(),
        combinations.stream()
            .limit(table.top())
            .map(values -> new CrossTabulation.Combination(values, counts.get(values)))
            .toList(),
        rest(combinations, counts, table.top()));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.Breakdown;
import dev.muster.analysis.Dimension;
import dev.muster.query.execute.StopCheck;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.dictionary.SetDictionary;
import dev.muster.value.ValueOrder;
import java.util.List;
import java.util.function.LongFunction;

/** Makes the answer about one dimension of what was counted by code. */
final class PartBuilder {

  private PartBuilder() {}

  /**
   * The part of {@code dimension}.
   *
   * @param counts by code of {@code field}, or of its members if it holds sets
   * @param profiles the same in profiles
   */
  static Breakdown.Part build(
      Dimension dimension,
      Field field,
      CodeCounts counts,
      CodeCounts profiles,
      int top,
      long missing,
      long total,
      StopCheck stop) {
    TopCounts<Object> values =
        new TopCounts<>(top, decoding(field), ValueOrder.of(dimension.type()));
    StopCheck.Steps steps = stop.steps();
    counts.forEach(
        (code, count) -> {
          steps.step();
          values.offer(code, count);
        });
    stop.check();
    List<Breakdown.ValueCount> listed =
        values.top().stream()
            .map(
                entry ->
                    new Breakdown.ValueCount(
                        values.value(entry), entry.count(), profiles.get(entry.code())))
            .toList();
    return new Breakdown.Part(dimension, listed, values.rest(), missing, total);
  }

  private static LongFunction<Object> decoding(Field field) {
    return field.dictionary() instanceof SetDictionary sets
        ? code -> sets.member(Math.toIntExact(code))
        : field::decode;
  }
}

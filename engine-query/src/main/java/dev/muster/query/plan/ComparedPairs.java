// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.predicate.EventFilter.AttributeComparison;
import dev.muster.shard.SchemaLayout.EventFields;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.dictionary.Dictionary;
import dev.muster.shard.event.EventFilterNode;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * The pairs of property and attribute that the filters of one behaviour compare. Bounds the memory
 * that their evaluation takes.
 */
final class ComparedPairs {

  private record Pair(int eventType, int property, int attribute) {}

  /** From codes of one dictionary to those of another; equal for equal dictionaries. */
  private record Translation(Dictionary from, Dictionary to) implements IntUnaryOperator {
    @Override
    public int applyAsInt(int code) {
      return to.find(from, code);
    }
  }

  private final Set<Pair> pairs = new HashSet<>();

  /**
   * The comparison of two fields of one type.
   *
   * @throws IllegalArgumentException if there are too many different ones
   */
  EventFilterNode comparison(
      EventFields type, Field property, Field attribute, AttributeComparison comparison) {
    pairs.add(new Pair(type.index(), property.index(), attribute.index()));
    if (pairs.size() > AttributeComparison.PAIRS_MAX) {
      throw new IllegalArgumentException(
          "the filters of one behaviour may compare at most "
              + AttributeComparison.PAIRS_MAX
              + " pairs of property and attribute, found "
              + pairs.size());
    }
    Dictionary from = attribute.dictionary();
    return new EventFilterNode.AttributeComparison(
        property.index(),
        attribute.index(),
        from == null ? null : new Translation(from, Objects.requireNonNull(property.dictionary())),
        comparison.operator());
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The attributes that the filters of one query compare properties with, each loaded once, when it
 * is first asked for. Confined to one thread.
 */
final class ComparedAttributes {

  /** Kept from query to query, two megabytes; those of a query that needs more are let go. */
  private static final int KEPT = 4;

  private final List<AttributeValues> loaded = new ArrayList<>();
  private final List<AttributeValues> spare = new ArrayList<>();
  private @Nullable AttributeSource source;

  /** A query begins whose candidates {@code newSource} reads, or none reads any more. */
  void begin(@Nullable AttributeSource newSource) {
    source = newSource;
    if (loaded.isEmpty()) {
      return;
    }
    spare.addAll(loaded);
    loaded.clear();
    while (spare.size() > KEPT) {
      spare.remove(spare.size() - 1);
    }
  }

  /** What the candidates hold of {@code attribute}. */
  AttributeValues of(int attribute, @Nullable IntUnaryOperator translation) {
    for (int i = 0; i < loaded.size(); i++) {
      if (loaded.get(i).isOf(attribute, translation)) {
        return loaded.get(i);
      }
    }
    AttributeSource from = source;
    if (from == null) {
      throw new IllegalStateException(
          "a filter reads an attribute that nobody provides, attribute=" + attribute);
    }
    AttributeValues values =
        spare.isEmpty() ? new AttributeValues() : spare.remove(spare.size() - 1);
    values.load(from, attribute, translation);
    loaded.add(values);
    return values;
  }
}

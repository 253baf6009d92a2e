// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import java.util.function.IntConsumer;

/** Whether the chunks of a column have postings, and what they are made for. */
public sealed interface ColumnIndexing {

  /** No postings: hardly two rows have the same value, or a scan is as good. */
  ColumnIndexing NONE = new ByCode(false, false);

  /** Postings of codes that are asked for one by one. */
  ColumnIndexing CODES = new ByCode(true, false);

  /** Postings of numbers that are asked for by range, as long as they lie close together. */
  ColumnIndexing RANGES = new ByCode(true, true);

  /**
   * Postings of the members of sets.
   *
   * @param members safe for all threads
   */
  static ColumnIndexing members(Members members) {
    return new ByMember(members);
  }

  /**
   * Rows by the code that they hold.
   *
   * @param indexed whether there are postings at all
   * @param ranges whether neighbouring codes are asked for together
   */
  record ByCode(boolean indexed, boolean ranges) implements ColumnIndexing {}

  /** Rows by each member of the set that they hold. */
  record ByMember(Members members) implements ColumnIndexing {}

  /** Knows what sets are made of. */
  @FunctionalInterface
  interface Members {
    /** Hands over the codes of the members of the set of {@code code}. */
    void forEach(int code, IntConsumer consumer);
  }
}

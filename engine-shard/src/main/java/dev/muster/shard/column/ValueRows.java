// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.column;

import dev.muster.shard.scan.LongTest;

/** The rows of one column chunk by value, as they were when this was made. Immutable. */
sealed interface ValueRows permits ListedRows, SlicedRows {

  /** Whether {@code test} can be answered from here. */
  boolean answers(LongTest test);

  /**
   * The rows that pass {@code test}, which is answered from here: a mask that is kept here if there
   * is one of just these, else {@code target}, overwritten.
   *
   * @param spare overwritten with anything
   */
  long[] matching(LongTest test, long[] target, long[] spare);

  /** How many rows pass {@code test}, which is answered from here; at most, of several members. */
  long count(LongTest test);

  /** Rows that have a value. */
  int present();

  /** Heap bytes, approximately. */
  long sizeBytes();
}

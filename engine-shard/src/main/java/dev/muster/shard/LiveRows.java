// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard;

import dev.muster.shard.scan.RowMask;

/**
 * The rows of a chunk that hold a profile, as of one epoch. Changed only while its epoch is open,
 * by the shard's writer; immutable for every reader.
 */
public final class LiveRows {

  private final long[] words;
  private int cardinality;

  LiveRows() {
    this.words = RowMask.create();
  }

  private LiveRows(LiveRows other) {
    this.words = other.words.clone();
    this.cardinality = other.cardinality;
  }

  /** These rows, of which the mask is taken over. */
  static LiveRows of(long[] words) {
    return new LiveRows(words, RowMask.cardinality(words));
  }

  private LiveRows(long[] words, int cardinality) {
    this.words = words;
    this.cardinality = cardinality;
  }

  /** A copy for the next epoch to change. */
  LiveRows copy() {
    return new LiveRows(this);
  }

  void add(int row) {
    assert !RowMask.contains(words, row) : "row is alive already: " + row;
    RowMask.add(words, row);
    cardinality++;
  }

  void remove(int row) {
    assert RowMask.contains(words, row) : "row is not alive: " + row;
    RowMask.remove(words, row);
    cardinality--;
  }

  /** The rows as a mask, which must not be changed. */
  public long[] words() {
    return words;
  }

  /** Number of rows. */
  public int cardinality() {
    return cardinality;
  }
}

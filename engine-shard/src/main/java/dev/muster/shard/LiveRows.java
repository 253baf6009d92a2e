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

  /** After the last row that has been in. */
  private int end;

  LiveRows() {
    this.words = RowMask.create();
  }

  private LiveRows(LiveRows other) {
    this.words = other.words.clone();
    this.cardinality = other.cardinality;
    this.end = other.end;
  }

  /** These rows, of which the mask is taken over. */
  static LiveRows of(long[] words) {
    return new LiveRows(words, RowMask.cardinality(words));
  }

  private LiveRows(long[] words, int cardinality) {
    this.words = words;
    this.cardinality = cardinality;
    for (int w = 0; w < words.length; w++) {
      this.end = words[w] == 0 ? end : (w + 1) * 64 - Long.numberOfLeadingZeros(words[w]);
    }
  }

  /** A copy for the next epoch to change. */
  LiveRows copy() {
    return new LiveRows(this);
  }

  void add(int row) {
    assert !RowMask.contains(words, row) : "row is alive already: " + row;
    RowMask.add(words, row);
    cardinality++;
    end = Math.max(end, row + 1);
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

  /** Whether these are the first rows of the chunk, without a gap. */
  public boolean isWithoutGaps() {
    return cardinality == end;
  }
}

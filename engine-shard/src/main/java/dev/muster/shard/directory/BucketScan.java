// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.directory;

import dev.muster.predicate.Predicate.BucketTest;
import dev.muster.profile.ProfileId;
import dev.muster.shard.scan.RowMask;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Finds the rows whose identifier falls into some buckets of a salt. Hashes each identifier anew:
 * some 50 ns a row, most of it for reaching the identifier. Immutable; any thread.
 */
public final class BucketScan {

  private final Directory directory;
  private final byte[] prefix;
  private final int low;
  private final int high;

  private BucketScan(Directory directory, byte[] prefix, int low, int high) {
    this.directory = directory;
    this.prefix = prefix;
    this.low = low;
    this.high = high;
  }

  /** A scan for what {@code test} asks. */
  public static BucketScan of(BucketTest test, Directory directory) {
    byte[] prefix = (test.salt() + '\0').getBytes(StandardCharsets.UTF_8);
    return new BucketScan(directory, prefix, test.low(), test.high());
  }

  /** The part of all identifiers that passes, about. */
  public double share() {
    return (high - low + 1) / (double) BucketTest.BUCKETS;
  }

  /**
   * Sets {@code result} to the rows of {@code candidates} that pass.
   *
   * @param entries the directory entry of each row
   * @param candidates rows that are alive
   * @param result overwritten; may be {@code candidates} itself
   */
  public void evaluate(IntUnaryOperator entries, long[] candidates, long[] result) {
    byte[] bytes = Arrays.copyOf(prefix, prefix.length + ProfileId.SIZE_MAX_BYTES);
    for (int w = 0; w < RowMask.WORDS; w++) {
      long passing = 0;
      for (long bits = candidates[w]; bits != 0; bits &= bits - 1) {
        int bit = Long.numberOfTrailingZeros(bits);
        int entry = entries.applyAsInt((w << 6) + bit);
        int length = directory.copy(entry, bytes, prefix.length);
        int bucket = BucketTest.bucketOf(bytes, prefix.length + length);
        passing |= bucket >= low && bucket <= high ? 1L << bit : 0;
      }
      result[w] = passing;
    }
  }
}

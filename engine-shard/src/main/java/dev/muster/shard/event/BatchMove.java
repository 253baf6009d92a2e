// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

/**
 * Moves what is selected of a batch to the front of an array.
 *
 * <p>By one of two loops. With few events selected, only they are visited. With many, all are: each
 * is stored, and the target advances only past those selected, since a branch on the selection
 * would be mispredicted time and again.
 */
final class BatchMove {

  private BatchMove() {}

  /** The selected elements of {@code source} from {@code from} on, to {@code target}. */
  static void chars(
      char[] source, int from, int count, long[] selection, boolean sparse, char[] target) {
    int next = 0;
    for (int base = 0; base < count; base += 64) {
      long word = selection[base >>> 6];
      if (sparse) {
        for (long bits = word; bits != 0; bits &= bits - 1) {
          target[next++] = source[from + base + Long.numberOfTrailingZeros(bits)];
        }
      } else {
        for (int i = 0, end = Math.min(64, count - base); i < end; i++) {
          target[next] = source[from + base + i];
          next += (int) (word >>> i & 1L);
        }
      }
    }
  }

  /** The selected ones of the first {@code count} elements of {@code array}, in it. */
  static void longs(long[] array, int count, long[] selection, boolean sparse) {
    int next = 0;
    for (int base = 0; base < count; base += 64) {
      long word = selection[base >>> 6];
      if (sparse) {
        for (long bits = word; bits != 0; bits &= bits - 1) {
          array[next++] = array[base + Long.numberOfTrailingZeros(bits)];
        }
      } else {
        for (int i = 0, end = Math.min(64, count - base); i < end; i++) {
          array[next] = array[base + i];
          next += (int) (word >>> i & 1L);
        }
      }
    }
  }
}

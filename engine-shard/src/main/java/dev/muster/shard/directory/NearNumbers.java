// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.directory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Numbers by index, in little more than a byte each where neighbours are near each other: entries
 * by row and rows by entry, since both are given in the order in which identifiers come.
 *
 * <p>The low bits of a number may name its lane, of a few; then only numbers of one lane need be
 * near. A block of indexes has a base for each lane, the first number of that lane that came, and
 * in a byte for each index how far its number is above that. Numbers that are further off, or below
 * the base, are kept as they are: four bytes more for each of 128 indexes, one of which has such a
 * number.
 *
 * <p>One writer, any number of readers without locks. A base never changes, so whatever byte a
 * reader finds means the same as when it was written, and a base or a far number is written before
 * the byte that leads there, with release. A reader of an index that is written to sees the number
 * before or after.
 */
public final class NearNumbers {

  /** What an index leads to that has no number; itself no number. */
  public static final int NONE = -1;

  private static final int PAGE_BITS = 12;
  private static final int PER_PAGE = 1 << PAGE_BITS;
  private static final int FAR_BITS = 7;

  // Bytes: no number; one and more, by which a number is above its base; look among those far off.
  private static final int EMPTY = 0;
  private static final int FAR = 0xFF;

  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(int[].class);

  private final int laneBits;
  private final int blockBits;

  /** Ints of a block: its bases, each increased by one and 0 if there is none, then its bytes. */
  private final int blockWords;

  /** Replaced by longer copies before anything in the new part is published. */
  private volatile int[][] pages = {};

  /** By 128 indexes, null if none of them has a number far off; replaced like pages. */
  private volatile int[][] far = {};

  /**
   * No number at any index.
   *
   * @param laneBits low bits of a number that name its lane, 0 to 5
   * @param blockBits logarithm of the indexes that share bases, 2 to 12; a block should span some
   *     hundred numbers, times {@code 1 << laneBits}
   */
  public NearNumbers(int laneBits, int blockBits) {
    this.laneBits = laneBits;
    this.blockBits = blockBits;
    this.blockWords = (1 << laneBits) + (1 << blockBits - 2);
  }

  /** The number at {@code index}, for which there is room, or {@link #NONE}. Any thread. */
  public int get(int index) {
    int[] page = pages[index >>> PAGE_BITS];
    int block = blockAt(index);
    int code = (int) WORD.getAcquire(page, wordAt(block, index)) >>> shift(index) & 0xFF;
    if (code == EMPTY) {
      return NONE;
    }
    if (code == FAR) {
      return (int) WORD.getAcquire(far[index >>> FAR_BITS], index & (1 << FAR_BITS) - 1);
    }
    int above = code - 1;
    int base = page[block + (above & lanes() - 1)] - 1;
    return (base << laneBits) + above;
  }

  private int lanes() {
    return 1 << laneBits;
  }

  /** Where the block of {@code index} begins in its page. */
  private int blockAt(int index) {
    return ((index & PER_PAGE - 1) >>> blockBits) * blockWords;
  }

  private int wordAt(int block, int index) {
    return block + lanes() + ((index & (1 << blockBits) - 1) >>> 2);
  }

  private static int shift(int index) {
    return (index & 3) << 3;
  }

  /**
   * Puts {@code number} or {@link #NONE} at {@code index}, for which there is room. Writer only.
   */
  public void set(int index, int number) {
    if (number == NONE) {
      write(index, EMPTY);
      return;
    }
    int[] page = pages[index >>> PAGE_BITS];
    int lane = number & lanes() - 1;
    int at = blockAt(index) + lane;
    int high = number >>> laneBits;
    if (page[at] == 0) {
      page[at] = high + 1;
    }
    int above = high - (page[at] - 1);
    // No negative one is left when it is compared without sign, nor one that is shifted too far.
    if (Integer.compareUnsigned(above, FAR) < 0 && (above << laneBits | lane) < FAR - 1) {
      write(index, (above << laneBits | lane) + 1);
    } else {
      WORD.setRelease(farOf(index), index & (1 << FAR_BITS) - 1, number);
      write(index, FAR);
    }
  }

  private void write(int index, int code) {
    int[] page = pages[index >>> PAGE_BITS];
    int at = wordAt(blockAt(index), index);
    WORD.setRelease(page, at, page[at] & ~(0xFF << shift(index)) | code << shift(index));
  }

  /** The numbers far off around {@code index}. */
  private int[] farOf(int index) {
    int at = index >>> FAR_BITS;
    int[][] current = far;
    if (at >= current.length) {
      current = Arrays.copyOf(current, pages.length << PAGE_BITS - FAR_BITS);
      far = current;
    }
    if (current[at] == null) {
      current[at] = new int[1 << FAR_BITS];
    }
    return current[at];
  }

  /** Makes room for {@code index}, at which there is no number yet. Writer only. */
  public void makeRoom(int index) {
    int[][] current = pages;
    int count = (index >>> PAGE_BITS) + 1;
    if (count > current.length) {
      int[][] longer = Arrays.copyOf(current, count);
      for (int page = current.length; page < count; page++) {
        longer[page] = new int[(PER_PAGE >>> blockBits) * blockWords];
      }
      pages = longer;
    }
  }

  /** Heap bytes, approximately. */
  public long sizeBytes() {
    long farCount = 0;
    for (int[] numbers : far) {
      farCount += numbers == null ? 0 : 1;
    }
    long pageBytes = 4L * blockWords * (PER_PAGE >>> blockBits);
    return pages.length * (20 + pageBytes) + 4L * far.length + farCount * (16 + (4L << FAR_BITS));
  }
}

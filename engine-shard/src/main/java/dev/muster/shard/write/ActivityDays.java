// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import java.util.Arrays;

/**
 * The day on which each profile was last written to, by ingest time: two bytes for each identifier.
 * By directory entry, which stays the same whatever becomes of rows and shards. Not versioned,
 * since no reader looks at it. Sequencer only, but for its size.
 */
final class ActivityDays {

  private static final long DAY_MILLIS = 86_400_000L;
  private static final int PAGE_BITS = 16;
  private static final int PER_PAGE = 1 << PAGE_BITS;

  /** 0 for an entry that nothing is known of. */
  private char[][] pages = {};

  /** One beyond the last entry that was ever written to. */
  private int end;

  /** Read by any thread for figures, which may be a moment old. */
  private volatile long sizeBytes;

  /**
   * The UTC day of an instant, counted from 1970 and cut to 1 and what two bytes hold: whatever
   * happens after June 2149 happens on the last day.
   */
  static int day(long epochMillis) {
    return (int) Math.max(1, Math.min(Character.MAX_VALUE, Math.floorDiv(epochMillis, DAY_MILLIS)));
  }

  /** Notes that the profile of {@code entry} was written to on {@code day}. */
  void touch(int entry, int day) {
    int page = entry >>> PAGE_BITS;
    while (page >= pages.length) {
      pages = Arrays.copyOf(pages, pages.length + 1);
      pages[pages.length - 1] = new char[PER_PAGE];
      sizeBytes = (long) pages.length * PER_PAGE * Character.BYTES;
    }
    pages[page][entry & PER_PAGE - 1] = (char) day;
    end = Math.max(end, entry + 1);
  }

  /**
   * The first entry in {@code [from, to)} that was last written to before {@code day}; {@code to}
   * or more if there is none.
   */
  int nextBefore(int from, int to, int day) {
    int last = Math.min(to, end);
    for (int entry = from; entry < last; entry++) {
      int active = pages[entry >>> PAGE_BITS][entry & PER_PAGE - 1];
      if (active != 0 && active < day) {
        return entry;
      }
    }
    return Math.max(from, to);
  }

  /** One beyond the last entry that was ever written to. */
  int end() {
    return end;
  }

  /** A copy of all days by entry. O(entries). */
  char[] image() {
    char[] copy = new char[end];
    for (int from = 0; from < end; from += PER_PAGE) {
      System.arraycopy(pages[from >>> PAGE_BITS], 0, copy, from, Math.min(PER_PAGE, end - from));
    }
    return copy;
  }

  /**
   * Takes up where {@code image} was made.
   *
   * @param entries how many there were then; those that the image knows nothing of count as written
   *     to on {@code day}
   */
  void restore(char[] image, int entries, int day) {
    for (int entry = 0; entry < entries; entry++) {
      boolean known = entry < image.length && image[entry] != 0;
      touch(entry, known ? image[entry] : day);
    }
  }

  /** Heap bytes; any thread. */
  long sizeBytes() {
    return sizeBytes;
  }
}

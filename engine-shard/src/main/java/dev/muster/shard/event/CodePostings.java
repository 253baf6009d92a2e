// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import org.jspecify.annotations.Nullable;

/**
 * For each code of a column with few of them, the events that have it, ascending: an event that is
 * looked for by one category of a hundred is found without comparing the other ninety-nine.
 *
 * <p>Two bytes an event, and four a code. Immutable.
 */
final class CodePostings {

  /** With fewer events, comparing them costs no more. */
  private static final int EVENTS_MIN = 128;

  /** Events are numbered by 16 bits. */
  private static final int EVENTS_MAX = 1 << Character.SIZE;

  /** With fewer codes, one of them has so many events that they are better found as a mask. */
  private static final int CODES_MIN = 17;

  /** With more codes, where each begins takes as much as the events. */
  private static final int CODES_MAX = 256;

  private final long least;

  /** By code: where its events end, and those of the next begin. */
  private final int[] ends;

  private final char[] events;

  private CodePostings(long least, int[] ends, char[] events) {
    this.least = least;
    this.ends = ends;
    this.events = events;
  }

  /**
   * The postings of {@code count} codes, or null if they would not be worth it. O(count).
   *
   * @param presence event i in bit i; null if all have a code
   */
  static @Nullable CodePostings of(PackedLongs values, long @Nullable [] presence, int count) {
    long range = values.max() - values.min();
    // A range that has overflowed is negative.
    if (count < EVENTS_MIN || count > EVENTS_MAX || range < CODES_MIN - 1 || range >= CODES_MAX) {
      return null;
    }
    int[] ends = new int[(int) range + 1];
    for (int i = 0; i < count; i++) {
      if (isPresent(presence, i)) {
        ends[(int) (values.get(i) - values.min())]++;
      }
    }
    int present = 0;
    for (int code = 0; code < ends.length; code++) {
      int size = ends[code];
      ends[code] = present;
      present += size;
    }
    // What begins at first is moved past its own events, to where they end.
    char[] events = new char[present];
    for (int i = 0; i < count; i++) {
      if (isPresent(presence, i)) {
        events[ends[(int) (values.get(i) - values.min())]++] = (char) i;
      }
    }
    return new CodePostings(values.min(), ends, events);
  }

  private static boolean isPresent(long @Nullable [] presence, int event) {
    return presence == null || (presence[event >>> 6] >>> event & 1L) != 0;
  }

  /** Where in {@link #events} those of {@code code} begin. */
  int from(long code) {
    long number = code - least;
    return number <= 0 || number >= ends.length ? 0 : ends[(int) number - 1];
  }

  /** Where in {@link #events} those of {@code code} end; where they begin if there are none. */
  int to(long code) {
    long number = code - least;
    return number < 0 || number >= ends.length ? 0 : ends[(int) number];
  }

  /** By code, then ascending. Never to be written to. */
  char[] events() {
    return events;
  }

  long sizeBytes() {
    return (long) ends.length * Integer.BYTES + (long) events.length * Character.BYTES;
  }
}

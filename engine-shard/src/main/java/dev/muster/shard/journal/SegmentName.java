// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import dev.muster.shard.file.FileStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The names of the journal's files. */
final class SegmentName {

  /** The segment that is being made; what it holds after a crash means nothing. */
  static final String NEXT = "journal-next";

  private static final String PREFIX = "journal-";

  /** All digits of a {@code long}, so that names ascend as epochs do. */
  private static final int DIGITS = 19;

  private SegmentName() {}

  /** The name of the segment whose first possible epoch is {@code firstEpoch}. */
  static String of(long firstEpoch) {
    return PREFIX + digits(firstEpoch);
  }

  /** The name under which bytes cut from a segment are kept. */
  static String torn(long firstEpoch, long offset, int crc) {
    return PREFIX
        + "torn-"
        + digits(firstEpoch)
        + "-"
        + offset
        + "-"
        + String.format(Locale.ROOT, "%08x", crc);
  }

  private static String digits(long epoch) {
    return String.format(Locale.ROOT, "%0" + DIGITS + "d", epoch);
  }

  /** The first epochs of all segments in {@code store}, ascending. Other files are left alone. */
  static List<Long> firstEpochs(FileStore store) throws IOException {
    List<Long> epochs = new ArrayList<>();
    for (String name : store.list()) {
      if (isSegment(name)) {
        epochs.add(Long.parseLong(name.substring(PREFIX.length())));
      }
    }
    return epochs;
  }

  /** Whether a file of this name is a segment. */
  static boolean isSegment(String name) {
    if (!name.startsWith(PREFIX) || name.length() != PREFIX.length() + DIGITS) {
      return false;
    }
    String digits = name.substring(PREFIX.length());
    return digits.chars().allMatch(c -> c >= '0' && c <= '9')
        && digits.compareTo(String.valueOf(Long.MAX_VALUE)) <= 0;
  }
}

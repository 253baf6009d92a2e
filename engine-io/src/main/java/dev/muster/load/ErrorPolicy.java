// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

/**
 * How many records may be left out before the load is given up. It is looked at before records are
 * handed to the engine, so what the engine has by then is all from before the reject that was too
 * much. Immutable.
 *
 * @param rejectsMax how many at most
 * @param shareMax how many at most as a part of all records so far, in [0, 1]
 * @param recordsMin how many records there must be before that part counts
 */
public record ErrorPolicy(long rejectsMax, double shareMax, long recordsMin) {

  public ErrorPolicy {
    if (rejectsMax < 0 || recordsMin < 0 || !(shareMax >= 0 && shareMax <= 1)) {
      throw new IllegalArgumentException(
          "rejectsMax and recordsMin must not be negative and shareMax must be in [0, 1],"
              + " rejectsMax="
              + rejectsMax
              + " shareMax="
              + shareMax
              + " recordsMin="
              + recordsMin);
    }
  }

  /** Any number. */
  public static ErrorPolicy skip() {
    return new ErrorPolicy(Long.MAX_VALUE, 1, 0);
  }

  /** None. */
  public static ErrorPolicy failAtFirst() {
    return atMost(0);
  }

  /** So many. */
  public static ErrorPolicy atMost(long rejects) {
    return new ErrorPolicy(rejects, 1, 0);
  }

  /** So many of all records, once there are {@code recordsMin}. */
  public static ErrorPolicy atMostShare(double share, long recordsMin) {
    return new ErrorPolicy(Long.MAX_VALUE, share, recordsMin);
  }

  /** Whether {@code rejects} of {@code records} are too many. */
  public boolean isExceeded(long rejects, long records) {
    return rejects > rejectsMax || (records >= recordsMin && rejects > shareMax * records);
  }
}

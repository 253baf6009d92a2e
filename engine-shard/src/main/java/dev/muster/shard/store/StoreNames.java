// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import java.util.HexFormat;

/** Names of files, which bear a number that is never given twice. */
final class StoreNames {

  private static final String SNAPSHOT = "snapshot-";
  private static final String RUNS = "runs-";

  private static final String DOCUMENTS = "documents-";

  private StoreNames() {}

  /** Snapshot {@code number}. */
  static String snapshot(long number) {
    return SNAPSHOT + HexFormat.of().toHexDigits(number);
  }

  /** The sealed runs that snapshot {@code number} was the first to keep. */
  static String runs(long number) {
    return RUNS + HexFormat.of().toHexDigits(number);
  }

  /** Whether a file of this name is a snapshot. */
  static boolean isSnapshot(String name) {
    return name.startsWith(SNAPSHOT);
  }

  /** The number that the name of a snapshot or of a file of runs bears, or -1. */
  static long number(String name) {
    String digits = name.substring(name.indexOf('-') + 1);
    try {
      long number = digits.length() == 16 ? HexFormat.fromHexDigitsToLong(digits) : -1;
      return number >= 0 && name.endsWith(HexFormat.of().toHexDigits(number)) ? number : -1;
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  /** The documents of snapshot {@code number}. */
  static String documents(long number) {
    return DOCUMENTS + HexFormat.of().toHexDigits(number);
  }

  /** Whether a file of this name has the documents of a snapshot. */
  static boolean isDocuments(String name) {
    return name.startsWith(DOCUMENTS);
  }

  /** Whether only a manifest can tell that a file of this name is needed. */
  static boolean isNamedByManifest(String name) {
    return name.startsWith(SNAPSHOT) || name.startsWith(RUNS) || name.startsWith(DOCUMENTS);
  }

  /**
   * Whether a file of this name is what a crash left of the journal, kept for people to look at.
   */
  static boolean isTornTail(String name) {
    return name.startsWith("journal-torn-");
  }
}

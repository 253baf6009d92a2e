// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the known name that a misspelt one most likely meant, for error messages. */
public final class NearestName {

  /** Longest name that is looked for or suggested, in UTF-16 units; nobody mistypes longer ones. */
  public static final int LENGTH_MAX = 128;

  private NearestName() {}

  /**
   * The known name with the least edit distance, ignoring case, or null if none is near: at most a
   * third of the letters may differ. Gives up on names longer than {@link #LENGTH_MAX}, so a known
   * one costs at most that squared.
   */
  public static @Nullable String of(String name, Collection<String> known) {
    if (name.length() > LENGTH_MAX) {
      return null;
    }
    String nearest = null;
    int least = Math.max(1, name.length() / 3) + 1;
    for (String candidate : known) {
      if (candidate.length() <= LENGTH_MAX
          && Math.abs(candidate.length() - name.length()) < least) {
        int distance = distance(fold(name), fold(candidate));
        if (distance < least) {
          least = distance;
          nearest = candidate;
        }
      }
    }
    return nearest;
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Levenshtein distance, one row at a time. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}

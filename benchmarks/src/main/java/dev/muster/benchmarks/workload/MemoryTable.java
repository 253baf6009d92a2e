// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import dev.muster.EngineStatistics;
import dev.muster.MemoryUse;
import java.io.PrintStream;
import java.util.Locale;

/**
 * What an engine holds, as a table in Markdown: in MiB, and in bytes a profile or, for events, in
 * bytes an event. The last line is the sum of all but events.
 */
final class MemoryTable {

  /** The one thing that there is more of with every event. */
  private static final String EVENTS = "events";

  private MemoryTable() {}

  /** Prints what {@code statistics} tell. */
  static void print(EngineStatistics statistics, PrintStream out) {
    out.println("| what | MiB | bytes a profile | bytes an event |");
    out.println("| --- | ---: | ---: | ---: |");
    long ofProfiles = 0;
    for (MemoryUse use : statistics.memory()) {
      if (use.what().equals(EVENTS)) {
        String each = each(use.sizeBytes(), statistics.events());
        line(out, use.what(), use.sizeBytes(), "", each);
      } else {
        ofProfiles += use.sizeBytes();
        line(out, use.what(), use.sizeBytes(), each(use.sizeBytes(), statistics.profiles()), "");
      }
    }
    line(out, "a profile in all", ofProfiles, each(ofProfiles, statistics.profiles()), "");
  }

  private static String each(long sizeBytes, long count) {
    return String.format(Locale.ROOT, "%.2f", sizeBytes / (double) count);
  }

  private static void line(
      PrintStream out, String what, long sizeBytes, String aProfile, String anEvent) {
    out.printf(
        Locale.ROOT,
        "| %s | %,.1f | %s | %s |%n",
        what,
        sizeBytes / (double) (1 << 20),
        aProfile,
        anEvent);
  }
}

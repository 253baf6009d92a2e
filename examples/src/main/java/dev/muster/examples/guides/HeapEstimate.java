// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import dev.muster.MemoryUse;
import dev.muster.SegmentationEngine;
import java.io.PrintStream;
import java.util.Locale;

/** How much heap so many profiles and events take, and what an engine says that they take. */
public final class HeapEstimate {

  private HeapEstimate() {}

  public static void main(String[] arguments) {
    run(System.out);
  }

  // region estimate
  /** Bytes of profiles and events: 80 a profile of ten attributes, 9 an event of two properties. */
  static long dataBytes(long profiles, long events) {
    return 80 * profiles + 9 * events;
  }

  /**
   * What to give the JVM: the data may be there twice while it is moved, and 512 MiB to work with.
   */
  static long heapBytes(long profiles, long events) {
    return 2 * dataBytes(profiles, events) + (512L << 20);
  }

  // endregion

  static void run(PrintStream out) {
    for (long profiles : new long[] {1_000_000, 10_000_000}) {
      out.println(
          String.format(
              Locale.ROOT,
              "%,d profiles, %,d events: %.1f GiB of data, -Xmx%.0fg",
              profiles,
              10 * profiles,
              dataBytes(profiles, 10 * profiles) / (double) (1L << 30),
              Math.ceil(heapBytes(profiles, 10 * profiles) / (double) (1L << 30))));
    }
    try (SegmentationEngine engine = Histories.shop().open()) {
      Histories.bought(engine, "ana", "30.00", 3, 11, 25);
      // region measured
      for (MemoryUse use : engine.statistics().memory()) {
        out.println(use.what());
      }
      // endregion
    }
  }
}

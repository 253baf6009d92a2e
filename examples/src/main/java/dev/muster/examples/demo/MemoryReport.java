// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.demo;

import dev.muster.EngineStatistics;
import dev.muster.MemoryUse;
import dev.muster.SegmentationEngine;
import dev.muster.examples.report.Figures;
import dev.muster.examples.report.Screen;
import dev.muster.examples.report.Table;

/** What the loaded engine holds and how much memory that takes. */
final class MemoryReport {

  private MemoryReport() {}

  /** Writes the engine's own account, and beside it what the JVM says. */
  static void print(SegmentationEngine engine, Screen screen) {
    EngineStatistics statistics = engine.statistics();
    Table table =
        new Table().left("held").right("size").right("bytes/profile").right("bytes/event");
    long total = 0;
    for (MemoryUse use : statistics.memory()) {
      total += use.sizeBytes();
      row(table, use.what(), use.sizeBytes(), statistics);
    }
    row(table, "all", total, statistics);
    row(table, "heap in use after a collection", heapInUseBytes(), statistics);
    screen.print(table);
    screen.line(
        Figures.count(statistics.profiles())
            + " profiles, "
            + Figures.count(statistics.events())
            + " events, epoch "
            + Figures.count(statistics.epoch()));
  }

  private static void row(Table table, String what, long bytes, EngineStatistics statistics) {
    table.row(
        what,
        Figures.bytes(bytes),
        Figures.bytesEach(bytes, statistics.profiles()),
        Figures.bytesEach(bytes, statistics.events()));
  }

  private static long heapInUseBytes() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

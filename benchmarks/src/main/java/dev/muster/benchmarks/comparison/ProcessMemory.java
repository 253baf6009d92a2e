// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process holds.
 *
 * @param heapBytes live objects
 * @param outsideBytes resident memory that is not committed to the heap, mapped files included;
 *     approximate, and 0 where the system does not tell
 */
record ProcessMemory(long heapBytes, long outsideBytes) {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";

  /** Collects garbage first. */
  static ProcessMemory now() throws IOException {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long committed = runtime.totalMemory();
    return new ProcessMemory(
        committed - runtime.freeMemory(), Math.max(0, residentBytes() - committed));
  }

  private static long residentBytes() throws IOException {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith(RESIDENT)) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1_024;
      }
    }
    return 0;
  }

  ProcessMemory minus(ProcessMemory earlier) {
    return new ProcessMemory(heapBytes - earlier.heapBytes, outsideBytes - earlier.outsideBytes);
  }
}

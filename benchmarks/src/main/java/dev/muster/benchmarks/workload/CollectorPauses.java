// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.Serializable;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** What the garbage collector has stopped the application for. Thread-safe. */
public final class CollectorPauses {

  /**
   * Some pauses.
   *
   * @param count how many
   * @param longestMillis the longest; 0 without any
   * @param totalMillis all together
   */
  public record Pauses(int count, long longestMillis, long totalMillis) implements Serializable {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%d pauses, longest %d ms, %d ms in all", count, longestMillis, totalMillis);
    }
  }

  private final List<Long> millis = new ArrayList<>();

  /** Of all that are from now on. */
  public CollectorPauses() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      // Concurrent cycles stop nobody for as long as they take.
      if (collector instanceof NotificationEmitter emitter
          && !collector.getName().contains("Concurrent")
          && !collector.getName().contains("Cycles")) {
        emitter.addNotificationListener(
            (notification, handback) -> {
              if (notification.getUserData() instanceof CompositeData data) {
                add(GarbageCollectionNotificationInfo.from(data).getGcInfo().getDuration());
              }
            },
            null,
            null);
      }
    }
  }

  private synchronized void add(long pause) {
    millis.add(pause);
  }

  /** Those since the last call. */
  public synchronized Pauses sinceLast() {
    long longest = millis.stream().mapToLong(Long::longValue).max().orElse(0);
    long total = millis.stream().mapToLong(Long::longValue).sum();
    Pauses pauses = new Pauses(millis.size(), longest, total);
    millis.clear();
    return pauses;
  }
}

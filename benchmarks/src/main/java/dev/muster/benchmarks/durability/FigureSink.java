// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.durability;

import dev.muster.metrics.EngineMetrics;
import dev.muster.metrics.Measure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps all that an engine measures. */
final class FigureSink implements EngineMetrics {

  private final Map<Measure, List<Double>> values = new EnumMap<>(Measure.class);

  @Override
  public synchronized void record(Measure measure, long value) {
    values.computeIfAbsent(measure, m -> new ArrayList<>()).add((double) value);
  }

  synchronized void clear() {
    values.clear();
  }

  synchronized int count(Measure measure) {
    return values.getOrDefault(measure, List.of()).size();
  }

  synchronized long last(Measure measure) {
    List<Double> all = values.getOrDefault(measure, List.of());
    return all.isEmpty() ? 0 : all.get(all.size() - 1).longValue();
  }

  double seconds(Measure measure) {
    return last(measure) / 1e9;
  }

  synchronized String millis(Measure measure, double part) {
    List<Double> all = values.getOrDefault(measure, List.of());
    return all.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "%.2f ms", Figures.quantile(all, part) / 1e6);
  }
}

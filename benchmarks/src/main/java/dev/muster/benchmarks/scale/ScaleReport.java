// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.scale;

import dev.muster.benchmarks.comparison.Spread;
import dev.muster.benchmarks.report.Machine;
import dev.muster.benchmarks.report.Page;
import dev.muster.benchmarks.workload.Question;
import dev.muster.benchmarks.workload.StagedLoad;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The figures as a page and as comma-separated values. */
final class ScaleReport {

  private static final double MEBIBYTE = 1 << 20;

  private final ScaleOptions options;
  private final Machine machine;
  private final List<Measured> measured;
  private final String chart;
  private final Page page = new Page();

  ScaleReport(ScaleOptions options, Machine machine, List<Measured> measured, String chart) {
    this.options = options;
    this.machine = machine;
    this.measured = List.copyOf(measured);
    this.chart = chart;
  }

  String text() {
    page.line("# %s: cost by size", machine.date());
    page.line("");
    page.line("%s", machine.conditions());
    page.line("%s, `-Xmx%s` for each size.", machine.jvm(), options.heap());
    page.line("");
    page.line(
        "%d rounds; in each, every question is asked five times in turn. Every answer was the known"
            + " one, where one is known, and what counting in one pass came to.",
        options.rounds());
    page.line("");
    page.line("![Median times](%s)", chart);
    page.line("");
    byThreads().forEach(this::times);
    loading();
    memory();
    return page.text();
  }

  private Map<Integer, List<Measured>> byThreads() {
    return measured.stream()
        .collect(Collectors.groupingBy(Measured::threads, TreeMap::new, Collectors.toList()));
  }

  private void times(int threads, List<Measured> sizes) {
    page.line("## Medians, ms, %d %s", threads, threads == 1 ? "thread" : "threads");
    page.line("");
    page.line("Times grow by the size to the power in the last column.");
    page.line("");
    page.line(
        "| | %s | power |",
        sizes.stream().map(ScaleReport::title).collect(Collectors.joining(" | ")));
    page.line("| --- |%s", " ---: |".repeat(sizes.size() + 1));
    for (Question question : Question.values()) {
      String medians =
          sizes.stream()
              .map(size -> millis(size.micros(question).median()))
              .collect(Collectors.joining(" | "));
      double power = Growth.exponent(sizes, question);
      page.line(
          "| %s | %s | %s |",
          question, medians, Double.isNaN(power) ? "" : String.format(Locale.ROOT, "%.2f", power));
    }
    page.line("");
  }

  private void loading() {
    page.line("## Loading");
    page.line("");
    page.line(
        "Drawing beforehand is not counted; what was drawn is held beside the engine while it"
            + " loads, and then forgotten.");
    page.line("");
    page.line(
        "| | threads that ask | profiles/s | events/s | producers of events | pauses with profiles"
            + " | pauses with events | pauses while asking | drawn beside, MiB |");
    page.line("| --- | ---: | ---: | ---: | ---: | --- | --- | --- | ---: |");
    for (Measured size : measured) {
      StagedLoad.Stage profiles = size.stages().get(0);
      StagedLoad.Stage events = size.stages().get(1);
      page.line(
          "| %s | %d | %,.0f | %,.0f | %d | %s | %s | %s | %,.0f |",
          title(size),
          size.threads(),
          profiles.rate(),
          events.rate(),
          events.producers(),
          profiles.pauses(),
          events.pauses(),
          size.pauses(),
          Math.max(profiles.drawnBytes(), events.drawnBytes()) / MEBIBYTE);
    }
    page.line("");
  }

  private void memory() {
    page.line("## Memory");
    page.line("");
    page.line(
        "MiB, in the engine's own figures, when idle work was done; all but the events count for"
            + " the profiles. Beside it the live objects of the heap, with nothing else in it.");
    page.line("");
    List<String> kinds = measured.get(0).memory().stream().map(Measured.Held::what).toList();
    page.line(
        "| | threads | %s | bytes a profile | bytes an event | heap |", String.join(" | ", kinds));
    page.line("| --- |%s", " ---: |".repeat(kinds.size() + 4));
    for (Measured size : measured) {
      page.line(
          "| %s | %d | %s | %.1f | %.2f | %,.1f |",
          title(size),
          size.threads(),
          size.memory().stream()
              .map(held -> String.format(Locale.ROOT, "%,.1f", held.bytes() / MEBIBYTE))
              .collect(Collectors.joining(" | ")),
          size.bytesPerProfile(),
          size.bytesPerEvent(),
          size.heapBytes() / MEBIBYTE);
    }
  }

  private static String title(Measured size) {
    return count(size.profiles()) + " / " + count(size.events());
  }

  private static String count(int count) {
    if (count % 1_000_000 == 0) {
      return count / 1_000_000 + " M";
    }
    return count % 1_000 == 0 ? count / 1_000 + " k" : Integer.toString(count);
  }

  private static String millis(double micros) {
    double millis = micros / 1e3;
    int digits = millis < 0.01 ? 5 : millis < 1 ? 3 : millis < 100 ? 2 : 1;
    return String.format(Locale.ROOT, "%." + digits + "f", millis);
  }

  /** A line for each size, number of threads and question. */
  static String csv(List<Measured> measured) {
    StringBuilder csv =
        new StringBuilder(
            "profiles,events,threads,question,median_ms,least_ms,p25_ms,p75_ms,samples\n");
    for (Measured size : measured) {
      for (Question question : Question.values()) {
        Spread micros = size.micros(question);
        csv.append(
            String.format(
                Locale.ROOT,
                "%d,%d,%d,%s,%.6f,%.6f,%.6f,%.6f,%d%n",
                size.profiles(),
                size.events(),
                size.threads(),
                question,
                micros.median() / 1e3,
                micros.least() / 1e3,
                micros.lowerQuarter() / 1e3,
                micros.upperQuarter() / 1e3,
                micros.count()));
      }
    }
    return csv.toString();
  }
}

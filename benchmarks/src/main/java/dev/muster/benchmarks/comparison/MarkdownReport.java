// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.report.Machine;
import dev.muster.benchmarks.report.Page;
import dev.muster.benchmarks.workload.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The results as a page: conditions, medians, ratios, targets, loading, formulations. */
final class MarkdownReport {

  /**
   * What an answer may cost above the floor for being an engine's: pinning a view, planning, asking
   * eight shards. The floor of the fastest questions is a few nanoseconds.
   */
  private static final double OVERHEAD_MICROS = 20;

  private final Options options;
  private final Machine machine;
  private final List<Result> results;
  private final String chart;
  private final Page page = new Page();

  MarkdownReport(Options options, Machine machine, List<Result> results, String chart) {
    this.options = options;
    this.machine = machine;
    this.results = results;
    this.chart = chart;
  }

  String text() {
    conditions();
    medians();
    ratios();
    spreads();
    loading();
    formulations();
    return page.text();
  }

  private void conditions() {
    page.line("# %s: comparison, %s", machine.date(), options.size().title());
    page.line("");
    page.line("%s", machine.conditions());
    page.line("%s, `-Xmx%s` for each contestant.", machine.jvm(), options.heap());
    page.line("");
    for (Result result : results) {
      page.line("- %s: %s", result.title(), result.version());
    }
    page.line("");
    page.line(
        "%d rounds; in each, every question is put to all contestants in turn. Every answer was the"
            + " known one.",
        options.rounds());
    page.line("");
    page.line("![Median times](%s)", chart);
    page.line("");
  }

  private void medians() {
    page.line("## Medians, ms");
    page.line("");
    page.head(results.stream().map(Result::title).toList());
    for (Question question : Question.values()) {
      page.row(
          question.toString(),
          results.stream().map(result -> millis(result.median(question))).toList());
    }
    page.line("");
  }

  private void ratios() {
    List<Ratios> columns = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    for (int threads : options.threads()) {
      Optional<Result> muster = find(Entrant.MUSTER, threads);
      if (muster.isPresent()) {
        against(muster.get(), threads, columns, targets);
      }
    }
    if (columns.isEmpty()) {
      return;
    }
    page.line("## Ratios of medians");
    page.line("");
    page.line("The floor is given %.0f us more, for being one.", OVERHEAD_MICROS);
    page.line("");
    page.head(columns.stream().map(Ratios::title).toList());
    for (Question question : Question.values()) {
      page.row(
          question.toString(),
          columns.stream()
              .map(column -> Ratios.format(column.values()[question.ordinal()]))
              .toList());
    }
    page.row(
        "geometric mean",
        columns.stream().map(column -> Ratios.format(column.geometricMean())).toList());
    page.line("");
    page.line("## Targets");
    page.line("");
    targets.forEach(target -> page.line("- %s", target));
    page.line("");
  }

  private void against(Result muster, int threads, List<Ratios> columns, List<String> targets) {
    for (Entrant duckdb : List.of(Entrant.DUCKDB, Entrant.DUCKDB_COMPRESSED)) {
      find(duckdb, threads).ifPresent(peer -> slower(peer, muster, 100, 20, columns, targets));
    }
    if (threads != 1) {
      return;
    }
    find(Entrant.LUCENE, 1).ifPresent(peer -> slower(peer, muster, 10, 1, columns, targets));
    cached().ifPresent(columns::add);
    find(Entrant.FLOOR, 1)
        .ifPresent(
            floor -> {
              Ratios ratios =
                  Ratios.of(
                      muster.title() + " / floor",
                      muster::median,
                      question -> floor.median(question) + OVERHEAD_MICROS);
              columns.add(ratios);
              targets.add(atMost(ratios, 1.5, 3));
            });
  }

  /** Asked again and again, with what each remembers; no target. */
  private Optional<Ratios> cached() {
    return find(Entrant.LUCENE_CACHED, 1)
        .flatMap(
            lucene ->
                find(Entrant.MUSTER_CACHED, 1)
                    .map(
                        muster ->
                            Ratios.of(
                                lucene.title() + " / " + muster.title(),
                                lucene::median,
                                muster::median)));
  }

  private static void slower(
      Result peer,
      Result muster,
      double mean,
      double each,
      List<Ratios> columns,
      List<String> targets) {
    Ratios ratios = Ratios.of(peer.title() + " / " + muster.title(), peer::median, muster::median);
    columns.add(ratios);
    targets.add(atLeast(ratios, mean, each));
  }

  private static String atLeast(Ratios ratios, double mean, double each) {
    return "%s: geometric mean at least %s, each at least %s: %s and %s; %s"
        .formatted(
            ratios.title(),
            Ratios.format(mean),
            Ratios.format(each),
            Ratios.format(ratios.geometricMean()),
            Ratios.format(ratios.least()),
            verdict(ratios.geometricMean() >= mean && ratios.least() >= each));
  }

  private static String atMost(Ratios ratios, double mean, double each) {
    return "%s: geometric mean at most %s, each at most %s: %s and %s; %s"
        .formatted(
            ratios.title(),
            Ratios.format(mean),
            Ratios.format(each),
            Ratios.format(ratios.geometricMean()),
            Ratios.format(ratios.greatest()),
            verdict(ratios.geometricMean() <= mean && ratios.greatest() <= each));
  }

  private static String verdict(boolean met) {
    return met ? "met" : "**not met**";
  }

  private void spreads() {
    page.line("## Spread: least, and the middle half of the samples, ms");
    page.line("");
    page.head(results.stream().map(Result::title).toList());
    for (Question question : Question.values()) {
      List<String> cells = new ArrayList<>();
      for (Result result : results) {
        Timing timing = result.timings().get(question);
        if (timing != null) {
          Spread micros = timing.micros();
          cells.add(
              "%s; %s to %s"
                  .formatted(
                      millis(micros.least()),
                      millis(micros.lowerQuarter()),
                      millis(micros.upperQuarter())));
        }
      }
      page.row(question.toString(), cells);
    }
    page.line("");
  }

  private void loading() {
    page.line("## Loading and memory");
    page.line("");
    page.line("| | rates | in its own figures | heap grew by | outside of the heap |");
    page.line("| --- | --- | --- | ---: | ---: |");
    for (Result result : results) {
      page.line(
          "| %s | %s | %s | %s | %s |",
          result.title(),
          result.loaded().steps().stream()
              .map(MarkdownReport::rate)
              .collect(Collectors.joining("; ")),
          result.loaded().sizes().stream()
              .map(size -> size.what() + " " + mebibytes(size.bytes()))
              .collect(Collectors.joining("; ")),
          mebibytes(result.growth().heapBytes()),
          mebibytes(result.growth().outsideBytes()));
    }
    page.line("");
    page.line(
        "Live objects after collecting garbage, and resident memory beyond the heap (approximate).");
    page.line("");
  }

  private static String rate(Loaded.Step step) {
    return String.format(
        Locale.ROOT, "%s %,.0f a second", step.what(), step.count() / step.seconds());
  }

  private void formulations() {
    List<Result> several =
        results.stream()
            .filter(result -> result.entrant() != Entrant.MUSTER)
            .filter(result -> result.entrant() != Entrant.MUSTER_CACHED)
            .filter(result -> result.entrant() != Entrant.FLOOR)
            .toList();
    if (several.isEmpty()) {
      return;
    }
    page.line("## Which formulation was fastest");
    page.line("");
    page.head(several.stream().map(Result::title).toList());
    for (Question question : Question.values()) {
      List<String> cells = new ArrayList<>();
      for (Result result : several) {
        Timing timing = result.timings().get(question);
        cells.add(timing == null ? "" : timing.formulation());
      }
      page.row(question.toString(), cells);
    }
  }

  private Optional<Result> find(Entrant entrant, int threads) {
    return results.stream()
        .filter(result -> result.entrant() == entrant && result.threads() == threads)
        .findFirst();
  }

  private static String millis(double micros) {
    double millis = micros / 1e3;
    int digits = millis < 0.001 ? 6 : millis < 1 ? 4 : millis < 100 ? 2 : 1;
    return String.format(Locale.ROOT, "%." + digits + "f", millis);
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,.1f MiB", bytes / 1048576.0);
  }
}

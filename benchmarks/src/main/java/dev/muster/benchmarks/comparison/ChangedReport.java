// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.report.Machine;
import dev.muster.benchmarks.report.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a {@link ChangedSegmentsRun} has measured, as a page and as comma-separated values. */
final class ChangedReport {

  private final ChangedOptions options;
  private final Machine machine;
  private final Map<ChangedSegmentsRun.Kind, List<Map<SegmentEntrant, SegmentPass>>> passes =
      new EnumMap<>(ChangedSegmentsRun.Kind.class);

  ChangedReport(ChangedOptions options, Machine machine) {
    this.options = options;
    this.machine = machine;
  }

  /** Adds a pass of all contestants. */
  void add(ChangedSegmentsRun.Kind kind, Map<SegmentEntrant, SegmentPass> pass) {
    passes.computeIfAbsent(kind, first -> new ArrayList<>()).add(new TreeMap<>(pass));
  }

  String text() {
    Page page = new Page();
    page.line("# %s: changed and repeated segments, %s", machine.date(), options.size().title());
    page.line("");
    page.line("%s", machine.conditions());
    page.line("%s, `-Xmx%s` for each contestant; one thread.", machine.jvm(), options.heap());
    page.line("");
    page.line(
        "Caches of %d MiB for Muster and for Lucene's eager policy; Lucene's own default else. All"
            + " contestants came to the same counts.",
        SegmentEntrant.CACHE_BYTES >> 20);
    page.line("");
    passes.forEach((kind, measured) -> table(page, kind, measured));
    return page.text();
  }

  private static void table(
      Page page, ChangedSegmentsRun.Kind kind, List<Map<SegmentEntrant, SegmentPass>> measured) {
    SegmentPass any = measured.get(0).values().iterator().next();
    page.line(
        kind == ChangedSegmentsRun.Kind.CHANGED
            ? "## Changed: %d segments a pass, each asked once, %d passes"
            : "## Repeated: %d segments a pass, asked in turn, %d passes",
        any.counts().size(),
        measured.size());
    page.line("");
    page.line(
        "| | median us a segment | 90 %% below, us | mean us a segment, median of passes | least |"
            + " greatest | times as long as Muster, geometric mean | as Muster cached | hit rate"
            + " |");
    page.line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (SegmentEntrant entrant : measured.get(0).keySet()) {
      double[] all = micros(measured, entrant);
      Spread spread = Spread.of(all);
      double[] means =
          passes(measured, entrant).stream().mapToDouble(ChangedReport::mean).sorted().toArray();
      page.line(
          "| %s | %s | %s | %s | %s | %s | %s | %s | %s |",
          entrant.title(),
          micros(spread.median()),
          micros(ninetieth(all)),
          micros(means[means.length / 2]),
          micros(means[0]),
          micros(means[means.length - 1]),
          Ratios.format(geometricMean(all, micros(measured, SegmentEntrant.MUSTER))),
          Ratios.format(geometricMean(all, micros(measured, SegmentEntrant.MUSTER_CACHED))),
          hitRate(passes(measured, entrant)));
    }
    page.line("");
  }

  private static List<SegmentPass> passes(
      List<Map<SegmentEntrant, SegmentPass>> measured, SegmentEntrant entrant) {
    List<SegmentPass> passes = new ArrayList<>();
    for (Map<SegmentEntrant, SegmentPass> pass : measured) {
      SegmentPass of = pass.get(entrant);
      if (of == null) {
        throw new IllegalArgumentException("it was not asked, contestant=" + entrant);
      }
      passes.add(of);
    }
    return passes;
  }

  private static double[] micros(
      List<Map<SegmentEntrant, SegmentPass>> measured, SegmentEntrant entrant) {
    return passes(measured, entrant).stream()
        .flatMap(pass -> pass.micros().stream())
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static double mean(SegmentPass pass) {
    return pass.micros().stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static double ninetieth(double[] micros) {
    double[] sorted = micros.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length * 9 / 10];
  }

  /** Of the ratios, counting by counting: both have counted the same in the same order. */
  private static double geometricMean(double[] upper, double[] lower) {
    double logs = 0;
    for (int i = 0; i < upper.length; i++) {
      logs += Math.log(upper[i] / lower[i]);
    }
    return Math.exp(logs / upper.length);
  }

  private static String hitRate(List<SegmentPass> passes) {
    CacheUse use = new CacheUse(0, 0);
    for (SegmentPass pass : passes) {
      use = use.plus(pass.cacheUse());
    }
    double rate = use.hitRate();
    return Double.isNaN(rate)
        ? ""
        : String.format(Locale.ROOT, "%.0f %% of %,d", 100 * rate, use.hits() + use.misses());
  }

  private static String micros(double micros) {
    return String.format(Locale.ROOT, micros < 10 ? "%.1f" : "%,.0f", micros);
  }

  /** A line for each kind, pass and contestant. */
  String csv() {
    StringBuilder csv =
        new StringBuilder("kind,pass,contestant,mean_us,median_us,samples,hits,misses\n");
    passes.forEach(
        (kind, measured) -> {
          for (int i = 0; i < measured.size(); i++) {
            int number = i + 1;
            measured
                .get(i)
                .forEach(
                    (entrant, pass) ->
                        csv.append(
                            String.format(
                                Locale.ROOT,
                                "%s,%d,%s,%.3f,%.3f,%d,%d,%d%n",
                                kind.toString().toLowerCase(Locale.ROOT),
                                number,
                                entrant.option(),
                                mean(pass),
                                Spread.of(micros(List.of(Map.of(entrant, pass)), entrant)).median(),
                                pass.micros().size(),
                                pass.cacheUse().hits(),
                                pass.cacheUse().misses())));
          }
        });
    return csv.toString();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import dev.muster.SegmentationEngine;
import dev.muster.examples.report.Figures;
import dev.muster.examples.report.Screen;
import dev.muster.load.BulkLoad;
import dev.muster.load.ErrorPolicy;
import dev.muster.load.LoadReport;
import dev.muster.load.Reject;
import dev.muster.load.ReplayClock;
import dev.muster.load.mapping.EventMapping;
import dev.muster.load.text.CsvSource;
import dev.muster.schema.EventType;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads a file of events and tells the person in front of the screen about it.
 *
 * @param engine to be filled
 * @param clock of the engine; goes along with the events
 * @param now events after this are left out; null for none
 * @param onBadLine whether a bad line ends it
 * @param reportsMax how many bad lines are shown
 */
public record FileLoad(
    SegmentationEngine engine,
    ReplayClock clock,
    @Nullable Instant now,
    OnBadLine onBadLine,
    int reportsMax) {

  /** Whether reading goes on after a bad line. */
  public enum OnBadLine {
    SKIP,
    FAIL
  }

  /**
   * Reads all of {@code file}; afterwards everything is visible.
   *
   * @throws dev.muster.load.LoadException if the file or a line of it cannot be used
   */
  public LoadReport load(CsvSource.Builder file, EventMapping mapping, Screen screen)
      throws IOException {
    LoadReport report;
    try (CsvSource source = file.open();
        LoadProgress progress = screen.progress("events", -1)) {
      BulkLoad.Builder load =
          BulkLoad.builder(engine, source, mapping)
              .clock(clock)
              .listener((records, position, size) -> progress.stepTo(records))
              .rejects(new Shown(screen)::show);
      if (onBadLine == OnBadLine.FAIL) {
        load.errors(ErrorPolicy.failAtFirst());
      }
      if (now != null) {
        load.until(now);
      }
      report = load.build().run();
    }
    screen.loaded("events", report.applied(), report.elapsed());
    screen.line("bad lines skipped: " + Figures.count(report.rejects().total()));
    if (report.afterNow() > 0) {
      screen.line("events after now, left out: " + Figures.count(report.afterNow()));
    }
    return report;
  }

  /** The event types that were loaded, the most frequent first. */
  public List<EventType> types(LoadReport report) {
    return report.eventCounts().entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry::getKey, Comparator.naturalOrder()))
        .map(entry -> engine.schema().eventType(entry.getKey()))
        .toList();
  }

  /** Shows the first bad lines. */
  private final class Shown {

    private final Screen screen;
    private int count;

    Shown(Screen screen) {
      this.screen = screen;
    }

    void show(Reject reject) {
      // One that ends the program is told by its end.
      if (onBadLine == OnBadLine.SKIP && count++ <= reportsMax) {
        screen.problem(
            count <= reportsMax
                ? reject.toString()
                : "further bad lines are counted and not shown");
      }
    }
  }
}

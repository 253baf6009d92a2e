// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.option;

import dev.muster.SegmentationEngine;
import dev.muster.examples.load.FileLoad;
import dev.muster.examples.load.FileLoad.OnBadLine;
import dev.muster.load.ReplayClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a file of events is read into an engine that only lives for its report. */
public class EventFileOptions extends ColumnOptions {

  private static final int REPORTS_MAX = 20;

  @Option(
      names = "--on-bad-line",
      paramLabel = "skip|fail",
      description = "Whether a malformed line is skipped or ends the program (skip).")
  private @Nullable OnBadLine onBadLine;

  @Option(
      names = "--max-reports",
      paramLabel = "N",
      description = "How many malformed lines are shown; all are counted (20).")
  private @Nullable Integer reportsMax;

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      converter = InstantConverter.class,
      description =
          "The present of every question; later events are left out. The time of the latest event,"
              + " if not given.")
  private @Nullable Instant now;

  /** The present, or null for the time of the latest event. */
  public @Nullable Instant now() {
    return now;
  }

  /** How the file gets into {@code engine}. */
  public FileLoad load(SegmentationEngine engine, ReplayClock clock) {
    return new FileLoad(
        engine, clock, now, onBadLine == null ? OnBadLine.SKIP : onBadLine, reportsMax());
  }

  /**
   * Refuses a file that could not be read as CSV.
   *
   * @throws IllegalArgumentException if the separator is the quote
   */
  protected void checkCsv() {
    csv(Path.of(""));
  }

  /** How many malformed lines are shown; negative if that was asked for. */
  protected int reportsMax() {
    return reportsMax == null ? REPORTS_MAX : reportsMax;
  }

  @Override
  protected Map<String, Boolean> givenByName() {
    Map<String, Boolean> given = super.givenByName();
    given.put("--on-bad-line", onBadLine != null);
    given.put("--max-reports", reportsMax != null);
    return given;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.demo;

import dev.muster.SegmentationEngine;
import dev.muster.examples.load.FileLoad;
import dev.muster.examples.load.FileLoad.OnBadLine;
import dev.muster.examples.load.InstantConverter;
import dev.muster.load.ReplayClock;
import dev.muster.load.mapping.ColumnSpec;
import dev.muster.load.mapping.EventMapping;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.TimeFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** How a file of events is read, and what is asked of it. */
final class FileOptions {

  private static final List<BigDecimal> SPENT_OVER_DEFAULT =
      List.of(
          BigDecimal.valueOf(50),
          BigDecimal.valueOf(100),
          BigDecimal.valueOf(200),
          BigDecimal.valueOf(500));

  @Option(names = "--id", paramLabel = "COLUMN", description = "Column of the profile id.")
  private @Nullable String id;

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      description =
          "Column of the event time: an ISO date (midnight UTC), an ISO date-time with an offset,"
              + " or epoch milliseconds.")
  private @Nullable String time;

  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description = "How times are written, if not so: dd.MM.yyyy HH:mm, for example.")
  private @Nullable String timeFormat;

  @Option(names = "--type", paramLabel = "COLUMN", description = "Column of the event type.")
  private @Nullable String type;

  @Option(
      names = "--fixed-type",
      paramLabel = "NAME",
      description = "Type of all events, if no column tells.")
  private @Nullable String fixedType;

  @Option(
      names = "--property",
      paramLabel = "COLUMN:TYPE[:NAME]",
      converter = ColumnSpecConverter.class,
      description =
          "A column that becomes a property, of type long, double, decimal(N), string, boolean,"
              + " date, timestamp, set(SEPARATOR), geo or version. May be repeated.")
  private List<ColumnSpec> properties = new ArrayList<>();

  @Option(
      names = "--now",
      paramLabel = "INSTANT",
      converter = InstantConverter.class,
      description =
          "The present of every question; later events are left out. The time of the latest event,"
              + " if not given.")
  private @Nullable Instant now;

  @Option(
      names = "--on-bad-line",
      paramLabel = "skip|fail",
      description = "Whether a malformed line is skipped or ends the program (skip).")
  private OnBadLine onBadLine = OnBadLine.SKIP;

  @Option(
      names = "--max-reports",
      paramLabel = "N",
      description = "How many malformed lines are shown; all are counted (20).")
  private int reportsMax = 20;

  @Option(
      names = "--spent-over",
      paramLabel = "VALUE",
      description =
          "Bound on the sum of each numeric property. May be repeated (50, 100, 200, 500).")
  private List<BigDecimal> spentOver = new ArrayList<>();

  @Option(
      names = "--first-before",
      paramLabel = "DATE",
      converter = InstantConverter.class,
      description = "With --last-before: who began before this ...")
  private @Nullable Instant firstBefore;

  @Option(
      names = "--last-before",
      paramLabel = "DATE",
      converter = InstantConverter.class,
      description = "... and did nothing since this.")
  private @Nullable Instant lastBefore;

  /** Where the file keeps what an event needs. */
  EventMapping mapping(CommandSpec spec) {
    if (id == null || time == null || (type == null) == (fixedType == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "events from a file need --id COLUMN, --time COLUMN and one of --type COLUMN and"
              + " --fixed-type NAME");
    }
    try {
      TimeFormat times = timeFormat == null ? TimeFormat.ISO : TimeFormat.pattern(timeFormat);
      EventMapping mapping = Mapping.events(id).time(time, times);
      mapping = type == null ? mapping.type(String.valueOf(fixedType)) : mapping.typeField(type);
      for (ColumnSpec property : properties) {
        mapping = mapping.column(property);
      }
      return mapping;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Refuses what contradicts itself. */
  void check(CommandSpec spec) {
    if ((firstBefore == null) != (lastBefore == null)) {
      throw new ParameterException(
          spec.commandLine(), "--first-before and --last-before need each other");
    }
    if (reportsMax < 0) {
      throw new ParameterException(spec.commandLine(), "--max-reports must not be negative");
    }
  }

  /** The name of an option that only means something with a file and was given, or null. */
  @Nullable String given() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--id", id != null);
    given.put("--time", time != null);
    given.put("--time-format", timeFormat != null);
    given.put("--type", type != null);
    given.put("--fixed-type", fixedType != null);
    given.put("--property", !properties.isEmpty());
    given.put("--now", now != null);
    given.put("--spent-over", !spentOver.isEmpty());
    given.put("--first-before", firstBefore != null);
    given.put("--last-before", lastBefore != null);
    return given.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** The present, or null for the time of the latest event. */
  @Nullable Instant now() {
    return now;
  }

  /** How the file gets into {@code engine}. */
  FileLoad load(SegmentationEngine engine, ReplayClock clock) {
    return new FileLoad(engine, clock, now, onBadLine, reportsMax);
  }

  /** Bounds on the sums of numeric properties. */
  List<BigDecimal> spentOver() {
    return spentOver.isEmpty() ? SPENT_OVER_DEFAULT : List.copyOf(spentOver);
  }

  /** Who began before this, or null; given exactly if {@link #lastBefore()} is. */
  @Nullable Instant firstBefore() {
    return firstBefore;
  }

  /** And did nothing since this, or null. */
  @Nullable Instant lastBefore() {
    return lastBefore;
  }

  /** Reads {@code COLUMN:TYPE[:NAME]}. */
  static final class ColumnSpecConverter implements ITypeConverter<ColumnSpec> {
    @Override
    public ColumnSpec convert(String text) {
      try {
        return ColumnSpec.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}

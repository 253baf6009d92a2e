// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.demo;

import dev.muster.examples.option.EventFileOptions;
import dev.muster.examples.option.InstantConverter;
import dev.muster.load.mapping.ColumnSpec;
import dev.muster.load.mapping.EventMapping;
import dev.muster.load.mapping.Mapping;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How a file of events is read, and what is asked of it. */
final class FileOptions extends EventFileOptions {

  private static final List<BigDecimal> SPENT_OVER_DEFAULT =
      List.of(
          BigDecimal.valueOf(50),
          BigDecimal.valueOf(100),
          BigDecimal.valueOf(200),
          BigDecimal.valueOf(500));

  @Option(names = "--type", paramLabel = "COLUMN", description = "Column of the event type.")
  private @Nullable String type;

  @Option(
      names = "--fixed-type",
      paramLabel = "NAME",
      description = "Type of all events, if no column tells.")
  private @Nullable String fixedType;

  @Option(
      names = "--property",
      paramLabel = COLUMN_LABEL,
      converter = ColumnConverter.class,
      description =
          "A column that becomes a property, of type long, double, decimal(N), string, boolean,"
              + " date, timestamp, set(SEPARATOR), geo or version. May be repeated.")
  private List<ColumnSpec> properties = new ArrayList<>();

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
    String id = id();
    String time = time();
    if (id == null || time == null || (type == null) == (fixedType == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "events from a file need --id COLUMN, --time COLUMN and one of --type COLUMN and"
              + " --fixed-type NAME");
    }
    try {
      checkCsv();
      EventMapping mapping = Mapping.events(id).time(time, times());
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
    if (reportsMax() < 0) {
      throw new ParameterException(spec.commandLine(), "--max-reports must not be negative");
    }
  }

  @Override
  protected Map<String, Boolean> givenByName() {
    Map<String, Boolean> given = super.givenByName();
    given.put("--type", type != null);
    given.put("--fixed-type", fixedType != null);
    given.put("--property", !properties.isEmpty());
    given.put("--now", now() != null);
    given.put("--spent-over", !spentOver.isEmpty());
    given.put("--first-before", firstBefore != null);
    given.put("--last-before", lastBefore != null);
    return given;
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
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.analysis.CalendarUnit;
import dev.muster.analysis.Retention;
import dev.muster.analysis.RetentionInterval;
import dev.muster.analysis.Timeline;
import dev.muster.examples.option.AnswerOptions;
import dev.muster.examples.option.ExitStatus;
import dev.muster.examples.option.InstantConverter;
import dev.muster.examples.option.SegmentOptions;
import dev.muster.examples.option.ZoneOption;
import dev.muster.examples.report.Answer;
import dev.muster.examples.report.Figures;
import dev.muster.examples.report.Screen;
import dev.muster.examples.report.Table;
import dev.muster.predicate.EventPattern;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who comes back. */
@Command(
    name = "retention",
    header = "Tells how many of those who started something came back, by cohort.",
    description = {
      "",
      "A profile belongs to the month, say, of its first start event on the timeline, and is",
      "retained in each later month in which it came back. A segment tells whose events count;",
      "everyone's, if none is given.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  muster retention --directory shop --start \"did purchase\" --unit week --cohorts 8",
      "  muster retention --start sign_up --return \"did purchase\" --from 1997-01-01 \\",
      "    --to 1997-04-01 --intervals 18 --now 1998-07-01 --format csv",
      "",
      ExitStatus.HELP
    })
final class RetentionCommand extends Question {

  @Mixin private SegmentOptions segmentOptions = new SegmentOptions();

  @Option(
      names = "--start",
      paramLabel = "EVENT",
      required = true,
      description = "What starts: did purchase (amount > 100), for example.")
  private String start = "";

  @Option(
      names = "--return",
      paramLabel = "EVENT",
      description = "What counts as coming back; what starts, if not given.")
  private @Nullable String comeback;

  @Option(
      names = "--unit",
      paramLabel = "hour|day|week|month|quarter|year",
      description = "What makes a cohort, and what time is counted in (month).")
  private CalendarUnit unit = CalendarUnit.MONTH;

  @Option(
      names = "--cohorts",
      paramLabel = "N",
      description = "How many units up to now; not with --from (12).")
  private @Nullable Integer cohorts;

  @Option(
      names = "--from",
      paramLabel = "INSTANT",
      converter = InstantConverter.class,
      description = "The first start that counts; with --to.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "INSTANT",
      converter = InstantConverter.class,
      description = "The first start that does not count any more; with --from.")
  private @Nullable Instant to;

  @Option(
      names = "--intervals",
      paramLabel = "N",
      description = "Units since the start, its own included (12).")
  private int intervals = 12;

  @Option(
      names = "--or-after",
      description = "Count those, too, who only came back in a later unit.")
  private boolean orAfter;

  @Mixin private ZoneOption zone = new ZoneOption();

  @Mixin private AnswerOptions answerOptions = new AnswerOptions();

  @Override
  void check() {
    if ((from == null) != (to == null)) {
      throw options().wrong("--from and --to need each other");
    }
    if (from != null && cohorts != null) {
      throw options().wrong("--cohorts counts back from now; --from and --to say when");
    }
  }

  @Override
  int ask(SegmentationEngine engine, ReadView view, Screen screen) throws IOException {
    Segment audience = segmentOptions.readAudience(view.schema());
    Retention.Result result = analyze(view, audience, retention(view.schema()));
    Answer answer =
        new Answer("intervals")
            .text("cohort")
            .count("profiles", "interval", "retained")
            .share("share")
            .text("complete");
    for (Retention.Cohort cohort : result.cohorts()) {
      add(answer, label(cohort.from()), cohort);
    }
    add(answer, "all", result.total());
    answerOptions.print(screen, table(result), answer);
    return ExitStatus.DONE;
  }

  private Retention retention(Schema schema) {
    EventPattern starts = EventTexts.pattern("--start", start, schema, options());
    EventPattern returns =
        comeback == null ? starts : EventTexts.pattern("--return", comeback, schema, options());
    try {
      Timeline timeline =
          from == null || to == null
              ? Timeline.last(cohorts == null ? 12 : cohorts, unit, zone.zone())
              : Timeline.between(from, to, unit, zone.zone());
      return new Retention(
          starts,
          returns,
          timeline,
          RetentionInterval.calendar(unit, zone.zone()),
          intervals,
          orAfter ? Retention.Counting.IN_OR_AFTER : Retention.Counting.IN);
    } catch (IllegalArgumentException e) {
      throw options().wrong("", e);
    }
  }

  private static void add(Answer answer, String label, Retention.Cohort cohort) {
    for (int i = 0; i < cohort.intervals().size(); i++) {
      Retention.Interval interval = cohort.intervals().get(i);
      answer.row(
          label,
          cohort.profiles(),
          (long) i,
          interval.retained(),
          Answer.part(interval.retained(), cohort.profiles()),
          interval.complete());
    }
  }

  /** The first day of a cohort; of hours, the instant. */
  private String label(Instant from) {
    return unit == CalendarUnit.HOUR
        ? from.toString()
        : from.atZone(zone.zone()).toLocalDate().toString();
  }

  /** A line per cohort; a month that is not over has a star. */
  private String table(Retention.Result result) {
    Table table = new Table().left("cohort").right("profiles");
    for (int i = 0; i < intervals; i++) {
      table.right(Integer.toString(i));
    }
    result.cohorts().forEach(cohort -> table.row(cells(label(cohort.from()), cohort)));
    table.row(cells("all", result.total()));
    return table + "in percent; *: not over for all of them\n";
  }

  private static String[] cells(String label, Retention.Cohort cohort) {
    List<String> cells = new ArrayList<>(List.of(label, Figures.count(cohort.profiles())));
    for (Retention.Interval interval : cohort.intervals()) {
      Double share = Answer.part(interval.retained(), cohort.profiles());
      cells.add(share == null ? "-" : Figures.percent(share) + (interval.complete() ? "" : "*"));
    }
    return cells.toArray(String[]::new);
  }
}

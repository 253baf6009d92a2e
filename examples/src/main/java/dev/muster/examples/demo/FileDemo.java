// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.demo;

import dev.muster.SegmentationEngine;
import dev.muster.examples.load.DataException;
import dev.muster.examples.load.FileLoad;
import dev.muster.examples.option.EngineOptions;
import dev.muster.examples.option.TimingOptions;
import dev.muster.examples.report.Bars;
import dev.muster.examples.report.Screen;
import dev.muster.load.LoadReport;
import dev.muster.load.ReplayClock;
import dev.muster.load.mapping.EventMapping;
import dev.muster.predicate.Predicate;
import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import dev.muster.value.ValueRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The demo on a file of events: loads it, asks what can be asked of any events, draws a picture.
 */
final class FileDemo {

  private static final int BAR_WIDTH = 50;
  private static final int MONTHS_MAX = 24;
  private static final int EVENTS_SHOWN = 8;

  /** Types that get questions of their own; a file with hundreds would fill the screen. */
  private static final int TYPES_ASKED = 3;

  private final Screen screen;
  private final EngineOptions engineOptions;
  private final TimingOptions timing;
  private final FileOptions options;
  private final OwnQuestions ownQuestions;

  FileDemo(
      Screen screen,
      EngineOptions engineOptions,
      TimingOptions timing,
      FileOptions options,
      OwnQuestions ownQuestions) {
    this.screen = screen;
    this.engineOptions = engineOptions;
    this.timing = timing;
    this.options = options;
    this.ownQuestions = ownQuestions;
  }

  void run(Path file, EventMapping mapping) throws IOException {
    Instant given = options.now();
    ReplayClock clock = new ReplayClock(given == null ? ValueRules.INSTANT_MIN : given);
    try (SegmentationEngine engine =
        engineOptions
            .configure(SegmentationEngine.builder(Schema.builder().build()))
            .clock(clock)
            .open()) {
      screen.heading("Events of " + file.getFileName());
      FileLoad load = options.load(engine, clock);
      LoadReport loaded = load.load(options.csv(file), mapping, screen);
      if (loaded.applied() == 0) {
        throw new DataException("the file has no event to ask about");
      }
      report(engine, load.types(loaded), loaded, clock.instant());
    }
  }

  private void report(
      SegmentationEngine engine, List<EventType> types, LoadReport loaded, Instant now)
      throws IOException {
    List<EventType> asked = types.subList(0, Math.min(TYPES_ASKED, types.size()));
    if (asked.size() < types.size()) {
      screen.line("event types: " + types.size() + ", of which the most frequent are asked about");
    }

    screen.heading("Audiences, now = " + now);
    AudienceReport report = new AudienceReport(engine, now, screen, timing);
    List<Segment> segments = FileQuestions.of(asked, options);
    report.table(segments);

    screen.heading("How number " + segments.size() + " is counted");
    report.plan(segments.get(segments.size() - 1));

    ownQuestions.report(engine, report, screen);

    screen.heading("Profiles active, by month");
    screen.print(activeByMonth(engine, types, loaded, now));

    screen.heading("Someone of the smallest audience");
    report.someone(smallestFirst(engine, segments, now), EVENTS_SHOWN);

    screen.heading("Memory");
    MemoryReport.print(engine, screen);
  }

  private static Bars activeByMonth(
      SegmentationEngine engine, List<EventType> types, LoadReport loaded, Instant now) {
    YearMonth first = YearMonth.from(loaded.earliest().orElseThrow().atOffset(ZoneOffset.UTC));
    YearMonth last = YearMonth.from(loaded.latest().orElseThrow().atOffset(ZoneOffset.UTC));
    if (first.isBefore(last.minusMonths(MONTHS_MAX - 1))) {
      first = last.minusMonths(MONTHS_MAX - 1);
    }
    Bars bars = new Bars(BAR_WIDTH);
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      Instant from = startOf(month);
      Instant to = startOf(month.plusMonths(1));
      List<Predicate> anyType = new ArrayList<>();
      types.forEach(type -> anyType.add(type.between(from, to).did()));
      bars.add(month.toString(), engine.count(new Predicate.Or(anyType), now));
    }
    return bars;
  }

  private static Instant startOf(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static List<Predicate> smallestFirst(
      SegmentationEngine engine, List<Segment> segments, Instant now) {
    List<Predicate> predicates = new ArrayList<>();
    segments.forEach(segment -> predicates.add(segment.predicate()));
    Collections.sort(
        predicates, (a, b) -> Long.compare(engine.count(a, now), engine.count(b, now)));
    return predicates;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.buyers;

import dev.muster.SegmentationEngine;
import dev.muster.examples.load.BatchFeeder;
import dev.muster.examples.load.DataException;
import dev.muster.examples.load.FileLoad;
import dev.muster.examples.option.InstantConverter;
import dev.muster.examples.option.ScreenOptions;
import dev.muster.examples.option.ZoneOption;
import dev.muster.examples.report.Figures;
import dev.muster.examples.report.Screen;
import dev.muster.examples.shop.Purchases;
import dev.muster.load.LoadException;
import dev.muster.load.LoadReport;
import dev.muster.load.ReplayClock;
import dev.muster.load.mapping.EventMapping;
import dev.muster.profile.Event;
import dev.muster.schema.Schema;
import dev.muster.value.ValueRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The example of analyses: purchases go in, a customer base comes out, as text and as pictures. */
@Command(
    name = "buyers",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    header = "Scores customers, follows monthly cohorts and tells who went from group to group.",
    description = {
      "",
      "Without a file, purchases are made up: the same ones for the same seed and number.",
      "With --events FILE.csv, they come from a file with a header line.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  muster buyers --pictures pictures",
      "  muster buyers --events purchases.csv --id customer --time date --amount paid \\",
      "    --now 1998-07-01 --earlier 1997-10-01 --pictures pictures",
      "",
      "Exit status: 0 done, 1 the data or the engine refused, 2 wrong command line."
    })
public final class BuyersCommand implements Callable<Integer> {

  /** Wider tables and pictures are hard to read. */
  private static final int MONTHS_SHOWN_MAX = 120;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--customers",
      paramLabel = "N",
      description = "Customers that are made up (20000).")
  private @Nullable Integer customers;

  @Option(names = "--seed", paramLabel = "N", description = "Which ones are made up (1).")
  private @Nullable Long seed;

  @Option(
      names = "--events",
      paramLabel = "FILE.csv",
      description = "The file to take purchases from.")
  private @Nullable Path file;

  @ArgGroup(validate = false, heading = "%nA file of purchases:%n")
  private BuyersOptions fileOptions = new BuyersOptions();

  @Option(
      names = "--earlier",
      paramLabel = "INSTANT",
      converter = InstantConverter.class,
      description = "When it was that groups are compared with; six months before now.")
  private @Nullable Instant earlier;

  @Mixin private ZoneOption zoneOption = new ZoneOption();

  @Option(
      names = "--months",
      paramLabel = "N",
      description = "Cohorts shown at most, the latest ones, and months of each (24).")
  private int months = 24;

  @Option(
      names = "--pictures",
      paramLabel = "DIRECTORY",
      description =
          "Where heat maps are written to: buyers-rfm.png, -cohorts.png, -transitions.png.")
  private @Nullable Path pictures;

  @Mixin private ScreenOptions screenOptions = new ScreenOptions();

  @Override
  public Integer call() throws IOException {
    if (months < 1 || months > MONTHS_SHOWN_MAX) {
      throw wrong("--months must be in [1, " + MONTHS_SHOWN_MAX + "], found " + months);
    }
    if (pictures != null && Files.exists(pictures) && !Files.isDirectory(pictures)) {
      throw wrong("--pictures " + pictures + ": there is something that is no directory");
    }
    Screen screen = screenOptions.screen();
    if (file == null) {
      ofMadeUp(screen);
    } else {
      ofFile(screen, file);
    }
    return 0;
  }

  private void ofMadeUp(Screen screen) throws IOException {
    String fileOption = fileOptions.given();
    if (fileOption != null) {
      throw wrong(fileOption + " needs a file: --events FILE.csv");
    }
    Purchases purchases = purchases();
    Instant now = fileOptions.now();
    Instant present = now == null ? Purchases.END : now;
    if (present.isAfter(Purchases.END)) {
      throw wrong("the purchases that are made up end at " + Purchases.END + ", --now " + present);
    }
    Clock clock = Clock.fixed(Purchases.END, ZoneOffset.UTC);
    try (SegmentationEngine engine =
        SegmentationEngine.builder(Purchases.SCHEMA).clock(clock).open()) {
      screen.heading("Purchases made up, seed " + purchases.seed());
      long begin = System.nanoTime();
      BatchFeeder feeder = new BatchFeeder(engine);
      long first = Long.MAX_VALUE;
      for (Iterator<Event> events = purchases.events(); events.hasNext(); ) {
        Event event = events.next();
        if (event.epochMillis() <= present.toEpochMilli()) {
          first = Math.min(first, event.epochMillis());
          feeder.add(event);
        }
      }
      long applied = feeder.finish();
      screen.loaded("events", applied, Duration.ofNanos(System.nanoTime() - begin));
      requireSome(applied);
      report(engine, Instant.ofEpochMilli(first), present, screen);
    }
  }

  private Purchases purchases() {
    try {
      return new Purchases(customers == null ? 20_000 : customers, seed == null ? 1 : seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec().commandLine(), "--customers: " + String.valueOf(e.getMessage()), e);
    }
  }

  private void ofFile(Screen screen, Path purchases) throws IOException {
    if (customers != null || seed != null) {
      throw wrong("--customers and --seed make purchases up; --events names a file");
    }
    screenOptions.requireReadable("--events", purchases);
    EventMapping mapping = mapping();
    Instant now = fileOptions.now();
    ReplayClock clock = new ReplayClock(now == null ? ValueRules.INSTANT_MIN : now);
    try (SegmentationEngine engine =
        SegmentationEngine.builder(Schema.builder().build()).clock(clock).open()) {
      screen.heading("Purchases of " + purchases.getFileName());
      LoadReport loaded = load(fileOptions.load(engine, clock), purchases, mapping, screen);
      requireSome(loaded.applied());
      Instant latest = loaded.latest().orElseThrow();
      report(engine, loaded.earliest().orElseThrow(), now == null ? latest : now, screen);
    }
  }

  private LoadReport load(FileLoad load, Path purchases, EventMapping mapping, Screen screen)
      throws IOException {
    try {
      return load.load(fileOptions.csv(purchases), mapping, screen);
    } catch (LoadException e) {
      if (e.kind() == LoadException.Kind.MISSING_FIELD) {
        throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
      }
      throw e;
    }
  }

  private EventMapping mapping() {
    try {
      return fileOptions.mapping();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireSome(long events) {
    if (events == 0) {
      throw new DataException("there is no purchase up to now");
    }
  }

  private void report(SegmentationEngine engine, Instant first, Instant present, Screen screen)
      throws IOException {
    ZoneId zone = zoneOption.zone();
    Instant then = earlier == null ? present.atZone(zone).minusMonths(6).toInstant() : earlier;
    if (then.isAfter(present)) {
      throw wrong("--earlier " + then + " is after now, " + present);
    }
    long begin = System.nanoTime();
    Buyers buyers = Buyers.ask(engine, new Buyers.Period(first, then, present, zone), months);
    double millis = (System.nanoTime() - begin) / 1e6;

    BuyersReport report = new BuyersReport(buyers, screen);
    report.scores();
    report.cohorts(months);
    report.transitions();
    screen.line("");
    screen.line("three analyses in " + Figures.millis(millis) + " ms");
    if (pictures != null) {
      for (Path picture : new BuyersPictures(buyers).write(pictures, months)) {
        screen.line("picture: " + picture);
      }
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("the command line has not been set up");
    }
    return spec;
  }
}

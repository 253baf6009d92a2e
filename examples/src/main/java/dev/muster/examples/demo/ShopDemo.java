// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.demo;

import dev.muster.SegmentationEngine;
import dev.muster.examples.load.BatchFeeder;
import dev.muster.examples.load.LoadProgress;
import dev.muster.examples.option.EngineOptions;
import dev.muster.examples.option.TimingOptions;
import dev.muster.examples.report.Bars;
import dev.muster.examples.report.Screen;
import dev.muster.examples.shop.Shop;
import dev.muster.examples.shop.ShopAudiences;
import dev.muster.examples.shop.ShopSchema;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Operation;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;

/** The demo on the synthetic shop: loads it, asks a dozen questions, draws two pictures. */
final class ShopDemo {

  private static final int BAR_WIDTH = 50;
  private static final int WEEKS = 12;
  private static final int EVENTS_SHOWN = 8;

  private final Screen screen;
  private final EngineOptions engineOptions;
  private final TimingOptions timing;
  private final OwnQuestions ownQuestions;

  ShopDemo(
      Screen screen, EngineOptions engineOptions, TimingOptions timing, OwnQuestions ownQuestions) {
    this.screen = screen;
    this.engineOptions = engineOptions;
    this.timing = timing;
    this.ownQuestions = ownQuestions;
  }

  void run(Shop shop) throws IOException {
    // A question that cannot be read is better refused before the shop is loaded.
    ownQuestions.check(ShopSchema.SCHEMA);
    Clock clock = Clock.fixed(Shop.END, ZoneOffset.UTC);
    try (SegmentationEngine engine =
        engineOptions
            .configure(SegmentationEngine.builder(ShopSchema.SCHEMA))
            .clock(clock)
            .open()) {
      screen.heading("A synthetic shop, seed " + shop.seed());
      load(engine, "profiles", shop.profiles(), shop.profileCount());
      load(engine, "events", shop.events(), shop.eventCount());

      screen.heading("Audiences, now = " + Shop.END);
      AudienceReport report = new AudienceReport(engine, Shop.END, screen, timing);
      report.table(ShopAudiences.ALL);

      screen.heading("How number " + ShopAudiences.ALL.size() + " is counted");
      report.plan(ShopAudiences.HARDEST);

      ownQuestions.report(engine, report, screen);

      screen.heading("Customers who bought, by week");
      screen.print(buyersByWeek(engine));

      screen.heading("Customers by country");
      screen.print(customersByCountry(engine));

      screen.heading("Someone of number " + ShopAudiences.ALL.size());
      report.someone(
          List.of(ShopAudiences.HARDEST.predicate(), Predicate.everyone()), EVENTS_SHOWN);

      screen.heading("Memory");
      MemoryReport.print(engine, screen);
    }
  }

  private void load(
      SegmentationEngine engine, String things, Iterator<? extends Operation> source, long count) {
    long begin = System.nanoTime();
    BatchFeeder feeder = new BatchFeeder(engine);
    long applied;
    try (LoadProgress progress = screen.progress(things, count)) {
      while (source.hasNext()) {
        feeder.add(source.next());
        progress.step();
      }
      applied = feeder.finish();
    }
    screen.loaded(things, applied, Duration.ofNanos(System.nanoTime() - begin));
  }

  /** Adjacent windows, so that no purchase is missed and none is counted twice. */
  private static Bars buyersByWeek(SegmentationEngine engine) {
    Bars bars = new Bars(BAR_WIDTH);
    for (int week = WEEKS; week > 0; week--) {
      Duration from = Duration.ofDays(7L * (week - 1));
      Duration to = Duration.ofDays(7L * week);
      LocalDate firstDay = Shop.END_DATE.minusDays(to.toDays());
      bars.add("from " + firstDay, engine.count(ShopSchema.PURCHASE.ago(from, to).did(), Shop.END));
    }
    return bars;
  }

  private static Bars customersByCountry(SegmentationEngine engine) {
    Bars bars = new Bars(BAR_WIDTH);
    for (String country : Shop.COUNTRIES) {
      bars.add(country, engine.count(ShopSchema.COUNTRY.is(country), Shop.END));
    }
    return bars;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Event;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.text.PredicateText;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Asks the directory that the tutorial has filled from the command line, and writes to it. */
public final class AskTheShop {

  private AskTheShop() {}

  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: AskTheShop DIRECTORY");
      System.exit(2);
    }
    run(Path.of(arguments[0]), System.out);
  }

  static void run(Path directory, PrintStream out) {
    // region ask
    try (SegmentationEngine engine =
        SegmentationEngine.builder(Schema.builder().build()).directory(directory).open()) {
      // Typed once; a wrong comparison does not compile.
      StringAttribute country = StringAttribute.of("country");
      DecimalProperty dollars = DecimalProperty.of("dollars", 2);
      EventType purchase = EventType.of("purchase", dollars);
      Predicate polish = country.is("PL").and(purchase.count().atLeast(3));
      // Or as people type it into a form.
      Predicate readers =
          PredicateText.parse("did purchase (category = 'books') in last 90 days", engine.schema());

      Instant now = Instant.parse("2026-01-01T00:00:00Z");
      out.println("polish: " + engine.count(polish, now));
      out.println("readers: " + engine.count(readers, now));

      ProfileId ana = ProfileId.of("00003");
      Instant yesterday = now.minus(Duration.ofDays(1));
      engine.record(Event.of(ana, purchase, yesterday).with(dollars, new BigDecimal("12.50")));
      out.println("polish now: " + engine.count(polish, now));
      try (ReadView view = engine.view(now)) {
        Profile profile = view.profile(ana, 10).orElseThrow();
        out.println(ana + " from " + profile.value(country) + ": " + profile.events().get(0));
      }
    }
    // endregion
  }
}

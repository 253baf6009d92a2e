// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples;

import dev.muster.SegmentationEngine;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.query.explain.Explanation;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.segment.Segment;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The shortest way round: open an engine, write, count a segment, ask how it was counted. */
public final class QuickStart {

  static final StringAttribute COUNTRY = StringAttribute.of("country");
  static final DecimalProperty AMOUNT = DecimalProperty.of("amount", 2);
  static final EventType PURCHASE = EventType.of("purchase", AMOUNT);

  private QuickStart() {}

  public static void main(String[] arguments) {
    run(Clock.systemUTC(), System.out);
  }

  static void run(Clock clock, PrintStream out) {
    // region quick-start
    Schema schema = Schema.builder().attributes(COUNTRY).eventTypes(PURCHASE).build();
    try (SegmentationEngine engine = SegmentationEngine.builder(schema).clock(clock).open()) {
      ProfileId ana = ProfileId.of("ana");
      engine.update(ProfileUpdate.of(ana).set(COUNTRY, "PL"));
      for (int daysAgo : new int[] {3, 11, 25}) {
        Instant time = clock.instant().minus(Duration.ofDays(daysAgo));
        engine.record(Event.of(ana, PURCHASE, time).with(AMOUNT, new BigDecimal("19.90")));
      }

      Segment loyal =
          Segment.of(
              "loyal",
              COUNTRY
                  .is("PL")
                  .and(PURCHASE.inLast(Duration.ofDays(30)).count().atLeast(3))
                  .and(PURCHASE.sum(AMOUNT).moreThan(50)));

      out.println(loyal.name() + ": " + engine.count(loyal));
      Explanation how = engine.explain(loyal);
      out.println(how);
    }
    // endregion
  }
}

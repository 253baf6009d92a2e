// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.examples.shop.ShopSchema;
import dev.muster.predicate.Predicate;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Many questions at one instant, so that what one has found helps the next. */
public final class CommonInstant {

  private CommonInstant() {}

  public static void main(String[] arguments) {
    run(System.out);
  }

  static void run(PrintStream out) {
    // region common
    try (SegmentationEngine engine = Histories.shop().resultCache(64L << 20).open()) {
      Histories.bought(engine, "ana", "30.00", 3, 11, 25);
      Histories.bought(engine, "ben", "80.00", 45);

      // Not the instant of the call, but the minute that it falls in: the next call asks at it,
      // too.
      Instant minute = Histories.NOW.truncatedTo(ChronoUnit.MINUTES);
      Predicate recent = ShopSchema.PURCHASE.inLast(Duration.ofDays(30)).did();
      Predicate big = ShopSchema.PURCHASE.sum(ShopSchema.AMOUNT).atLeast(50);
      try (ReadView view = engine.view(minute)) {
        out.println(view.counts(List.of(recent, big, recent.and(big), recent.or(big))));
      }
    }
    // endregion
  }
}

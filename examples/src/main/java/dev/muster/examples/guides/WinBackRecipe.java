// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import dev.muster.SegmentationEngine;
import dev.muster.examples.shop.ShopSchema;
import dev.muster.predicate.Predicate;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Who came back after a pause, against a stable tenth that was left alone. */
public final class WinBackRecipe {

  private WinBackRecipe() {}

  public static void main(String[] arguments) {
    run(System.out);
  }

  static void run(PrintStream out) {
    try (SegmentationEngine engine = Histories.shop().open()) {
      for (int i = 0; i < 1_000; i++) {
        // Every fourth comes back.
        if (i % 4 == 0) {
          Histories.bought(engine, "customer " + i, "30.00", 3, 60);
        } else {
          Histories.bought(engine, "customer " + i, "30.00", 60);
        }
      }
      // region win-back
      Predicate control = Predicate.inBuckets("win-back spring", 0, 9);
      Predicate cameBack =
          ShopSchema.PURCHASE.resumed(Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(90));
      Predicate lapsed =
          ShopSchema.PURCHASE.stopped(Duration.ofDays(30), Duration.ofDays(90)).or(cameBack);
      List<Long> counts =
          engine.counts(
              List.of(
                  lapsed.and(control.not()),
                  cameBack.and(control.not()),
                  lapsed.and(control),
                  cameBack.and(control)));
      out.println("written to: " + counts.get(0) + ", came back: " + counts.get(1));
      out.println("left alone: " + counts.get(2) + ", came back: " + counts.get(3));
      // endregion
    }
  }
}

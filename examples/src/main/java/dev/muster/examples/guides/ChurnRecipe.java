// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import dev.muster.SegmentationEngine;
import dev.muster.examples.shop.ShopSchema;
import dev.muster.predicate.Predicate;
import java.io.PrintStream;
import java.time.Duration;

/** Who used to come regularly and does not any more. */
public final class ChurnRecipe {

  private ChurnRecipe() {}

  public static void main(String[] arguments) {
    run(System.out);
  }

  static void run(PrintStream out) {
    try (SegmentationEngine engine = Histories.shop().open()) {
      Histories.bought(engine, "ana", "30.00", 35, 50, 65, 80);
      Histories.bought(engine, "ben", "30.00", 5, 50, 65, 80);
      Histories.bought(engine, "cleo", "30.00", 80);
      // region churn
      Duration month = Duration.ofDays(30);
      Predicate lapsed = ShopSchema.PURCHASE.stopped(month, Duration.ofDays(90));
      Predicate regulars = ShopSchema.PURCHASE.ago(month, Duration.ofDays(90)).count().atLeast(3);
      out.println("lapsed: " + Histories.members(engine, lapsed));
      out.println("worth a call: " + Histories.members(engine, lapsed.and(regulars)));
      // endregion
    }
  }
}

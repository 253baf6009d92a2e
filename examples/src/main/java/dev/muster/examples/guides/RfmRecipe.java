// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import dev.muster.SegmentationEngine;
import dev.muster.analysis.Rfm;
import dev.muster.examples.shop.ShopSchema;
import dev.muster.predicate.Predicate;
import java.io.PrintStream;
import java.time.Duration;

/** Customers in groups by recency, frequency and money, and what each group is worth. */
public final class RfmRecipe {

  private RfmRecipe() {}

  public static void main(String[] arguments) {
    run(System.out);
  }

  static void run(PrintStream out) {
    try (SegmentationEngine engine = Histories.shop().open()) {
      Histories.bought(engine, "ana", "90.00", 1, 20, 40, 60, 80);
      Histories.bought(engine, "ben", "40.00", 30, 90);
      Histories.bought(engine, "cleo", "20.00", 3);
      Histories.bought(engine, "dora", "80.00", 200, 220, 240, 260);
      Histories.bought(engine, "emil", "10.00", 300);
      // region rfm
      Rfm rfm = Rfm.of(ShopSchema.PURCHASE.inLast(Duration.ofDays(365)), ShopSchema.AMOUNT);
      for (Rfm.Group group : engine.analyze(Predicate.everyone(), rfm).groups()) {
        if (group.profiles() > 0) {
          out.println(group.name() + " " + group.profiles() + ", spent " + group.spent());
        }
      }
      // endregion
    }
  }
}

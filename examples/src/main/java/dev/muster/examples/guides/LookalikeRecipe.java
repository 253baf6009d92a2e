// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import dev.muster.SegmentationEngine;
import dev.muster.analysis.Breakdown;
import dev.muster.analysis.Dimension;
import dev.muster.examples.shop.ShopSchema;
import dev.muster.predicate.Predicate;
import dev.muster.profile.ProfileUpdate;
import java.io.PrintStream;

/** What sets the best customers apart, and how many others are like that. */
public final class LookalikeRecipe {

  private LookalikeRecipe() {}

  public static void main(String[] arguments) {
    run(System.out);
  }

  static void run(PrintStream out) {
    try (SegmentationEngine engine = Histories.shop().open()) {
      for (int i = 0; i < 100; i++) {
        String name = "customer " + i;
        engine.update(
            ProfileUpdate.of(name)
                .set(ShopSchema.COUNTRY, i % 5 == 0 ? "ID" : "PL")
                .set(ShopSchema.DEVICE, i % 2 == 0 ? "android" : "ios"));
        Histories.bought(engine, name, i % 20 == 0 ? "300.00" : "20.00", i % 60);
      }
      // region lookalike
      Predicate best = ShopSchema.PURCHASE.sum(ShopSchema.AMOUNT).atLeast(300);
      Breakdown traits =
          Breakdown.by(Dimension.of(ShopSchema.COUNTRY), Dimension.of(ShopSchema.DEVICE)).top(1);
      long all = engine.count(Predicate.everyone());
      for (Breakdown.Part part : engine.analyze(best, traits).parts()) {
        out.println(part.top().get(0).value() + ": " + part.top().get(0).count() + " of the best");
      }

      Predicate alike =
          ShopSchema.COUNTRY.is("ID").and(ShopSchema.DEVICE.is("android")).and(best.not());
      out.println("to look at: " + engine.count(alike) + " of " + all);
      // endregion
    }
  }
}

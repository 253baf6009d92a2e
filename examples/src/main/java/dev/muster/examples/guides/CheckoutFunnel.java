// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import static dev.muster.examples.shop.ShopSchema.ADD_TO_CART;
import static dev.muster.examples.shop.ShopSchema.COUNTRY;
import static dev.muster.examples.shop.ShopSchema.PRODUCT_VIEW;
import static dev.muster.examples.shop.ShopSchema.PURCHASE;

import dev.muster.SegmentationEngine;
import dev.muster.analysis.Funnel;
import dev.muster.analysis.FunnelResult;
import dev.muster.predicate.Predicate;
import dev.muster.profile.ProfileUpdate;
import java.io.PrintStream;
import java.time.Duration;

/** From the cart to the order: how many get there, and how fast. */
public final class CheckoutFunnel {

  private CheckoutFunnel() {}

  public static void main(String[] arguments) {
    run(System.out);
  }

  static void run(PrintStream out) {
    try (SegmentationEngine engine = Histories.shop().open()) {
      engine.update(ProfileUpdate.of("ana").set(COUNTRY, "ID"));
      engine.update(ProfileUpdate.of("ben").set(COUNTRY, "PL"));
      Histories.did(engine, "ana", PRODUCT_VIEW, 30);
      Histories.did(engine, "ana", ADD_TO_CART, 29);
      Histories.did(engine, "ana", PURCHASE, 5);
      Histories.did(engine, "ben", PRODUCT_VIEW, 30);
      Histories.did(engine, "ben", ADD_TO_CART, 29);
      FunnelResult result = engine.analyze(Predicate.everyone(), funnel());
      result.steps().forEach(step -> out.println(step.eventType() + " " + step.profiles()));
    }
  }

  private static Funnel funnel() {
    return
    // region funnel
    Funnel.of(
            PRODUCT_VIEW
                .then(ADD_TO_CART)
                .then(PURCHASE)
                .within(Duration.ofDays(1))
                .allWithin(Duration.ofDays(7))
                .inLast(Duration.ofDays(30)))
        .fromFirstEntry()
        .by(COUNTRY, 5);
    // endregion
  }
}

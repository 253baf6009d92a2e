// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.buyers;

import dev.muster.examples.option.EventFileOptions;
import dev.muster.examples.shop.Purchases;
import dev.muster.load.mapping.EventMapping;
import dev.muster.load.mapping.Mapping;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a file of purchases is read. */
final class BuyersOptions extends EventFileOptions {

  @Option(
      names = "--amount",
      paramLabel = "COLUMN",
      description = "Column of what was paid, to two digits after the point at most (amount).")
  private @Nullable String amount;

  /**
   * Where the file keeps what a purchase needs: in {@code customer_id} and {@code date}, if nothing
   * else is said.
   *
   * @throws IllegalArgumentException if the pattern of times is none
   */
  EventMapping mapping() {
    checkCsv();
    String id = id();
    String time = time();
    return Mapping.events(id == null ? "customer_id" : id)
        .time(time == null ? "date" : time, times())
        .type(Purchases.PURCHASE)
        .property(amount == null ? "amount" : amount, Purchases.AMOUNT);
  }

  @Override
  protected Map<String, Boolean> givenByName() {
    Map<String, Boolean> given = super.givenByName();
    given.put("--amount", amount != null);
    return given;
  }
}

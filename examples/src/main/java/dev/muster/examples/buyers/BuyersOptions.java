// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.buyers;

import dev.muster.examples.load.BadLines;
import dev.muster.examples.load.EventColumns;
import dev.muster.examples.load.PropertyColumn;
import dev.muster.examples.load.TimeText;
import dev.muster.examples.report.Screen;
import dev.muster.examples.shop.Purchases;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a file of purchases is read. */
final class BuyersOptions {

  private static final int REPORTS_MAX = 20;

  @Option(
      names = "--id",
      paramLabel = "COLUMN",
      description = "Column of the customer (customer_id).")
  private @Nullable String id;

  @Option(
      names = "--time",
      paramLabel = "COLUMN",
      description =
          "Column of the time: an ISO date (midnight UTC), an ISO date-time with an offset, or epoch"
              + " milliseconds (date).")
  private @Nullable String time;

  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description = "How times are written, if not so: dd.MM.yyyy HH:mm, for example.")
  private @Nullable String timeFormat;

  @Option(
      names = "--amount",
      paramLabel = "COLUMN",
      description = "Column of what was paid, to two digits after the point at most (amount).")
  private @Nullable String amount;

  @Option(
      names = "--on-bad-line",
      paramLabel = "skip|fail",
      description = "Whether a malformed line is skipped or ends the program (skip).")
  private BadLines.@Nullable Policy onBadLine;

  /**
   * Where the file keeps what a purchase needs.
   *
   * @throws IllegalArgumentException if the pattern of times is none
   */
  EventColumns columns() {
    return new EventColumns(
        id == null ? "customer_id" : id,
        time == null ? "date" : time,
        timeFormat == null ? TimeText.ISO : TimeText.ofPattern(timeFormat),
        null,
        Purchases.PURCHASE.name(),
        List.of(new PropertyColumn(amount == null ? "amount" : amount, Purchases.AMOUNT)));
  }

  /** What to do about malformed lines. */
  BadLines badLines(Screen screen) {
    return new BadLines(
        onBadLine == null ? BadLines.Policy.SKIP : onBadLine, REPORTS_MAX, screen::problem);
  }

  /** The name of an option that was given, or null. */
  @Nullable String given() {
    Map<String, Boolean> given = new LinkedHashMap<>();
    given.put("--id", id != null);
    given.put("--time", time != null);
    given.put("--time-format", timeFormat != null);
    given.put("--amount", amount != null);
    given.put("--on-bad-line", onBadLine != null);
    return given.entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }
}

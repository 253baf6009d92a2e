// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.buyers;

import dev.muster.SegmentationEngine;
import dev.muster.examples.load.FileLoad;
import dev.muster.examples.load.FileLoad.OnBadLine;
import dev.muster.examples.shop.Purchases;
import dev.muster.load.ReplayClock;
import dev.muster.load.mapping.EventMapping;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.TimeFormat;
import java.time.Instant;
import java.util.LinkedHashMap;
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
  private @Nullable OnBadLine onBadLine;

  /**
   * Where the file keeps what a purchase needs.
   *
   * @throws IllegalArgumentException if the pattern of times is none
   */
  EventMapping mapping() {
    return Mapping.events(id == null ? "customer_id" : id)
        .time(
            time == null ? "date" : time,
            timeFormat == null ? TimeFormat.ISO : TimeFormat.pattern(timeFormat))
        .type(Purchases.PURCHASE)
        .property(amount == null ? "amount" : amount, Purchases.AMOUNT);
  }

  /** How the file gets into {@code engine}. */
  FileLoad load(SegmentationEngine engine, ReplayClock clock, @Nullable Instant now) {
    return new FileLoad(
        engine, clock, now, onBadLine == null ? OnBadLine.SKIP : onBadLine, REPORTS_MAX);
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

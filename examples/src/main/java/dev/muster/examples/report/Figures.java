// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.report;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
public final class Figures {

  private static final double KIBIBYTE = 1024;

  private Figures() {}

  /** {@code 1234567} as {@code 1,234,567}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code part} of {@code whole} as {@code 12.34%}; of nothing, {@code -}. */
  public static String share(long part, long whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.2f%%", 100.0 * part / whole);
  }

  /**
   * A part of a whole, in percent without its sign, with one digit: {@code 0.125} as {@code 12.5}.
   */
  public static String percent(double part) {
    return String.format(Locale.ROOT, "%.1f", 100 * part);
  }

  /**
   * {@code part} of {@code whole} in percent with one digit and the sign; of nothing, {@code -}.
   */
  public static String percentOf(double part, double whole) {
    return whole <= 0 ? "-" : percent(part / whole) + "%";
  }

  /** A date if it is midnight there, otherwise the instant. */
  public static String day(Instant instant, ZoneId zone) {
    ZonedDateTime time = instant.atZone(zone);
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? time.toLocalDate().toString()
        : instant.toString();
  }

  /** An amount of money with two digits after the point: {@code 1,234.50}. */
  public static String money(BigDecimal amount) {
    return String.format(Locale.ROOT, "%,.2f", amount);
  }

  /** Milliseconds with two digits after the point. */
  public static String millis(double millis) {
    return String.format(Locale.ROOT, "%,.2f", millis);
  }

  /** Seconds with one digit after the point. */
  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%,.1f s", duration.toNanos() / 1e9);
  }

  /** How many per second, in whole numbers. */
  public static String rate(long count, Duration duration) {
    return count(Math.round(count / Math.max(duration.toNanos() / 1e9, 1e-9))) + "/s";
  }

  /** Bytes in the largest fitting unit of 1024: {@code 1.5 MiB}. */
  public static String bytes(long bytes) {
    double amount = bytes;
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    while (Math.abs(amount) >= KIBIBYTE && unit < units.length - 1) {
      amount /= KIBIBYTE;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, units[unit]);
  }

  /** {@code bytes} divided among {@code things}, with one digit; among none, {@code -}. */
  public static String bytesEach(long bytes, long things) {
    return things == 0 ? "-" : String.format(Locale.ROOT, "%,.1f", (double) bytes / things);
  }
}

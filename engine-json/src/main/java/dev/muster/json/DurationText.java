// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Durations as ISO 8601 writes them, as far as they have a fixed length: {@code P30D}, {@code
 * PT12H}, {@code P1DT30M}, {@code PT0.5S}, {@code P2W}. A day is 24 hours. Months and years are no
 * durations, nothing is negative, and seconds have at most three digits after the point.
 */
final class DurationText {

  /** Fits in 64 bits, and is more than any duration needs of any unit. */
  private static final String COUNT = "([0-9]{1,15})";

  private static final Pattern FORM =
      Pattern.compile(
          "P(?:"
              + COUNT
              + "W|(?=.)(?:"
              + COUNT
              + "D)?(?:T(?=.)(?:"
              + COUNT
              + "H)?(?:"
              + COUNT
              + "M)?(?:"
              + COUNT
              + "(?:\\.([0-9]{1,3}))?S)?)?)");

  private static final long[] UNIT_MILLIS = {
    604_800_000, 86_400_000, 3_600_000, 60_000, 1_000,
  };

  private static final int LENGTH_MAX = 100;

  private DurationText() {}

  /** The duration that {@code text} is; null if it is none or longer than any window may be. */
  static @Nullable Duration parse(String text) {
    Matcher matcher = text.length() <= LENGTH_MAX ? FORM.matcher(text) : null;
    if (matcher == null || !matcher.matches()) {
      return null;
    }
    long millis = 0;
    for (int unit = 0; unit < UNIT_MILLIS.length; unit++) {
      String count = matcher.group(unit + 1);
      if (count != null) {
        // Compared before multiplying: neither product nor sum can overflow.
        long number = Long.parseLong(count);
        if (number > Window.DURATION_MAX.toMillis() / UNIT_MILLIS[unit]) {
          return null;
        }
        millis += number * UNIT_MILLIS[unit];
      }
    }
    String fraction = matcher.group(UNIT_MILLIS.length + 1);
    if (fraction != null) {
      millis += Long.parseLong((fraction + "00").substring(0, 3));
    }
    Duration duration = Duration.ofMillis(millis);
    return duration.compareTo(Window.DURATION_MAX) <= 0 ? duration : null;
  }

  /** {@code duration}, whole milliseconds and not negative, with whole days as days. */
  static String print(Duration duration) {
    StringBuilder text = new StringBuilder("P");
    append(text, duration.toDays(), "D");
    int hours = duration.toHoursPart();
    int minutes = duration.toMinutesPart();
    long millis = duration.toSecondsPart() * 1_000L + duration.toMillisPart();
    if (hours != 0 || minutes != 0 || millis != 0) {
      text.append('T');
      append(text, hours, "H");
      append(text, minutes, "M");
      if (millis != 0) {
        text.append(BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString()).append('S');
      }
    }
    return duration.isZero() ? "PT0S" : text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count != 0) {
      text.append(count).append(unit);
    }
  }
}

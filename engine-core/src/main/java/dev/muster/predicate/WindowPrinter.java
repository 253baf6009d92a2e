// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import java.time.Duration;

/** Writes windows, each with a blank before it, so that the whole of time leaves no trace. */
final class WindowPrinter implements Window.Visitor<String> {

  /** What a duration is counted in; the largest that divides it is taken. */
  private enum Unit {
    DAY(86_400_000),
    HOUR(3_600_000),
    MINUTE(60_000),
    SECOND(1_000),
    MILLISECOND(1);

    private final long millis;

    Unit(long millis) {
      this.millis = millis;
    }

    static Unit of(Duration duration) {
      for (Unit unit : values()) {
        if (unit.countOf(duration) * unit.millis == duration.toMillis()) {
          return unit;
        }
      }
      return MILLISECOND;
    }

    long countOf(Duration duration) {
      return duration.toMillis() / millis;
    }

    String write(Duration duration) {
      String unit =
          switch (this) {
            case DAY -> "day";
            case HOUR -> "hour";
            case MINUTE -> "minute";
            case SECOND -> "second";
            case MILLISECOND -> "millisecond";
          };
      return plural(countOf(duration), unit);
    }
  }

  /** {@code duration} in the largest unit that divides it. */
  static String duration(Duration duration) {
    return Unit.of(duration).write(duration);
  }

  /** A count and what is counted. */
  static String plural(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }

  @Override
  public String ever(Window.Ever window) {
    return "";
  }

  @Override
  public String last(Window.Last window) {
    return " in last " + duration(window.duration());
  }

  /** A unit that both edges share is written once, a zero takes the other's. */
  @Override
  public String ago(Window.Ago window) {
    Unit unit = Unit.of(window.to());
    Unit fromUnit = window.from().isZero() ? unit : Unit.of(window.from());
    String from =
        fromUnit == unit
            ? String.valueOf(unit.countOf(window.from()))
            : fromUnit.write(window.from());
    return " between " + from + " and " + unit.write(window.to()) + " ago";
  }

  @Override
  public String between(Window.Between window) {
    return " between '" + window.from() + "' and '" + window.to() + "'";
  }

  @Override
  public String since(Window.Since window) {
    return " since '" + window.from() + "'";
  }

  @Override
  public String before(Window.Before window) {
    return " before '" + window.to() + "'";
  }

  @Override
  public String calendarDays(Window.CalendarDays window) {
    return " in last "
        + plural(window.days(), "calendar day")
        + " in '"
        + window.zone()
        + (window.today() == Window.Today.EXCLUDED ? "' excluding today" : "'");
  }
}

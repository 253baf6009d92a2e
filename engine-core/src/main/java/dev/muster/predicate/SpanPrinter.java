// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import java.time.ZoneOffset;

/** Writes tests of how many days or periods have events. */
final class SpanPrinter {

  private SpanPrinter() {}

  /** {@code did purchase on at least 5 days in last 30 days}; other tests name the measure. */
  static String print(Measure.Days days, Predicate.EventTest test, String type, String filter) {
    String window = PredicatePrinter.window(test.events().window());
    String zone =
        days.zone().equals(ZoneOffset.UTC) ? "" : " in " + PredicatePrinter.literal(days.zone());
    if (!isAtLeast(test.test())) {
      return PredicatePrinter.print(test.test(), "days(" + type + zone + ")" + filter + window);
    }
    String least = PredicatePrinter.plural(least(test.test()), "day");
    return "did " + type + filter + " on at least " + least + zone + window;
  }

  /**
   * {@code regularly purchase at least 1 time in 3 of last 4 periods of 7 days}; other tests and
   * windows name the measure.
   */
  static String print(
      Measure.Periods periods, Predicate.EventTest test, String type, String filter) {
    String times = " at least " + PredicatePrinter.plural(periods.timesMin(), "time") + " in ";
    String length = PredicatePrinter.duration(periods.length());
    long whole = wholePeriods(test.events().window(), periods);
    if (whole > 0 && isAtLeast(test.test())) {
      String of = " of last " + PredicatePrinter.plural(whole, "period") + " of ";
      return "regularly " + type + filter + times + least(test.test()) + of + length;
    }
    String window = PredicatePrinter.window(test.events().window());
    return PredicatePrinter.print(
        test.test(), "periods(" + type + times + length + ")" + filter + window);
  }

  /** How many periods the window covers, or 0 if it does not end now or cuts one. */
  private static long wholePeriods(Window window, Measure.Periods periods) {
    long covered = window instanceof Window.Last last ? last.duration().toMillis() : 0;
    long length = periods.length().toMillis();
    return covered % length == 0 ? covered / length : 0;
  }

  private static boolean isAtLeast(ValueTest test) {
    return test instanceof ValueTest.Range range
        && range.low() instanceof Long
        && range.lowInclusive()
        && range.high() == null;
  }

  private static long least(ValueTest test) {
    return test instanceof ValueTest.Range range && range.low() instanceof Long low ? low : 0;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Writes a measure with its events and its test, in the order in which it is read aloud. Counts
 * with bounds become {@code did … at least n times}.
 */
final class EventTestPrinter implements Measure.Visitor<TextWriter> {

  private final TextWriter out;
  private final Predicate.EventTest test;

  EventTestPrinter(TextWriter out, Predicate.EventTest test) {
    this.out = out;
    this.test = test;
  }

  @Override
  public TextWriter count(Measure.Count count) {
    String times = test.test() instanceof ValueTest.Range range ? times(range) : null;
    if (times == null) {
      return test.test().accept(new ValueTestPrinter(out, () -> measured("count", null)));
    }
    boolean plainly = times.isEmpty() && test.events().occurrence() != Occurrence.ANY;
    out.append(plainly ? "" : "did ");
    return events().append(times).append(window());
  }

  /** How often, if words can say it; a negative number of times cannot be said. */
  private static @Nullable String times(ValueTest.Range range) {
    Object low = range.low();
    Object high = range.high();
    boolean sayable =
        (low == null || (range.lowInclusive() && low instanceof Long l && l >= 0))
            && (high == null || (range.highInclusive() && high instanceof Long h && h >= 0));
    if (!sayable) {
      return null;
    }
    if (high == null) {
      return Long.valueOf(1).equals(low) ? "" : " at least " + times(low);
    }
    return low == null ? " at most " + times(high) : " between " + low + " and " + times(high);
  }

  private static String times(@Nullable Object count) {
    return count + (Long.valueOf(1).equals(count) ? " time" : " times");
  }

  /** At least so many days can be said in words; other tests name the measure. */
  @Override
  public TextWriter days(Measure.Days days) {
    String zone = days.zone().equals(ZoneOffset.UTC) ? "" : " in '" + days.zone() + "'";
    long least = least();
    if (least < 0) {
      return test.test().accept(new ValueTestPrinter(out, () -> spanning("days", zone)));
    }
    out.append("did ");
    events().append(" on at least ").append(WindowPrinter.plural(least, "day"));
    return out.append(zone).append(window());
  }

  /** A number of whole periods that end now is a habit; other tests name the measure. */
  @Override
  public TextWriter periods(Measure.Periods periods) {
    String times = " at least " + WindowPrinter.plural(periods.timesMin(), "time") + " in ";
    String length = WindowPrinter.duration(periods.length());
    long least = least();
    long whole = wholePeriods(periods);
    if (least < 1 || least > whole) {
      return test.test()
          .accept(new ValueTestPrinter(out, () -> spanning("periods", times + length)));
    }
    out.append("regularly ");
    events().append(times).append(String.valueOf(least)).append(" of last ");
    return out.append(WindowPrinter.plural(whole, "period")).append(" of ").append(length);
  }

  /** The only bound, if it is a lower one that is included and not negative; or else -1. */
  private long least() {
    return test.test() instanceof ValueTest.Range range
            && range.low() instanceof Long low
            && range.lowInclusive()
            && range.high() == null
        ? Math.max(low, -1)
        : -1;
  }

  /** How many periods the window covers, or 0 if it does not end now or cuts one. */
  private long wholePeriods(Measure.Periods periods) {
    long covered =
        test.events().window() instanceof Window.Last last ? last.duration().toMillis() : 0;
    long length = periods.length().toMillis();
    return covered % length == 0 ? covered / length : 0;
  }

  @Override
  public TextWriter sum(Measure.Sum sum) {
    return test("sum", sum.property());
  }

  @Override
  public TextWriter average(Measure.Average average) {
    return test("avg", average.property());
  }

  @Override
  public TextWriter minimum(Measure.Minimum minimum) {
    return test("min", minimum.property());
  }

  @Override
  public TextWriter maximum(Measure.Maximum maximum) {
    return test("max", maximum.property());
  }

  @Override
  public TextWriter distinct(Measure.Distinct distinct) {
    return test("distinct", distinct.property());
  }

  private TextWriter test(String function, String property) {
    return test.test().accept(new ValueTestPrinter(out, () -> measured(function, property)));
  }

  /** The measured value, as the subject of a comparison. */
  private TextWriter measured(String function, @Nullable String property) {
    out.append(function).append("(");
    type();
    if (property != null) {
      out.append(".").name(property);
    }
    out.append(")");
    return filter().append(window());
  }

  /** As {@link #measured}, of a measure that says more about itself than a property. */
  private TextWriter spanning(String function, String detail) {
    out.append(function).append("(");
    type().append(detail).append(")");
    return filter().append(window());
  }

  private TextWriter events() {
    type();
    return filter();
  }

  private TextWriter type() {
    String which =
        switch (test.events().occurrence()) {
          case ANY -> "";
          case FIRST -> "first ";
          case LAST -> "last ";
        };
    return out.append(which).name(test.events().eventType());
  }

  private TextWriter filter() {
    return new FilterPrinter(out).writeBehindType(test.events().filter());
  }

  private String window() {
    return test.events().window().accept(new WindowPrinter());
  }
}

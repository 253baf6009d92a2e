// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

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
    out.append("did ").name(test.events().eventType());
    return filter().append(times).append(window());
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
    out.append(function).append("(").name(test.events().eventType());
    if (property != null) {
      out.append(".").name(property);
    }
    out.append(")");
    return filter().append(window());
  }

  private TextWriter filter() {
    EventFilter filter = test.events().filter();
    if (filter.equals(EventFilter.all())) {
      return out;
    }
    out.append(" (");
    return new FilterPrinter(out).write(filter).append(")");
  }

  private String window() {
    return test.events().window().accept(new WindowPrinter());
  }
}

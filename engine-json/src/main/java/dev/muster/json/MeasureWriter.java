// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.Measure;
import dev.muster.predicate.ValueTest;
import java.util.function.Consumer;

/** Writes what is measured and the test of it, as one member. */
final class MeasureWriter implements Measure.Visitor<JsonWriter> {

  private final JsonWriter out;
  private final ValueTest test;

  MeasureWriter(JsonWriter out, ValueTest test) {
    this.out = out;
    this.test = test;
  }

  /** Nothing, if it is the count of at least one that is meant without it. */
  @Override
  public JsonWriter count(Measure.Count count) {
    return test.equals(EventReader.atLeastOnce()) ? out : measured("count", members -> {});
  }

  @Override
  public JsonWriter sum(Measure.Sum sum) {
    return ofProperty("sum", sum.property());
  }

  @Override
  public JsonWriter average(Measure.Average average) {
    return ofProperty("avg", average.property());
  }

  @Override
  public JsonWriter minimum(Measure.Minimum minimum) {
    return ofProperty("min", minimum.property());
  }

  @Override
  public JsonWriter maximum(Measure.Maximum maximum) {
    return ofProperty("max", maximum.property());
  }

  @Override
  public JsonWriter distinct(Measure.Distinct distinct) {
    return ofProperty("distinct", distinct.property());
  }

  @Override
  public JsonWriter days(Measure.Days days) {
    return measured("days", members -> members.zone(days.zone()));
  }

  @Override
  public JsonWriter periods(Measure.Periods periods) {
    return measured(
        "periods",
        members ->
            members
                .duration("length", periods.length())
                .name("timesMin")
                .whole(periods.timesMin()));
  }

  private JsonWriter ofProperty(String name, String property) {
    return measured(name, members -> members.name("property").text(property));
  }

  private JsonWriter measured(String name, Consumer<JsonWriter> parameters) {
    return out.name(name)
        .object(
            members -> {
              parameters.accept(members);
              test.accept(new TestWriter(members));
            });
  }
}

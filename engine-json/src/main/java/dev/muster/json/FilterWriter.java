// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.EventFilter;

/** Writes filters of the events of one type. */
final class FilterWriter extends LogicWriter<EventFilter>
    implements EventFilter.Visitor<JsonWriter> {

  FilterWriter(JsonWriter out) {
    super(out);
  }

  @Override
  void dispatch(EventFilter filter) {
    filter.accept(this);
  }

  @Override
  public JsonWriter and(EventFilter.And and) {
    return join("all", and.operands());
  }

  @Override
  public JsonWriter or(EventFilter.Or or) {
    return join("any", or.operands());
  }

  @Override
  public JsonWriter not(EventFilter.Not not) {
    return negate(not.operand());
  }

  @Override
  public JsonWriter propertyTest(EventFilter.PropertyTest test) {
    out.name("property").text(test.property());
    return test.test().accept(new TestWriter(out));
  }
}

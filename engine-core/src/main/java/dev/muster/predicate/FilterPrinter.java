// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

/** Writes event filters. */
final class FilterPrinter extends LogicPrinter<EventFilter>
    implements EventFilter.Visitor<TextWriter> {

  FilterPrinter(TextWriter out) {
    super(out);
  }

  /** Writes {@code filter} in parentheses, or nothing if it lets all events pass. */
  TextWriter writeBehindType(EventFilter filter) {
    if (filter.equals(EventFilter.all())) {
      return out;
    }
    out.append(" (");
    return write(filter).append(")");
  }

  @Override
  void dispatch(EventFilter filter) {
    filter.accept(this);
  }

  @Override
  int joined(EventFilter filter) {
    if (filter instanceof EventFilter.And and) {
      return and.operands().size();
    }
    return filter instanceof EventFilter.Or or ? or.operands().size() : 0;
  }

  @Override
  public TextWriter and(EventFilter.And and) {
    return join(and.operands(), " and ", "true", "all of");
  }

  @Override
  public TextWriter or(EventFilter.Or or) {
    return join(or.operands(), " or ", "false", "any of");
  }

  @Override
  public TextWriter not(EventFilter.Not not) {
    return negate(not.operand());
  }

  @Override
  public TextWriter propertyTest(EventFilter.PropertyTest test) {
    return test.test().accept(new ValueTestPrinter(out, () -> out.name(test.property())));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

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

  @Override
  public TextWriter timeOfDay(EventFilter.TimeOfDay time) {
    out.append("time of day from ").literal(time.from()).append(" to ").literal(time.to());
    return zone(time.zone());
  }

  @Override
  public TextWriter dayOfWeek(EventFilter.DayOfWeek day) {
    out.append("day of week in ");
    out.literals(day.days().stream().map(each -> each.name().toLowerCase(Locale.ROOT)).toList());
    return zone(day.zone());
  }

  @Override
  public TextWriter attributeComparison(EventFilter.AttributeComparison comparison) {
    out.name(comparison.property()).append(" ").append(comparison.operator().symbol());
    return out.append(" profile.").name(comparison.attribute());
  }

  /** UTC goes without saying. */
  private TextWriter zone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? out : out.append(" in ").literal(zone);
  }
}

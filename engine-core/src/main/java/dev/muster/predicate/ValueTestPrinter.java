// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.predicate.ValueTest.SetOperator;
import dev.muster.predicate.ValueTest.TextOperator;
import java.math.BigDecimal;
import java.time.ZoneOffset;

/** Writes a test of a subject: an attribute, a property or something measured. */
final class ValueTestPrinter implements ValueTest.Visitor<TextWriter> {

  /** Writes what is tested. */
  interface Subject {
    TextWriter write();
  }

  private final TextWriter out;
  private final Subject subject;

  ValueTestPrinter(TextWriter out, Subject subject) {
    this.out = out;
    this.subject = subject;
  }

  @Override
  public TextWriter exists(ValueTest.Exists test) {
    return subject.write().append(" exists");
  }

  @Override
  public TextWriter missing(ValueTest.Missing test) {
    return subject.write().append(" missing");
  }

  @Override
  public TextWriter in(ValueTest.In test) {
    subject.write();
    return test.literals().size() == 1
        ? out.append(" = ").literal(test.literals().iterator().next())
        : out.append(" in ").literals(test.literals());
  }

  @Override
  public TextWriter notIn(ValueTest.NotIn test) {
    subject.write();
    return test.literals().size() == 1
        ? out.append(" != ").literal(test.literals().iterator().next())
        : out.append(" not in ").literals(test.literals());
  }

  /** Two bounds of which one is excluded have the subject in their middle: one test, not two. */
  @Override
  public TextWriter range(ValueTest.Range test) {
    Object low = test.low();
    Object high = test.high();
    if (low != null && high != null && test.lowInclusive() && test.highInclusive()) {
      subject.write();
      return out.append(" between ").literal(low).append(" and ").literal(high);
    }
    if (low != null && high != null) {
      out.literal(low).append(test.lowInclusive() ? " <= " : " < ");
      subject.write();
    } else if (low != null) {
      subject.write();
      out.append(test.lowInclusive() ? " >= " : " > ").literal(low);
    } else {
      subject.write();
    }
    return high == null ? out : out.append(test.highInclusive() ? " <= " : " < ").literal(high);
  }

  /** Equality ignoring case has a symbol; without, the symbol means a list of one literal. */
  @Override
  public TextWriter text(ValueTest.Text test) {
    subject.write();
    if (test.operator() == TextOperator.EQUALS && test.ignoringCase()) {
      out.append(test.negated() ? " != " : " = ");
    } else {
      out.append(test.negated() ? " not " : " ").append(operator(test.operator())).append(" ");
    }
    return out.literal(test.literal()).append(test.ignoringCase() ? " ignoring case" : "");
  }

  private static String operator(TextOperator operator) {
    return switch (operator) {
      case EQUALS -> "equals";
      case STARTS_WITH -> "starts with";
      case ENDS_WITH -> "ends with";
      case CONTAINS -> "contains";
    };
  }

  @Override
  public TextWriter matches(ValueTest.Matches test) {
    return subject.write().append(" matches ").literal(test.pattern());
  }

  @Override
  public TextWriter setMembers(ValueTest.SetMembers test) {
    subject.write();
    if (test.operator() == SetOperator.HAS_ANY && test.literals().size() == 1) {
      return out.append(" has ").literal(test.literals().iterator().next());
    }
    String operator =
        switch (test.operator()) {
          case HAS_ANY -> "any";
          case HAS_ALL -> "all";
          case HAS_NONE -> "none";
        };
    return out.append(" has ").append(operator).append(" of ").literals(test.literals());
  }

  @Override
  public TextWriter setSize(ValueTest.SetSize test) {
    subject.write().append(" size ");
    if (test.max() == Integer.MAX_VALUE) {
      return out.append(">= " + test.min());
    }
    if (test.min() == test.max()) {
      return out.append("= " + test.min());
    }
    return out.append(
        test.min() == 0 ? "<= " + test.max() : "between " + test.min() + " and " + test.max());
  }

  @Override
  public TextWriter withinRadius(ValueTest.WithinRadius test) {
    subject.write().append(" within ");
    out.number(BigDecimal.valueOf(test.metres()).movePointLeft(3));
    return out.append(" km of ").literal(test.centre());
  }

  @Override
  public TextWriter withinBox(ValueTest.WithinBox test) {
    subject.write().append(" within box ").literal(test.southWest());
    return out.append(" to ").literal(test.northEast());
  }

  @Override
  public TextWriter anniversary(ValueTest.Anniversary test) {
    out.append("anniversary of ");
    subject.write().append(" within next ").append(WindowPrinter.plural(test.days(), "day"));
    return test.zone().equals(ZoneOffset.UTC) ? out : out.append(" in '" + test.zone() + "'");
  }
}

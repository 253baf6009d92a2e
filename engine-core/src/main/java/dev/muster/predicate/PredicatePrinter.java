// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import dev.muster.predicate.ValueTest.TextOperator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes predicates as text, for explanations, logs and error messages: {@code country = 'PL' and
 * did purchase (amount > 100) at least 3 times in last 30 days}.
 */
final class PredicatePrinter {

  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /** Words with a meaning of their own; a name that equals one is written in backticks. */
  private static final Set<String> KEYWORDS =
      Set.of(
          "and",
          "or",
          "not",
          "in",
          "did",
          "between",
          "exists",
          "missing",
          "has",
          "size",
          "starts",
          "ends",
          "contains",
          "matches",
          "ignoring",
          "true",
          "false",
          "count",
          "sum",
          "avg",
          "min",
          "max",
          "distinct",
          "days",
          "periods",
          "then",
          "strictly",
          "without",
          "on",
          "everyone",
          "no",
          "within",
          "at",
          "exactly",
          "times",
          "ago",
          "since",
          "before",
          "first",
          "last",
          "any",
          "all",
          "none",
          "of",
          "is");

  private PredicatePrinter() {}

  static String print(Predicate predicate) {
    return predicate.accept(new PredicateText());
  }

  static String print(EventFilter filter) {
    return filter.accept(new FilterText());
  }

  static String print(ValueTest test, String subject) {
    return test.accept(new TestText(subject));
  }

  private static final class PredicateText implements Predicate.Visitor<String> {

    @Override
    public String and(Predicate.And and) {
      return join(and.operands(), " and ", "everyone", Predicate.Or.class);
    }

    @Override
    public String or(Predicate.Or or) {
      return join(or.operands(), " or ", "no one", Predicate.And.class);
    }

    @Override
    public String not(Predicate.Not not) {
      return "not (" + print(not.operand()) + ")";
    }

    @Override
    public String attributeTest(Predicate.AttributeTest test) {
      return test.test().accept(new TestText(name(test.attribute())));
    }

    @Override
    public String eventTest(Predicate.EventTest test) {
      return test.measure().accept(new MeasureText(test));
    }

    @Override
    public String sequenceTest(Predicate.SequenceTest test) {
      return SequencePrinter.print(test);
    }

    private static String join(
        List<Predicate> operands, String separator, String ifEmpty, Class<?> parenthesised) {
      if (operands.isEmpty()) {
        return ifEmpty;
      }
      List<String> parts = new ArrayList<>();
      for (Predicate operand : operands) {
        String text = print(operand);
        boolean wrap =
            parenthesised.isInstance(operand)
                || (operands.size() == 1 && !(operand instanceof Predicate.Not));
        parts.add(wrap ? "(" + text + ")" : text);
      }
      return String.join(separator, parts);
    }
  }

  private static final class FilterText implements EventFilter.Visitor<String> {

    @Override
    public String and(EventFilter.And and) {
      return join(and.operands(), " and ", "true", EventFilter.Or.class);
    }

    @Override
    public String or(EventFilter.Or or) {
      return join(or.operands(), " or ", "false", EventFilter.And.class);
    }

    @Override
    public String not(EventFilter.Not not) {
      return "not (" + print(not.operand()) + ")";
    }

    @Override
    public String propertyTest(EventFilter.PropertyTest test) {
      return test.test().accept(new TestText(name(test.property())));
    }

    private static String join(
        List<EventFilter> operands, String separator, String ifEmpty, Class<?> parenthesised) {
      if (operands.isEmpty()) {
        return ifEmpty;
      }
      List<String> parts = new ArrayList<>();
      for (EventFilter operand : operands) {
        String text = print(operand);
        parts.add(parenthesised.isInstance(operand) ? "(" + text + ")" : text);
      }
      return String.join(separator, parts);
    }
  }

  /** A measure with its events and its test, in the order in which it is read aloud. */
  private static final class MeasureText implements Measure.Visitor<String> {

    private final Predicate.EventTest test;

    MeasureText(Predicate.EventTest test) {
      this.test = test;
    }

    @Override
    public String count(Measure.Count count) {
      String times = test.test() instanceof ValueTest.Range range ? times(range) : null;
      if (times == null) {
        return test.test().accept(new TestText("count(" + type() + ")" + filterAndWindow()));
      }
      boolean plainly = times.isEmpty() && test.events().occurrence() != Occurrence.ANY;
      return (plainly ? "" : "did ") + type() + filter() + times + window(test.events().window());
    }

    private static @Nullable String times(ValueTest.Range range) {
      boolean atLeast = range.low() instanceof Long && range.lowInclusive();
      boolean atMost = range.high() instanceof Long && range.highInclusive();
      if (atLeast && range.high() == null) {
        return Long.valueOf(1).equals(range.low()) ? "" : " at least " + range.low() + " times";
      }
      if (atMost && range.low() == null) {
        return " at most " + range.high() + " times";
      }
      return atLeast && atMost
          ? " between " + range.low() + " and " + range.high() + " times"
          : null;
    }

    @Override
    public String sum(Measure.Sum sum) {
      return of("sum", sum.property());
    }

    @Override
    public String average(Measure.Average average) {
      return of("avg", average.property());
    }

    @Override
    public String minimum(Measure.Minimum minimum) {
      return of("min", minimum.property());
    }

    @Override
    public String maximum(Measure.Maximum maximum) {
      return of("max", maximum.property());
    }

    @Override
    public String distinct(Measure.Distinct distinct) {
      return of("distinct", distinct.property());
    }

    @Override
    public String days(Measure.Days days) {
      return SpanPrinter.print(days, test, type(), filter());
    }

    @Override
    public String periods(Measure.Periods periods) {
      return SpanPrinter.print(periods, test, type(), filter());
    }

    private String of(String function, String property) {
      String subject = function + "(" + type() + "." + name(property) + ")" + filterAndWindow();
      return test.test().accept(new TestText(subject));
    }

    private String type() {
      String type = name(test.events().eventType());
      return switch (test.events().occurrence()) {
        case ANY -> type;
        case FIRST -> "first " + type;
        case LAST -> "last " + type;
      };
    }

    private String filterAndWindow() {
      return filter() + window(test.events().window());
    }

    private String filter() {
      EventFilter filter = test.events().filter();
      return filter.equals(EventFilter.all()) ? "" : " (" + print(filter) + ")";
    }
  }

  /** A test of the subject whose text is given. */
  private static final class TestText implements ValueTest.Visitor<String> {

    private final String subject;

    TestText(String subject) {
      this.subject = subject;
    }

    @Override
    public String exists(ValueTest.Exists test) {
      return subject + " exists";
    }

    @Override
    public String missing(ValueTest.Missing test) {
      return subject + " missing";
    }

    @Override
    public String in(ValueTest.In test) {
      return test.literals().size() == 1
          ? subject + " = " + literal(test.literals().iterator().next())
          : subject + " in (" + literals(test.literals()) + ")";
    }

    @Override
    public String notIn(ValueTest.NotIn test) {
      return test.literals().size() == 1
          ? subject + " != " + literal(test.literals().iterator().next())
          : subject + " not in (" + literals(test.literals()) + ")";
    }

    @Override
    public String range(ValueTest.Range test) {
      Object low = test.low();
      Object high = test.high();
      if (low != null && high != null && test.lowInclusive() && test.highInclusive()) {
        return subject + " between " + literal(low) + " and " + literal(high);
      }
      String above =
          low == null ? null : subject + (test.lowInclusive() ? " >= " : " > ") + literal(low);
      String below =
          high == null ? null : subject + (test.highInclusive() ? " <= " : " < ") + literal(high);
      return above == null
          ? String.valueOf(below)
          : below == null ? above : above + " and " + below;
    }

    @Override
    public String text(ValueTest.Text test) {
      String operator =
          switch (test.operator()) {
            case EQUALS -> "=";
            case STARTS_WITH -> "starts with";
            case ENDS_WITH -> "ends with";
            case CONTAINS -> "contains";
          };
      String negation =
          !test.negated() ? "" : test.operator() == TextOperator.EQUALS ? "!" : "not ";
      return subject
          + " "
          + negation
          + operator
          + " "
          + literal(test.literal())
          + (test.ignoringCase() ? " ignoring case" : "");
    }

    @Override
    public String matches(ValueTest.Matches test) {
      return subject + " matches " + literal(test.pattern());
    }

    @Override
    public String setMembers(ValueTest.SetMembers test) {
      String operator =
          switch (test.operator()) {
            case HAS_ANY -> "any";
            case HAS_ALL -> "all";
            case HAS_NONE -> "none";
          };
      return subject + " has " + operator + " of (" + literals(test.literals()) + ")";
    }

    @Override
    public String setSize(ValueTest.SetSize test) {
      return test.max() == Integer.MAX_VALUE
          ? subject + " size >= " + test.min()
          : subject + " size between " + test.min() + " and " + test.max();
    }

    @Override
    public String withinRadius(ValueTest.WithinRadius test) {
      return subject
          + " within "
          + number(BigDecimal.valueOf(test.metres()).movePointLeft(3))
          + " km of ("
          + test.centre().latitude()
          + ", "
          + test.centre().longitude()
          + ")";
    }
  }

  static String window(Window window) {
    return window.accept(
        new Window.Visitor<>() {
          @Override
          public String ever(Window.Ever ever) {
            return "";
          }

          @Override
          public String last(Window.Last last) {
            return " in last " + duration(last.duration());
          }

          @Override
          public String ago(Window.Ago ago) {
            return " between " + duration(ago.from()) + " and " + duration(ago.to()) + " ago";
          }

          @Override
          public String between(Window.Between between) {
            return " between " + literal(between.from()) + " and " + literal(between.to());
          }

          @Override
          public String since(Window.Since since) {
            return " since " + literal(since.from());
          }

          @Override
          public String before(Window.Before before) {
            return " before " + literal(before.to());
          }

          @Override
          public String calendarDays(Window.CalendarDays days) {
            return " in last "
                + plural(days.days(), "calendar day")
                + " in "
                + literal(days.zone())
                + (days.today() == Window.Today.EXCLUDED ? " excluding today" : "");
          }
        });
  }

  /** The largest unit that the duration is a whole multiple of. */
  static String duration(Duration duration) {
    long millis = duration.toMillis();
    String[] units = {"day", "hour", "minute", "second"};
    long[] sizes = {86_400_000L, 3_600_000L, 60_000L, 1_000L};
    for (int i = 0; i < units.length; i++) {
      if (millis % sizes[i] == 0) {
        return plural(millis / sizes[i], units[i]);
      }
    }
    return plural(millis, "millisecond");
  }

  static String plural(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }

  private static String literals(Collection<?> literals) {
    List<String> parts = new ArrayList<>();
    for (Object literal : literals) {
      if (parts.size() == 20) {
        parts.add("… " + (literals.size() - 20) + " more");
        break;
      }
      parts.add(literal(literal));
    }
    return String.join(", ", parts);
  }

  static String literal(Object literal) {
    if (literal instanceof Number || literal instanceof Boolean) {
      return literal instanceof BigDecimal decimal ? number(decimal) : String.valueOf(literal);
    }
    return "'" + String.valueOf(literal).replace("'", "''") + "'";
  }

  private static String number(BigDecimal decimal) {
    return decimal.stripTrailingZeros().toPlainString();
  }

  static String name(String name) {
    boolean plain =
        PLAIN_NAME.matcher(name).matches() && !KEYWORDS.contains(name.toLowerCase(Locale.ROOT));
    return plain ? name : "`" + name + "`";
  }
}

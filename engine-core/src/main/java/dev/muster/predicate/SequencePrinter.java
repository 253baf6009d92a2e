// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes sequences: {@code did add_to_cart then purchase within 1 day}. */
final class SequencePrinter {

  private final TextWriter out;
  private final Predicate.SequenceTest test;

  SequencePrinter(TextWriter out, Predicate.SequenceTest test) {
    this.out = out;
    this.test = test;
  }

  TextWriter write() {
    out.append("did ");
    pattern(test.steps().get(0).event());
    test.steps().stream().skip(1).forEach(this::step);
    Inaction inaction = test.inaction();
    if (inaction != null) {
      out.append(" then not ").append(order(inaction.order()));
      pattern(inaction.event()).append(within(" within ", inaction.within()));
    }
    out.append(within(" all within ", test.within()));
    HeldProperty held = test.held();
    if (held != null) {
      out.append(" holding ").name(held.property());
    }
    return out.append(test.window().accept(new WindowPrinter()));
  }

  private void step(SequenceStep step) {
    out.append(" then ").append(order(step.order()));
    pattern(step.event()).append(within(" within ", step.within()));
    String separator = " without ";
    for (EventPattern excluded : step.without()) {
      out.append(separator);
      pattern(excluded);
      separator = ", ";
    }
    out.append(step.without().isEmpty() ? "" : " between");
  }

  private TextWriter pattern(EventPattern pattern) {
    out.name(pattern.eventType());
    return new FilterPrinter(out).writeBehindType(pattern.filter());
  }

  private static String order(SequenceStep.Order order) {
    return order == SequenceStep.Order.AFTER ? "strictly " : "";
  }

  private static String within(String words, @Nullable Duration duration) {
    return duration == null ? "" : words + WindowPrinter.duration(duration);
  }
}

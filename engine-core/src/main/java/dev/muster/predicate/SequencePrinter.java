// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import java.time.Duration;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes sequences as text: {@code did add_to_cart then purchase within 1 day}. */
final class SequencePrinter {

  private SequencePrinter() {}

  static String print(Predicate.SequenceTest test) {
    StringBuilder text = new StringBuilder("did ");
    text.append(pattern(test.steps().get(0).event()));
    for (SequenceStep step : test.steps().subList(1, test.steps().size())) {
      text.append(" then ").append(order(step.order())).append(pattern(step.event()));
      text.append(within(" within ", step.within()));
      if (!step.without().isEmpty()) {
        text.append(
            step.without().stream()
                .map(SequencePrinter::pattern)
                .collect(Collectors.joining(", ", " without ", " between")));
      }
    }
    Inaction inaction = test.inaction();
    if (inaction != null) {
      text.append(" then not ").append(order(inaction.order())).append(pattern(inaction.event()));
      text.append(within(" within ", inaction.within()));
    }
    text.append(within(" all within ", test.within()));
    return text.append(PredicatePrinter.window(test.window())).toString();
  }

  private static String order(SequenceStep.Order order) {
    return order == SequenceStep.Order.AFTER ? "strictly " : "";
  }

  private static String pattern(EventPattern pattern) {
    String type = PredicatePrinter.name(pattern.eventType());
    return pattern.filter().equals(EventFilter.all()) ? type : type + " (" + pattern.filter() + ")";
  }

  private static String within(String words, @Nullable Duration duration) {
    return duration == null ? "" : words + PredicatePrinter.duration(duration);
  }
}

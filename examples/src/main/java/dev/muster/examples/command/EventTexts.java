// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.examples.option.ScreenOptions;
import dev.muster.predicate.EventPattern;
import dev.muster.predicate.EventSelection;
import dev.muster.predicate.Measure;
import dev.muster.predicate.Predicate;
import dev.muster.schema.Schema;
import dev.muster.text.PredicateText;
import dev.muster.text.TextException;
import picocli.CommandLine.ParameterException;

/** Events of analyses, as options name them: {@code did purchase (amount > 100)}. */
final class EventTexts {

  private EventTexts() {}

  /** The text without the {@code did} that it may begin with. */
  static String withoutDid(String text) {
    String stripped = text.strip();
    return stripped.regionMatches(true, 0, "did ", 0, 4) ? stripped.substring(4).strip() : stripped;
  }

  /** What {@code text} says, which {@code option} has brought. */
  static Predicate parse(String option, String text, Schema schema, ScreenOptions options) {
    try {
      return PredicateText.parse(text, schema);
    } catch (TextException e) {
      throw options.wrong(option + ": ", e);
    }
  }

  /** The events of a type, with a filter and a window if the text has them. */
  static EventSelection selection(
      String option, String text, Schema schema, ScreenOptions options) {
    Predicate predicate = parse(option, "did " + withoutDid(text), schema, options);
    if (predicate instanceof Predicate.EventTest test && test.measure() instanceof Measure.Count) {
      return test.events();
    }
    throw options.wrong(
        option + ": expected an event, did purchase (amount > 100) for example, found " + text);
  }

  /** The events of a type, with a filter if the text has one. */
  static EventPattern pattern(String option, String text, Schema schema, ScreenOptions options) {
    try {
      return EventPattern.of(selection(option, text, schema, options));
    } catch (ParameterException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw options.wrong(option + ": ", e);
    }
  }
}

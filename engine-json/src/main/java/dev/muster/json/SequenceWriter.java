// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.HeldProperty;
import dev.muster.predicate.Inaction;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.SequenceStep;
import dev.muster.predicate.SequenceStep.Order;

/** Writes sequences, as members of the object that is open. */
final class SequenceWriter {

  private final JsonWriter out;

  SequenceWriter(JsonWriter out) {
    this.out = out;
  }

  JsonWriter write(Predicate.SequenceTest test) {
    out.name("sequence").array(test.steps(), this::step);
    Inaction inaction = test.inaction();
    if (inaction != null) {
      out.name("thenNot").object(members -> inaction(inaction));
    }
    out.duration("allWithin", test.within());
    HeldProperty held = test.held();
    if (held != null) {
      out.name("holding").text(held.property());
    }
    return test.window().accept(new WindowWriter(out));
  }

  private void step(SequenceStep step) {
    out.object(
        members -> {
          PatternWriter.write(members, step.event());
          members.duration("within", step.within());
          members.flag("strictly", step.order() == Order.AFTER);
          if (!step.without().isEmpty()) {
            members
                .name("without")
                .array(
                    step.without(),
                    pattern -> members.object(inner -> PatternWriter.write(inner, pattern)));
          }
        });
  }

  private void inaction(Inaction inaction) {
    PatternWriter.write(out, inaction.event());
    out.duration("within", inaction.within());
    out.flag("strictly", inaction.order() == Order.AFTER);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Analysis;
import dev.muster.analysis.Rfm;
import dev.muster.analysis.RfmTransition;
import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventSelection;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * RFM scores and transitions over a schema.
 *
 * <p>Regimes: mostly all events of a type, so that there are enough buyers to be told apart;
 * earlier instants at event times, so that some lie after now.
 */
final class RandomRfm {

  private final RandomChoice choice;
  private final RandomPredicates predicates;
  private final RandomTimes times;

  RandomRfm(RandomChoice choice, RandomPredicates predicates, RandomTimes times) {
    this.choice = choice;
    this.predicates = predicates;
    this.times = times;
  }

  /** Scores, or a distribution for a schema without money. */
  Analysis<?> rfm(Schema schema, Analysis<?> otherwise) {
    List<Rfm> all = new ArrayList<>();
    for (EventType type : schema.eventTypes()) {
      for (Property<?> property : type.properties()) {
        if (property.type().isNumeric()) {
          EventSelection events =
              choice.chance(50)
                  ? new EventSelection(type.name(), EventFilter.all(), times.window())
                  : predicates.selection(schema, type);
          all.add(new Rfm(events, property.name(), property.type()));
        }
      }
    }
    return all.isEmpty() ? otherwise : choice.of(all);
  }

  /** A transition between scores, or a distribution for a schema without money. */
  Analysis<?> transition(Schema schema, Analysis<?> otherwise) {
    return rfm(schema, otherwise) instanceof Rfm rfm
        ? new RfmTransition(rfm, Instant.ofEpochMilli(times.eventMillis()))
        : otherwise;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Analysis;
import dev.muster.analysis.Overlap;
import dev.muster.analysis.Waterfall;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Random analyses over a schema. Each kind is equally likely.
 *
 * <p>Regimes: one, few and many segments, shallow so that they are neither empty nor everyone.
 */
final class RandomAnalyses {

  private final RandomChoice choice;
  private final RandomPredicates predicates;
  private final RandomTimedAnalyses timed;
  private final List<Function<Schema, Analysis<?>>> kinds;

  RandomAnalyses(RandomChoice choice, RandomPredicates predicates, RandomTimes times) {
    this.choice = choice;
    this.predicates = predicates;
    this.timed = new RandomTimedAnalyses(choice, predicates, times);
    this.kinds =
        List.of(this::overlap, this::waterfall, timed::trend, timed::lifecycle, timed::retention);
  }

  /** An analysis that {@code schema} allows. */
  Analysis<?> analysis(Schema schema) {
    return choice.of(kinds).apply(schema);
  }

  private Overlap overlap(Schema schema) {
    boolean combined = choice.chance(50);
    return new Overlap(segments(schema, choice.between(2, combined ? 5 : 9)), combined);
  }

  private Waterfall waterfall(Schema schema) {
    return new Waterfall(segments(schema, choice.between(1, 6)));
  }

  private List<Segment> segments(Schema schema, int count) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      segments.add(Segment.of("segment " + i, predicates.predicate(schema, 2)));
    }
    return segments;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Analysis;
import dev.muster.analysis.Funnel;
import dev.muster.analysis.Overlap;
import dev.muster.analysis.Waterfall;
import dev.muster.predicate.HeldProperty;
import dev.muster.schema.Attribute;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import dev.muster.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Random analyses over a schema. Each kind is equally likely.
 *
 * <p>Regimes: one, few and many segments, shallow so that they are neither empty nor everyone;
 * funnels of one step to four, with fewer rows than values, and with more.
 */
final class RandomAnalyses {

  private final RandomChoice choice;
  private final RandomPredicates predicates;
  private final RandomSequences sequences;
  private final List<Function<Schema, Analysis<?>>> kinds;

  RandomAnalyses(
      RandomChoice choice, RandomPredicates predicates, RandomValues values, RandomTimes times) {
    this.choice = choice;
    this.predicates = predicates;
    this.sequences = predicates.sequences();
    RandomTimedAnalyses timed = new RandomTimedAnalyses(choice, predicates, times);
    RandomBreakdowns breakdowns = new RandomBreakdowns(choice, predicates);
    RandomDistributions distributions = new RandomDistributions(choice, predicates, values);
    RandomRfm rfm = new RandomRfm(choice, predicates, times);
    this.kinds =
        List.of(
            this::overlap,
            this::waterfall,
            timed::trend,
            timed::lifecycle,
            timed::retention,
            this::funnel,
            breakdowns::breakdown,
            breakdowns::crossTabulation,
            distributions::distribution,
            schema -> rfm.rfm(schema, distributions.distribution(schema)),
            schema -> rfm.transition(schema, distributions.distribution(schema)));
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

  private Funnel funnel(Schema schema) {
    HeldProperty held = choice.chance(30) ? sequences.held(schema) : null;
    int count = choice.skewed(List.of(2, 3, 1, 4));
    List<Integer> percentiles = new ArrayList<>();
    for (int i = choice.below(3); i > 0; i--) {
      percentiles.add(choice.of(List.of(1, 10, 33, 50, 67, 90, 99, 100)));
    }
    return new Funnel(
        sequences.steps(schema, sequences.holders(schema, held), count),
        count > 1 && choice.chance(30) ? sequences.limit() : null,
        sequences.window(),
        held,
        choice.of(List.of(Funnel.OrderMode.values())),
        choice.of(List.of(Funnel.Entry.values())),
        percentiles,
        choice.chance(60) ? breakdown(schema) : null);
  }

  private Funnel.@Nullable Breakdown breakdown(Schema schema) {
    Attribute<?> attribute = choice.of(schema.attributes());
    return attribute.type().kind() == ValueType.Kind.STRING_SET
        ? null
        : new Funnel.Breakdown(
            attribute.name(), attribute.type(), choice.of(List.of(1, 2, 3, Funnel.ROWS)));
  }

  private List<Segment> segments(Schema schema, int count) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      segments.add(Segment.of("segment " + i, predicates.predicate(schema, 2)));
    }
    return segments;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.analysis.Analysis;
import dev.muster.analysis.RfmTransition;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.ReferenceEngine;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Random analyses of random audiences: the engine and the reference give the same answer. */
class AnalysisDifferentialTest {

  private static final int ROUNDS = 3;
  private static final int QUESTIONS = 6;

  /** Questions of a round that are asked again, of the same view, after the next round's writes. */
  private static final int PINNED = 2;

  @SeededTest(count = 700)
  void everyAnalysis_equalsTheReference(long seed) {
    RandomDomain domain = new RandomDomain(seed);
    RandomChoice choice = domain.choice();
    if (choice.chance(50)) {
      domain.orderedDoubles();
    }
    @Nullable Duration retention = choice.chance(25) ? RandomDomain.HISTORY.plusDays(30) : null;
    if (retention != null) {
      domain.recentOnly();
    }
    Schema schema = domain.schema();
    ManualClock clock = new ManualClock(RandomDomain.BASE);
    ReferenceEngine reference =
        new ReferenceEngine(
            schema, ReferenceEngine.FUTURE_SKEW, retention, ReferenceEngine.DEDUP_HORIZON);
    EngineBuilder builder = EngineUnderTest.random(schema, choice, clock);
    if (retention != null) {
      builder.retention(retention);
    }
    int asked = 0;
    List<Pinned> pinned = new ArrayList<>();
    try (SegmentationEngine engine = builder.open()) {
      for (int round = 0; round < ROUNDS; round++) {
        for (int batches = choice.between(1, 6); batches > 0; batches--) {
          Batch batch = domain.batch(schema, choice.of(List.of(1, 4, 30)));
          reference.apply(batch, clock.millis());
          engine.ingest(batch);
        }
        pinned.forEach(Pinned::check);
        pinned.clear();
        if (choice.chance(20)) {
          schema = domain.growth(schema);
          reference.extendSchema(schema);
          engine.extendSchema(schema);
        }
        for (int i = 0; i < QUESTIONS; i++) {
          Optional<Pinned> answered = check(engine, reference, domain, schema);
          asked += answered.isPresent() ? 1 : 0;
          if (i < PINNED) {
            answered.ifPresent(pinned::add);
          } else {
            answered.ifPresent(of -> of.view().close());
          }
        }
      }
    }
    Assumptions.assumeTrue(asked > 0, "retention forbade every question");
  }

  /** A question and its answer when the view was opened. */
  private record Pinned(ReadView view, Predicate audience, Analysis<?> analysis, Object answer) {

    /** Asks once more, whatever has been written meanwhile. */
    void check() {
      try (view) {
        assertThat((Object) view.analyze(audience, analysis))
            .as("%s of %s at %s, of an old view", analysis, audience, view.now())
            .isEqualTo(answer);
      }
    }
  }

  /** Asks and compares; empty if the engine's retention forbade the question. */
  private static Optional<Pinned> check(
      SegmentationEngine engine, ReferenceEngine reference, RandomDomain domain, Schema schema) {
    Analysis<?> analysis = domain.analysis(schema);
    Predicate audience =
        domain.choice().chance(40) ? Predicate.everyone() : domain.predicate(schema, 2);
    Instant now = domain.now();
    ReadView view = engine.view(now);
    Object found;
    try {
      found = view.analyze(audience, analysis);
    } catch (SchemaException e) {
      view.close();
      assertThat(e).hasMessageContaining("must not reach beyond ");
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      view.close();
      assertThat(e).hasMessageContaining("must not lie after now");
      assertThat(analysis).isInstanceOf(RfmTransition.class);
      return Optional.empty();
    }

    Object expected = reference.analyze(audience, analysis, now.toEpochMilli());

    assertThat(found).as("%s of %s at %s", analysis, audience, now).isEqualTo(expected);
    return Optional.of(new Pinned(view, audience, analysis, expected));
  }
}

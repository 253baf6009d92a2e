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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Random analyses of random audiences: the engine and the reference give the same answer. */
class AnalysisDifferentialTest {

  private static final int ROUNDS = 3;
  private static final int QUESTIONS = 6;

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
    try (SegmentationEngine engine = builder.open()) {
      for (int round = 0; round < ROUNDS; round++) {
        for (int batches = choice.between(1, 6); batches > 0; batches--) {
          Batch batch = domain.batch(schema, choice.of(List.of(1, 4, 30)));
          reference.apply(batch, clock.millis());
          engine.ingest(batch);
        }
        if (choice.chance(20)) {
          schema = domain.growth(schema);
          reference.extendSchema(schema);
          engine.extendSchema(schema);
        }
        for (int i = 0; i < QUESTIONS; i++) {
          asked += check(engine, reference, domain, schema) ? 1 : 0;
        }
      }
    }
    Assumptions.assumeTrue(asked > 0, "retention forbade every question");
  }

  /** Whether the engine's retention allowed the question. */
  private static boolean check(
      SegmentationEngine engine, ReferenceEngine reference, RandomDomain domain, Schema schema) {
    Analysis<?> analysis = domain.analysis(schema);
    Predicate audience =
        domain.choice().chance(40) ? Predicate.everyone() : domain.predicate(schema, 2);
    Instant now = domain.now();
    Object found;
    try {
      found = engine.analyze(audience, analysis, now);
    } catch (SchemaException e) {
      assertThat(e).hasMessageContaining("must not reach beyond the retention");
      return false;
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageContaining("must not lie after now");
      assertThat(analysis).isInstanceOf(RfmTransition.class);
      return false;
    }

    Object expected = reference.analyze(audience, analysis, now.toEpochMilli());

    assertThat(found).as("%s of %s at %s", analysis, audience, now).isEqualTo(expected);
    return true;
  }
}

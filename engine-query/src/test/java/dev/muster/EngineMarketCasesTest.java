// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.analysis.Analysis;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.reference.ManualClock;
import dev.muster.reference.MarketCases;
import dev.muster.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** The market cases by the engine; whatever way one asks, the answer is the same. */
class EngineMarketCasesTest extends MarketCases {

  /** Into how many parts the few profiles are hashed. */
  int shards() {
    return 1;
  }

  @Override
  protected Store open(Schema schema, Instant start) {
    ManualClock clock = new ManualClock(start);
    SegmentationEngine engine =
        SegmentationEngine.builder(schema).shards(shards()).clock(clock).open();
    return new Store() {
      @Override
      public void write(Operation operation) {
        engine.ingest(Batch.of(operation));
      }

      @Override
      public boolean matches(ProfileId profileId, Predicate predicate, Instant now) {
        try (ReadView view = engine.view(now)) {
          Set<ProfileId> inside = EngineUnderTest.members(view, predicate);
          Set<ProfileId> outside = EngineUnderTest.members(view, predicate.not());
          boolean exists = view.profile(profileId, 0).isPresent();
          assertThat(inside.contains(profileId) ^ outside.contains(profileId)).isEqualTo(exists);
          assertThat(view.explain(predicate).count()).isEqualTo(inside.size());
          assertThat(engine.count(predicate, now)).isEqualTo(inside.size());
          return inside.contains(profileId);
        }
      }

      @Override
      public void advance(Duration duration) {
        clock.advance(duration);
      }

      @Override
      public <R> R analyze(Predicate audience, Analysis<R> analysis, Instant now) {
        return engine.analyze(audience, analysis, now);
      }

      @Override
      public void close() {
        engine.close();
      }
    };
  }
}

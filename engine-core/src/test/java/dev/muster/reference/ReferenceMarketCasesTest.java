// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Analysis;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.schema.Schema;
import java.time.Duration;
import java.time.Instant;

class ReferenceMarketCasesTest extends MarketCases {

  @Override
  protected Store open(Schema schema, Instant start) {
    ManualClock clock = new ManualClock(start);
    ReferenceEngine engine = new ReferenceEngine(schema);
    return new Store() {
      @Override
      public void write(Operation operation) {
        engine.apply(operation, clock.millis());
      }

      @Override
      public boolean matches(ProfileId profileId, Predicate predicate, Instant now) {
        return engine.matches(profileId, predicate, now.toEpochMilli());
      }

      @Override
      public void advance(Duration duration) {
        clock.advance(duration);
      }

      @Override
      @SuppressWarnings("unchecked") // the reference knows no more than that it is an answer
      public <R> R analyze(Predicate audience, Analysis<R> analysis, Instant now) {
        return (R) engine.analyze(audience, analysis, now.toEpochMilli());
      }
    };
  }
}

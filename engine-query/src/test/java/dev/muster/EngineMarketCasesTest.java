// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.reference.ManualClock;
import dev.muster.reference.MarketCases;
import dev.muster.schema.Schema;
import java.time.Instant;
import java.util.List;

/** The engine answers the market cases as the reference does. */
class EngineMarketCasesTest extends MarketCases {

  @Override
  protected Store open(Schema schema, Instant clock) {
    SegmentationEngine engine =
        SegmentationEngine.builder(schema).clock(new ManualClock(clock)).shards(3).open();
    return new Store() {
      @Override
      public void write(Operation operation) {
        engine.ingest(Batch.of(List.of(operation)));
      }

      @Override
      public boolean matches(ProfileId profileId, Predicate predicate, Instant now) {
        return EngineUnderTest.members(engine, predicate, now).contains(profileId);
      }

      @Override
      public void close() {
        engine.close();
      }
    };
  }
}

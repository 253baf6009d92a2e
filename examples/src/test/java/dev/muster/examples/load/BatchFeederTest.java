// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.SegmentationEngine;
import dev.muster.predicate.Predicate;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.RejectedOperationException;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import org.junit.jupiter.api.Test;

class BatchFeederTest {

  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final Schema SCHEMA = Schema.builder().attributes(AGE).build();

  @Test
  void finish_waitsUntilEverythingIsVisible() {
    try (SegmentationEngine engine = SegmentationEngine.builder(SCHEMA).open()) {
      BatchFeeder feeder = new BatchFeeder(engine);
      for (int i = 0; i < 50_000; i++) {
        feeder.add(ProfileUpdate.of("p" + i).set(AGE, i % 100));
      }

      assertThat(feeder.finish()).isEqualTo(50_000);
      assertThat(engine.count(Predicate.everyone())).isEqualTo(50_000);
      assertThat(engine.count(AGE.is(7))).isEqualTo(500);
    }
  }

  @Test
  void finish_ofNothing_appliesNothing() {
    try (SegmentationEngine engine = SegmentationEngine.builder(SCHEMA).open()) {
      assertThat(new BatchFeeder(engine).finish()).isZero();
    }
  }

  @Test
  void finish_passesOnWhatTheEngineRefused() {
    try (SegmentationEngine engine = SegmentationEngine.builder(SCHEMA).open()) {
      BatchFeeder feeder = new BatchFeeder(engine);
      feeder.add(ProfileUpdate.of("ana").set(LongAttribute.of("height"), 170));

      assertThatThrownBy(feeder::finish)
          .isInstanceOf(RejectedOperationException.class)
          .hasMessageContaining("height");
    }
  }
}

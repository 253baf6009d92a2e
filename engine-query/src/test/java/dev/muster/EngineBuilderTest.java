// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.predicate.Predicate;
import dev.muster.profile.ProfileUpdate;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EngineBuilderTest {

  private final EngineBuilder builder = SegmentationEngine.builder(ShopFixture.SCHEMA);

  @Test
  void countBeyondItsBounds_isRefusedAtTheCall() {
    refuses(() -> builder.shards(0), "shards must be in [1, 1024], shards=0");
    refuses(() -> builder.shards(1_025), "shards must be in [1, 1024], shards=1025");
    refuses(() -> builder.writerThreads(-1), "writerThreads must be in [0, 64], writerThreads=-1");
    refuses(() -> builder.writerThreads(65), "writerThreads must be in [0, 64], writerThreads=65");
    refuses(() -> builder.queryThreads(0), "queryThreads must be in [1, 256], queryThreads=0");
    refuses(() -> builder.queryThreads(257), "queryThreads must be in [1, 256], queryThreads=257");
    refuses(
        () -> builder.queueCapacity(0), "queueCapacity must be in [1, 16777216], queueCapacity=0");
    refuses(() -> builder.sealEvents(0), "sealEvents must be in [1, 1048576], sealEvents=0");
    refuses(() -> builder.purgeRows(65_537), "purgeRows must be in [1, 65536], purgeRows=65537");
  }

  @Test
  void durationBeyondItsBounds_isRefusedAtTheCall() {
    Duration negative = Duration.ofMillis(-1);
    Duration tooLong = Duration.ofDays(365_001);
    refuses(
        () -> builder.futureSkew(negative),
        "futureSkew must be in [0 ms, 365000 days], futureSkew=PT-0.001S");
    refuses(
        () -> builder.retention(Duration.ZERO),
        "retention must be in [1 ms, 365000 days], retention=PT0S");
    refuses(
        () -> builder.profileExpiry(Duration.ofHours(23)),
        "profileExpiry must be in [86400000 ms, 365000 days], profileExpiry=PT23H");
    refuses(
        () -> builder.retention(tooLong),
        "retention must be in [1 ms, 365000 days], retention=PT8760024H");
    refuses(
        () -> builder.dedupHorizon(negative),
        "dedupHorizon must be in [0 ms, 365000 days], dedupHorizon=PT-0.001S");
    refuses(
        () -> builder.readLimit(Duration.ofNanos(999_999)),
        "readLimit must be in [1 ms, 365000 days], readLimit=PT0.000999999S");
  }

  @Test
  void extremesWithinBounds_makeAnEngine() {
    EngineBuilder extreme =
        builder
            .shards(1_024)
            .writerThreads(64)
            .queryThreads(256)
            .queueCapacity(1 << 24)
            .sealEvents(1 << 20)
            .purgeRows(1 << 16)
            .futureSkew(Duration.ofDays(365_000))
            .dedupHorizon(Duration.ofDays(365_000))
            .readLimit(Duration.ofDays(365_000))
            .retention(Duration.ofDays(365_000))
            .profileExpiry(Duration.ofDays(365_000));
    try (SegmentationEngine engine = extreme.open()) {
      engine.update(ProfileUpdate.of("ana"));

      assertThat(engine.count(Predicate.everyone())).isEqualTo(1);
    }
  }

  @Test
  void smallestSettings_makeAnEngine() {
    EngineBuilder smallest =
        builder
            .shards(1)
            .writerThreads(0)
            .queryThreads(1)
            .queueCapacity(1)
            .sealEvents(1)
            .purgeRows(1)
            .futureSkew(Duration.ZERO)
            .dedupHorizon(Duration.ZERO);
    try (SegmentationEngine engine = smallest.open()) {
      engine.update(ProfileUpdate.of("ana"));

      assertThat(engine.count(Predicate.everyone())).isEqualTo(1);
    }
  }

  private static void refuses(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }
}

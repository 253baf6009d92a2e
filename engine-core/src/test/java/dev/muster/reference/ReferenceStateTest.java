// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.ProfileDeletion;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a value has been held, by hand-made examples. Times are milliseconds. */
class ReferenceStateTest {

  private static final ProfileId ANA = ProfileId.of("ana");
  private static final LongAttribute LEVEL = LongAttribute.of("level");

  private final ReferenceEngine engine =
      new ReferenceEngine(Schema.builder().attributes(LEVEL).trackingChanges(LEVEL).build());

  @Test
  void bounds_partitionThoseWhoPassNow() {
    write(100, 1);

    assertThat(holds(LEVEL.is(1).forAtLeast(millis(5)), 104)).isFalse();
    assertThat(holds(LEVEL.is(1).forLessThan(millis(5)), 104)).isTrue();
    assertThat(holds(LEVEL.is(1).forAtLeast(millis(5)), 105)).isTrue();
    assertThat(holds(LEVEL.is(1).forLessThan(millis(5)), 105)).isFalse();
    assertThat(holds(LEVEL.is(2).forAtLeast(millis(5)), 105)).isFalse();
    assertThat(holds(LEVEL.is(2).forLessThan(millis(5)), 105)).isFalse();
  }

  @Test
  void sameValue_keepsItsBeginning() {
    write(100, 1);
    write(103, 1);

    assertThat(holds(LEVEL.is(1).forAtLeast(millis(5)), 105)).isTrue();
  }

  /** It is the value that lasts, not the answer to the test. */
  @Test
  void otherValue_beginsAnewThoughItPassesToo() {
    write(100, 1);
    write(103, 2);

    assertThat(holds(LEVEL.atLeast(1).forAtLeast(millis(5)), 107)).isFalse();
    assertThat(holds(LEVEL.atLeast(1).forAtLeast(millis(5)), 108)).isTrue();
  }

  @Test
  void valueTakenAway_beginsAnew() {
    write(100, 1);
    engine.apply(ProfileUpdate.of(ANA).unset(LEVEL), 102);
    assertThat(holds(LEVEL.exists().forAtLeast(millis(1)), 200)).isFalse();
    write(103, 1);

    assertThat(holds(LEVEL.exists().forAtLeast(millis(5)), 107)).isFalse();
    assertThat(holds(LEVEL.exists().forAtLeast(millis(5)), 108)).isTrue();
  }

  /** There and back in one batch is two changes of one instant. */
  @Test
  void valueThatComesBack_beginsAnew() {
    write(100, 1);
    engine.apply(
        Batch.of(ProfileUpdate.of(ANA).set(LEVEL, 2), ProfileUpdate.of(ANA).set(LEVEL, 1)), 103);

    assertThat(holds(LEVEL.is(1).forLessThan(millis(5)), 107)).isTrue();
  }

  @Test
  void deletedProfile_beginsAnew() {
    write(100, 1);
    engine.apply(new ProfileDeletion(ANA), 101);
    write(103, 1);

    assertThat(holds(LEVEL.is(1).forAtLeast(millis(5)), 105)).isFalse();
  }

  /** Asked of a moment before the change, the value of now counts as fresh. */
  @Test
  void changeAheadOfNow_isLessThanAnyTimeAgo() {
    write(100, 1);

    assertThat(holds(LEVEL.is(1).forLessThan(millis(1)), 90)).isTrue();
    assertThat(holds(LEVEL.is(1).forAtLeast(millis(1)), 90)).isFalse();
  }

  private void write(long nowMillis, long level) {
    engine.apply(ProfileUpdate.of(ANA).set(LEVEL, level), nowMillis);
  }

  private boolean holds(Predicate predicate, long nowMillis) {
    return engine.matches(ANA, predicate, nowMillis);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}

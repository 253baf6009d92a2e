// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Predicate;
import dev.muster.predicate.Window;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.schema.EventSequence;
import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import dev.muster.schema.StringProperty;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What sequences mean, by hand-made examples; times are in milliseconds after the first. */
class ReferenceSequenceTest {

  private static final ProfileId ANA = ProfileId.of("ana");
  private static final StringProperty SKU = StringProperty.of("sku");
  private static final EventType A = EventType.of("a", SKU);
  private static final EventType B = EventType.of("b", SKU);
  private static final EventType C = EventType.of("c", SKU);
  private static final Schema SCHEMA = Schema.builder().eventTypes(A, B, C).build();
  private static final long START = RandomDomain.BASE.toEpochMilli();

  private final ReferenceEngine engine = new ReferenceEngine(SCHEMA);

  @Test
  void within_includesItsEdge() {
    happened(A, 0);
    happened(B, 100);

    assertHolds(A.then(B).within(millis(100)));
    assertFails(A.then(B).within(millis(99)));
    assertHolds(A.then(B));
    assertFails(B.then(A));
  }

  @Test
  void equalTimes_satisfyEitherOrderUnlessStrict() {
    happened(A, 0);
    happened(B, 0);

    assertHolds(A.then(B).within(Duration.ZERO));
    assertHolds(B.then(A));
    assertFails(A.then(B).strictly());
  }

  @Test
  void sameType_needsTwoEvents() {
    happened(A, 0);
    assertFails(A.then(A));

    happened(A, 0);
    assertHolds(A.then(A));
    assertFails(A.then(A).strictly());
    assertFails(A.then(A).then(A));
  }

  @Test
  void otherEvents_matterOnlyIfRuledOutStrictlyBetween() {
    happened(A, 0);
    happened(C, 0);
    happened(C, 100);
    happened(B, 100);
    assertHolds(A.then(B).without(C));

    happened(C, 50);
    assertFails(A.then(B).without(C));
    assertHolds(A.then(B));

    happened(A, 60);
    assertHolds(A.then(B).without(C));
  }

  @Test
  void limits_holdForTheStepAndForTheWhole() {
    happened(A, 0);
    happened(B, 60);
    happened(C, 120);

    assertHolds(A.then(B).within(millis(60)).then(C).within(millis(60)));
    assertHolds(A.then(B).then(C).allWithin(millis(120)));
    assertFails(A.then(B).then(C).allWithin(millis(119)));

    happened(A, 10);
    assertHolds(A.then(B).then(C).allWithin(millis(119)));
  }

  @Test
  void window_holdsAllSteps() {
    happened(A, 0);
    happened(B, 100);

    assertThat(engine.matches(ANA, A.then(B).inLast(millis(101)).did(), START + 100)).isTrue();
    assertThat(engine.matches(ANA, A.then(B).inLast(millis(100)).did(), START + 100)).isFalse();
    assertThat(engine.matches(ANA, A.then(B).inLast(millis(500)).did(), START + 99)).isFalse();
  }

  @Test
  void inaction_isTrueFromTheInstantItsTimeHasElapsed() {
    happened(A, 0);
    Predicate abandoned = A.thenNot(B, millis(100)).did();

    assertThat(engine.matches(ANA, abandoned, START + 99)).isFalse();
    assertThat(engine.matches(ANA, abandoned, START + 100)).isTrue();

    happened(B, 101);
    assertThat(engine.matches(ANA, abandoned, START + 101)).isTrue();

    happened(B, 100);
    assertThat(engine.matches(ANA, abandoned, START + 100)).isFalse();
  }

  @Test
  void inaction_countsTheSameInstantUnlessStrict() {
    happened(A, 0);
    happened(B, 0);

    assertFails(A.thenNot(B, millis(100)));
    assertHolds(A.thenNot(B, millis(100)).strictly());
  }

  @Test
  void inaction_doesNotCountTheEventItself() {
    happened(A, 0);
    assertHolds(A.thenNot(A, millis(100)));

    happened(A, 50);
    assertHolds(A.thenNot(A, millis(100)));
    assertFails(A.thenNot(A, millis(1_000)));
  }

  /** What must not come is looked for outside of the window, too. */
  @Test
  void inaction_seesWhatComesAfterTheWindow() {
    happened(A, 0);
    happened(B, 50);
    EventSequence early =
        A.thenNot(B, millis(100))
            .in(Window.between(RandomDomain.BASE, RandomDomain.BASE.plusMillis(10)));

    assertFails(early);
  }

  @Test
  void inaction_mayFollowSeveralSteps() {
    happened(A, 0);
    happened(B, 10);
    happened(B, 500);

    assertFails(A.then(B).within(millis(10)).thenNot(B, millis(490)));
    assertHolds(A.then(B).within(millis(10)).thenNot(B, millis(489)));
  }

  @Test
  void holding_looksAtTheEventsOfOneValueAtATime() {
    happened(A, 0, "shoe");
    happened(B, 10, "hat");
    happened(B, 20);
    assertHolds(A.then(B));
    assertFails(A.then(B).holding(SKU));

    happened(A, 5, "hat");
    assertHolds(A.then(B).holding(SKU));
    assertFails(A.then(B).within(millis(4)).holding(SKU));
  }

  /** What has another value, or none, does not lie between and is no answer. */
  @Test
  void holding_appliesToWhatIsRuledOut() {
    happened(A, 0, "shoe");
    happened(C, 10, "hat");
    happened(C, 10);
    happened(B, 20, "shoe");
    assertHolds(A.then(B).without(C).holding(SKU));
    assertFails(A.then(B).without(C));

    happened(C, 15, "shoe");
    assertFails(A.then(B).without(C).holding(SKU));
    assertFails(A.thenNot(B, millis(20)).holding(SKU));

    happened(A, 0, "hat");
    assertHolds(A.thenNot(B, millis(20)).holding(SKU));
    assertFails(A.thenNot(B, millis(20)));
  }

  @Test
  void holding_leavesOutEventsThatLackTheProperty() {
    happened(A, 0);
    happened(B, 10);
    happened(B, 10, "shoe");

    assertFails(A.then(B).holding(SKU));
    assertFails(A.thenNot(C, millis(10)).holding(SKU));
  }

  private void happened(EventType type, long millis, String sku) {
    engine.apply(Event.of(ANA, type, START + millis).with(SKU, sku), START);
  }

  private void happened(EventType type, long millis) {
    engine.apply(Event.of(ANA, type, START + millis), START);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private void assertHolds(EventSequence sequence) {
    assertThat(engine.matches(ANA, sequence.did(), START + 1_000)).isTrue();
    assertThat(engine.matches(ANA, sequence.didNot(), START + 1_000)).isFalse();
  }

  private void assertFails(EventSequence sequence) {
    assertThat(engine.matches(ANA, sequence.did(), START + 1_000)).isFalse();
    assertThat(engine.matches(ANA, sequence.didNot(), START + 1_000)).isTrue();
  }
}

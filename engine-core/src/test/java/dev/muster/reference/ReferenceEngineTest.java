// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileDeletion;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.RecordedEvent;
import dev.muster.reference.ReferenceEngine.Outcome;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.schema.StringAttribute;
import dev.muster.value.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of writes, by hand-made examples. */
class ReferenceEngineTest {

  private static final ProfileId ANA = ProfileId.of("ana");
  private static final ProfileId BEA = ProfileId.of("bea");
  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final LongProperty NUMBER = LongProperty.of("number");
  private static final EventType VIEW = EventType.of("view", NUMBER);
  private static final EventType CLICK = EventType.of("click", NUMBER);
  private static final Schema SCHEMA =
      Schema.builder().attributes(COUNTRY, AGE).eventTypes(VIEW, CLICK).build();
  private static final long NOW = RandomDomain.BASE.toEpochMilli();
  private static final Duration DAY = Duration.ofDays(1);
  private static final long DAY_MILLIS = DAY.toMillis();

  private final ReferenceEngine engine = new ReferenceEngine(SCHEMA);

  @Test
  void update_setsAndUnsetsInOrder() {
    engine.apply(ProfileUpdate.of(ANA).set(COUNTRY, "PL").set(AGE, 31).unset(COUNTRY), NOW);
    engine.apply(ProfileUpdate.of(BEA).unset(AGE).set("age", 7).set(AGE, 8), NOW);

    assertThat(attributes(ANA)).containsExactly(Map.entry("age", 31L));
    assertThat(attributes(BEA)).containsExactly(Map.entry("age", 8L));
  }

  @Test
  void update_createsTheProfileEvenWithNothingToSet() {
    engine.apply(ProfileUpdate.of(ANA), NOW);

    assertThat(engine.audience(Predicate.everyone(), NOW)).containsExactly(ANA);
  }

  @Test
  void deletion_takesEverythingAwayAndLaterWritesBeginAfresh() {
    engine.apply(ProfileUpdate.of(ANA).set(AGE, 31), NOW);
    engine.apply(Event.of(ANA, VIEW, NOW), NOW);
    engine.apply(new ProfileDeletion(ANA), NOW);
    engine.apply(new ProfileDeletion(BEA), NOW);

    assertThat(engine.profile(ANA, 10)).isEmpty();
    assertThat(engine.matches(ANA, Predicate.everyone(), NOW)).isFalse();
    assertThat(engine.count(VIEW.didNot(), NOW)).isZero();

    engine.apply(ProfileUpdate.of(ANA), NOW);

    assertThat(engine.profile(ANA, 10)).contains(new Profile(ANA, Map.of(), List.of()));
  }

  @Test
  void event_withoutATimeTakesItsIngestTime() {
    engine.apply(Event.of(ANA, VIEW), NOW - 5);

    assertThat(newest(ANA).time()).isEqualTo(Instant.ofEpochMilli(NOW - 5));
  }

  @Test
  void event_ofTheAcceptedFutureCountsWhenItsTimeHasCome() {
    long soon = NOW + Duration.ofHours(1).toMillis();
    engine.apply(Event.of(ANA, VIEW, soon), NOW);

    assertThat(engine.matches(ANA, VIEW.inLast(DAY).did(), NOW)).isFalse();
    assertThat(engine.matches(ANA, VIEW.inLast(DAY).did(), soon - 1)).isFalse();
    assertThat(engine.matches(ANA, VIEW.inLast(DAY).did(), soon)).isTrue();
    assertThat(engine.matches(ANA, VIEW.did(), NOW)).isTrue();
  }

  @Test
  void event_beyondTheSkewIsRefusedAndChangesNothing() {
    Event event = Event.of(ANA, VIEW, NOW + Duration.ofHours(1).toMillis() + 1);

    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> engine.apply(event, NOW))
        .withMessageContainingAll(
            "future skew", "2025-03-10T01:00:00.001Z", "2025-03-10T00:00:00Z");
    assertThat(engine.profileIds()).isEmpty();
  }

  @Test
  void event_beyondRetentionIsRefused() {
    ReferenceEngine forgetful = forgetful();

    forgetful.apply(Event.of(ANA, VIEW, NOW - DAY_MILLIS + 1), NOW);

    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> forgetful.apply(Event.of(BEA, VIEW, NOW - DAY_MILLIS), NOW))
        .withMessageContainingAll("inside retention", "2025-03-09T00:00:00Z");
    assertThat(forgetful.profileIds()).containsExactly(ANA);
  }

  @Test
  void retention_hidesWhatHasLeftIt() {
    ReferenceEngine forgetful = forgetful();
    forgetful.apply(Event.of(ANA, VIEW, NOW), NOW);

    assertThat(forgetful.matches(ANA, VIEW.did(), NOW + DAY_MILLIS - 1)).isTrue();
    assertThat(forgetful.matches(ANA, VIEW.did(), NOW + DAY_MILLIS)).isFalse();
    assertThat(forgetful.matches(ANA, VIEW.since(RandomDomain.BASE).did(), NOW + DAY_MILLIS))
        .isFalse();
  }

  @Test
  void eventId_isTakenOncePerProfile() {
    assertThat(engine.apply(Event.of(ANA, VIEW, NOW).id("1").with(NUMBER, 1), NOW))
        .isEqualTo(Outcome.APPLIED);
    assertThat(engine.apply(Event.of(ANA, CLICK, NOW - 9).id("1"), NOW + 1))
        .isEqualTo(Outcome.DUPLICATE);
    assertThat(engine.apply(Event.of(BEA, VIEW, NOW).id("1"), NOW)).isEqualTo(Outcome.APPLIED);

    assertThat(newest(ANA).property("number")).isEqualTo(1L);
    assertThat(engine.count(CLICK.did(), NOW)).isZero();
  }

  @Test
  void eventId_isForgottenAfterTheHorizon() {
    engine.apply(Event.of(ANA, VIEW, NOW).id("1"), NOW);

    assertThat(engine.apply(Event.of(ANA, VIEW, NOW).id("1"), NOW + DAY_MILLIS - 1))
        .isEqualTo(Outcome.DUPLICATE);
    assertThat(engine.apply(Event.of(ANA, VIEW, NOW).id("1"), NOW + DAY_MILLIS))
        .as("the duplicate did not prolong the horizon")
        .isEqualTo(Outcome.APPLIED);
    assertThat(engine.apply(Event.of(ANA, VIEW, NOW).id("1"), NOW + 2 * DAY_MILLIS - 1))
        .isEqualTo(Outcome.DUPLICATE);
  }

  @Test
  void eventId_isForgottenWithTheProfile() {
    engine.apply(Event.of(ANA, VIEW, NOW).id("1"), NOW);
    engine.apply(new ProfileDeletion(ANA), NOW);

    assertThat(engine.apply(Event.of(ANA, VIEW, NOW).id("1"), NOW)).isEqualTo(Outcome.APPLIED);
  }

  @Test
  void events_withoutAnIdAreNeverDuplicates() {
    engine.apply(Event.of(ANA, VIEW, NOW), NOW);
    engine.apply(Event.of(ANA, VIEW, NOW), NOW);

    assertThat(engine.matches(ANA, VIEW.count().is(2), NOW)).isTrue();
  }

  @Test
  void batch_isTakenOncePerProducerAndSequence() {
    Batch batch = Batch.of(Event.of(ANA, VIEW, NOW));

    assertThat(engine.apply(batch.from("crm", 5), NOW)).isEqualTo(Outcome.APPLIED);
    assertThat(engine.apply(batch.from("crm", 5), NOW)).isEqualTo(Outcome.DUPLICATE);
    assertThat(engine.apply(batch.from("crm", 4), NOW)).isEqualTo(Outcome.DUPLICATE);
    assertThat(engine.apply(batch.from("web", 4), NOW)).isEqualTo(Outcome.APPLIED);
    assertThat(engine.apply(batch.from("crm", 9), NOW)).isEqualTo(Outcome.APPLIED);
    assertThat(engine.apply(batch, NOW)).isEqualTo(Outcome.APPLIED);

    assertThat(engine.matches(ANA, VIEW.count().is(4), NOW)).isTrue();
  }

  @Test
  void batch_withARefusedOperationChangesNothing() {
    Batch batch =
        Batch.of(ProfileUpdate.of(ANA).set(AGE, 1), ProfileUpdate.of(BEA).set("age", "one"));

    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> engine.apply(batch.from("crm", 1), NOW))
        .withMessageContainingAll("expected LONG", "String \"one\"");
    assertThat(engine.profileIds()).isEmpty();
    assertThat(engine.apply(Batch.of().from("crm", 1), NOW)).isEqualTo(Outcome.APPLIED);
  }

  @Test
  void writes_mustFitTheSchema() {
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> engine.apply(ProfileUpdate.of(ANA).unset("agee"), NOW))
        .withMessageContaining("'agee'; did you mean 'age'?");
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> engine.apply(Event.of(ANA, "vew", NOW), NOW))
        .withMessageContaining("'vew'; did you mean 'view'?");
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> engine.apply(Event.of(ANA, VIEW, NOW).with("numbr", 1), NOW))
        .withMessageContaining("'numbr'; did you mean 'number'?");
  }

  @Test
  void extendSchema_allowsMoreAndForbidsLess() {
    StringAttribute email = StringAttribute.of("email");
    Schema larger = SCHEMA.toBuilder().attributes(email).build();

    engine.extendSchema(larger);
    engine.apply(ProfileUpdate.of(ANA).set(email, "a@example.org"), NOW);

    assertThat(engine.matches(ANA, email.exists(), NOW)).isTrue();
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> engine.extendSchema(SCHEMA))
        .withMessageContaining("'email' was STRING and is gone");
  }

  /** Newest first; at one instant by event type, then the later written first. */
  @Test
  void profile_showsItsLatestEvents() {
    engine.apply(Event.of(ANA, CLICK, NOW).with(NUMBER, 1), NOW);
    engine.apply(Event.of(ANA, VIEW, NOW).with(NUMBER, 2), NOW);
    engine.apply(Event.of(ANA, VIEW, NOW - 1).with(NUMBER, 3), NOW);
    engine.apply(Event.of(ANA, VIEW, NOW).with(NUMBER, 4), NOW);
    engine.apply(Event.of(ANA, CLICK, NOW + 1).with(NUMBER, 5), NOW);

    assertThat(engine.profile(ANA, 10).orElseThrow().events())
        .extracting(event -> event.property("number"))
        .containsExactly(5L, 4L, 2L, 1L, 3L);
    assertThat(engine.profile(ANA, 2).orElseThrow().events())
        .extracting(event -> event.property("number"))
        .containsExactly(5L, 4L);
  }

  private static ReferenceEngine forgetful() {
    return new ReferenceEngine(
        SCHEMA, ReferenceEngine.FUTURE_SKEW, DAY, ReferenceEngine.DEDUP_HORIZON);
  }

  private Map<String, Object> attributes(ProfileId profileId) {
    return engine.profile(profileId, 0).orElseThrow().attributes();
  }

  private RecordedEvent newest(ProfileId profileId) {
    return engine.profile(profileId, 1).orElseThrow().events().get(0);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import dev.muster.profile.RejectedOperationException;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.ReferenceEngine;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.shard.file.FaultyFileStore;
import dev.muster.value.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;

/**
 * Events and profiles that go by themselves while the clock jumps by hours and days: the engine
 * answers as the reference does, which lets go of them at once and for good; positions that were
 * pinned before keep them; and an engine that is opened again, with another retention or none, has
 * what it had.
 *
 * <p>A write takes in what is due before it. So a batch of nothing makes the engine do now what it
 * would do when it next is idle.
 */
@Timeout(300)
class ExpiryDifferentialTest {

  private static final Batch NOTHING = Batch.of(List.of());
  private static final int ROUNDS = 7;

  /** As long as the engine takes an hour for a step, shorter, and for ever. */
  private static final List<Duration> RETENTIONS =
      List.of(
          Duration.ofDays(10),
          Duration.ofDays(3),
          Duration.ofDays(30),
          Duration.ofDays(45),
          Duration.ofHours(36),
          Duration.ofDays(2),
          Duration.ofSeconds(90));

  private static final List<Duration> INACTIVITIES =
      List.of(Duration.ofDays(2), Duration.ofDays(1), Duration.ofHours(25), Duration.ofDays(5));

  /** What a view was expected to answer when it was opened. */
  private record Pinned(
      ReadView view,
      List<Predicate> predicates,
      List<Set<ProfileId>> answers,
      List<Profile> profiles) {}

  /** One history. */
  private static final class History {
    final RandomDomain domain;
    final RandomChoice choice;
    final Schema schema;
    final ManualClock clock = new ManualClock(RandomDomain.BASE);
    final Deque<Pinned> pinned = new ArrayDeque<>();
    ReferenceEngine reference;
    @Nullable Duration retention;
    @Nullable Duration inactivity;
    SegmentationEngine engine;
    long expired;

    History(long seed) {
      domain = new RandomDomain(seed);
      choice = domain.choice();
      schema = domain.schema();
      reference = new ReferenceEngine(schema);
      drawOptions();
    }

    void drawOptions() {
      retention = choice.chance(80) ? choice.of(RETENTIONS) : null;
      inactivity = choice.chance(50) ? choice.of(INACTIVITIES) : null;
      reference = reference.reopened(retention);
      expired = 0;
    }

    EngineBuilder builder() {
      EngineBuilder builder = EngineUnderTest.random(schema, choice, clock);
      if (retention != null) {
        builder.retention(retention);
      }
      if (inactivity != null) {
        builder.profileExpiry(inactivity);
      }
      return builder;
    }

    /** Everything that is due has happened, in both. */
    void settle() {
      engine.ingest(NOTHING);
      reference.dropEvents(clock.millis());
      if (inactivity != null) {
        int days = (int) inactivity.plus(Duration.ofDays(1)).minusMillis(1).toDays();
        expired += reference.expireProfiles(clock.millis(), days);
      }
      EngineStatistics statistics = engine.statistics();
      assertThat(statistics.eventsSince()).isEqualTo(reference.eventsSince());
      assertThat(statistics.expired()).isEqualTo(expired);
      assertThat(statistics.profiles()).isEqualTo(reference.profileIds().size());
    }

    /**
     * Both take it, or both refuse it; but the engine looks at times before it looks for
     * duplicates.
     */
    void write() {
      Batch batch = domain.batch(schema, choice.of(List.of(1, 2, 4)));
      boolean taken = false;
      boolean duplicate = false;
      try {
        duplicate = reference.apply(batch, clock.millis()) == ReferenceEngine.Outcome.DUPLICATE;
        taken = true;
      } catch (InvalidValueException e) {
        assertThat(e).hasMessageContaining("an event must lie inside retention");
      }
      try {
        assertThat(engine.ingest(batch).expired()).isZero();
        assertThat(taken).isTrue();
      } catch (RejectedOperationException e) {
        assertThat(e.reason()).isEqualTo(RejectedOperationException.Reason.BEYOND_RETENTION);
        assertThat(taken && !duplicate).as("%s", e).isFalse();
      }
    }

    void advance() {
      clock.advance(
          switch (choice.below(6)) {
            case 0 -> Duration.ofMillis(choice.between(1, 4_000));
            case 1 -> Duration.ofHours(choice.between(1, 30)).plusMillis(choice.between(-1, 1));
            case 2 -> Duration.ofDays(choice.between(1, 3));
            case 3 -> Duration.ofMinutes(choice.between(1, 70));
            case 4 -> Duration.ofDays(choice.between(1, 12)).plusMillis(choice.between(-1, 1));
            default -> Duration.ZERO;
          });
    }

    /** The present, shortly before it, and anywhere. */
    Instant now() {
      return switch (choice.below(5)) {
        case 0 -> clock.instant().minus(Duration.ofHours(choice.between(1, 80)));
        case 1 -> domain.now();
        default -> clock.instant();
      };
    }

    Predicate askable(ReadView view) {
      while (true) {
        Predicate predicate = domain.predicate(schema, 3);
        try {
          view.count(predicate);
          return predicate;
        } catch (SchemaException e) {
          if (!String.valueOf(e.getMessage()).contains("beyond the retention")) {
            assertThat(e).hasMessageContaining("must not reach beyond what is kept");
            requireLost(view.now());
          }
        }
      }
    }

    /** Something that a window at {@code now} might show has been let go. */
    private void requireLost(Instant now) {
      Instant floor = reference.eventsSince().orElseThrow();
      if (retention != null) {
        assertThat(now.minus(retention).plusMillis(1)).isBeforeOrEqualTo(floor);
      }
    }

    void check() {
      for (int i = 0; i < 4; i++) {
        try (ReadView view = engine.view(now())) {
          Predicate predicate = askable(view);
          assertThat(EngineUnderTest.members(view, predicate))
              .as("%s at %s", predicate, view.now())
              .isEqualTo(reference.audience(predicate, view.now().toEpochMilli()));
          ProfileId id = domain.profileId();
          assertThat(view.profile(id, 5))
              .isEqualTo(reference.profileAt(id, 5, view.now().toEpochMilli()));
        }
      }
    }

    void pin() {
      ReadView view = engine.view(now());
      List<Predicate> predicates = new ArrayList<>();
      List<Set<ProfileId>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Predicate predicate = askable(view);
        predicates.add(predicate);
        answers.add(reference.audience(predicate, view.now().toEpochMilli()));
      }
      List<Profile> profiles = new ArrayList<>();
      for (ProfileId id : RandomDomain.profileIds()) {
        reference.profileAt(id, 100, view.now().toEpochMilli()).ifPresent(profiles::add);
      }
      pinned.add(new Pinned(view, predicates, answers, profiles));
    }

    static List<Profile> profiles(ReadView view) {
      List<Profile> profiles = new ArrayList<>();
      for (ProfileId id : RandomDomain.profileIds()) {
        view.profile(id, 100).ifPresent(profiles::add);
      }
      return profiles;
    }
  }

  @SeededTest(count = 300)
  void whatGoesByItself_isWhatTheReferenceLetsGo(long seed) {
    History history = new History(seed);
    @Nullable FaultyFileStore store = history.choice.chance(40) ? new FaultyFileStore() : null;
    history.engine = open(history, store);
    try {
      history.settle();
      for (int round = 0; round < ROUNDS; round++) {
        for (int batches = history.choice.between(0, 8); batches > 0; batches--) {
          history.write();
        }
        if (history.choice.chance(60)) {
          history.pin();
        }
        history.advance();
        // Before it may be killed: an idle engine would do it at any moment.
        history.settle();
        if (store != null && history.choice.chance(40)) {
          history.pinned.forEach(pinned -> pinned.view().close());
          history.pinned.clear();
          // Without expiry a snapshot does not know who was active when.
          if (history.inactivity != null && history.choice.chance(50)) {
            history.engine.snapshot();
          }
          FaultyFileStore killed =
              history.choice.chance(50) ? store.afterKill() : store.afterPowerLoss(seed + round);
          history.engine.close();
          store = killed;
          history.drawOptions();
          history.engine = open(history, store);
        }
        history.settle();
        history.check();
        while (!history.pinned.isEmpty() && history.choice.chance(50)) {
          check(history.pinned.remove());
        }
      }
      while (!history.pinned.isEmpty()) {
        check(history.pinned.remove());
      }
    } finally {
      history.engine.close();
    }
  }

  private static SegmentationEngine open(History history, @Nullable FaultyFileStore store) {
    return store == null ? history.builder().open() : history.builder().open(store, 4_096);
  }

  private static void check(Pinned pinned) {
    try (ReadView view = pinned.view()) {
      for (int i = 0; i < pinned.predicates().size(); i++) {
        Predicate predicate = pinned.predicates().get(i);
        assertThat(EngineUnderTest.members(view, predicate))
            .as("%s at %s, epoch %d", predicate, view.now(), view.epoch())
            .isEqualTo(pinned.answers().get(i));
      }
      assertThat(History.profiles(view)).isEqualTo(pinned.profiles());
    }
  }

  /** The floor takes nothing from a question of the present: the retention has hidden it before. */
  @SeededTest(count = 100)
  void presentAnswers_doNotChangeWhenTheFloorRises(long seed) {
    History history = new History(seed);
    history.retention = history.choice.of(RETENTIONS);
    history.inactivity = null;
    history.reference = history.reference.reopened(history.retention);
    history.engine = open(history, null);
    try (SegmentationEngine engine = history.engine) {
      for (int i = 0; i < 12; i++) {
        history.write();
      }
      history.clock.advance(Duration.ofHours(history.choice.between(1, 300)));
      // Whichever comes first, the view or the idle sequencer: the view after is not before it.
      try (ReadView before = engine.view()) {
        engine.ingest(NOTHING);
        try (ReadView after = engine.view(before.now())) {
          for (int i = 0; i < 8; i++) {
            Predicate predicate =
                EngineUnderTest.askable(before, () -> history.domain.predicate(history.schema, 3));
            assertThat(EngineUnderTest.members(after, predicate))
                .isEqualTo(EngineUnderTest.members(before, predicate));
          }
          for (ProfileId id : RandomDomain.profileIds()) {
            assertThat(after.profile(id, 100)).isEqualTo(before.profile(id, 100));
          }
        }
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.AGE;
import static dev.muster.ShopFixture.ANA;
import static dev.muster.ShopFixture.BEN;
import static dev.muster.ShopFixture.COUNTRY;
import static dev.muster.ShopFixture.DAY;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.TAGS;
import static dev.muster.ShopFixture.VISIT;
import static dev.muster.ShopFixture.names;
import static dev.muster.ShopFixture.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.schema.LongAttribute;
import dev.muster.segment.Segment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReadViewTest {

  private final ManualClock clock = new ManualClock(NOW);
  private final SegmentationEngine engine = ShopFixture.builder(clock).purgeRows(1).open();

  @AfterEach
  void close() {
    engine.close();
  }

  private void write() {
    engine.update(ProfileUpdate.of(ANA).set(COUNTRY, "PL").set(AGE, 31).set(TAGS, Set.of("vip")));
    engine.record(visit(ANA, NOW.minus(DAY)));
    engine.update(ProfileUpdate.of(BEN).set(COUNTRY, "IN"));
  }

  @Test
  void schema_isTheOneThatQuestionsAreReadBy() {
    try (ReadView view = engine.view()) {
      engine.extendSchema(
          engine.schema().toBuilder().attributes(LongAttribute.of("later")).build());

      assertThat(view.schema().findAttribute("country")).isEqualTo(COUNTRY);
      assertThat(view.schema().findAttribute("later")).isNull();
      try (ReadView newer = engine.view()) {
        assertThat(newer.schema().findAttribute("later")).isNotNull();
      }
    }
  }

  @Test
  void everyAnswer_staysWhileTheWorldGoesOn() {
    write();
    List<Predicate> predicates =
        List.of(
            Predicate.everyone(),
            COUNTRY.is("PL"),
            COUNTRY.is("IN").not(),
            AGE.atLeast(30),
            AGE.missing(),
            TAGS.has("vip"),
            VISIT.inLast(Duration.ofDays(2)).did(),
            VISIT.count().atLeast(2));
    try (ReadView view = engine.view()) {
      List<Set<String>> before = answers(view, predicates);
      Optional<Profile> ana = view.profile(ANA, 10);
      for (int i = 0; i < 60; i++) {
        engine.update(ProfileUpdate.of(ANA).set(COUNTRY, "c" + i).set(AGE, i).unset(TAGS));
        engine.record(visit(ANA, NOW));
        engine.update(ProfileUpdate.of("p" + i).set(COUNTRY, "PL"));
        engine.delete(i % 2 == 0 ? BEN : ProfileId.of("p" + (i - 1)));
        engine.update(ProfileUpdate.of(BEN).set(COUNTRY, "PL").set(AGE, 31));

        assertThat(answers(view, predicates)).isEqualTo(before);
        assertThat(view.profile(ANA, 10)).isEqualTo(ana);
        assertThat(view.profile(BEN, 10).orElseThrow().value(COUNTRY)).isEqualTo("IN");
        assertThat(view.profile(ProfileId.of("p" + i), 1)).isEmpty();
      }
    }
    assertThat(names(engine.audience(COUNTRY.is("PL").and(AGE.is(31))))).containsExactly("ben");
  }

  private static List<Set<String>> answers(ReadView view, List<Predicate> predicates) {
    List<Set<String>> answers = new ArrayList<>();
    for (Predicate predicate : predicates) {
      Set<String> names = names(view.audience(predicate));
      assertThat(view.count(predicate)).isEqualTo(names.size());
      assertThat(view.explain(predicate).count()).isEqualTo(names.size());
      answers.add(names);
    }
    return answers;
  }

  @Test
  void segment_isItsPredicate() {
    write();
    Segment polish = Segment.of("polish", COUNTRY.is("PL"));
    try (ReadView view = engine.view()) {
      assertThat(view.count(polish)).isEqualTo(1);
      assertThat(names(view.audience(polish))).containsExactly("ana");
      assertThat(view.explain(polish).count()).isEqualTo(1);
    }
    assertThat(names(engine.audience(polish))).containsExactly("ana");
    assertThat(engine.count(polish, NOW)).isEqualTo(1);
  }

  /** The clock is looked at once, when the view is opened; another now may be asked for. */
  @Test
  void now_isThatOfTheOpening() {
    write();
    Predicate visited = VISIT.inLast(Duration.ofDays(2)).did();
    try (ReadView view = engine.view();
        ReadView later = engine.view(NOW.plus(DAY))) {
      clock.advance(DAY.multipliedBy(30));

      assertThat(view.now()).isEqualTo(NOW);
      assertThat(view.count(visited)).isEqualTo(1);
      assertThat(later.count(visited)).isZero();
      assertThat(engine.count(visited)).isZero();
      assertThat(engine.count(visited, NOW)).isEqualTo(1);
    }
  }

  @Test
  void viewHeldForTooLong_isRevoked() {
    try (SegmentationEngine impatient =
        ShopFixture.builder(clock).readLimit(Duration.ofMillis(1)).open()) {
      impatient.update(ProfileUpdate.of(ANA).set(AGE, 31));
      ReadView view = impatient.view();
      awaitRevocation(view);

      assertThatExceptionOfType(ReadRevokedException.class)
          .isThrownBy(() -> view.count(Predicate.everyone()))
          .withMessage(
              "the read was revoked because it held its position for too long, epoch="
                  + view.epoch());
      assertThatExceptionOfType(ReadRevokedException.class)
          .isThrownBy(() -> view.audience(Predicate.everyone()));
      assertThatExceptionOfType(ReadRevokedException.class)
          .isThrownBy(() -> view.explain(Predicate.everyone()));
      assertThatExceptionOfType(ReadRevokedException.class).isThrownBy(() -> view.profile(ANA, 1));
      assertThatExceptionOfType(ReadRevokedException.class).isThrownBy(view::stateHash);
      view.close();
      impatient.update(ProfileUpdate.of(ANA).set(AGE, 32));
      assertThat(impatient.epochs().minRead()).isEqualTo(impatient.epochs().published());
      assertThat(countPatiently(impatient, AGE.is(32))).isEqualTo(1);
    }
  }

  /** An audience is no read: it outlives the revocation of every view. */
  @Test
  void audienceFromBeforeARevocation_isStillListed() {
    try (SegmentationEngine impatient =
        ShopFixture.builder(clock).readLimit(Duration.ofMillis(1)).purgeRows(1).open()) {
      impatient.update(ProfileUpdate.of(ANA).set(AGE, 31));
      ReadView view = impatient.view();
      Audience audience = audiencePatiently(impatient, AGE.is(31));
      impatient.delete(ANA);
      awaitRevocation(view);
      for (int i = 0; i < 20; i++) {
        impatient.update(ProfileUpdate.of("p" + i));
      }

      assertThat(names(audience)).containsExactly("ana");
      view.close();
    }
  }

  /** The engine looks for reads to revoke whether or not anything is written. */
  private static void awaitRevocation(ReadView view) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      try {
        view.count(Predicate.everyone());
      } catch (ReadRevokedException e) {
        return;
      }
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  private static Audience audiencePatiently(SegmentationEngine engine, Predicate predicate) {
    while (true) {
      try {
        return engine.audience(predicate);
      } catch (ReadRevokedException e) {
        Thread.onSpinWait();
      }
    }
  }

  /** Asks again when a pause of the machine has cost the short-lived read its position. */
  private static long countPatiently(SegmentationEngine engine, Predicate predicate) {
    while (true) {
      try {
        return engine.count(predicate);
      } catch (ReadRevokedException e) {
        Thread.onSpinWait();
      }
    }
  }
}

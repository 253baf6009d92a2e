// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.AGE;
import static dev.muster.ShopFixture.ANA;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.names;
import static dev.muster.ShopFixture.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AudienceTest {

  private static final int PEOPLE = 200;

  private final SegmentationEngine engine = filled(3);

  @AfterEach
  void close() {
    engine.close();
  }

  /** p0 to p199, whose age is their number; rows are reused as soon as may be. */
  private static SegmentationEngine filled(int shards) {
    SegmentationEngine engine =
        ShopFixture.builder(new ManualClock(NOW)).shards(shards).purgeRows(1).open();
    List<Operation> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(ProfileUpdate.of("p" + i).set(AGE, i));
    }
    engine.ingest(Batch.of(people));
    return engine;
  }

  private static Set<String> people(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "p" + i)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void iteration_namesEveryMemberOnce() {
    try (Audience audience = engine.audience(AGE.lessThan(50))) {
      List<String> listed = audience.stream().map(ProfileId::value).toList();

      assertThat(listed).hasSize(50).doesNotHaveDuplicates();
      assertThat(new TreeSet<>(listed)).isEqualTo(people(0, 50));
      assertThat(audience.size()).isEqualTo(50);
      assertThat(audience).hasToString("50 profiles at epoch " + audience.epoch());
    }
  }

  @Test
  void iteration_endsWithNoSuchElement() {
    try (Audience audience = engine.audience(AGE.is(7))) {
      Iterator<ProfileId> iterator = audience.iterator();

      assertThat(iterator.next()).isEqualTo(ProfileId.of("p7"));
      assertThat(iterator.hasNext()).isFalse();
      assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
    }
  }

  @Test
  void combinations_areThoseOfSets() {
    try (Audience low = engine.audience(AGE.lessThan(120));
        Audience high = engine.audience(AGE.atLeast(80))) {
      assertThat(names(low.and(high))).isEqualTo(people(80, 120));
      assertThat(names(low.or(high))).isEqualTo(people(0, PEOPLE));
      assertThat(names(low.minus(high))).isEqualTo(people(0, 80));
      assertThat(names(low.minus(low))).isEmpty();
      assertThat(low.size()).isEqualTo(120);
      assertThat(names(high)).isEqualTo(people(80, PEOPLE));
    }
  }

  @Test
  void combination_livesOnWhenItsPartsAreClosed() {
    Audience both;
    try (Audience low = engine.audience(AGE.lessThan(120));
        Audience high = engine.audience(AGE.atLeast(119))) {
      both = low.and(high);
    }
    engine.delete(ProfileId.of("p119"));
    reuseRows();

    assertThat(names(both)).containsExactly("p119");
  }

  @Test
  void combination_bearsTheLaterEpoch() {
    try (Audience earlier = engine.audience(AGE.lessThan(10))) {
      engine.update(ProfileUpdate.of("p10").set(AGE, 0));
      try (Audience later = engine.audience(AGE.lessThan(10));
          Audience news = later.minus(earlier)) {
        assertThat(earlier.epoch()).isLessThan(later.epoch());
        assertThat(news.epoch()).isEqualTo(later.epoch());
        assertThat(names(news)).containsExactly("p10");
      }
    }
  }

  /** Who was deleted and began anew is somebody else of the same name. */
  @Test
  void profileThatBeganAnew_isAnother() {
    ProfileId id = ProfileId.of("p7");
    try (Audience before = engine.audience(AGE.is(7))) {
      engine.delete(id);
      engine.update(ProfileUpdate.of(id).set(AGE, 7));
      try (Audience after = engine.audience(AGE.is(7));
          Audience both = before.and(after);
          Audience either = before.or(after)) {
        assertThat(both.size()).isZero();
        assertThat(either.stream()).containsExactly(id, id);
      }
    }
  }

  @Test
  void audiencesOfTwoEngines_areNotCombined() {
    try (SegmentationEngine other = filled(3);
        Audience ours = engine.audience(AGE.is(1));
        Audience theirs = other.audience(AGE.is(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ours.or(theirs))
          .withMessage("audiences must be of one engine to be combined");
    }
  }

  @Test
  void closedAudience_isNotReadButKnowsItsSize() {
    Audience closed = engine.audience(AGE.lessThan(10));
    Iterator<ProfileId> begun = closed.iterator();
    begun.next();
    closed.close();
    closed.close();

    assertThat(closed.size()).isEqualTo(10);
    try (Audience open = engine.audience(AGE.is(1))) {
      List<Runnable> calls =
          List.of(
              closed::iterator,
              closed::stream,
              begun::hasNext,
              begun::next,
              () -> closed.and(open),
              () -> open.minus(closed),
              () -> closed.sample(1, 1));
      for (Runnable call : calls) {
        assertThatIllegalStateException()
            .isThrownBy(call::run)
            .withMessage("the audience is closed");
      }
    }
  }

  @Test
  void sample_isTheSameForTheSameSeed() {
    assertThat(sample(engine, 20, 1)).hasSize(20).isEqualTo(sample(engine, 20, 1));
    assertThat(sample(engine, 20, 2)).isNotEqualTo(sample(engine, 20, 1));
  }

  @Test
  void sample_containsEverySmallerOne() {
    Set<String> larger = sample(engine, 100, 42);
    for (int count : new int[] {0, 1, 10, 50, 99}) {
      assertThat(sample(engine, count, 42)).hasSize(count).isSubsetOf(larger);
    }
  }

  @Test
  void sample_ofEveryoneOrMoreIsEveryone() {
    assertThat(sample(engine, PEOPLE, 5)).isEqualTo(people(0, PEOPLE));
    assertThat(sample(engine, Integer.MAX_VALUE, 5)).isEqualTo(people(0, PEOPLE));
  }

  @Test
  void sample_dependsNeitherOnShardsNorOnHistory() {
    for (int shards : new int[] {1, 2, 16}) {
      try (SegmentationEngine other = filled(shards)) {
        for (int i = 0; i < PEOPLE; i += 3) {
          other.delete(ProfileId.of("p" + i));
        }
        for (int i = 0; i < PEOPLE; i += 3) {
          other.update(ProfileUpdate.of("p" + i).set(AGE, 500 + i));
        }

        assertThat(sample(other, 33, 9)).isEqualTo(sample(engine, 33, 9));
      }
    }
  }

  /** Over many seeds everybody is drawn about as often. */
  @Test
  void sample_isFair() {
    int[] drawn = new int[PEOPLE];
    try (Audience everyone = engine.audience(Predicate.everyone())) {
      for (long seed = 0; seed < 1_000; seed++) {
        for (String name : names(everyone.sample(20, seed))) {
          drawn[Integer.parseInt(name.substring(1))]++;
        }
      }
    }
    // 100 expected, with a standard deviation of 9.5.
    for (int count : drawn) {
      assertThat(count).isBetween(50, 150);
    }
  }

  @Test
  void sample_ofLessThanNobodyIsRefused() {
    try (Audience audience = engine.audience(AGE.is(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> audience.sample(-1, 0))
          .withMessage("count must not be negative, count=-1");
    }
  }

  private static Set<String> sample(SegmentationEngine engine, int count, long seed) {
    try (Audience everyone = engine.audience(Predicate.everyone())) {
      return names(everyone.sample(count, seed));
    }
  }

  /** Deleted profiles stay listed, and nobody gets their rows, until the audience is closed. */
  @Test
  void openAudience_keepsTheRowsOfTheDeleted() {
    engine.record(visit(ANA, NOW));
    Audience audience = engine.audience(Predicate.everyone());
    for (int i = 0; i < PEOPLE; i++) {
      engine.delete(ProfileId.of("p" + i));
    }
    engine.delete(ANA);
    reuseRows();

    assertThat(engine.statistics().events()).isEqualTo(1);
    Set<String> expected = people(0, PEOPLE);
    expected.add("ana");
    assertThat(names(audience)).isEqualTo(expected);

    // Now that it is closed, the rows are purged and given to others.
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (engine.statistics().events() > 0) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      reuseRows();
    }
    assertThat(names(engine.audience(AGE.atLeast(0)))).isEmpty();
  }

  /** Writes newcomers, who take whatever row is free. */
  private void reuseRows() {
    for (int i = 0; i < 20; i++) {
      engine.update(ProfileUpdate.of("q" + i));
    }
  }
}

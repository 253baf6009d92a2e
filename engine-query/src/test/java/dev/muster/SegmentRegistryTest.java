// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.query.plan.SegmentCatalog;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomDomain;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.schema.StringAttribute;
import dev.muster.segment.Segment;
import dev.muster.segment.SegmentDefinition;
import dev.muster.segment.SegmentException;
import dev.muster.segment.SegmentException.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SegmentRegistryTest {

  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final EventType PURCHASE = EventType.of("purchase");

  private final ManualClock clock = new ManualClock(RandomDomain.BASE);
  private final SegmentationEngine engine =
      SegmentationEngine.builder(
              Schema.builder().attributes(COUNTRY, AGE).eventTypes(PURCHASE).build())
          .retention(Duration.ofDays(90))
          .clock(clock)
          .open();
  private final SegmentRegistry segments = engine.segments();

  @BeforeEach
  void writeTenProfiles() {
    List<ProfileUpdate> updates = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      updates.add(
          ProfileUpdate.of(ProfileId.of("p" + i)).set(COUNTRY, i < 4 ? "IN" : "ID").set(AGE, i));
    }
    engine.ingest(Batch.of(List.copyOf(updates)));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void reference_meansTheDefinition() {
    segments.define(Segment.of("indian", COUNTRY.is("IN")));
    segments.define(Segment.of("young indian", Predicate.inSegment("indian").and(AGE.atMost(1))));

    assertThat(engine.count(Predicate.inSegment("indian"))).isEqualTo(4);
    assertThat(engine.count(Predicate.inSegment("indian").not())).isEqualTo(6);
    assertThat(engine.count(Predicate.inSegment("young indian"))).isEqualTo(2);
    assertThat(engine.explain(Predicate.inSegment("young indian")).count()).isEqualTo(2);
  }

  @Test
  void anotherDefinition_isTheNextVersion_andAnEqualOneIsNot() {
    SegmentDefinition first = segments.define(Segment.of("s", COUNTRY.is("IN")));
    SegmentDefinition equal = segments.define(Segment.of("s", COUNTRY.is("IN")));
    SegmentDefinition second = segments.define(Segment.of("s", COUNTRY.is("ID")));
    segments.remove("s");
    SegmentDefinition third = segments.define(Segment.of("s", COUNTRY.is("ID")));

    assertThat(first.version()).isEqualTo(1);
    assertThat(equal).isEqualTo(first);
    assertThat(second.version()).isEqualTo(2);
    assertThat(third.version()).isEqualTo(3);
    assertThat(segments.find("s")).contains(third);
    assertThat(segments.definitions()).containsExactly(third);
  }

  @Test
  void view_goesByTheDefinitionsOfItsOpening() {
    segments.define(Segment.of("s", COUNTRY.is("IN")));
    try (ReadView view = engine.view()) {
      segments.define(Segment.of("s", COUNTRY.is("ID")));
      segments.define(Segment.of("later", Predicate.everyone()));

      assertThat(view.count(Predicate.inSegment("s"))).isEqualTo(4);
      assertThat(engine.count(Predicate.inSegment("s"))).isEqualTo(6);
      assertThatThrownBy(() -> view.count(Predicate.inSegment("later")))
          .isInstanceOf(SegmentException.class);
    }
  }

  @Test
  void unknownSegment_isRefusedWithTheNearestName() {
    segments.define(Segment.of("loyal", Predicate.everyone()));

    SegmentException asked =
        catchThrowableOfType(
            SegmentException.class, () -> engine.count(Predicate.inSegment("loyl").not()));
    SegmentException defined =
        catchThrowableOfType(
            SegmentException.class,
            () -> segments.define(Segment.of("x", Predicate.inSegment("who"))));

    assertThat(asked.rule()).isEqualTo(Rule.UNKNOWN);
    assertThat(asked.segment()).isEqualTo("loyl");
    assertThat(asked).hasMessage("no segment is called 'loyl'; did you mean 'loyal'?");
    assertThat(defined).hasMessage("no segment is called 'who'");
    assertThat(segments.find("x")).isEmpty();
  }

  @Test
  void cycle_isRefusedWithItsWay() {
    segments.define(Segment.of("a", COUNTRY.is("IN")));
    segments.define(Segment.of("b", Predicate.inSegment("a").not()));
    segments.define(Segment.of("c", Predicate.anyOf(Predicate.inSegment("b"))));

    SegmentException refused =
        catchThrowableOfType(
            SegmentException.class,
            () -> segments.define(Segment.of("a", Predicate.inSegment("c"))));

    assertThat(refused.rule()).isEqualTo(Rule.CYCLE);
    assertThat(refused)
        .hasMessage("a segment must not lead back to itself: 'a' -> 'c' -> 'b' -> 'a'");
    assertThat(engine.count(Predicate.inSegment("c"))).isEqualTo(6);
  }

  @Test
  void itself_isACycle_alsoWhenDefinedAtOnce() {
    assertThatThrownBy(() -> segments.define(Segment.of("a", Predicate.inSegment("a").not())))
        .hasMessage("a segment must not lead back to itself: 'a' -> 'a'");
    assertThatThrownBy(
            () ->
                segments.defineAll(
                    List.of(
                        Segment.of("a", Predicate.inSegment("b")),
                        Segment.of("b", Predicate.inSegment("a")))))
        .hasMessageStartingWith("a segment must not lead back to itself: '");
    assertThat(segments.definitions()).isEmpty();
  }

  /** A cycle below a changed segment does not pass through it, and a long way is cut. */
  @Test
  void longCycle_isShownByItsEnds() {
    List<Segment> chain = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      chain.add(Segment.of("s" + i, Predicate.inSegment("s" + (i + 1) % 100)));
    }
    chain.add(Segment.of("user", Predicate.inSegment("s0")));

    SegmentException refused =
        catchThrowableOfType(SegmentException.class, () -> segments.defineAll(chain));

    assertThat(refused.rule()).isEqualTo(Rule.CYCLE);
    assertThat(refused.segment()).isEqualTo("s0");
    assertThat(refused)
        .hasMessage(
            "a segment must not lead back to itself: 's0' -> 's1' -> 's2' -> 's3' -> 's4'"
                + " -> (91 more) -> 's96' -> 's97' -> 's98' -> 's99' -> 's0'");
  }

  /** What a segment is made of is counted once and not again by each of its users. */
  @Test
  @Timeout(30)
  void manyUsersOfALargeSegment_areCheckedInOnePass() {
    Predicate[] parts = new Predicate[40_000];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = AGE.is(i);
    }
    List<Segment> users = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      users.add(Segment.of("user" + i, Predicate.inSegment("large")));
    }
    SegmentCatalog catalog = SegmentCatalog.EMPTY.with(users(users, COUNTRY.is("IN")));

    SegmentCatalog redefined = catalog.with(List.of(Segment.of("large", Predicate.anyOf(parts))));

    assertThat(redefined.require("large").version()).isEqualTo(2);
    Predicate both = Predicate.inSegment("user0").or(Predicate.inSegment("user1").not());
    redefined.with(List.of(Segment.of("both", both)));
    Predicate three = both.and(Predicate.inSegment("user2"));
    assertThatThrownBy(() -> redefined.with(List.of(Segment.of("three", three))))
        .hasMessage(
            "with all that it refers to, segment 'three' is too large: a predicate may have at most"
                + " 100000 parts, shared ones counted each time");
  }

  private static List<Segment> users(List<Segment> users, Predicate large) {
    List<Segment> all = new ArrayList<>(users);
    all.add(Segment.of("large", large));
    return all;
  }

  @Test
  void numberOfSegments_isLimited() {
    List<Segment> many = new ArrayList<>();
    for (int i = 0; i < SegmentCatalog.SEGMENTS_MAX; i++) {
      many.add(Segment.of("s" + i, Predicate.everyone()));
    }
    SegmentCatalog full = SegmentCatalog.EMPTY.with(many);

    SegmentException refused =
        catchThrowableOfType(
            SegmentException.class, () -> full.with(List.of(Segment.of("x", Predicate.noOne()))));

    assertThat(refused.rule()).isEqualTo(Rule.TOO_MANY);
    assertThat(refused).hasMessage("at most 100000 segments may be registered, found 100001");
    assertThat(full.with(List.of(Segment.of("s1", Predicate.noOne()))).require("s1").version())
        .isEqualTo(2);
  }

  @Test
  void longNames_areShortenedInMessages() {
    String name = "n".repeat(200);
    segments.define(Segment.of(name, Predicate.everyone()));

    assertThatThrownBy(() -> segments.remove(name + "x"))
        .hasMessage("no segment is called '" + "n".repeat(60) + "…'");
    assertThatThrownBy(() -> segments.define(Segment.of(name, Predicate.inSegment(name))))
        .hasMessageContaining("'" + "n".repeat(60) + "…' -> '");
  }

  @Test
  void segmentInUse_isNotRemoved() {
    segments.define(Segment.of("a", COUNTRY.is("IN")));
    segments.define(Segment.of("b", Predicate.inSegment("a").not()));
    segments.define(Segment.of("c", AGE.is(1).or(Predicate.inSegment("a"))));

    SegmentException refused =
        catchThrowableOfType(SegmentException.class, () -> segments.remove("a"));

    assertThat(refused.rule()).isEqualTo(Rule.IN_USE);
    assertThat(refused).hasMessage("segment 'a' is in use by 'b', 'c'");
    assertThat(segments.dependents("a")).containsExactly("b", "c");
    assertThat(segments.dependents("b")).isEmpty();
    segments.remove("b");
    segments.define(Segment.of("c", AGE.is(1)));
    segments.remove("a");
    assertThat(segments.find("a")).isEmpty();
    assertThatThrownBy(() -> segments.remove("a"))
        .hasMessageStartingWith("no segment is called 'a'");
    assertThatThrownBy(() -> segments.dependents("a")).isInstanceOf(SegmentException.class);
  }

  @Test
  void definitionsGivenTogether_mayReferToEachOther_andAreTakenAllOrNone() {
    List<SegmentDefinition> defined =
        segments.defineAll(
            List.of(
                Segment.of("b", Predicate.inSegment("a").not()),
                Segment.of("a", COUNTRY.is("IN"))));

    assertThat(defined).extracting(SegmentDefinition::name).containsExactly("b", "a");
    assertThat(engine.count(Predicate.inSegment("b"))).isEqualTo(6);
    assertThatThrownBy(
            () ->
                segments.defineAll(
                    List.of(
                        Segment.of("a", COUNTRY.is("ID")),
                        Segment.of("c", LongAttribute.of("height").is(1)))))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(
            () ->
                segments.defineAll(List.of(Segment.of("d", AGE.is(1)), Segment.of("d", AGE.is(2)))))
        .hasMessage("segments defined together must have different names, name='d'");
    assertThat(engine.count(Predicate.inSegment("a"))).isEqualTo(4);
    assertThat(segments.definitions()).hasSize(2);
  }

  @Test
  void definition_isCheckedAgainstSchemaAndRetention() {
    assertThatThrownBy(
            () -> segments.define(Segment.of("x", StringAttribute.of("cuntry").is("IN"))))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("did you mean 'country'?");
    assertThatThrownBy(
            () -> segments.define(Segment.of("x", PURCHASE.inLast(Duration.ofDays(91)).did())))
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("must not reach beyond the retention");
    assertThat(segments.definitions()).isEmpty();
  }

  /** Twice the one before, twenty times: a million parts, though each definition has three. */
  @Test
  void whatGrowsTooLarge_isRefused() {
    segments.define(Segment.of("s0", AGE.is(1)));
    SegmentException refused = null;
    int number = 1;
    for (; number < 40 && refused == null; number++) {
      Predicate before = Predicate.inSegment("s" + (number - 1));
      Segment next = Segment.of("s" + number, before.or(before.not()));
      refused = catchThrowableOfType(SegmentException.class, () -> segments.define(next));
    }

    assertThat(refused.rule()).isEqualTo(Rule.TOO_LARGE);
    assertThat(number).isLessThan(20);
    assertThat(segments.definitions()).hasSize(number - 1);
  }

  @Test
  void redefinition_thatMakesAUserTooDeep_isRefused() {
    segments.define(Segment.of("deep", AGE.is(1)));
    Predicate user = Predicate.inSegment("deep");
    Predicate deep = AGE.is(1);
    for (int i = 0; i < 120; i++) {
      user = user.not();
      deep = deep.not();
    }
    segments.define(Segment.of("user", user));
    Segment deeper = Segment.of("deep", deep);

    assertThatThrownBy(() -> segments.define(deeper))
        .isInstanceOf(SegmentException.class)
        .hasMessageStartingWith("with all that it refers to, segment 'user' is too large");
    assertThat(engine.count(Predicate.inSegment("user"))).isEqualTo(1);
  }

  @Test
  void closedEngine_definesNothing() {
    engine.close();

    assertThatThrownBy(() -> segments.define(Segment.of("x", AGE.is(1))))
        .isInstanceOf(EngineClosedException.class);
  }
}

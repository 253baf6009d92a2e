// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.predicate.Predicate;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.SchemaException;
import dev.muster.segment.Segment;
import dev.muster.text.PredicateText;
import dev.muster.text.TextException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What users have come to expect of defined segments (after the test suite of Apache Unomi). */
class SegmentMarketCasesTest {

  private static final LongAttribute AGE = ShopFixture.AGE;

  private final SegmentationEngine engine =
      ShopFixture.builder(new ManualClock(ShopFixture.NOW)).open();
  private final SegmentRegistry segments = engine.segments();

  @AfterEach
  void close() {
    engine.close();
  }

  private boolean isIn(String... anyOf) {
    Predicate predicate = Predicate.noOne();
    for (String name : anyOf) {
      predicate = predicate.or(Predicate.inSegment(name));
    }
    return engine.count(predicate) == 1;
  }

  /** A profile is in s1, s2 and s3, and in none of s5, s10, s20 and s30. */
  @Test
  void u14_membershipOfSegments() {
    engine.update(ProfileUpdate.of("p").set(AGE, 30));
    for (String name : new String[] {"s1", "s2", "s3"}) {
      segments.define(Segment.of(name, AGE.is(30)));
    }
    for (String name : new String[] {"s5", "s10", "s20", "s30"}) {
      segments.define(Segment.of(name, AGE.is(31)));
    }

    assertThat(isIn("s10", "s20", "s2")).isTrue();
    assertThat(isIn("s10", "s20", "s30")).isFalse();
    assertThat(engine.count(Predicate.inSegment("s10").or(Predicate.inSegment("s2")).not()))
        .isZero();
    assertThat(engine.count(Predicate.inSegment("s1").and(Predicate.inSegment("s2")))).isOne();
    assertThat(engine.count(Predicate.inSegment("s1").and(Predicate.inSegment("s5")))).isZero();
  }

  /** Differs: there is no segment without a predicate, disabled or not. */
  @Test
  void u25_segmentWithoutPredicate() {
    assertThatNullPointerException()
        .isThrownBy(() -> Segment.of("s", null))
        .withMessage("a segment needs a predicate");
  }

  @Test
  void u26_unknownNameOrOperator() {
    assertThatThrownBy(() -> segments.define(Segment.of("s", LongAttribute.of("agee").is(1))))
        .isInstanceOf(SchemaException.class);
    assertThatThrownBy(() -> PredicateText.parse("did visitt", engine.schema()))
        .isInstanceOf(TextException.class);
    assertThatThrownBy(() -> PredicateText.parse("age resembles 3", engine.schema()))
        .isInstanceOf(TextException.class);
    assertThat(segments.definitions()).isEmpty();
  }

  @Test
  void u27_definedAfterTheProfile_thenRemoved() {
    engine.update(ProfileUpdate.of(ProfileId.of("p")).set(AGE, 42));

    segments.define(Segment.of("of any age", AGE.exists()));
    assertThat(isIn("of any age")).isTrue();

    segments.remove("of any age");
    assertThatThrownBy(() -> isIn("of any age")).hasMessage("no segment is called 'of any age'");
  }

  /** Nothing is derived from a definition, so nothing can be left of it. */
  @Test
  void u34_savedTwice_isOneSegment() {
    segments.define(Segment.of("s", AGE.is(1)));
    segments.define(Segment.of("s", AGE.is(1)));

    assertThat(segments.definitions()).hasSize(1);
    assertThat(segments.definitions().get(0).version()).isEqualTo(1);
    segments.remove("s");
    assertThat(segments.definitions()).isEmpty();
  }
}

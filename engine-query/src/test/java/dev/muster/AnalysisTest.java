// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.AGE;
import static dev.muster.ShopFixture.AMOUNT;
import static dev.muster.ShopFixture.CATEGORY;
import static dev.muster.ShopFixture.COUNTRY;
import static dev.muster.ShopFixture.DAY;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.PURCHASE;
import static dev.muster.ShopFixture.TAGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.analysis.Analysis;
import dev.muster.analysis.Breakdown;
import dev.muster.analysis.Buckets;
import dev.muster.analysis.CrossTabulation;
import dev.muster.analysis.Dimension;
import dev.muster.analysis.Distribution;
import dev.muster.analysis.Overlap;
import dev.muster.analysis.Quantity;
import dev.muster.analysis.Rfm;
import dev.muster.analysis.RfmGroup;
import dev.muster.analysis.RfmTransition;
import dev.muster.analysis.Waterfall;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.SchemaException;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.segment.Segment;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Five customers: customer i is i times ten years old and bought i times, last i days ago. */
class AnalysisTest {

  private final SegmentationEngine engine =
      ShopFixture.builder(new ManualClock(NOW)).retention(DAY.multipliedBy(60)).open();

  @BeforeEach
  void write() {
    for (int i = 1; i <= 5; i++) {
      ProfileId id = ProfileId.of("customer " + i);
      engine.update(
          ProfileUpdate.of(id)
              .set(COUNTRY, i < 4 ? "PL" : "IN")
              .set(AGE, 10L * i)
              .set(TAGS, i == 1 ? Set.of() : Set.of("vip", "tag" + i % 2)));
      for (int k = 0; k < i; k++) {
        Event purchase =
            Event.of(id, PURCHASE, NOW.minus(DAY.multipliedBy(i + k)))
                .with(AMOUNT, new BigDecimal("1.50"));
        engine.record(k == 0 ? purchase.with(CATEGORY, "shoes") : purchase);
      }
    }
    engine.update(ProfileUpdate.of(ProfileId.of("nobody")));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private <R> R ask(Analysis<R> analysis) {
    return engine.analyze(Predicate.everyone(), analysis);
  }

  @Test
  void breakdown_listsTheMostFrequent() {
    Breakdown.Result found =
        ask(
            Breakdown.by(
                    Dimension.of(COUNTRY), Dimension.of(TAGS), Dimension.of(PURCHASE, CATEGORY))
                .top(1));

    assertThat(found.profiles()).isEqualTo(6);
    Breakdown.Part countries = found.parts().get(0);
    assertThat(countries.top()).containsExactly(new Breakdown.ValueCount("PL", 3, 3));
    assertThat(countries.rest()).isEqualTo(new Breakdown.Rest(1, 2));
    assertThat(countries.missing()).isEqualTo(1);
    Breakdown.Part tags = found.parts().get(1);
    assertThat(tags.top()).containsExactly(new Breakdown.ValueCount("vip", 4, 4));
    assertThat(tags.rest()).isEqualTo(new Breakdown.Rest(2, 4));
    Breakdown.Part categories = found.parts().get(2);
    assertThat(categories.top()).containsExactly(new Breakdown.ValueCount("shoes", 5, 5));
    assertThat(categories.missing()).isEqualTo(10);
    assertThat(categories.total()).isEqualTo(15);
  }

  @Test
  void crossTabulation_countsMissingAsAValue() {
    CrossTabulation.Result found = ask(CrossTabulation.of(COUNTRY, AGE).top(2));

    assertThat(found.top())
        .containsExactly(
            new CrossTabulation.Combination(List.of(Optional.empty(), Optional.empty()), 1),
            new CrossTabulation.Combination(List.of(Optional.of("IN"), Optional.of(40L)), 1));
    assertThat(found.rest()).isEqualTo(new Breakdown.Rest(4, 4));
  }

  @Test
  void distribution_ofAnAttribute() {
    Distribution.Result<Long> found =
        ask(
            Distribution.of(Quantity.of(AGE))
                .histogram(Buckets.ofWidth(20, 10, 2))
                .percentiles(50, 90));

    assertThat(found.count()).isEqualTo(5);
    assertThat(found.missing()).isEqualTo(1);
    assertThat(found.sum()).hasValue(new BigDecimal(150));
    assertThat(found.mean()).hasValue(new BigDecimal(30));
    assertThat(found.below()).isEqualTo(1);
    assertThat(found.buckets())
        .containsExactly(
            new Distribution.Bucket<>(20L, 30L, 1), new Distribution.Bucket<>(30L, 40L, 1));
    assertThat(found.above()).isEqualTo(2);
    assertThat(found.percentiles())
        .containsExactly(
            new Distribution.Percentile<>(new BigDecimal(50), 30L),
            new Distribution.Percentile<>(new BigDecimal(90), 50L));
  }

  @Test
  void distribution_ofWhatIsMeasured() {
    Distribution.Result<BigDecimal> spent = ask(Distribution.of(Quantity.sum(PURCHASE, AMOUNT)));
    Distribution.Result<BigDecimal> average = ask(Distribution.of(Quantity.avg(PURCHASE, AMOUNT)));

    assertThat(spent.count()).isEqualTo(6);
    assertThat(spent.min()).hasValue(new BigDecimal("0.00"));
    assertThat(spent.max()).hasValue(new BigDecimal("7.50"));
    assertThat(spent.sum()).hasValue(new BigDecimal("22.50"));
    assertThat(average.missing()).isEqualTo(1);
    assertThat(average.max()).hasValue(new BigDecimal("1.50000000"));
  }

  @Test
  void rfm_scoresFiveBuyersFromOneToFive() {
    Rfm.Result found = ask(Rfm.of(PURCHASE, AMOUNT));

    assertThat(found.buyers()).isEqualTo(5);
    assertThat(found.withoutPurchase()).isEqualTo(1);
    for (int i = 1; i <= 5; i++) {
      BigDecimal spent = new BigDecimal("1.50").multiply(BigDecimal.valueOf(i));
      assertThat(found.cell(6 - i, i, i)).isEqualTo(new Rfm.Cell(6 - i, i, i, 1, i, spent));
    }
    assertThat(found.group(RfmGroup.CANT_LOSE_THEM))
        .isEqualTo(new Rfm.Group(RfmGroup.CANT_LOSE_THEM, 1, 5, new BigDecimal("7.50")));
  }

  /** Two days ago customer 1 had not bought yet, and customer 2 just had, for the second time. */
  @Test
  void transition_scoresEachInstantByItself() {
    RfmTransition.Result found =
        ask(RfmTransition.since(NOW.minus(DAY.multipliedBy(2)), Rfm.of(PURCHASE, AMOUNT)));

    assertThat(found.profiles(RfmGroup.NO_PURCHASE, RfmGroup.NO_PURCHASE)).isEqualTo(1);
    assertThat(found.profiles(RfmGroup.NO_PURCHASE, RfmGroup.NEW)).isEqualTo(1);
    assertThat(found.profiles().stream().flatMap(List::stream).mapToLong(Long::longValue).sum())
        .isEqualTo(6);
  }

  @Test
  void transition_isRefusedFromAfterNow() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ask(RfmTransition.since(NOW.plusMillis(1), Rfm.of(PURCHASE, AMOUNT))))
        .withMessage(
            "the earlier instant must not lie after now, earlier="
                + NOW.plusMillis(1)
                + " now="
                + NOW);
  }

  @Test
  void transition_doesNotReachBeyondRetention() {
    Rfm month = Rfm.of(PURCHASE.inLast(DAY.multipliedBy(30)), AMOUNT);

    ask(RfmTransition.since(NOW.minus(DAY.multipliedBy(30)), month));

    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> ask(RfmTransition.since(NOW.minus(DAY.multipliedBy(31)), month)))
        .withMessageContainingAll("must not reach beyond the retention", "window=PT1464H");
  }

  @Test
  void names_areCheckedAgainstTheSchema() {
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> ask(Breakdown.by(Dimension.of(StringAttribute.of("contry")))))
        .withMessage("unknown attribute 'contry'; did you mean 'country'?");
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> ask(Breakdown.by(Dimension.of(PURCHASE, StringProperty.of("categori")))))
        .withMessage("unknown property of 'purchase' 'categori'; did you mean 'category'?");
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> ask(Distribution.of(Quantity.of(LongAttribute.of("score")))))
        .withMessageContainingAll("attribute 'score'", "DOUBLE", "LONG");
  }

  /** Each is small enough by itself; segments referred to count where they are referred to. */
  @Test
  void segmentsOfAnAnalysis_areLimitedTogether() {
    Predicate[] parts = new Predicate[30_000];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = AGE.is(i);
    }
    engine.segments().define(Segment.of("large", Predicate.anyOf(parts)));
    Segment one = Segment.of("one", Predicate.inSegment("large"));
    Segment two = Segment.of("two", Predicate.inSegment("large").not());
    Segment three = Segment.of("three", Predicate.inSegment("large").or(COUNTRY.is("PL")));
    Segment four = Segment.of("four", Predicate.anyOf(parts).not());

    assertThat(ask(Overlap.pairwise(one, two, three)).shared("one", "three")).isEqualTo(5);
    String rule =
        "the segments of an analysis may have at most 100000 parts together, those that they refer"
            + " to included, segments=4";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ask(Overlap.pairwise(one, two, three, four)))
        .withMessage(rule);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ask(Waterfall.of(one, two, three, four)))
        .withMessage(rule);
  }
}

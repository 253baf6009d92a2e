// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.AGE;
import static dev.muster.ShopFixture.CATEGORY;
import static dev.muster.ShopFixture.COUNTRY;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.PURCHASE;
import static dev.muster.ShopFixture.SCORE;
import static dev.muster.ShopFixture.VISIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.muster.analysis.Overlap;
import dev.muster.analysis.Waterfall;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileUpdate;
import dev.muster.query.explain.Estimate;
import dev.muster.query.explain.Explanation;
import dev.muster.query.explain.Explanation.Operator;
import dev.muster.reference.ManualClock;
import dev.muster.segment.Segment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an explanation says is what happened. */
class ExplanationTest {

  private static final int PEOPLE = 3_000;

  private final SegmentationEngine engine =
      ShopFixture.builder(new ManualClock(NOW)).shards(1).open();

  @AfterEach
  void close() {
    engine.close();
  }

  /** A third each from PL, IN and nowhere; ages 0 to 99; every tenth has bought shoes. */
  @BeforeEach
  void fill() {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      ProfileUpdate update = ProfileUpdate.of("p" + i).set(AGE, i % 100);
      operations.add(i % 3 == 2 ? update : update.set(COUNTRY, i % 3 == 0 ? "PL" : "IN"));
      if (i % 10 == 0) {
        operations.add(Event.of(update.profileId(), PURCHASE, NOW).with(CATEGORY, "shoes"));
      }
    }
    engine.ingest(Batch.of(operations));
  }

  @Test
  void head_tellsWhatWasAskedAndFound() {
    Predicate polish = COUNTRY.is("PL");

    Explanation explanation = engine.explain(polish);

    assertThat(explanation.predicate()).isEqualTo(polish.toString());
    assertThat(explanation.now()).isEqualTo(NOW);
    assertThat(explanation.count()).isEqualTo(1_000).isEqualTo(engine.count(polish));
    assertThat(explanation.profiles()).isEqualTo(PEOPLE);
    assertThat(explanation.chunks()).isEqualTo(1);
    assertThat(explanation.epoch()).isEqualTo(engine.statistics().epoch());
    assertThat(explanation.time()).isPositive();
  }

  @Test
  void operator_tellsAskedEstimatedAndFound() {
    Operator root = engine.explain(COUNTRY.is("PL")).root();

    assertThat(root.label()).isEqualTo(COUNTRY.is("PL").toString());
    assertThat(root.candidateRows()).isEqualTo(PEOPLE);
    assertThat(root.resultRows()).isEqualTo(1_000);
    // A frequent value has postings; only the rows behind the last value are guessed at.
    assertThat(root.estimatedRows()).isCloseTo(1_000.0, offset(1.0));
    assertThat(root.chunks()).isEqualTo(1);
    assertThat(root.operands()).isEmpty();
  }

  @Test
  void analysis_isTheLastOperator() {
    Waterfall waterfall = Waterfall.of(Segment.of("young", AGE.atMost(30)));

    Explanation explanation = engine.explain(COUNTRY.is("PL"), waterfall);

    assertThat(explanation.count()).isEqualTo(1_000);
    assertThat(explanation.root().label()).isEqualTo("waterfall");
    assertThat(explanation.root().candidateRows()).isEqualTo(1_000);
    assertThat(explanation.root().operands())
        .extracting(Operator::label)
        .containsExactly(COUNTRY.is("PL").toString());
    assertThat(explanation.toString()).contains("waterfall", "└─ country = 'PL'");
  }

  @Test
  void analysis_isMeasuredOnTopOfItsAudience() {
    Predicate audience = COUNTRY.is("PL").and(AGE.atLeast(50).or(PURCHASE.did()));
    // Parts of the segments are numbered like those of the audience, and must not be counted there.
    Overlap overlap =
        Overlap.pairwise(
            Segment.of("young", AGE.atMost(30).and(COUNTRY.exists()).and(VISIT.didNot())),
            Segment.of("buyers", PURCHASE.did()));

    Explanation explanation = engine.explain(audience, overlap);

    Explanation alone = engine.explain(audience);
    Operator last = explanation.root();
    Operator found = last.operands().get(0);
    assertThat(counts(found)).isEqualTo(counts(alone.root()));
    assertThat(explanation.count()).isEqualTo(alone.count()).isEqualTo(last.resultRows());
    assertThat(last.chunks()).isEqualTo(1);
    assertThat(last.time()).isGreaterThan(found.time());
    // There is one chunk, so one thread did everything, within the whole.
    assertThat(explanation.time()).isGreaterThan(last.time());
  }

  /** What each operator did, without how long it took. */
  private static List<Object> counts(Operator operator) {
    return List.of(
        operator.label(),
        operator.candidateRows(),
        operator.estimatedRows(),
        operator.resultRows(),
        operator.chunks(),
        operator.operands().stream().map(ExplanationTest::counts).toList());
  }

  @Test
  void analysisOfNoOne_isNotRun() {
    Explanation explanation =
        engine.explain(AGE.atLeast(200), Waterfall.of(Segment.of("young", AGE.atMost(30))));

    assertThat(explanation.count()).isZero();
    assertThat(explanation.root().chunks()).isZero();
    assertThat(explanation.root().operands().get(0).candidateRows()).isEqualTo(PEOPLE);
  }

  @Test
  void estimate_comesNearWithoutLooking() {
    Estimate estimate = engine.estimate(COUNTRY.is("PL").and(AGE.atLeast(50)));

    assertThat(estimate.profiles()).isEqualTo(PEOPLE);
    assertThat(estimate.matching()).isBetween(400L, 600L);
    assertThat(estimate.work()).isBetween(Duration.ofNanos(100), Duration.ofMillis(10));
    assertThat(engine.estimate(Predicate.noOne()).matching()).isZero();
    assertThat(engine.estimate(Predicate.everyone()).matching()).isEqualTo(PEOPLE);
  }

  /** The short forms ask the same question as a view, at the instant that was given. */
  @Test
  void everyForm_asksTheSame() {
    Predicate bought = PURCHASE.inLast(Duration.ofDays(1)).did();
    Segment buyers = Segment.of("buyers", bought);
    Waterfall waterfall = Waterfall.of(Segment.of("young", AGE.atMost(30)));
    Instant later = NOW.plus(Duration.ofDays(2));
    try (ReadView view = engine.view(NOW);
        ReadView laterView = engine.view(later)) {
      assertThat(engine.analyze(buyers, waterfall))
          .isEqualTo(view.analyze(bought, waterfall))
          .isEqualTo(view.analyze(buyers, waterfall))
          .isNotEqualTo(engine.analyze(buyers, waterfall, later));
      assertThat(engine.analyze(buyers, waterfall, later))
          .isEqualTo(laterView.analyze(bought, waterfall));
      assertThat(engine.explain(buyers).count()).isEqualTo(300);
      assertThat(engine.explain(buyers, later).count()).isZero();
      assertThat(engine.explain(bought, waterfall).count()).isEqualTo(300);
      assertThat(engine.explain(bought, waterfall, later).count()).isZero();
      assertThat(engine.explain(bought, waterfall, later).now()).isEqualTo(later);
      assertThat(counts(view.explain(buyers, waterfall).root()))
          .isEqualTo(counts(view.explain(bought, waterfall).root()));
      assertThat(engine.estimate(buyers))
          .isEqualTo(engine.estimate(bought))
          .isEqualTo(view.estimate(buyers));
      assertThat(engine.estimate(bought, later)).isEqualTo(laterView.estimate(bought));
    }
  }

  /** Whoever rules out most for least goes first, whatever the author wrote. */
  @Test
  void conjunction_runsTheMostSelectiveOperandFirst() {
    Predicate rare = PURCHASE.did();
    Predicate common = AGE.atLeast(5);
    for (Predicate predicate : List.of(common.and(rare), rare.and(common))) {
      Operator and = engine.explain(predicate).root();

      assertThat(and.label()).isEqualTo("and");
      assertThat(and.operands())
          .extracting(Operator::label)
          .containsExactly(rare.toString(), common.toString());
      assertThat(and.operands())
          .extracting(Operator::candidateRows)
          .containsExactly((long) PEOPLE, 300L);
      assertThat(and.resultRows()).isEqualTo(engine.count(predicate));
      assertThat(and.operands().get(1).resultRows()).isEqualTo(and.resultRows());
    }
  }

  @Test
  void operandAfterNothingIsLeft_isNotRun() {
    Predicate nobody = COUNTRY.is("PL").and(COUNTRY.is("IN")).and(AGE.atLeast(50));

    Explanation explanation = engine.explain(nobody);

    assertThat(explanation.count()).isZero();
    assertThat(explanation.root().operands()).anyMatch(operand -> operand.chunks() == 0);
    assertThat(explanation.toString()).contains("not run");
  }

  @Test
  void whatIsKnownBeforehand_isFolded() {
    assertThat(label(Predicate.everyone())).isEqualTo("everyone");
    assertThat(label(Predicate.noOne())).startsWith("no one: ");
    assertThat(label(COUNTRY.is("XX"))).startsWith("no one: ").contains("no such value");
    assertThat(label(COUNTRY.is("XX").not())).isEqualTo("everyone");
    assertThat(label(COUNTRY.is("PL").not().not())).isEqualTo(COUNTRY.is("PL").toString());
    assertThat(label(COUNTRY.is("PL").and(COUNTRY.is("PL")))).isEqualTo(label(COUNTRY.is("PL")));
    assertThat(label(COUNTRY.is("PL").or(Predicate.everyone()))).isEqualTo("everyone");
    assertThat(label(COUNTRY.is("PL").or(Predicate.noOne()))).isEqualTo(label(COUNTRY.is("PL")));
    assertThat(label(AGE.is(1).and(Predicate.noOne()))).startsWith("no one: ");
  }

  @Test
  void nestedConjunctions_areOne() {
    Predicate nested =
        AGE.atLeast(1).and(Predicate.allOf(AGE.atMost(50), COUNTRY.exists().and(VISIT.didNot())));

    assertThat(engine.explain(nested).root().operands()).hasSize(4);
  }

  /** A state is two questions: what the value is, and since when. */
  @Test
  void state_isTheTestAndTheInstantOfTheChange() {
    Duration day = Duration.ofDays(1);
    engine.update(ProfileUpdate.of("p1").set(SCORE, 0.5));

    assertThat(labels(SCORE.is(0.5).forAtLeast(day)))
        .containsExactlyInAnyOrder("score = 0.5", "score unchanged since 2025-03-09T14:30:00Z");
    assertThat(labels(SCORE.exists().forLessThan(day)))
        .containsExactlyInAnyOrder("score exists", "score changed after 2025-03-09T14:30:00Z");
    assertThat(label(SCORE.in().forLessThan(day))).startsWith("no one: ");
  }

  private List<String> labels(Predicate predicate) {
    return engine.explain(predicate).root().operands().stream().map(Operator::label).toList();
  }

  private String label(Predicate predicate) {
    return engine.explain(predicate).root().label();
  }

  @Test
  void text_isATreeWithNumbers() {
    Predicate predicate =
        COUNTRY.is("PL").and(AGE.lessThan(50).or(PURCHASE.did())).and(VISIT.did().not());

    String[] lines = engine.explain(predicate).toString().split("\n");

    assertThat(lines[0]).isEqualTo(predicate.toString());
    assertThat(lines[1])
        .startsWith(String.format("%,d of 3,000 profiles in ", engine.count(predicate)))
        .contains("now 2025-03-10T14:30:00Z, epoch 1, 1 chunks");
    assertThat(lines[2].trim().split(" +"))
        .containsExactly("asked", "estimated", "found", "chunks", "time", "operator");
    assertThat(lines[3]).endsWith("  and");
    assertThat(lines).hasSize(3 + 1 + 3 + 2 + 1);
    assertThat(lines).anyMatch(line -> line.contains("├─ " + COUNTRY.is("PL")));
    assertThat(lines).anyMatch(line -> line.contains("└─ "));
    assertThat(lines).anyMatch(line -> line.endsWith(AGE.lessThan(50).toString()));
    assertThat(lines).anyMatch(line -> line.matches(".* (│|  )  (├|└)─ .*"));
  }
}

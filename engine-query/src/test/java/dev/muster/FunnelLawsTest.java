// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.analysis.Funnel;
import dev.muster.analysis.FunnelResult;
import dev.muster.analysis.FunnelResult.Step;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.SequenceStep;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What holds of every funnel, and of two that differ in one thing. */
class FunnelLawsTest {

  private static final int QUESTIONS = 12;

  private interface Law {
    void check(Funnel funnel, Predicate audience, ReadView view);
  }

  @SeededTest(count = 60)
  void steps_areNestedAndTimesAscend(long seed) {
    forRandomFunnels(
        seed,
        (funnel, audience, view) -> {
          FunnelResult result = view.analyze(audience, funnel);

          assertThat(result.entered()).isLessThanOrEqualTo(view.count(audience));
          for (int i = 1; i < result.steps().size(); i++) {
            Step step = result.steps().get(i);
            assertThat(step.profiles()).isLessThanOrEqualTo(result.steps().get(i - 1).profiles());
            assertThat(step.times() == null).isEqualTo(step.profiles() == 0);
            if (step.times() != null) {
              assertThat(times(step.times())).isSorted();
            }
          }
        });
  }

  private static List<Duration> times(FunnelResult.Times times) {
    List<Duration> ascending = new ArrayList<>();
    ascending.add(times.shortest());
    ascending.addAll(times.percentiles().values());
    ascending.add(times.longest());
    return ascending;
  }

  /** Whoever has reached a step is who matches the sequence up to it. */
  @SeededTest(count = 60)
  void steps_countTheirSequences(long seed) {
    forRandomFunnels(
        seed,
        (funnel, audience, view) -> {
          Funnel plain = changed(funnel, funnel.steps(), Funnel.OrderMode.ANY, Funnel.Entry.ANY);
          FunnelResult result = view.analyze(audience, plain);

          for (int i = 2; i <= funnel.steps().size(); i++) {
            Predicate prefix =
                new Predicate.SequenceTest(
                    funnel.steps().subList(0, i),
                    funnel.within(),
                    funnel.window(),
                    null,
                    funnel.held());
            assertThat(result.steps().get(i - 1).profiles())
                .as("%s", prefix)
                .isEqualTo(view.count(audience.and(prefix)));
          }
        });
  }

  /** An order mode is no more than patterns that are ruled out between steps. */
  @SeededTest(count = 60)
  void orderModes_areExclusions(long seed) {
    forRandomFunnels(
        seed,
        (funnel, audience, view) -> {
          List<SequenceStep> all = new ArrayList<>(funnel.steps().subList(0, 1));
          List<SequenceStep> two = new ArrayList<>(all);
          for (int i = 1; i < funnel.steps().size(); i++) {
            all.add(excluding(funnel.steps().get(i), funnel.steps()));
            two.add(excluding(funnel.steps().get(i), funnel.steps().subList(i - 1, i + 1)));
          }

          assertThat(view.analyze(audience, funnel.strictOrder()))
              .isEqualTo(
                  view.analyze(
                      audience, changed(funnel, all, Funnel.OrderMode.ANY, funnel.entry())));
          assertThat(view.analyze(audience, funnel.strictDeduplication()))
              .isEqualTo(
                  view.analyze(
                      audience, changed(funnel, two, Funnel.OrderMode.ANY, funnel.entry())));
        });
  }

  private static SequenceStep excluding(SequenceStep step, List<SequenceStep> others) {
    var without = new ArrayList<>(step.without());
    others.forEach(other -> without.add(other.event()));
    return new SequenceStep(step.event(), step.within(), step.order(), without);
  }

  /** What is stricter leaves fewer; the entries stay. */
  @SeededTest(count = 60)
  void strictness_takesProfilesAwayFromLaterSteps(long seed) {
    forRandomFunnels(
        seed,
        (funnel, audience, view) -> {
          Funnel plain = changed(funnel, funnel.steps(), Funnel.OrderMode.ANY, Funnel.Entry.ANY);

          assertFewer(view, audience, plain, plain.fromFirstEntry());
          assertFewer(view, audience, plain, plain.strictDeduplication());
          assertFewer(view, audience, plain.strictDeduplication(), plain.strictOrder());
        });
  }

  private static void assertFewer(
      ReadView view, Predicate audience, Funnel looser, Funnel stricter) {
    FunnelResult more = view.analyze(audience, looser);
    FunnelResult fewer = view.analyze(audience, stricter);

    assertThat(fewer.entered()).isEqualTo(more.entered());
    for (int i = 1; i < more.steps().size(); i++) {
      assertThat(fewer.steps().get(i).profiles())
          .isLessThanOrEqualTo(more.steps().get(i).profiles());
    }
  }

  @SeededTest(count = 60)
  void breakdown_addsUp(long seed) {
    forRandomFunnels(
        seed,
        (funnel, audience, view) -> {
          FunnelResult result = view.analyze(audience, funnel);
          FunnelResult.Breakdown breakdown = result.breakdown();

          for (int i = 0; breakdown != null && i < result.steps().size(); i++) {
            int step = i;
            long sum =
                breakdown.missing().get(i)
                    + breakdown.other().get(i)
                    + breakdown.rows().stream().mapToLong(row -> row.profiles().get(step)).sum();
            assertThat(sum).isEqualTo(result.steps().get(i).profiles());
          }
        });
  }

  private static void forRandomFunnels(long seed, Law law) {
    RandomDomain domain = new RandomDomain(seed);
    Schema schema = domain.schema();
    ManualClock clock = new ManualClock(RandomDomain.BASE);
    try (SegmentationEngine engine =
        EngineUnderTest.random(schema, domain.choice(), clock).open()) {
      for (int i = 0; i < 6; i++) {
        engine.ingest(domain.batch(schema, 30));
      }
      for (int i = 0; i < QUESTIONS; i++) {
        Predicate audience =
            domain.choice().chance(60) ? Predicate.everyone() : domain.predicate(schema, 1);
        Instant now = domain.now();
        try (ReadView view = engine.view(now)) {
          law.check(funnel(domain, schema), audience, view);
        }
      }
    }
  }

  private static Funnel funnel(RandomDomain domain, Schema schema) {
    while (true) {
      if (domain.analysis(schema) instanceof Funnel funnel) {
        return funnel;
      }
    }
  }

  private static Funnel changed(
      Funnel funnel, List<SequenceStep> steps, Funnel.OrderMode mode, Funnel.Entry entry) {
    @Nullable Duration within = funnel.within();
    return new Funnel(
        steps,
        within,
        funnel.window(),
        funnel.held(),
        mode,
        entry,
        funnel.percentiles(),
        funnel.breakdown());
  }
}

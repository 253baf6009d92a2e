// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.analysis.Funnel;
import dev.muster.analysis.FunnelResult;
import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventPattern;
import dev.muster.predicate.SequenceStep;
import dev.muster.predicate.SequenceStep.Order;
import dev.muster.predicate.Window;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What users of other systems have come to expect of funnels (after the test suite of Apache
 * Pinot): how far each of four profiles comes, all in a time of 1,000.
 *
 * <p>Differs: Pinot puts events of one instant in some order; here they satisfy any order, and
 * nothing lies between two events of one instant. That decides for u1, whose cart and checkout
 * happened at once.
 */
public abstract class FunnelMarketCases extends AttributeMarketCases {

  private static final Duration TIME = Duration.ofMillis(1_000);
  private static final List<EventType> FOUR_STEPS =
      List.of(SEARCH, ADD_TO_CART, CHECKOUT, CONFIRMATION);

  private void writeFourProfiles() {
    happened("u0", SEARCH, 1_000);
    happened("u0", ADD_TO_CART, 1_010);
    happened("u0", CHECKOUT, 1_020);
    happened("u0", ADD_TO_CART, 1_025);
    happened("u0", CONFIRMATION, 1_030);
    happened("u1", CHECKOUT, 2_010);
    happened("u1", ADD_TO_CART, 2_010);
    happened("u1", SEARCH, 2_000);
    happened("u2", SEARCH, 1_000);
    happened("u2", ADD_TO_CART, 1_010);
    happened("u2", ADD_TO_CART, 1_015);
    happened("u2", CHECKOUT, 1_020);
    happened("u2", CONFIRMATION, 11_030);
    happened("u3", CHECKOUT, 2_020);
    happened("u3", ADD_TO_CART, 12_010);
    happened("u3", SEARCH, 12_050);
  }

  /** u1: checkout may follow the cart of the same instant. */
  @Test
  void pi1_anyOrder() {
    writeFourProfiles();

    expectReached(funnel(FOUR_STEPS, Order.AT_OR_AFTER), 4, 3, 3, 1);
  }

  /** u1: neither of the two lies between the other and the search. */
  @Test
  void pi2_strictOrder() {
    writeFourProfiles();

    expectReached(funnel(FOUR_STEPS, Order.AT_OR_AFTER).strictOrder(), 3, 3, 2, 1);
  }

  @Test
  void pi3_strictDeduplication() {
    writeFourProfiles();

    expectReached(funnel(FOUR_STEPS, Order.AT_OR_AFTER).strictDeduplication(), 4, 3, 2, 1);
  }

  @Test
  void pi4_strictlyLater() {
    writeFourProfiles();

    expectReached(funnel(FOUR_STEPS, Order.AFTER), 4, 2, 3, 1);
  }

  /** Events that are no step are ruled out by name. u1: the cart does not lie between. */
  @Test
  void pi5_strictOrderWithoutOthers() {
    writeFourProfiles();

    Funnel funnel = funnel(List.of(SEARCH, CHECKOUT, CONFIRMATION), Order.AT_OR_AFTER, ADD_TO_CART);

    expectReached(funnel.strictOrder(), 1, 2, 1, 1);
  }

  @Test
  void pi_allTogether() {
    writeFourProfiles();

    FunnelResult result =
        analyze(EMAIL.exists(), funnel(FOUR_STEPS, Order.AT_OR_AFTER).withPercentiles(100));

    assertThat(result.steps().stream().map(FunnelResult.Step::profiles))
        .containsExactly(4L, 3L, 3L, 1L);
    // The cart after 10 each, the checkout after 20, 10 and 20.
    assertThat(result.steps().stream().map(FunnelResult.Step::times))
        .containsExactly(null, times(10, 10, 10), times(10, 20, 20), times(30, 30, 30));
  }

  private static FunnelResult.Times times(long shortest, long median, long longest) {
    return new FunnelResult.Times(
        Duration.ofMillis(shortest),
        Duration.ofMillis(median),
        Duration.ofMillis(longest),
        new TreeMap<>(Map.of(100, Duration.ofMillis(longest))));
  }

  private static Funnel funnel(List<EventType> types, Order order, EventType... without) {
    List<EventPattern> excluded = new ArrayList<>();
    for (EventType type : without) {
      excluded.add(new EventPattern(type.name(), EventFilter.all()));
    }
    List<SequenceStep> steps = new ArrayList<>();
    for (EventType type : types) {
      EventPattern pattern = new EventPattern(type.name(), EventFilter.all());
      steps.add(
          steps.isEmpty()
              ? SequenceStep.of(pattern)
              : new SequenceStep(pattern, null, order, excluded));
    }
    return new Funnel(
        steps, TIME, Window.EVER, null, Funnel.OrderMode.ANY, Funnel.Entry.ANY, List.of(), null);
  }

  private void happened(String profile, EventType type, long millis) {
    write(ProfileUpdate.of(profile).set(EMAIL, profile));
    write(Event.of(ProfileId.of(profile), type, NOW.minusSeconds(3_600).plusMillis(millis)));
  }

  /** How many steps each of the four profiles has reached. */
  private void expectReached(Funnel funnel, long... expected) {
    for (int i = 0; i < expected.length; i++) {
      FunnelResult result = analyze(EMAIL.is("u" + i), funnel);

      assertThat(result.steps().stream().mapToLong(FunnelResult.Step::profiles).sum())
          .as("steps of u%s", i)
          .isEqualTo(expected[i]);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.analysis.Funnel.Entry;
import dev.muster.analysis.Funnel.OrderMode;
import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventPattern;
import dev.muster.predicate.HeldProperty;
import dev.muster.predicate.SequenceStep;
import dev.muster.predicate.SequenceStep.Order;
import dev.muster.predicate.Window;
import dev.muster.schema.EventSequence;
import dev.muster.schema.EventType;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.schema.StringSetAttribute;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FunnelTest {

  private static final StringProperty SKU = StringProperty.of("sku");
  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final EventType VISIT = EventType.of("visit", SKU);
  private static final EventType CART = EventType.of("cart", SKU);
  private static final EventType PURCHASE = EventType.of("purchase", SKU);
  private static final Duration DAY = Duration.ofDays(1);
  private static final SequenceStep VISITS =
      SequenceStep.of(new EventPattern("visit", EventFilter.all()));
  private static final SequenceStep CARTS =
      SequenceStep.of(new EventPattern("cart", EventFilter.all()));

  @Test
  void of_takesWhatTheSequenceSays() {
    EventSequence sequence =
        VISIT
            .then(CART)
            .then(PURCHASE.where(SKU.is("x")))
            .within(DAY)
            .strictly()
            .without(VISIT)
            .allWithin(DAY.multipliedBy(2))
            .holding(SKU)
            .inLast(DAY.multipliedBy(30));

    Funnel funnel = Funnel.of(sequence);

    SequenceStep bought =
        new SequenceStep(
            new EventPattern("purchase", SKU.is("x")), DAY, Order.AFTER, List.of(VISITS.event()));
    assertThat(funnel)
        .isEqualTo(
            new Funnel(
                List.of(VISITS, CARTS, bought),
                DAY.multipliedBy(2),
                Window.last(DAY.multipliedBy(30)),
                new HeldProperty("sku", SKU.type()),
                OrderMode.ANY,
                Entry.ANY,
                List.of(90),
                null));
  }

  @Test
  void options_replaceEachOther() {
    Funnel funnel = Funnel.of(VISIT.then(CART));

    assertThat(funnel.strictOrder().orderMode()).isEqualTo(OrderMode.STRICT_ORDER);
    assertThat(funnel.strictOrder().strictDeduplication())
        .isEqualTo(funnel.strictDeduplication())
        .extracting(Funnel::orderMode)
        .isEqualTo(OrderMode.STRICT_DEDUPLICATION);
    assertThat(funnel.fromFirstEntry().by(COUNTRY).strictOrder().entry()).isEqualTo(Entry.FIRST);
    assertThat(funnel.withPercentiles(99, 10, 99).percentiles()).containsExactly(10, 99);
    assertThat(funnel.withPercentiles().percentiles()).isEmpty();
    assertThat(funnel.by(COUNTRY, 3).by(COUNTRY).breakdown())
        .isEqualTo(new Funnel.Breakdown("country", COUNTRY.type(), 20));
    assertThat(funnel).isEqualTo(Funnel.of(VISIT.then(CART)));
  }

  @Test
  void entryAlone_isAFunnel() {
    Funnel funnel = Funnel.of(VISIT.where(SKU.is("x")).inLast(DAY));

    assertThat(funnel.steps())
        .containsExactly(SequenceStep.of(new EventPattern("visit", SKU.is("x"))));
    assertThat(funnel.window()).isEqualTo(Window.last(DAY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Funnel.of(VISIT.first()))
        .withMessageStartingWith("a step is an event type and a filter")
        .withMessageContaining("occurrence=FIRST");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> funnel(List.of(VISITS), DAY))
        .withMessageStartingWith("an entry alone follows none")
        .withMessageContaining("within=PT24H");
    SequenceStep bound = new SequenceStep(VISITS.event(), null, Order.AFTER, List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> funnel(List.of(bound), null))
        .withMessageContaining("order=AFTER");
  }

  @Test
  void steps_areThoseOfASequence() {
    funnel(Collections.nCopies(10, VISITS), DAY);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> funnel(Collections.nCopies(11, VISITS), null))
        .withMessage("a funnel has 1 to 10 steps, found 11");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> funnel(List.of(), null))
        .withMessage("a funnel has 1 to 10 steps, found 0");
    SequenceStep bound = new SequenceStep(VISITS.event(), DAY, Order.AT_OR_AFTER, List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> funnel(List.of(bound, VISITS), null))
        .withMessageStartingWith("the first step follows none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> funnel(List.of(VISITS, CARTS), Duration.ofMillis(-1)))
        .withMessageContaining("within=PT-0.001S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Funnel.of(VISIT.then(CART).thenNot(PURCHASE, DAY)))
        .withMessageContaining("'did visit then cart then not purchase within 1 day'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Funnel.of(VISIT.thenNot(PURCHASE, DAY)))
        .withMessageStartingWith("a funnel is made of what happened");
  }

  @Test
  void percentiles_areOfAHundred() {
    Funnel funnel = Funnel.of(VISIT.then(CART)).withPercentiles(1, 100);

    assertThat(funnel.percentiles()).containsExactly(1, 100);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> funnel.withPercentiles(50, 0))
        .withMessage("a percentile must be in [1, 100], percentile=0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> funnel.withPercentiles(101))
        .withMessage("a percentile must be in [1, 100], percentile=101");
  }

  @Test
  void breakdown_isByOneValueAndBounded() {
    Funnel funnel = Funnel.of(VISIT.then(CART)).by(COUNTRY, 1).by(COUNTRY, 1_000);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> funnel.by(COUNTRY, 0))
        .withMessage("the rows of a breakdown must be in [1, 1000], found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> funnel.by(COUNTRY, 1_001))
        .withMessage("the rows of a breakdown must be in [1, 1000], found 1001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> funnel.by(StringSetAttribute.of("tags")))
        .withMessage(
            "a funnel is broken down by one value, and not by a set of them, attribute=tags");
  }

  private static Funnel funnel(List<SequenceStep> steps, @Nullable Duration within) {
    return new Funnel(steps, within, Window.EVER, null, OrderMode.ANY, Entry.ANY, List.of(), null);
  }
}

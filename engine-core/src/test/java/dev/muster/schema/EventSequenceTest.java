// SPDX-License-Identifier: Apache-2.0
package dev.muster.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.muster.predicate.EventFilter;
import dev.muster.predicate.EventPattern;
import dev.muster.predicate.HeldProperty;
import dev.muster.predicate.Inaction;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.SequenceStep;
import dev.muster.predicate.SequenceStep.Order;
import dev.muster.predicate.Window;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventSequenceTest {

  private static final StringProperty SKU = StringProperty.of("sku");
  private static final EventType CART = EventType.of("add_to_cart", SKU);
  private static final EventType PURCHASE = EventType.of("purchase", SKU);
  private static final EventType REFUND = EventType.of("refund");
  private static final Duration DAY = Duration.ofDays(1);
  private static final EventPattern CARTS = new EventPattern("add_to_cart", EventFilter.all());
  private static final EventPattern PURCHASES = new EventPattern("purchase", EventFilter.all());
  private static final EventPattern REFUNDS = new EventPattern("refund", EventFilter.all());

  @Test
  void then_addsAStepAndTheRestSpeaksOfIt() {
    Predicate predicate =
        CART.then(PURCHASE.where(SKU.is("x")))
            .within(DAY)
            .strictly()
            .without(REFUND, CART)
            .then(CART)
            .did();

    SequenceStep bought =
        new SequenceStep(
            new EventPattern("purchase", SKU.is("x")), DAY, Order.AFTER, List.of(REFUNDS, CARTS));
    assertThat(predicate)
        .isEqualTo(
            new Predicate.SequenceTest(
                List.of(SequenceStep.of(CARTS), bought, SequenceStep.of(CARTS)),
                null,
                Window.EVER,
                null));
  }

  @Test
  void thenNot_endsTheSequence() {
    EventSequence abandoned = CART.thenNot(PURCHASE, DAY);

    assertThat(abandoned.strictly().inLast(DAY).allWithin(Duration.ZERO).did())
        .isEqualTo(
            new Predicate.SequenceTest(
                List.of(SequenceStep.of(CARTS)),
                Duration.ZERO,
                Window.last(DAY),
                new Inaction(PURCHASES, DAY, Order.AFTER)));
    assertThat(abandoned.didNot()).isEqualTo(abandoned.did().not());
    assertThatIllegalStateException()
        .isThrownBy(() -> abandoned.then(CART))
        .withMessage("nothing can follow what must not come");
    assertThatIllegalStateException().isThrownBy(() -> abandoned.within(DAY));
  }

  @Test
  void text_readsLikeTheDefinition() {
    assertThat(CART.then(PURCHASE).within(DAY).did())
        .hasToString("did add_to_cart then purchase within 1 day");
    assertThat(
            CART.where(SKU.is("x"))
                .then(PURCHASE)
                .strictly()
                .within(DAY)
                .without(REFUND, CART.where(SKU.exists()))
                .then(REFUND)
                .allWithin(Duration.ofDays(7))
                .inLast(Duration.ofDays(30))
                .did())
        .hasToString(
            "did add_to_cart (sku = 'x') then strictly purchase within 1 day"
                + " without refund, add_to_cart (sku exists) between"
                + " then refund all within 7 days in last 30 days");
    assertThat(CART.thenNot(PURCHASE, Duration.ofMinutes(10)).didNot())
        .hasToString("not (did add_to_cart then not purchase within 10 minutes)");
  }

  @Test
  void holding_staysWhateverComesBehindIt() {
    HeldProperty sku = new HeldProperty("sku", SKU.type());
    EventSequence held = CART.then(PURCHASE).holding(LongProperty.of("sku")).holding(SKU);

    assertThat(CART.then(PURCHASE).did().held()).isNull();
    for (EventSequence sequence :
        List.of(
            held,
            held.within(DAY),
            held.strictly(),
            held.without(CART),
            held.then(CART),
            held.thenNot(CART, DAY),
            held.thenNot(CART, DAY).strictly(),
            held.allWithin(DAY),
            held.inLast(DAY))) {
      assertThat(sequence.did().held()).as("%s", sequence).isEqualTo(sku);
    }
    assertThat(held.did()).hasToString("did add_to_cart then purchase holding sku");
    assertThat(held.allWithin(DAY).inLast(DAY).didNot())
        .hasToString(
            "not (did add_to_cart then purchase all within 1 day holding sku in last 1 day)");
  }

  @Test
  void holding_takesNoSet() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CART.then(PURCHASE).holding(StringSetProperty.of("coupons")))
        .withMessage("what is held has one value, and not a set of them, property=coupons");
  }

  @Test
  void steps_takeNoWindowOfTheirOwn() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CART.then(PURCHASE.inLast(DAY)))
        .withMessageContaining("a window is one of the whole sequence")
        .withMessageContaining("eventType=purchase");
    assertThatIllegalArgumentException().isThrownBy(() -> CART.first().then(PURCHASE));
  }

  @Test
  void firstStep_followsNone() {
    assertThatIllegalStateException()
        .isThrownBy(() -> EventSequence.of(CART).within(DAY))
        .withMessage("'within' is about a step that follows another");
    assertThatIllegalStateException()
        .isThrownBy(() -> EventSequence.of(CART).strictly())
        .withMessageStartingWith("'strictly'");
    assertThatIllegalStateException()
        .isThrownBy(() -> EventSequence.of(CART).without(REFUND))
        .withMessageStartingWith("'without'");
    SequenceStep bound = new SequenceStep(CARTS, DAY, Order.AT_OR_AFTER, List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sequence(List.of(bound, bound)))
        .withMessageStartingWith("the first step follows none");
  }

  @Test
  void numbersOfSteps_areLimited() {
    SequenceStep step = SequenceStep.of(CARTS);

    sequence(Collections.nCopies(10, step));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sequence(Collections.nCopies(11, step)))
        .withMessage("a sequence has 2 to 10 steps, found 11");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sequence(List.of(step)))
        .withMessage("a sequence has 2 to 10 steps, found 1");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new SequenceStep(CARTS, null, Order.AFTER, Collections.nCopies(11, REFUNDS)))
        .withMessage("at most 10 patterns may be ruled out between two steps, found 11");
  }

  @Test
  void durations_areWholeMilliseconds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CART.then(CART).within(Duration.ofNanos(1)))
        .withMessageContaining("within=PT0.000000001S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CART.thenNot(CART, Duration.ZERO))
        .withMessageContaining("within=PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CART.then(CART).allWithin(Duration.ofMillis(-1)).did())
        .withMessageContaining("within=PT-0.001S");
  }

  private static Predicate sequence(List<SequenceStep> steps) {
    return new Predicate.SequenceTest(steps, null, Window.EVER, null);
  }
}

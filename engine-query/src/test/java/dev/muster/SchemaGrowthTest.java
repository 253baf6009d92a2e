// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.AGE;
import static dev.muster.ShopFixture.ANA;
import static dev.muster.ShopFixture.BEN;
import static dev.muster.ShopFixture.COUNTRY;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.PURCHASE;
import static dev.muster.ShopFixture.SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.RejectedOperationException;
import dev.muster.reference.ManualClock;
import dev.muster.schema.Attribute;
import dev.muster.schema.BooleanAttribute;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A schema that grows while the engine runs: what is there stays, what is new begins missing. */
class SchemaGrowthTest {

  private static final StringAttribute CITY = StringAttribute.of("city");
  private static final StringProperty COUPON = StringProperty.of("coupon");
  private static final EventType REFUND = EventType.of("refund", COUPON);

  private final SegmentationEngine engine =
      ShopFixture.builder(new ManualClock(NOW)).writerThreads(1).open();

  @AfterEach
  void close() {
    engine.close();
  }

  private static Schema larger() {
    return SCHEMA.toBuilder()
        .attributes(CITY)
        .properties("purchase", COUPON)
        .eventTypes(REFUND)
        .build();
  }

  @Test
  void newDefinitions_areUsableOnceTheCallReturns() {
    engine.update(ProfileUpdate.of(ANA).set(COUNTRY, "PL"));
    engine.record(Event.of(ANA, PURCHASE, NOW));

    engine.extendSchema(larger());

    assertThat(engine.schema().findAttribute("city")).isNotNull();
    assertThat(engine.count(CITY.missing())).isEqualTo(1);
    assertThat(engine.count(REFUND.didNot())).isEqualTo(1);
    assertThat(engine.count(PURCHASE.where(COUPON.missing()).did())).isEqualTo(1);
    engine.update(ProfileUpdate.of(ANA).set(CITY, "Kraków"));
    engine.record(Event.of(ANA, PURCHASE, NOW).with(COUPON, "x"));
    engine.record(Event.of(BEN, REFUND, NOW).with(COUPON, "y"));
    assertThat(engine.count(CITY.is("Kraków").and(COUNTRY.is("PL")))).isEqualTo(1);
    assertThat(engine.count(PURCHASE.where(COUPON.is("x")).did())).isEqualTo(1);
    assertThat(engine.count(PURCHASE.count().is(2))).isEqualTo(1);
    assertThat(engine.count(REFUND.where(COUPON.is("y")).did())).isEqualTo(1);
    assertThat(engine.profile(ANA).orElseThrow().attributes())
        .containsEntry("city", "Kraków")
        .containsEntry("country", "PL");
  }

  @Test
  void newDefinitions_areRefusedBefore() {
    assertThatExceptionOfType(RejectedOperationException.class)
        .isThrownBy(() -> engine.update(ProfileUpdate.of(ANA).set(CITY, "x")))
        .withMessageContaining("unknown attribute 'city'");
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> engine.count(CITY.missing()))
        .withMessageContaining("unknown attribute 'city'");
  }

  /** A view answers with the schema of its moment. */
  @Test
  void viewFromBefore_keepsItsSchema() {
    engine.update(ProfileUpdate.of(ANA).set(COUNTRY, "PL"));
    try (ReadView view = engine.view()) {
      engine.extendSchema(larger());
      engine.update(ProfileUpdate.of(ANA).set(CITY, "x").set(COUNTRY, "IN"));

      assertThat(view.count(COUNTRY.is("PL"))).isEqualTo(1);
      assertThat(view.profile(ANA, 1).orElseThrow().attributes()).hasSize(1);
      assertThatExceptionOfType(SchemaException.class)
          .isThrownBy(() -> view.count(CITY.exists()))
          .withMessageContaining("unknown attribute 'city'");
    }
  }

  @Test
  void smallerOrOtherSchema_isRefused() {
    Schema without = Schema.builder().attributes(COUNTRY).build();
    Schema other = Schema.builder().attributes(LongAttribute.of("country")).build();

    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> engine.extendSchema(without))
        .withMessageContaining("'age'")
        .withMessageContaining("is gone");
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> engine.extendSchema(other))
        .withMessage("a schema only grows: the attribute 'country' was STRING and is now LONG");
    assertThat(engine.schema()).isSameAs(SCHEMA);
  }

  /** What is new may be tracked from its first write on; what is there may not begin to be. */
  @Test
  void newAttribute_mayBeTracked() {
    engine.update(ProfileUpdate.of(ANA).set(COUNTRY, "PL"));

    engine.extendSchema(SCHEMA.toBuilder().attributes(CITY).trackingChanges(CITY).build());
    engine.update(ProfileUpdate.of(ANA).set(CITY, "Kraków"));

    Duration hour = Duration.ofHours(1);
    assertThat(engine.count(CITY.is("Kraków").forAtLeast(hour), NOW.plus(hour))).isEqualTo(1);
    assertThat(engine.count(CITY.is("Kraków").forLessThan(hour), NOW.plus(hour))).isZero();
    assertThat(engine.profile(ANA).orElseThrow().attributes()).hasSize(2);
    Schema late = engine.schema().toBuilder().trackingChanges(COUNTRY).build();
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> engine.extendSchema(late))
        .withMessageContaining("changes of the attribute 'country' was off and is now on");
  }

  @Test
  void sameSchema_mayBeHandedInAgain() {
    engine.extendSchema(SCHEMA);

    engine.update(ProfileUpdate.of(ANA).set(AGE, 1));
    assertThat(engine.count(AGE.is(1))).isEqualTo(1);
  }

  /** Of several that grow it apart, one wins; the others are refused and may build on hers. */
  @Test
  void concurrentGrowth_endsWithEveryDefinition() throws Exception {
    List<FutureTask<Integer>> growers = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    for (int i = 0; i < 4; i++) {
      LongAttribute own = LongAttribute.of("own" + i);
      FutureTask<Integer> grower =
          new FutureTask<>(
              () -> {
                start.await();
                return grow(own);
              });
      new Thread(grower, "test-grower").start();
      growers.add(grower);
    }
    start.countDown();
    for (FutureTask<Integer> grower : growers) {
      assertThat(grower.get()).isPositive();
    }

    for (int i = 0; i < 4; i++) {
      engine.update(ProfileUpdate.of(ANA).set("own" + i, i));
      assertThat(engine.count(LongAttribute.of("own" + i).is(i))).isEqualTo(1);
    }
    assertThat(engine.schema().attributes()).hasSize(SCHEMA.attributes().size() + 4);
  }

  /** Tries until nobody has been faster; tells how often. */
  private int grow(Attribute<?> own) {
    for (int attempt = 1; ; attempt++) {
      try {
        engine.extendSchema(engine.schema().toBuilder().attributes(own).build());
        return attempt;
      } catch (SchemaException e) {
        assertThat(e).hasMessageContaining("a schema only grows").hasMessageContaining("is gone");
      }
    }
  }

  /** Writes that were encoded with an older schema mean the same after it has grown. */
  @Test
  void writesDuringGrowth_keepTheirMeaning() throws Exception {
    int steps = 60;
    FutureTask<Integer> writing =
        new FutureTask<>(
            () -> {
              int written = 0;
              while (engine.schema().findAttribute("flag" + (steps - 1)) == null) {
                String country = "c" + written % 5;
                engine.submit(
                    Batch.of(
                        ProfileUpdate.of("p" + written).set(COUNTRY, country).set(AGE, written),
                        Event.of(ANA, PURCHASE, NOW).with(ShopFixture.CATEGORY, country)));
                written++;
              }
              engine.ingest(Batch.of());
              return written;
            });
    Thread writer = new Thread(writing, "test-writer");
    writer.start();
    for (int i = 0; i < steps; i++) {
      Schema now = engine.schema();
      engine.extendSchema(
          now.toBuilder()
              .attributes(BooleanAttribute.of("flag" + i))
              .eventTypes(EventType.of("type" + i))
              .build());
      engine.update(ProfileUpdate.of("grower").set("flag" + i, true));
    }
    int written = writing.get();

    assertThat(engine.count(COUNTRY.exists().and(AGE.exists()))).isEqualTo(written);
    assertThat(engine.profile(ANA, 0).isPresent()).isEqualTo(written > 0);
    assertThat(engine.count(PURCHASE.count().is(written).and(PURCHASE.did())))
        .isEqualTo(Math.min(1, written));
    long byCountry = 0;
    for (int i = 0; i < 5; i++) {
      byCountry += engine.count(COUNTRY.is("c" + i));
    }
    assertThat(byCountry).isEqualTo(written);
    assertThat(engine.profile(ProfileId.of("grower")).orElseThrow().attributes()).hasSize(steps);
  }
}

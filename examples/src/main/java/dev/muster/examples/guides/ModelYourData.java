// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import dev.muster.SegmentationEngine;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.RejectedOperationException;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.schema.StringSetAttribute;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** A schema of typed constants, writes, and a schema that grows while the engine runs. */
public final class ModelYourData {

  // region constants
  static final StringAttribute COUNTRY = StringAttribute.of("country");
  static final StringAttribute STATUS = StringAttribute.of("status");
  static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  static final LongAttribute AGE = LongAttribute.of("age");

  static final StringProperty CATEGORY = StringProperty.of("category");
  static final DecimalProperty AMOUNT = DecimalProperty.of("amount", 2);
  static final EventType PURCHASE = EventType.of("purchase", CATEGORY, AMOUNT);

  // endregion

  private ModelYourData() {}

  public static void main(String[] arguments) {
    run(System.out);
  }

  static void run(PrintStream out) {
    // region write
    Schema schema =
        Schema.builder()
            .attributes(COUNTRY, STATUS, TAGS)
            .trackingChanges(STATUS)
            .eventTypes(PURCHASE)
            .build();
    try (SegmentationEngine engine = SegmentationEngine.builder(schema).open()) {
      ProfileId ana = ProfileId.of("ana");
      Event order =
          Event.of(ana, PURCHASE, Instant.now().minus(Duration.ofDays(2)))
              .id("order 1001")
              .with(AMOUNT, new BigDecimal("19.90"))
              .with(CATEGORY, "shoes");
      engine.ingest(
          Batch.of(
              ProfileUpdate.of(ana)
                  .set(COUNTRY, "PL")
                  .set(STATUS, "trial")
                  .set(TAGS, Set.of("beta", "vip")),
              order));

      out.println("the same order again: " + engine.record(order).duplicates() + " duplicate");
      // endregion
      // region wrong
      try {
        engine.update(ProfileUpdate.of(ana).set("country", 48));
      } catch (RejectedOperationException e) {
        out.println(e.getMessage());
      }
      // endregion
      // region grow
      engine.extendSchema(schema.toBuilder().attributes(AGE).build());
      engine.update(ProfileUpdate.of(ana).set(AGE, 34));

      out.println("adults: " + engine.count(AGE.atLeast(18)));
      // endregion
    }
  }
}

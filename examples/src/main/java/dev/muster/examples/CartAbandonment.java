// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples;

import dev.muster.Audience;
import dev.muster.SegmentationEngine;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Who put something in the cart today and has not bought since? The same question, asked again as
 * the day goes on: {@code now} is an argument, and time alone moves people in and out.
 */
public final class CartAbandonment {

  static final EventType ADD_TO_CART = EventType.of("add_to_cart");
  static final EventType PURCHASE = EventType.of("purchase");

  /** In the cart within a day, but not in the last hour: those may still be about to pay. */
  // region abandoned
  static final Predicate ABANDONED =
      ADD_TO_CART
          .ago(Duration.ofHours(1), Duration.ofHours(24))
          .did()
          .and(ADD_TO_CART.inLast(Duration.ofHours(1)).didNot())
          .and(PURCHASE.inLast(Duration.ofHours(24)).didNot());

  // endregion

  private CartAbandonment() {}

  public static void main(String[] arguments) {
    run(System.out);
  }

  static void run(PrintStream out) {
    Schema schema = Schema.builder().eventTypes(ADD_TO_CART, PURCHASE).build();
    Instant nine = Instant.parse("2026-03-02T09:00:00Z");
    Clock evening = Clock.fixed(nine.plus(Duration.ofHours(30)), ZoneOffset.UTC);
    try (SegmentationEngine engine = SegmentationEngine.builder(schema).clock(evening).open()) {
      engine.ingest(
          Batch.of(
              Event.of(ProfileId.of("ana"), ADD_TO_CART, nine),
              Event.of(ProfileId.of("ben"), ADD_TO_CART, nine),
              Event.of(ProfileId.of("ben"), PURCHASE, nine.plus(Duration.ofMinutes(20))),
              Event.of(ProfileId.of("cleo"), ADD_TO_CART, nine.plus(Duration.ofHours(3))),
              Event.of(ProfileId.of("dora"), PURCHASE, nine)));

      for (int hours : new int[] {0, 1, 4, 24, 27}) {
        Instant now = nine.plus(Duration.ofHours(hours));
        out.println(now + " " + members(engine, now));
      }
    }
  }

  private static List<String> members(SegmentationEngine engine, Instant now) {
    List<String> names = new ArrayList<>();
    try (Audience audience = engine.audience(ABANDONED, now)) {
      audience.forEach(id -> names.add(id.value()));
    }
    Collections.sort(names);
    return names;
  }
}

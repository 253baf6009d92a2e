// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.reference.ManualClock;
import dev.muster.schema.DateAttribute;
import dev.muster.schema.DecimalAttribute;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.DoubleAttribute;
import dev.muster.schema.DoubleProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.schema.StringSetAttribute;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/** A small shop: its schema, two customers, and a clock that stands still. */
final class ShopFixture {

  static final StringAttribute COUNTRY = StringAttribute.of("country");
  static final LongAttribute AGE = LongAttribute.of("age");
  static final DoubleAttribute SCORE = DoubleAttribute.of("score");
  static final DecimalAttribute BALANCE = DecimalAttribute.of("balance", 2);
  static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  static final DateAttribute BORN = DateAttribute.of("born");
  static final DecimalProperty AMOUNT = DecimalProperty.of("amount", 2);
  static final StringProperty CATEGORY = StringProperty.of("category");
  static final DoubleProperty RATING = DoubleProperty.of("rating");
  static final EventType PURCHASE = EventType.of("purchase", AMOUNT, CATEGORY, RATING);
  static final EventType VISIT = EventType.of("visit");

  static final Schema SCHEMA =
      Schema.builder()
          .attributes(COUNTRY, AGE, SCORE, BALANCE, TAGS, BORN)
          .trackingChanges(SCORE)
          .eventTypes(PURCHASE, VISIT)
          .build();

  static final ProfileId ANA = ProfileId.of("ana");
  static final ProfileId BEN = ProfileId.of("ben");
  static final Instant NOW = Instant.parse("2025-03-10T14:30:00Z");
  static final Duration DAY = Duration.ofDays(1);

  private ShopFixture() {}

  /** The options of an engine on two shards whose clock is {@code clock}. */
  static EngineBuilder builder(ManualClock clock) {
    return SegmentationEngine.builder(SCHEMA).shards(2).clock(clock);
  }

  /** A visit of {@code id} at {@code time}. */
  static Event visit(ProfileId id, Instant time) {
    return Event.of(id, VISIT, time);
  }

  /** The identifiers of {@code audience} as text, sorted; closes it. */
  static Set<String> names(Audience audience) {
    try (audience) {
      Set<String> names = new TreeSet<>();
      audience.forEach(id -> names.add(id.value()));
      return names;
    }
  }
}

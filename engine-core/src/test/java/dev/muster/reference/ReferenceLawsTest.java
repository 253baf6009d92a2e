// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** What holds of every predicate over every store. */
class ReferenceLawsTest {

  private static final long NOW = RandomDomain.BASE.toEpochMilli();

  @SeededTest
  void not_isTheComplement(long seed) {
    RandomDomain domain = new RandomDomain(seed);
    Schema schema = domain.schema();
    ReferenceEngine store = filled(domain, schema);
    for (int i = 0; i < 50; i++) {
      Predicate predicate = domain.predicate(schema, 3);
      long now = domain.now().toEpochMilli();

      Set<ProfileId> inside = store.audience(predicate, now);
      Set<ProfileId> outside = store.audience(predicate.not(), now);

      Set<ProfileId> both = new HashSet<>(inside);
      both.addAll(outside);
      assertThat(both).as(predicate.toString()).isEqualTo(store.profileIds());
      assertThat(inside.size() + outside.size()).isEqualTo(both.size());
      assertThat(store.audience(predicate.not().not(), now)).isEqualTo(inside);
    }
  }

  /** Late and out-of-order events count as if they had arrived in order. */
  @SeededTest
  void events_countInAnyOrderOfArrival(long seed) {
    RandomDomain domain = new RandomDomain(seed);
    Schema schema = domain.schema();
    List<Operation> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Event event = domain.event(schema);
      if (event.eventId() == null) {
        events.add(event);
      }
    }
    List<Operation> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, new Random(seed));
    ReferenceEngine one = new ReferenceEngine(schema);
    ReferenceEngine other = new ReferenceEngine(schema);

    events.forEach(event -> one.apply(event, NOW));
    shuffled.forEach(event -> other.apply(event, NOW));

    for (int i = 0; i < 50; i++) {
      Predicate predicate = domain.predicate(schema, 2);
      long now = domain.now().toEpochMilli();
      assertThat(other.audience(predicate, now))
          .as(predicate.toString())
          .isEqualTo(one.audience(predicate, now));
    }
  }

  private static ReferenceEngine filled(RandomDomain domain, Schema schema) {
    ReferenceEngine engine = new ReferenceEngine(schema);
    for (int i = 0; i < 200; i++) {
      engine.apply(domain.operation(schema), NOW);
    }
    return engine;
  }
}

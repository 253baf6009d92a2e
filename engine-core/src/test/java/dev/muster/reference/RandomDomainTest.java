// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.analysis.Analysis;
import dev.muster.analysis.CalendarUnit;
import dev.muster.analysis.Retention;
import dev.muster.analysis.RetentionInterval;
import dev.muster.analysis.Timeline;
import dev.muster.analysis.Trend;
import dev.muster.predicate.EventFilter;
import dev.muster.predicate.HeldProperty;
import dev.muster.predicate.Measure;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.ValueTest;
import dev.muster.predicate.Window;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.schema.Schema;
import dev.muster.value.ValueType;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomDomainTest {

  private static final int SEEDS = 200;

  @Test
  void sequence_isFixedByTheSeed() {
    assertThat(transcript(7)).isEqualTo(transcript(7)).isNotEqualTo(transcript(8));
  }

  @Test
  void predicates_reachEveryKind() {
    KindCollector kinds = new KindCollector();

    for (long seed = 0; seed < SEEDS; seed++) {
      RandomDomain domain = new RandomDomain(seed);
      Schema schema = domain.schema();
      domain.segment(schema);
      for (int i = 0; i < 20; i++) {
        kinds.collect(domain.predicate(schema, 3));
      }
    }

    Stream.of(Predicate.class, ValueTest.class, EventFilter.class, Measure.class, Window.class)
        .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
        .forEach(kind -> assertThat(kinds.found()).as("kinds").contains(kind));
    assertThat(kinds.found()).contains(HeldProperty.class);
  }

  @Test
  void analyses_reachEveryKind() {
    Set<Class<?>> kinds = new HashSet<>();
    Set<CalendarUnit> units = new HashSet<>();

    for (long seed = 0; seed < 10 * SEEDS; seed++) {
      RandomDomain domain = new RandomDomain(seed);
      Schema schema = domain.schema();
      for (int i = 0; i < 10; i++) {
        Analysis<?> analysis = domain.analysis(schema);
        kinds.add(analysis.getClass());
        if (analysis instanceof Trend trend) {
          kinds.add(trend.timeline().getClass());
          units.add(trend.timeline().units().unit());
        } else if (analysis instanceof Retention retention) {
          kinds.add(retention.interval().getClass());
        }
      }
    }

    Stream.of(Analysis.class, Timeline.class, RetentionInterval.class)
        .flatMap(family -> Stream.of(family.getPermittedSubclasses()))
        .forEach(kind -> assertThat(kinds).as("kinds").contains(kind));
    assertThat(units).containsExactlyInAnyOrder(CalendarUnit.values());
  }

  @Test
  void schemas_reachEveryType() {
    Set<ValueType.Kind> attributes = new HashSet<>();
    Set<ValueType.Kind> properties = new HashSet<>();

    for (long seed = 0; seed < SEEDS; seed++) {
      Schema schema = new RandomDomain(seed).schema();
      schema.attributes().forEach(attribute -> attributes.add(attribute.type().kind()));
      schema
          .eventTypes()
          .forEach(type -> type.properties().forEach(p -> properties.add(p.type().kind())));
    }

    assertThat(attributes).containsExactlyInAnyOrder(ValueType.Kind.values());
    assertThat(properties).containsExactlyInAnyOrder(ValueType.Kind.values());
  }

  @SeededTest
  void growth_keepsEverythingAndAddsSomething(long seed) {
    RandomDomain domain = new RandomDomain(seed);
    Schema schema = domain.schema();

    Schema larger = domain.growth(schema);

    schema.requireGrowsInto(larger);
    assertThat(larger.attributes()).hasSizeGreaterThan(schema.attributes().size());
  }

  /** Writes are accepted whatever the seed, also once the schema has grown. */
  @SeededTest(count = 100)
  void batches_areAcceptedByTheReference(long seed) {
    RandomDomain domain = new RandomDomain(seed);
    Schema schema = domain.schema();
    ReferenceEngine engine = new ReferenceEngine(schema);
    ManualClock clock = new ManualClock(RandomDomain.BASE);

    for (int i = 0; i < 30; i++) {
      if (i == 15) {
        schema = domain.growth(schema);
        engine.extendSchema(schema);
      }
      engine.apply(domain.batch(schema, 20), clock.advance(Duration.ofMinutes(7)).toEpochMilli());
    }

    assertThat(engine.profileIds()).isSubsetOf(RandomDomain.profileIds()).isNotEmpty();
  }

  /** A generator whose predicates hold for everyone or no one would find nothing. */
  @Test
  void predicates_tellProfilesApart() {
    int apart = 0;
    int asked = 0;

    for (long seed = 0; seed < SEEDS; seed++) {
      RandomDomain domain = new RandomDomain(seed);
      Schema schema = domain.schema();
      ReferenceEngine engine = filled(domain, schema);
      for (int i = 0; i < 20; i++) {
        Predicate predicate = domain.predicate(schema, 2);
        long size = engine.count(predicate, domain.now().toEpochMilli());
        apart += size > 0 && size < engine.profileIds().size() ? 1 : 0;
        asked++;
      }
    }

    assertThat(apart).isGreaterThan(asked / 4);
  }

  @Test
  void nows_hitWindowEdgesExactly() {
    int hits = 0;

    for (long seed = 0; seed < SEEDS; seed++) {
      RandomDomain domain = new RandomDomain(seed);
      Schema schema = domain.schema();
      Set<Long> times = new HashSet<>();
      for (int i = 0; i < 100; i++) {
        times.add(domain.event(schema).epochMillis());
      }
      for (int i = 0; i < 20; i++) {
        long now = domain.now().toEpochMilli();
        hits += times.contains(now - Duration.ofDays(7).toMillis()) ? 1 : 0;
      }
    }

    assertThat(hits).isGreaterThan(SEEDS);
  }

  @Test
  void eventTimes_keepTheirPromise() {
    long from = RandomDomain.BASE.minus(RandomDomain.HISTORY).toEpochMilli();
    long to = RandomDomain.BASE.plus(RandomDomain.FUTURE_MAX).toEpochMilli();

    for (long seed = 0; seed < SEEDS; seed++) {
      RandomDomain domain = new RandomDomain(seed).recentOnly();
      Schema schema = domain.schema();
      for (int i = 0; i < 100; i++) {
        Event event = domain.event(schema);
        if (event.epochMillis() != Event.NO_TIME) {
          assertThat(event.epochMillis()).as("seed %d", seed).isBetween(from, to);
        }
      }
    }
  }

  @Test
  void batches_repeatTheirProducersNumbers() {
    int duplicates = 0;

    for (long seed = 0; seed < SEEDS; seed++) {
      RandomDomain domain = new RandomDomain(seed);
      Schema schema = domain.schema();
      ReferenceEngine engine = new ReferenceEngine(schema);
      for (int i = 0; i < 10; i++) {
        Batch batch = domain.batch(schema, 3);
        ReferenceEngine.Outcome outcome = engine.apply(batch, RandomDomain.BASE.toEpochMilli());
        duplicates += outcome == ReferenceEngine.Outcome.DUPLICATE ? 1 : 0;
      }
    }

    assertThat(duplicates).isGreaterThan(SEEDS);
  }

  private static ReferenceEngine filled(RandomDomain domain, Schema schema) {
    ReferenceEngine engine = new ReferenceEngine(schema);
    for (int i = 0; i < 200; i++) {
      engine.apply(domain.operation(schema), RandomDomain.BASE.toEpochMilli());
    }
    return engine;
  }

  private static List<String> transcript(long seed) {
    RandomDomain domain = new RandomDomain(seed);
    Schema schema = domain.schema();
    Operation operation = domain.operation(schema);
    Predicate predicate = domain.predicate(schema, 4);
    return List.of(
        schema.toString(), operation.toString(), predicate.toString(), domain.now().toString());
  }
}

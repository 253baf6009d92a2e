// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Analysis;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileDeletion;
import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.Attribute;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import dev.muster.value.ValueRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Random schemas, writes and questions that meet: everything is drawn from pools so small that
 * profiles, values, times and literals collide. The seed fixes the whole sequence.
 *
 * <p>Regimes: eight profiles, the first ones written most; updates that set, set again and unset;
 * deletions followed by new writes; events without a time, with the same time, out of order, on day
 * boundaries and one millisecond beside window edges; event ids that repeat across types and
 * profiles; producers that repeat, skip and go back. {@link RandomTimes}, {@link RandomValues} and
 * {@link RandomPredicates} tell their own.
 *
 * <p>No write is refused by an engine whose clock stands at {@link #BASE} or later, whose future
 * skew is at least {@link #FUTURE_MAX} and which keeps events for ever. With {@link #recentOnly()}
 * it may also forget events, once they are older than {@link #HISTORY} and whatever its clock has
 * moved since {@link #BASE}. Not thread-safe.
 */
public final class RandomDomain {

  /** Where the engine's clock should stand when writing begins; midnight UTC. */
  public static final Instant BASE = Instant.parse("2025-03-10T00:00:00Z");

  /** How far before {@link #BASE} events lie, the few ancient ones aside. */
  public static final Duration HISTORY = Duration.ofDays(45);

  /** How far after {@link #BASE} events lie at most. */
  public static final Duration FUTURE_MAX = Duration.ofHours(1);

  private static final int PROFILES = 8;
  private static final int EVENT_IDS = 6;
  private static final int SEGMENTS = 4;

  private final RandomChoice choice;
  private final RandomSchemas schemas;
  private final RandomTimes times;
  private final RandomValues values;
  private final RandomPredicates predicates;
  private final RandomAnalyses analyses;
  private final Map<String, Long> producerSequences = new HashMap<>();
  private final boolean[] defined = new boolean[SEGMENTS];
  private boolean documents;

  /** The domain of {@code seed}. */
  public RandomDomain(long seed) {
    this.choice = new RandomChoice(seed);
    this.schemas = new RandomSchemas(choice);
    this.times = new RandomTimes(choice);
    this.values = new RandomValues(choice);
    this.predicates = new RandomPredicates(choice, values, times);
    this.analyses = new RandomAnalyses(choice, predicates, values, times);
  }

  /** Draws doubles whose sums depend on the order of adding from now on. */
  public RandomDomain orderedDoubles() {
    values.orderedDoubles();
    return this;
  }

  /** Draws no event older than {@link #HISTORY} before {@link #BASE} from now on. */
  public RandomDomain recentOnly() {
    times.recentOnly();
    return this;
  }

  /** Draws documents among other writes from now on. */
  public RandomDomain withDocuments() {
    documents = true;
    return this;
  }

  /** The source of randomness, for decisions of the test itself. */
  public RandomChoice choice() {
    return choice;
  }

  /** A schema with at least one attribute and one event type. */
  public Schema schema() {
    return schemas.schema();
  }

  /** A larger schema that {@code schema} grows into. */
  public Schema growth(Schema schema) {
    return schemas.growth(schema);
  }

  /** A predicate over {@code schema}, nested at most {@code depthMax} deep. */
  public Predicate predicate(Schema schema, int depthMax) {
    return predicates.predicate(schema, depthMax);
  }

  /**
   * A new definition of one of few segments, to which later predicates may refer. It refers only to
   * segments of smaller names, so that none leads back to itself.
   */
  public Segment segment(Schema schema) {
    int number = choice.below(SEGMENTS);
    RandomPredicates ofSmaller = new RandomPredicates(choice, values, times);
    for (int i = 0; i < number; i++) {
      if (defined[i]) {
        ofSmaller.mayReferTo(segmentName(i));
      }
    }
    Segment segment = Segment.of(segmentName(number), ofSmaller.predicate(schema, 2));
    if (!defined[number]) {
      predicates.mayReferTo(segment.name());
      defined[number] = true;
    }
    return segment;
  }

  private static String segmentName(int number) {
    return "segment '" + number + "'";
  }

  /** An analysis over {@code schema}. */
  public Analysis<?> analysis(Schema schema) {
    return analyses.analysis(schema);
  }

  /** An instant to evaluate at. */
  public Instant now() {
    return Instant.ofEpochMilli(times.nowMillis());
  }

  /** One of few profiles. */
  public ProfileId profileId() {
    return ProfileId.of(profileName(Math.min(choice.below(PROFILES), choice.below(PROFILES))));
  }

  /** All that {@link #profileId()} ever returns. */
  public static List<ProfileId> profileIds() {
    List<ProfileId> profileIds = new ArrayList<>();
    for (int i = 0; i < PROFILES; i++) {
      profileIds.add(ProfileId.of(profileName(i)));
    }
    return profileIds;
  }

  private static String profileName(int number) {
    return number % 4 == 3 ? "проф-😀-" + number : "p" + number;
  }

  /** A batch of 0 to {@code sizeMax} operations, from one of two producers or from none. */
  public Batch batch(Schema schema, int sizeMax) {
    List<Operation> operations = new ArrayList<>();
    for (int i = choice.between(0, sizeMax); i > 0; i--) {
      operations.add(operation(schema));
    }
    Batch batch = Batch.of(operations);
    return choice.chance(50) ? batch : fromProducer(batch, choice.of(List.of("crm", "web")));
  }

  /** Mostly the next number of the producer, sometimes a later, the same or an earlier one. */
  private Batch fromProducer(Batch batch, String producer) {
    long last = producerSequences.getOrDefault(producer, -1L);
    long sequence = Math.max(0, last + choice.skewed(List.of(1, 0, 5, -1)));
    producerSequences.put(producer, Math.max(last, sequence));
    return batch.from(producer, sequence);
  }

  /** A write that {@code schema} accepts. */
  public Operation operation(Schema schema) {
    if (documents && choice.chance(12)) {
      return document();
    }
    int regime = choice.below(100);
    if (regime < 40) {
      return update(schema);
    }
    return regime < 95 ? event(schema) : new ProfileDeletion(profileId());
  }

  /** A document under one of few names to be put or removed, mostly small. */
  public ProfileDocument document() {
    String name = choice.of(List.of("note", "поле-😀", "a\0b", "n".repeat(200)));
    if (choice.chance(25)) {
      return ProfileDocument.removal(profileId(), name);
    }
    int size = choice.of(List.of(0, 1, 7, 100, choice.chance(2) ? 70_000 : 3));
    byte[] content = new byte[size];
    for (int i = 0; i < size; i++) {
      content[i] = (byte) (i % 97 == 0 ? choice.below(256) : content[i / 2] + i);
    }
    return ProfileDocument.of(profileId(), name, content);
  }

  /** An update that {@code schema} accepts. */
  public ProfileUpdate update(Schema schema) {
    ProfileUpdate update = ProfileUpdate.of(profileId());
    for (int i = choice.below(5); i > 0; i--) {
      Attribute<?> attribute = choice.of(schema.attributes());
      if (choice.chance(75)) {
        set(update, attribute);
      } else if (choice.chance(50)) {
        update.unset(attribute);
      } else {
        update.unset(attribute.name());
      }
    }
    return update;
  }

  private <V> void set(ProfileUpdate update, Attribute<V> attribute) {
    Object value = values.written(attribute.type());
    if (choice.chance(50)) {
      update.set(attribute.name(), value);
      return;
    }
    @SuppressWarnings("unchecked") // the canonical class of the attribute's type is V
    V typed = (V) ValueRules.canonical(attribute.type(), value);
    update.set(attribute, typed);
  }

  /** An event that {@code schema} accepts. */
  public Event event(Schema schema) {
    EventType type = choice.skewed(schema.eventTypes());
    Event event =
        choice.chance(5)
            ? Event.of(profileId(), type)
            : Event.of(profileId(), type, times.eventMillis());
    for (Property<?> property : type.properties()) {
      if (choice.chance(60)) {
        with(event, property);
      }
    }
    return choice.chance(25) ? event.id("event-" + choice.below(EVENT_IDS)) : event;
  }

  private <V> void with(Event event, Property<V> property) {
    Object value = values.written(property.type());
    if (choice.chance(50)) {
      event.with(property.name(), value);
      return;
    }
    @SuppressWarnings("unchecked") // the canonical class of the property's type is V
    V typed = (V) ValueRules.canonical(property.type(), value);
    event.with(property, typed);
  }
}

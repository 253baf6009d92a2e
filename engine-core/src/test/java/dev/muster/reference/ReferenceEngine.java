// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Analysis;
import dev.muster.predicate.EventPattern;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileDeletion;
import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import dev.muster.value.InvalidValueException;
import dev.muster.value.ValueRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the engine must answer: the same writes and questions over plain collections, row by row.
 *
 * <p>Nothing here is fast or clever, so that it can be read and believed. Writes that the rules
 * refuse throw what {@link ValueRules} and {@link Schema} throw and change nothing, a whole batch
 * included. Not thread-safe.
 */
public final class ReferenceEngine {

  /** How far an event may lie in the future unless said otherwise. */
  public static final Duration FUTURE_SKEW = Duration.ofHours(1);

  /** How long an event id is remembered unless said otherwise. */
  public static final Duration DEDUP_HORIZON = Duration.ofHours(24);

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  /** What became of a write. */
  public enum Outcome {
    /** It has taken effect. */
    APPLIED,
    /** It had been taken before and changes nothing. */
    DUPLICATE
  }

  private final Map<ProfileId, ReferenceProfile> profiles = new LinkedHashMap<>();
  private final Map<String, Long> lastSequences = new HashMap<>();
  private final Map<String, Predicate> segments = new HashMap<>();

  /** Those of removed segments, too. */
  private final Map<String, Long> segmentVersions = new HashMap<>();

  private final long futureSkewMillis;
  private final @Nullable Long retentionMillis;
  private final long dedupHorizonMillis;

  /** Before which no event is kept; null while all are. */
  private @Nullable Long floorMillis;

  private Schema schema;
  private long eventCount;

  /** An empty engine with the default skew and dedup horizon that keeps events for ever. */
  public ReferenceEngine(Schema schema) {
    this(schema, FUTURE_SKEW, null, DEDUP_HORIZON);
  }

  /**
   * An empty engine.
   *
   * @param schema what may be written
   * @param futureSkew how far after its ingest an event may lie
   * @param retention how long events are seen, or null for ever
   * @param dedupHorizon how long, in ingest time, an event id is remembered
   */
  public ReferenceEngine(
      Schema schema, Duration futureSkew, @Nullable Duration retention, Duration dedupHorizon) {
    this.schema = schema;
    this.futureSkewMillis = futureSkew.toMillis();
    this.retentionMillis = retention == null ? null : retention.toMillis();
    this.dedupHorizonMillis = dedupHorizon.toMillis();
  }

  /**
   * Lets go of what has left the retention, for good, when it is {@code nowMillis}: of all before
   * the last full hour that it has left behind. Shorter retentions than two days go by their 64th
   * part, a second at least, instead of the hour.
   */
  public void dropEvents(long nowMillis) {
    if (retentionMillis == null) {
      return;
    }
    long grain =
        retentionMillis >= 2 * DAY_MILLIS ? 3_600_000 : Math.max(1_000, retentionMillis / 64);
    long instant = Math.floorDiv(nowMillis - retentionMillis, grain) * grain;
    if (floorMillis == null || instant >= floorMillis + grain) {
      floorMillis = instant;
      profiles
          .values()
          .forEach(profile -> profile.events.removeIf(event -> event.epochMillis() < instant));
    }
  }

  /** The first instant of which events are kept, if any were let go. */
  public Optional<Instant> eventsSince() {
    return Optional.ofNullable(floorMillis).map(Instant::ofEpochMilli);
  }

  /**
   * Deletes the profiles of which there was no update and no event taken for {@code days} whole UTC
   * days before the one of {@code nowMillis}.
   *
   * @return how many
   */
  public int expireProfiles(long nowMillis, int days) {
    long before = Math.floorDiv(nowMillis, DAY_MILLIS) - days;
    int count = profiles.size();
    profiles.values().removeIf(profile -> profile.activeDay < before);
    return count - profiles.size();
  }

  /** The same profiles and events for an engine that keeps events for {@code retention}. */
  public ReferenceEngine reopened(@Nullable Duration retention) {
    ReferenceEngine reopened =
        new ReferenceEngine(
            schema,
            Duration.ofMillis(futureSkewMillis),
            retention,
            Duration.ofMillis(dedupHorizonMillis));
    reopened.profiles.putAll(profiles);
    reopened.lastSequences.putAll(lastSequences);
    reopened.segments.putAll(segments);
    reopened.floorMillis = floorMillis;
    reopened.eventCount = eventCount;
    return reopened;
  }

  /** Takes a larger schema. */
  public void extendSchema(Schema larger) {
    schema.requireGrowsInto(larger);
    schema = larger;
  }

  /** Predicates may refer to {@code segment} from now on. */
  public void define(Segment segment) {
    if (!segment.predicate().equals(segments.get(segment.name()))) {
      segments.put(segment.name(), segment.predicate());
      segmentVersions.merge(segment.name(), 1L, Long::sum);
    }
  }

  /** Predicates may no longer refer to the segment called {@code name}. */
  public void removeSegment(String name) {
    segments.remove(name);
  }

  /** Applies the operations of {@code batch} in order, or none if its producer had sent it. */
  public Outcome apply(Batch batch, long ingestMillis) {
    String producer = batch.producer();
    if (producer != null) {
      Long last = lastSequences.get(producer);
      if (last != null && batch.sequence() <= last) {
        return Outcome.DUPLICATE;
      }
    }
    batch.operations().forEach(operation -> check(operation, ingestMillis));
    if (producer != null) {
      lastSequences.put(producer, batch.sequence());
    }
    batch.operations().forEach(operation -> applyChecked(operation, ingestMillis));
    return Outcome.APPLIED;
  }

  /** Applies one operation. */
  public Outcome apply(Operation operation, long ingestMillis) {
    check(operation, ingestMillis);
    return applyChecked(operation, ingestMillis);
  }

  /** Whether there is such a profile and {@code predicate} holds for it at {@code nowMillis}. */
  public boolean matches(ProfileId profileId, Predicate predicate, long nowMillis) {
    ReferenceProfile profile = profiles.get(profileId);
    return profile != null
        && predicate.accept(
            new PredicateEvaluation(profileId, profile, segments, nowMillis, retentionMillis));
  }

  /** The profiles for which {@code predicate} holds at {@code nowMillis}. */
  public Set<ProfileId> audience(Predicate predicate, long nowMillis) {
    Set<ProfileId> audience = new LinkedHashSet<>();
    for (ProfileId profileId : profiles.keySet()) {
      if (matches(profileId, predicate, nowMillis)) {
        audience.add(profileId);
      }
    }
    return audience;
  }

  /** How many profiles {@code predicate} holds for at {@code nowMillis}. */
  public long count(Predicate predicate, long nowMillis) {
    return audience(predicate, nowMillis).size();
  }

  /** The answer of {@code analysis} for the profiles of {@code audience} at {@code nowMillis}. */
  public Object analyze(Predicate audience, Analysis<?> analysis, long nowMillis) {
    return analysis.accept(new AnalysisEvaluation(this, audience(audience, nowMillis), nowMillis));
  }

  /**
   * The events of {@code profileId} that {@code pattern} looks for, retained and not later than
   * {@code nowMillis}, in order of (time, acceptance).
   */
  List<ReferenceEvent> past(ProfileId profileId, EventPattern pattern, long nowMillis) {
    ReferenceProfile profile = profiles.get(profileId);
    if (profile == null) {
      return List.of();
    }
    return profile.events.stream()
        .filter(event -> event.epochMillis() <= nowMillis)
        .filter(
            event -> retentionMillis == null || nowMillis - event.epochMillis() < retentionMillis)
        .filter(event -> event.type().equals(pattern.eventType()))
        .filter(
            event ->
                pattern
                    .filter()
                    .accept(new EventFilterEvaluation(event, profile.attributes, nowMillis)))
        .sorted(
            Comparator.comparingLong(ReferenceEvent::epochMillis)
                .thenComparingLong(ReferenceEvent::sequence))
        .toList();
  }

  /** What {@code profileId}, which must live, has when it is {@code nowMillis}. */
  PredicateEvaluation evaluation(ProfileId profileId, long nowMillis) {
    return evaluationAsOf(profileId, nowMillis, nowMillis);
  }

  /**
   * What {@code profileId}, which must live, had at {@code instantMillis}, as far as it is still
   * kept when it is {@code nowMillis}.
   */
  PredicateEvaluation evaluationAsOf(ProfileId profileId, long instantMillis, long nowMillis) {
    ReferenceProfile profile = profiles.get(profileId);
    if (profile == null) {
      throw new IllegalArgumentException("no such profile, id=" + profileId);
    }
    // An event is as much younger at the instant as the instant lies before now.
    Long keptMillis =
        retentionMillis == null ? null : (Long) (retentionMillis - (nowMillis - instantMillis));
    return new PredicateEvaluation(profileId, profile, segments, instantMillis, keptMillis);
  }

  /** The hash of all that can be asked for when it is {@code nowMillis}. */
  public long stateHash(long nowMillis) {
    Long kept = retentionMillis;
    long fromMillis = kept == null ? Long.MIN_VALUE : nowMillis - kept + 1;
    return ReferenceStateHash.of(schema, segments, segmentVersions, profiles, fromMillis);
  }

  /** All live profiles. */
  public Set<ProfileId> profileIds() {
    return Set.copyOf(profiles.keySet());
  }

  /**
   * One profile with its latest events: newest first, for equal times by position of the event type
   * in the schema, and within the type the later written first.
   */
  public Optional<Profile> profile(ProfileId profileId, int eventsMax) {
    return profile(profileId, eventsMax, Long.MIN_VALUE);
  }

  /** The same without the events that are past retention when it is {@code nowMillis}. */
  public Optional<Profile> profileAt(ProfileId profileId, int eventsMax, long nowMillis) {
    Long kept = retentionMillis;
    return profile(profileId, eventsMax, kept == null ? Long.MIN_VALUE : nowMillis - kept + 1);
  }

  private Optional<Profile> profile(ProfileId profileId, int eventsMax, long fromMillis) {
    ReferenceProfile profile = profiles.get(profileId);
    if (profile == null) {
      return Optional.empty();
    }
    Comparator<ReferenceEvent> newestFirst =
        Comparator.comparingLong(ReferenceEvent::epochMillis)
            .reversed()
            .thenComparingInt(event -> schema.eventTypes().indexOf(schema.eventType(event.type())))
            .thenComparing(Comparator.comparingLong(ReferenceEvent::sequence).reversed());
    return Optional.of(
        new Profile(
            profileId,
            profile.attributes,
            profile.events.stream()
                .filter(event -> event.epochMillis() >= fromMillis)
                .sorted(newestFirst)
                .limit(eventsMax)
                .map(ReferenceEvent::recorded)
                .toList(),
            sizes(profile.documents)));
  }

  private void check(Operation operation, long ingestMillis) {
    if (operation instanceof ProfileUpdate update) {
      update.forEach((name, type, value) -> checkAttribute(name, value));
    } else if (operation instanceof Event event) {
      properties(event);
      checkTime(event, ingestMillis);
    }
  }

  private void checkAttribute(String name, @Nullable Object value) {
    var attribute = schema.attribute(name);
    if (value != null) {
      ValueRules.canonical(attribute.type(), value);
    }
  }

  private void checkTime(Event event, long ingestMillis) {
    long age = ingestMillis - time(event, ingestMillis);
    boolean gone = floorMillis != null && time(event, ingestMillis) < floorMillis;
    if (age < -futureSkewMillis || (retentionMillis != null && age >= retentionMillis) || gone) {
      throw new InvalidValueException(
          InvalidValueException.Rule.OUT_OF_RANGE,
          "an event must lie inside retention and not beyond the future skew, event="
              + event
              + " ingest="
              + Instant.ofEpochMilli(ingestMillis));
    }
  }

  private Outcome applyChecked(Operation operation, long ingestMillis) {
    if (operation instanceof ProfileUpdate update) {
      update(update, ingestMillis);
      return Outcome.APPLIED;
    }
    if (operation instanceof Event event) {
      return record(event, ingestMillis);
    }
    if (operation instanceof ProfileDocument document) {
      keep(document, ingestMillis);
      return Outcome.APPLIED;
    }
    profiles.remove(((ProfileDeletion) operation).profileId());
    return Outcome.APPLIED;
  }

  private void keep(ProfileDocument document, long ingestMillis) {
    if (!document.isRemoval()) {
      ReferenceProfile profile = profileOf(document);
      profile.activeDay = Math.floorDiv(ingestMillis, DAY_MILLIS);
      profile.documents.put(document.name(), document.content().orElseThrow());
    } else if (profiles.containsKey(document.profileId())) {
      profileOf(document).documents.remove(document.name());
    }
  }

  /** The documents of {@code profileId} by name, in order. */
  public SortedMap<String, byte[]> documents(ProfileId profileId) {
    ReferenceProfile profile = profiles.get(profileId);
    return profile == null ? new TreeMap<>() : new TreeMap<>(profile.documents);
  }

  private static Map<String, Integer> sizes(Map<String, byte[]> documents) {
    return documents.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, document -> document.getValue().length));
  }

  private void update(ProfileUpdate update, long ingestMillis) {
    ReferenceProfile profile = profileOf(update);
    profile.activeDay = Math.floorDiv(ingestMillis, DAY_MILLIS);
    update.forEach(
        (name, type, value) -> {
          if (value == null) {
            profile.attributes.remove(name);
            profile.changedMillis.remove(name);
          } else {
            Object after = ValueRules.canonical(schema.attribute(name).type(), value);
            Object before = profile.attributes.put(name, after);
            if (schema.tracksChanges(name) && !after.equals(before)) {
              profile.changedMillis.put(name, ingestMillis);
            }
          }
        });
  }

  private Outcome record(Event event, long ingestMillis) {
    ReferenceProfile profile = profileOf(event);
    String eventId = event.eventId();
    if (eventId != null) {
      if (profile.hasAccepted(eventId, ingestMillis, dedupHorizonMillis)) {
        return Outcome.DUPLICATE;
      }
      profile.remember(eventId, ingestMillis);
    }
    profile.activeDay = Math.floorDiv(ingestMillis, DAY_MILLIS);
    profile.events.add(
        new ReferenceEvent(
            event.type(), time(event, ingestMillis), eventCount++, properties(event)));
    return Outcome.APPLIED;
  }

  private Map<String, Object> properties(Event event) {
    schema.eventType(event.type());
    Map<String, Object> properties = new HashMap<>();
    event.forEach(
        (name, type, value) ->
            properties.put(
                name, ValueRules.canonical(schema.property(event.type(), name).type(), value)));
    return properties;
  }

  private ReferenceProfile profileOf(Operation operation) {
    return profiles.computeIfAbsent(operation.profileId(), id -> new ReferenceProfile());
  }

  private static long time(Event event, long ingestMillis) {
    return event.epochMillis() == Event.NO_TIME ? ingestMillis : event.epochMillis();
  }
}

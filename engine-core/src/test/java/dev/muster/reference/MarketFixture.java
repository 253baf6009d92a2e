// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.analysis.Analysis;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.schema.DoubleAttribute;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.schema.StringSetAttribute;
import dev.muster.schema.TimestampAttribute;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Schema, clock and questions of the market cases, over whatever store a subclass opens. */
public abstract class MarketFixture {

  /** What the suite needs of an engine. */
  public interface Store extends AutoCloseable {

    /** Writes, and returns once {@link #matches} sees it. */
    void write(Operation operation);

    /** Whether {@code predicate} holds for the profile when it is {@code now}. */
    boolean matches(ProfileId profileId, Predicate predicate, Instant now);

    /** Moves the clock on, for later writes. */
    void advance(Duration duration);

    /** The answer of {@code analysis} for the profiles of {@code audience}. */
    <R> R analyze(Predicate audience, Analysis<R> analysis, Instant now);

    @Override
    default void close() {}
  }

  static final StringAttribute GENDER = StringAttribute.of("gender");
  static final LongAttribute AGE = LongAttribute.of("age");
  static final DoubleAttribute RANDOM_STATS = DoubleAttribute.of("randomStats");
  static final TimestampAttribute LAST_VISIT = TimestampAttribute.of("lastVisit");
  static final StringSetAttribute SEGMENTS = StringSetAttribute.of("segments");
  static final StringAttribute UNKNOWN = StringAttribute.of("unknown");
  static final LongAttribute UNKNOWN_NUMBER = LongAttribute.of("unknownNumber");
  static final StringAttribute EMAIL = StringAttribute.of("email");
  static final StringAttribute NAME = StringAttribute.of("name");
  static final StringAttribute STATUS = StringAttribute.of("status");
  static final StringProperty PROP = StringProperty.of("prop");
  static final EventType E = EventType.of("E", PROP);
  static final EventType ACTION = EventType.of("action");
  static final EventType LAUNCH = EventType.of("launch");
  static final EventType SEARCH = EventType.of("search");
  static final EventType ADD_TO_CART = EventType.of("addToCart");
  static final EventType PURCHASE = EventType.of("purchase");
  static final EventType CHECKOUT = EventType.of("checkout");
  static final EventType CONFIRMATION = EventType.of("confirmation");

  static final Schema SCHEMA =
      Schema.builder()
          .attributes(GENDER, AGE, RANDOM_STATS, LAST_VISIT, SEGMENTS)
          .attributes(UNKNOWN, UNKNOWN_NUMBER, EMAIL, NAME, STATUS)
          .trackingChanges(STATUS)
          .eventTypes(E, ACTION, LAUNCH, SEARCH, ADD_TO_CART, PURCHASE)
          .eventTypes(CHECKOUT, CONFIRMATION)
          .build();

  static final Instant NOW = Instant.parse("2025-03-10T14:30:00Z");
  static final Duration WEEK = Duration.ofDays(7);

  private final Set<String> profileNames = new TreeSet<>();
  private @Nullable Store opened;

  /** An empty store whose clock shows {@code clock} and which keeps events for years. */
  protected abstract Store open(Schema schema, Instant clock);

  @BeforeEach
  void openStore() {
    opened = open(SCHEMA, NOW);
  }

  @AfterEach
  void closeStore() {
    store().close();
  }

  private Store store() {
    return Objects.requireNonNull(opened, "opened");
  }

  final void write(Operation operation) {
    profileNames.add(operation.profileId().value());
    store().write(operation);
  }

  /** The answer of {@code analysis} now. */
  final <R> R analyze(Predicate audience, Analysis<R> analysis) {
    return store().analyze(audience, analysis, NOW);
  }

  /** Whole days and one hour ago, as all events of these cases are unless they say otherwise. */
  final void did(String profile, int daysAgo) {
    did(profile, E, daysAgo);
  }

  final void did(String profile, EventType type, int daysAgo) {
    did(profile, type, Duration.ofDays(daysAgo).plusHours(1));
  }

  final void did(String profile, EventType type, Duration ago) {
    write(Event.of(ProfileId.of(profile), type, NOW.minus(ago)));
  }

  /** Moves the clock on, for later writes. */
  final void advance(Duration duration) {
    store().advance(duration);
  }

  /** Of all profiles written, exactly these match. */
  final void expect(Predicate predicate, String... expected) {
    expectAt(NOW, predicate, expected);
  }

  /** Of all profiles written, exactly these match when it is {@code now}. */
  final void expectAt(Instant now, Predicate predicate, String... expected) {
    Set<String> matching = new TreeSet<>();
    for (String name : profileNames) {
      if (store().matches(ProfileId.of(name), predicate, now)) {
        matching.add(name);
      }
    }
    assertThat(matching).as("%s at %s", predicate, now).containsExactly(expected);
  }
}

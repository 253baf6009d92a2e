// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.predicate.EventSelection;
import dev.muster.predicate.Occurrence;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.TimeRange;
import dev.muster.profile.ProfileId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Evaluates a predicate over one profile at one {@code now}. */
final class PredicateEvaluation implements Predicate.Visitor<Boolean> {

  private static final Comparator<ReferenceEvent> BY_TIME_AND_SEQUENCE =
      Comparator.comparingLong(ReferenceEvent::epochMillis)
          .thenComparingLong(ReferenceEvent::sequence);

  private final ProfileId profileId;
  private final ReferenceProfile profile;
  private final Map<String, Predicate> segments;
  private final long nowMillis;
  private final @Nullable Long retentionMillis;

  PredicateEvaluation(
      ProfileId profileId,
      ReferenceProfile profile,
      Map<String, Predicate> segments,
      long nowMillis,
      @Nullable Long retentionMillis) {
    this.profileId = profileId;
    this.profile = profile;
    this.segments = segments;
    this.nowMillis = nowMillis;
    this.retentionMillis = retentionMillis;
  }

  @Override
  public Boolean and(Predicate.And and) {
    return and.operands().stream().allMatch(operand -> operand.accept(this));
  }

  @Override
  public Boolean or(Predicate.Or or) {
    return or.operands().stream().anyMatch(operand -> operand.accept(this));
  }

  @Override
  public Boolean not(Predicate.Not not) {
    return !not.operand().accept(this);
  }

  @Override
  public Boolean attributeTest(Predicate.AttributeTest test) {
    TestedValue value = TestedValue.of(profile.attributes.get(test.attribute()));
    return ValueTestEvaluation.holds(test.test(), value, nowMillis);
  }

  @Override
  public Boolean eventTest(Predicate.EventTest test) {
    MeasureEvaluation measures = new MeasureEvaluation(select(test.events()), nowMillis);
    return ValueTestEvaluation.holds(test.test(), test.measure().accept(measures), nowMillis);
  }

  @Override
  public Boolean sequenceTest(Predicate.SequenceTest test) {
    List<ReferenceEvent> retained =
        profile.events.stream().filter(event -> isRetained(event.epochMillis())).toList();
    return new SequenceEvaluation(test, retained, profile.attributes, nowMillis).holds();
  }

  @Override
  public Boolean inSegment(Predicate.InSegment reference) {
    Predicate meaning = segments.get(reference.segment());
    if (meaning == null) {
      throw new IllegalArgumentException("no segment is called '" + reference.segment() + "'");
    }
    return meaning.accept(this);
  }

  @Override
  public Boolean bucketTest(Predicate.BucketTest test) {
    int bucket = Predicate.BucketTest.bucketOf(test.salt(), profileId.value());
    return test.low() <= bucket && bucket <= test.high();
  }

  @Override
  public Boolean stateTest(Predicate.StateTest test) {
    if (!attributeTest(test.state())) {
      return false;
    }
    long held = nowMillis - profile.changedMillis.get(test.state().attribute());
    return switch (test.bound()) {
      case AT_LEAST -> held >= test.duration().toMillis();
      case LESS_THAN -> held < test.duration().toMillis();
    };
  }

  /** The canonical value of an attribute, or null. */
  @Nullable Object attribute(String name) {
    return profile.attributes.get(name);
  }

  /** The events that a selection means, in order of (time, sequence). */
  List<ReferenceEvent> select(EventSelection selection) {
    TimeRange window = selection.window().at(nowMillis);
    return occurring(selection).stream()
        .filter(event -> window.contains(event.epochMillis()))
        .filter(
            event ->
                selection
                    .filter()
                    .accept(new EventFilterEvaluation(event, profile.attributes, nowMillis)))
        .sorted(BY_TIME_AND_SEQUENCE)
        .toList();
  }

  /** All events of the type, or those that happened at the first or last instant of any. */
  private List<ReferenceEvent> occurring(EventSelection selection) {
    List<ReferenceEvent> all =
        profile.events.stream()
            .filter(event -> event.type().equals(selection.eventType()))
            .filter(event -> isRetained(event.epochMillis()))
            .toList();
    LongStream past =
        all.stream().mapToLong(ReferenceEvent::epochMillis).filter(millis -> millis <= nowMillis);
    OptionalLong instant =
        switch (selection.occurrence()) {
          case ANY -> OptionalLong.empty();
          case FIRST -> past.min();
          case LAST -> past.max();
        };
    return selection.occurrence() == Occurrence.ANY
        ? all
        : all.stream()
            .filter(event -> instant.isPresent() && event.epochMillis() == instant.getAsLong())
            .toList();
  }

  /** What has left retention is not seen, whether or not it has been cleared away. */
  private boolean isRetained(long epochMillis) {
    return retentionMillis == null || nowMillis - epochMillis < retentionMillis;
  }
}

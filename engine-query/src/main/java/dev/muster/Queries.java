// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.analysis.Analysis;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import dev.muster.query.explain.Estimate;
import dev.muster.query.explain.Explanation;
import dev.muster.segment.Segment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Single questions, each asked of a view of its own that is closed with the answer. Several
 * questions that belong together are asked of one {@link #view()}.
 *
 * <p>What each throws is told by the method of {@link ReadView} of the same name.
 */
public sealed interface Queries permits SegmentationEngine {

  /** Events that {@link #profile(ProfileId)} shows. */
  int PROFILE_EVENTS = 20;

  /** A position to ask several questions at, with {@code now} from the engine's clock. */
  ReadView view();

  /** A position to ask several questions at, with this {@code now}. */
  ReadView view(Instant now);

  /** How many profiles match {@code predicate} now. */
  default long count(Predicate predicate) {
    return read(view(), view -> view.count(predicate));
  }

  /** How many profiles match {@code predicate} when it is {@code now}. */
  default long count(Predicate predicate, Instant now) {
    return read(view(now), view -> view.count(predicate));
  }

  /** How many profiles belong to {@code segment} now. */
  default long count(Segment segment) {
    return count(segment.predicate());
  }

  /** How many profiles belong to {@code segment} when it is {@code now}. */
  default long count(Segment segment, Instant now) {
    return count(segment.predicate(), now);
  }

  /** How many profiles match each of {@code predicates} now, in one pass over the data. */
  default List<Long> counts(List<Predicate> predicates) {
    return read(view(), view -> view.counts(predicates));
  }

  /** How many profiles match each of {@code predicates} when it is {@code now}. */
  default List<Long> counts(List<Predicate> predicates, Instant now) {
    return read(view(now), view -> view.counts(predicates));
  }

  /** The profiles that match {@code predicate} now. */
  default Audience audience(Predicate predicate) {
    return read(view(), view -> view.audience(predicate));
  }

  /** The profiles that match {@code predicate} when it is {@code now}. */
  default Audience audience(Predicate predicate, Instant now) {
    return read(view(now), view -> view.audience(predicate));
  }

  /** The profiles that belong to {@code segment} now. */
  default Audience audience(Segment segment) {
    return audience(segment.predicate());
  }

  /** The profiles that belong to {@code segment} when it is {@code now}. */
  default Audience audience(Segment segment, Instant now) {
    return audience(segment.predicate(), now);
  }

  /** Asks {@code analysis} of the profiles that match {@code audience} now. */
  default <R> R analyze(Predicate audience, Analysis<R> analysis) {
    return read(view(), view -> view.analyze(audience, analysis));
  }

  /** Asks {@code analysis} of the profiles that match {@code audience} when it is {@code now}. */
  default <R> R analyze(Predicate audience, Analysis<R> analysis, Instant now) {
    return read(view(now), view -> view.analyze(audience, analysis));
  }

  /** Asks {@code analysis} of the profiles that belong to {@code segment} now. */
  default <R> R analyze(Segment segment, Analysis<R> analysis) {
    return analyze(segment.predicate(), analysis);
  }

  /**
   * Asks {@code analysis} of the profiles that belong to {@code segment} when it is {@code now}.
   */
  default <R> R analyze(Segment segment, Analysis<R> analysis, Instant now) {
    return analyze(segment.predicate(), analysis, now);
  }

  /** Evaluates {@code predicate} once and tells how. */
  default Explanation explain(Predicate predicate) {
    return read(view(), view -> view.explain(predicate));
  }

  /** Evaluates {@code predicate} once, when it is {@code now}, and tells how. */
  default Explanation explain(Predicate predicate, Instant now) {
    return read(view(now), view -> view.explain(predicate));
  }

  /** Evaluates {@code segment} once and tells how. */
  default Explanation explain(Segment segment) {
    return explain(segment.predicate());
  }

  /** Evaluates {@code segment} once, when it is {@code now}, and tells how. */
  default Explanation explain(Segment segment, Instant now) {
    return explain(segment.predicate(), now);
  }

  /** Asks {@code analysis} of the profiles that match {@code audience} now and tells how. */
  default Explanation explain(Predicate audience, Analysis<?> analysis) {
    return read(view(), view -> view.explain(audience, analysis));
  }

  /** Asks {@code analysis} of those who match {@code audience} at {@code now} and tells how. */
  default Explanation explain(Predicate audience, Analysis<?> analysis, Instant now) {
    return read(view(now), view -> view.explain(audience, analysis));
  }

  /** What evaluating {@code predicate} now is expected to find and to cost. */
  default Estimate estimate(Predicate predicate) {
    return read(view(), view -> view.estimate(predicate));
  }

  /** What evaluating {@code predicate} at {@code now} is expected to find and to cost. */
  default Estimate estimate(Predicate predicate, Instant now) {
    return read(view(now), view -> view.estimate(predicate));
  }

  /** What evaluating {@code segment} now is expected to find and to cost. */
  default Estimate estimate(Segment segment) {
    return estimate(segment.predicate());
  }

  /** The profile of {@code id} with its latest {@link #PROFILE_EVENTS} events, newest first. */
  default Optional<Profile> profile(ProfileId id) {
    return profile(id, PROFILE_EVENTS);
  }

  /** The profile of {@code id} with its latest {@code eventsMax} events, newest first. */
  default Optional<Profile> profile(ProfileId id, int eventsMax) {
    return read(view(), view -> view.profile(id, eventsMax));
  }

  /**
   * A hash of all that can be asked for now, equal for equal content however it came to be: to
   * compare engines, backups and replays. What it covers and costs: {@link ReadView#stateHash()}.
   */
  default long stateHash() {
    return read(view(), ReadView::stateHash);
  }

  private static <T> T read(ReadView opened, Function<ReadView, T> question) {
    try (ReadView view = opened) {
      return question.apply(view);
    }
  }
}

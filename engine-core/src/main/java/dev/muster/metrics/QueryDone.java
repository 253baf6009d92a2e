// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

import java.util.function.Supplier;

/**
 * A question that was asked.
 *
 * @param kind what was asked
 * @param outcome how it ended
 * @param question makes what was asked as text, see {@link #text()}
 * @param result how many were found: profiles, counts that were asked for together, a profile or
 *     none; -1 if it was not answered, or the answer has no such number
 * @param epoch the position that it was asked at
 * @param nanos how long it took, planning included
 */
public record QueryDone(
    QueryKind kind,
    Outcome outcome,
    Supplier<String> question,
    long result,
    long epoch,
    long nanos) {

  /** How a question ends. */
  public enum Outcome {
    /** With an answer. */
    ANSWERED,
    /** Its {@code Cancellation} has stopped it. */
    STOPPED,
    /** It took longer than the read limit. */
    REVOKED,
    /** It broke a rule: an unknown name, a wrong type, a limit. */
    REFUSED,
    /** Something else was thrown, by an engine that is closed or has failed for instance. */
    FAILED
  }

  /**
   * The predicate as text, after the name of the analysis if there is one; several predicates in
   * brackets. Empty for a profile, whose identifier is nobody's business, and for a hash. It shows
   * the literals, which may be personal data. Made at each call, in time that grows with the
   * predicate.
   */
  public String text() {
    return question.get();
  }
}

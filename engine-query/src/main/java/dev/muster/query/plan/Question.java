// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.plan;

import dev.muster.predicate.Predicate;

/**
 * What an operator asks of events, and when: over the same events, equal questions have equal
 * answers.
 *
 * @param predicate without operands
 * @param nowMillis the instant that windows hang on
 * @param floorMillis before which no event is kept
 */
public record Question(Predicate predicate, long nowMillis, long floorMillis) {

  static Question of(Predicate predicate, PlanContext context) {
    return new Question(predicate, context.nowMillis(), context.floorMillis());
  }
}

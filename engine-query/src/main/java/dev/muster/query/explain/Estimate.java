// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.explain;

import java.time.Duration;

/**
 * What an evaluation is expected to find and to cost, before it is asked for. No profile has been
 * looked at: sizes, value postings and bounds of columns and events are all that it is made from.
 * Good enough to warn of a heavy question or to order several; not an answer.
 *
 * @param predicate the predicate as text
 * @param profiles profiles in all
 * @param matching profiles that are expected to match, in [0, profiles]
 * @param work processor time that it is expected to take, on all threads together; right within a
 *     small factor on an idle machine, as a rule
 */
public record Estimate(String predicate, long profiles, long matching, Duration work) {}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

/** What is asked of an engine. */
public enum QueryKind {
  /** How many match. */
  COUNT,
  /** How many match each of several predicates. */
  COUNTS,
  /** Who matches. */
  AUDIENCE,
  /** Something about those who match. */
  ANALYSIS,
  /** One profile with its events. */
  PROFILE,
  /** How a predicate is evaluated. */
  EXPLANATION,
  /** What it would cost. */
  ESTIMATE,
  /** A hash of everything. */
  STATE_HASH
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

import java.util.Locale;
import java.util.Set;

/**
 * The words of the text form that have a meaning of their own, whatever their case. A name that
 * equals one is written in backticks.
 *
 * <p>Words that only mean something behind another word ({@code weeks}, {@code case}, {@code km})
 * are not among them: no name can stand where they stand.
 */
public final class ReservedWords {

  private static final Set<String> WORDS =
      Set.of(
          "ago",
          "all",
          "and",
          "any",
          "at",
          "avg",
          "before",
          "between",
          "contains",
          "count",
          "days",
          "did",
          "distinct",
          "ends",
          "equals",
          "everyone",
          "exactly",
          "exists",
          "false",
          "first",
          "has",
          "ignoring",
          "in",
          "is",
          "last",
          "matches",
          "max",
          "min",
          "missing",
          "no",
          "none",
          "not",
          "of",
          "on",
          "or",
          "periods",
          "regularly",
          "since",
          "size",
          "starts",
          "strictly",
          "sum",
          "then",
          "times",
          "true",
          "within",
          "without");

  private ReservedWords() {}

  /** Whether {@code word} is reserved. */
  public static boolean contains(String word) {
    return WORDS.contains(word.toLowerCase(Locale.ROOT));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.predicate;

/** How one value is compared with another of the same type. */
public enum ComparisonOperator {
  EQUAL("="),
  NOT_EQUAL("!="),
  LESS("<"),
  AT_MOST("<="),
  MORE(">"),
  AT_LEAST(">=");

  private final String symbol;

  ComparisonOperator(String symbol) {
    this.symbol = symbol;
  }

  /** How the text form writes it. */
  public String symbol() {
    return symbol;
  }

  /** Whether it asks which of the two is greater, and not only whether they are equal. */
  public boolean needsOrder() {
    return this != EQUAL && this != NOT_EQUAL;
  }
}

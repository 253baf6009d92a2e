// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Amounts as horizontal bars, the largest of which fills the width. ASCII, so that it survives any
 * terminal and log.
 */
public final class Bars {

  private static final char MARK = '#';

  private record Bar(String label, long amount) {}

  private final int width;
  private final List<Bar> bars = new ArrayList<>();

  /**
   * An empty picture.
   *
   * @param width marks of the longest bar, at least 1
   */
  public Bars(int width) {
    if (width < 1) {
      throw new IllegalArgumentException("width must be at least 1, width=" + width);
    }
    this.width = width;
  }

  /** Adds a bar below the others; {@code amount} must not be negative. */
  public Bars add(String label, long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException(
          "an amount must not be negative, label='" + label + "' amount=" + amount);
    }
    bars.add(new Bar(label, amount));
    return this;
  }

  /**
   * {@code amount} in marks, {@code full} being {@code width} of them. More than nothing is at
   * least one mark, so that it can be told from nothing.
   */
  public static String bar(long amount, long full, int width) {
    if (amount <= 0 || full <= 0) {
      return "";
    }
    long marks = Math.round((double) amount / full * width);
    return String.valueOf(MARK).repeat((int) Math.min(width, Math.max(1, marks)));
  }

  /** The picture, a line per bar, each ended by a line feed. */
  @Override
  public String toString() {
    int labelWidth = bars.stream().mapToInt(bar -> bar.label.length()).max().orElse(0);
    long full = bars.stream().mapToLong(Bar::amount).max().orElse(0);
    int amountWidth = Figures.count(full).length();
    StringBuilder text = new StringBuilder();
    for (Bar bar : bars) {
      String amount = Figures.count(bar.amount);
      String line =
          bar.label
              + " ".repeat(labelWidth - bar.label.length() + 2)
              + " ".repeat(amountWidth - amount.length())
              + amount
              + "  "
              + bar(bar.amount, full, width);
      text.append(line.stripTrailing()).append('\n');
    }
    return text.toString();
  }
}

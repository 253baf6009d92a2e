// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import dev.muster.predicate.EventSelection;
import dev.muster.schema.EventSource;
import dev.muster.schema.Property;
import dev.muster.value.ValueType;
import java.util.List;

/**
 * Recency, frequency and monetary value: the buyers of an audience, scored from 1 to 5 by when they
 * bought last, how often, and for how much.
 *
 * <p>Only events at or before now count. Those who have one are scored among themselves: with n of
 * them, of whom b bought strictly earlier (less often, for less), the score is 1 + floor(5 b / n).
 * Equal values therefore have equal scores, and 5 is always the most recent, most frequent, most
 * valuable fifth. A buyer whose events lack the property has spent 0.
 *
 * <p>While it runs, every buyer takes about 50 bytes, 20 more if a sum leaves 64 bits.
 *
 * @param purchases what counts as a purchase
 * @param property what was paid
 * @param type of the property: LONG, DECIMAL or DOUBLE
 */
public record Rfm(EventSelection purchases, String property, ValueType type)
    implements Analysis<Rfm.Result> {

  /** Scores of each kind. */
  public static final int SCORES = 5;

  public Rfm {
    if (!type.isNumeric()) {
      throw new IllegalArgumentException(
          "money needs a numeric property, property=" + property + " type=" + type);
    }
  }

  /** Scores by {@code purchases}, each worth its {@code amount}. */
  public static Rfm of(EventSource purchases, Property<?> amount) {
    return new Rfm(purchases.selection(), amount.name(), amount.type());
  }

  static void requireScore(String what, int score) {
    Breakdown.requireWithin("the score of " + what, score, 1, SCORES);
  }

  /**
   * Who buys how. The cells add up to the buyers, as do the groups; buyers and those without a
   * purchase to the audience.
   *
   * @param buyers profiles with a purchase
   * @param withoutPurchase profiles without
   * @param cells all 125, by recency, then frequency, then monetary score
   * @param groups one for every name that a cell can have, in the order of the names
   */
  public record Result(long buyers, long withoutPurchase, List<Cell> cells, List<Group> groups) {
    public Result {
      cells = List.copyOf(cells);
      groups = List.copyOf(groups);
    }

    /** The cell of three scores in [1, 5]. */
    public Cell cell(int recency, int frequency, int monetary) {
      requireScore("recency", recency);
      requireScore("frequency", frequency);
      requireScore("monetary", monetary);
      return cells.get(((recency - 1) * SCORES + frequency - 1) * SCORES + monetary - 1);
    }

    /** The group of a name that a cell can have. */
    public Group group(RfmGroup name) {
      return groups.stream()
          .filter(group -> group.name() == name)
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no cell has this name, name=" + name));
    }
  }

  /**
   * Buyers of equal scores.
   *
   * @param profiles how many
   * @param purchases they made together
   * @param spent together: the exact BigDecimal, or the Double nearest to the exact sum of what
   *     each has spent
   */
  public record Cell(
      int recency, int frequency, int monetary, long profiles, long purchases, Number spent) {

    /** The name of the cell. */
    public RfmGroup group() {
      return RfmGroup.of(recency, frequency, monetary);
    }
  }

  /** All cells of one name together; see {@link Cell}. */
  public record Group(RfmGroup name, long profiles, long purchases, Number spent) {}

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.rfm(this);
  }
}

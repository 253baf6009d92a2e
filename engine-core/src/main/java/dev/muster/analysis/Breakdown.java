// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import java.util.List;

/**
 * The most frequent values of each of several dimensions within an audience, and how frequent they
 * are. All dimensions are counted in one pass.
 *
 * <p>Attributes are counted by profile, event properties by event. Of a set each member is counted,
 * so that one profile, or one event, may count for several values or for none.
 *
 * <p>While it runs, every value that occurs takes up to about 40 bytes, and twice that if it is of
 * an event property: once in the tables of each worker that meets it, and once in the total. How
 * many are listed does not limit that.
 *
 * @param dimensions 1 to {@link #DIMENSIONS_MAX}, each broken down by itself
 * @param top how many values of each are listed, in [1, {@link #TOP_MAX}]
 */
public record Breakdown(List<Dimension> dimensions, int top) implements Analysis<Breakdown.Result> {

  /** Most dimensions of one pass. */
  public static final int DIMENSIONS_MAX = 8;

  /** How many values are listed unless said otherwise. */
  public static final int TOP_DEFAULT = 20;

  /** Most values listed: an answer is to be looked at, and is not an export. */
  public static final int TOP_MAX = 10_000;

  public Breakdown {
    dimensions = List.copyOf(dimensions);
    requireWithin("the number of dimensions", dimensions.size(), 1, DIMENSIONS_MAX);
    requireTop(top);
  }

  /** The {@link #TOP_DEFAULT} most frequent values of each of {@code dimensions}. */
  public static Breakdown by(Dimension... dimensions) {
    return new Breakdown(List.of(dimensions), TOP_DEFAULT);
  }

  /** The same with {@code top} values of each dimension. */
  public Breakdown top(int top) {
    return new Breakdown(dimensions, top);
  }

  static void requireTop(int top) {
    requireWithin("the number of values listed", top, 1, TOP_MAX);
  }

  static void requireWithin(String what, int found, int min, int max) {
    if (found < min || found > max) {
      throw new IllegalArgumentException(
          what + " must be in [" + min + ", " + max + "], found " + found);
    }
  }

  /**
   * What occurs how often.
   *
   * @param profiles in the audience
   * @param parts one per dimension, in the same order
   */
  public record Result(long profiles, List<Part> parts) {
    public Result {
      parts = List.copyOf(parts);
    }
  }

  /**
   * The values of one dimension. Unless they are members of sets, what is listed, the rest and what
   * is missing add up to the total.
   *
   * @param dimension what was broken down
   * @param top the most frequent values, those of equal count in the order of {@link
   *     dev.muster.value.ValueOrder}
   * @param rest all other values
   * @param missing profiles without the attribute, or events without the property
   * @param total profiles in the audience, or events selected
   */
  public record Part(
      Dimension dimension, List<ValueCount> top, Rest rest, long missing, long total) {
    public Part {
      top = List.copyOf(top);
    }
  }

  /**
   * One value.
   *
   * @param value of the class of the dimension's type; of a set, a member
   * @param count profiles with it, or events with it
   * @param profiles profiles with it, or with such an event
   */
  public record ValueCount(Object value, long count, long profiles) {}

  /**
   * Values that occur but are not listed.
   *
   * @param values how many different ones
   * @param count what their counts add up to
   */
  public record Rest(long values, long count) {}

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.breakdown(this);
  }
}

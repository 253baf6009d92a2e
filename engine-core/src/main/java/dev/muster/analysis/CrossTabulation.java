// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import dev.muster.schema.Attribute;
import dev.muster.value.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The most frequent combinations of the values of several attributes within an audience. Every
 * profile counts for one combination; a missing value is one more value of its attribute.
 *
 * <p>While it runs, every combination that occurs takes up to about 130 bytes of 2 attributes, 200
 * of 3 and 280 of 4: once in the table of each worker that meets it, and once in the total. More
 * than {@link #COMBINATIONS_MAX} in one table are refused with {@link AnalysisTooLargeException}.
 *
 * @param attributes {@link #ATTRIBUTES_MIN} to {@link #ATTRIBUTES_MAX} of one value each: a profile
 *     with sets would count for the product of their sizes
 * @param top how many combinations are listed, in [1, {@link Breakdown#TOP_MAX}]
 */
public record CrossTabulation(List<Dimension.OfAttribute> attributes, int top)
    implements Analysis<CrossTabulation.Result> {

  /** Fewest attributes: one by itself is a {@link Breakdown}. */
  public static final int ATTRIBUTES_MIN = 2;

  /** Most combinations that may occur in the audience: 280 MB in one table. */
  public static final int COMBINATIONS_MAX = 1_000_000;

  /** Most attributes: of more, hardly two profiles agree in all. */
  public static final int ATTRIBUTES_MAX = 4;

  public CrossTabulation {
    attributes = List.copyOf(attributes);
    Breakdown.requireWithin(
        "the number of attributes", attributes.size(), ATTRIBUTES_MIN, ATTRIBUTES_MAX);
    Breakdown.requireTop(top);
    for (Dimension.OfAttribute attribute : attributes) {
      if (attribute.type().kind() == ValueType.Kind.STRING_SET) {
        throw new IllegalArgumentException(
            "a cross tabulation needs attributes with one value, attribute="
                + attribute.attribute()
                + " type="
                + attribute.type());
      }
    }
  }

  /** The {@link Breakdown#TOP_DEFAULT} most frequent combinations of {@code attributes}. */
  public static CrossTabulation of(Attribute<?>... attributes) {
    return new CrossTabulation(
        Stream.of(attributes).map(Dimension::of).toList(), Breakdown.TOP_DEFAULT);
  }

  /** The same with {@code top} combinations. */
  public CrossTabulation top(int top) {
    return new CrossTabulation(attributes, top);
  }

  /**
   * Which combinations occur how often; what is listed and the rest add up to the audience.
   *
   * @param profiles in the audience
   * @param top the most frequent combinations; those of equal count by the first value in which
   *     they differ, a missing one before all others
   * @param rest all other combinations
   */
  public record Result(long profiles, List<Combination> top, Breakdown.Rest rest) {
    public Result {
      top = List.copyOf(top);
    }
  }

  /**
   * One combination.
   *
   * @param values one per attribute, in the same order; empty if it is missing
   * @param profiles how many have exactly these
   */
  public record Combination(List<Optional<Object>> values, long profiles) {
    public Combination {
      values = List.copyOf(values);
    }
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.crossTabulation(this);
  }
}

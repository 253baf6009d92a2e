// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Neighbouring ranges that values are counted in: from each edge to the next one, the end excluded.
 *
 * @param edges strictly ascending; none at all, or 2 to {@link #BUCKETS_MAX} + 1
 * @param <V> the class of the values
 */
public record Buckets<V>(List<V> edges) {

  /** Most buckets: more than can be looked at. */
  public static final int BUCKETS_MAX = 10_000;

  public Buckets {
    edges = List.copyOf(edges);
    if (edges.size() == 1 || edges.size() > BUCKETS_MAX + 1) {
      throw new IllegalArgumentException(
          "the number of edges must be 0 or in [2, "
              + (BUCKETS_MAX + 1)
              + "], found "
              + edges.size());
    }
    for (V edge : edges) {
      Object found = edge;
      if (found instanceof Double number && number.isNaN()) {
        throw new IllegalArgumentException("edges must be numbers, found NaN among " + edges);
      }
    }
    for (int i = 1; i < edges.size(); i++) {
      if (compare(edges.get(i - 1), edges.get(i)) >= 0) {
        throw new IllegalArgumentException(
            "edges must ascend, edge " + edges.get(i - 1) + " is followed by " + edges.get(i));
      }
    }
  }

  /** Order of two edges. */
  @SuppressWarnings("unchecked") // numbers, dates and instants are compared with their own kind
  private static int compare(Object left, Object right) {
    return ((Comparable<Object>) left).compareTo(right);
  }

  /** No buckets. */
  public static <V> Buckets<V> none() {
    return new Buckets<>(List.of());
  }

  /** Between each two of {@code edges}, which ascend. */
  @SafeVarargs
  public static <V> Buckets<V> between(V... edges) {
    return new Buckets<>(List.of(edges));
  }

  /** {@code count} buckets of {@code width} from {@code start} on. */
  public static Buckets<Long> ofWidth(long start, long width, int count) {
    return of(start, width, count, i -> Math.addExact(start, Math.multiplyExact(width, i)));
  }

  /** {@code count} buckets of {@code width} from {@code start} on. */
  public static Buckets<BigDecimal> ofWidth(BigDecimal start, BigDecimal width, int count) {
    return of(start, width, count, i -> start.add(width.multiply(BigDecimal.valueOf(i))));
  }

  /** {@code count} buckets; edge i is {@code start + i * width} as doubles go. */
  public static Buckets<Double> ofWidth(double start, double width, int count) {
    return of(start, width, count, i -> start + i * width);
  }

  /** {@code count} buckets of {@code days} from {@code start} on. */
  public static Buckets<LocalDate> ofWidth(LocalDate start, int days, int count) {
    return of(start, days, count, i -> start.plusDays((long) days * i));
  }

  /** {@code count} buckets of {@code width} from {@code start} on. */
  public static Buckets<Instant> ofWidth(Instant start, Duration width, int count) {
    return of(start, width, count, i -> start.plus(width.multipliedBy(i)));
  }

  private static <V> Buckets<V> of(Object start, Object width, int count, IntFunction<V> edge) {
    Breakdown.requireWithin("the number of buckets", count, 1, BUCKETS_MAX);
    List<V> edges = new ArrayList<>();
    try {
      for (int i = 0; i <= count; i++) {
        edges.add(edge.apply(i));
      }
    } catch (ArithmeticException | DateTimeException e) {
      throw new IllegalArgumentException(
          "the last edge must lie within the range of its type, start="
              + start
              + " width="
              + width
              + " count="
              + count,
          e);
    }
    return new Buckets<>(edges);
  }
}

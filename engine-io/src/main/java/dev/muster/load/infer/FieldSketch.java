// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.infer;

import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gathers what the values of one field look like. Confined to one thread. */
final class FieldSketch {

  /** Different values that are told apart; beyond, it only matters that there are many. */
  static final int DISTINCT_MAX = 1_000_000;

  /** Texts that are kept as they are; enough for types of events. */
  private static final int TEXTS_MAX = 100;

  /** No name of a type is longer. */
  private static final int TEXT_LENGTH_MAX = 255;

  private static final long EXACT_DOUBLE_MAX = (1L << 53) - 1;

  private static final int EXAMPLES_MAX = 3;
  private static final int EXAMPLE_LENGTH_MAX = 40;

  private final String path;
  private final Optional<ValueType> declared;
  private final Map<ValueShape, Long> shapes = new EnumMap<>(ValueShape.class);
  private final Map<ValueShape, String> examplesByShape = new EnumMap<>(ValueShape.class);
  private final DistinctValues distinct;
  private final Set<String> texts = new LinkedHashSet<>();
  private final List<String> examples = new ArrayList<>();
  private long present;
  private int scaleMin = Integer.MAX_VALUE;
  private int scaleMax;
  private int wholeDigitsMax;
  private long least = Long.MAX_VALUE;
  private long greatest = Long.MIN_VALUE;

  FieldSketch(String path, Optional<ValueType> declared, DistinctValues.Room room) {
    this.distinct = new DistinctValues(DISTINCT_MAX, room);
    this.path = path;
    this.declared = declared;
  }

  /** Takes the next value that is not missing. */
  void add(Object raw) {
    present++;
    ValueShape shape = ValueShape.of(raw);
    shapes.merge(shape, 1L, Long::sum);
    String text = String.valueOf(raw);
    if (shape == ValueShape.DECIMAL) {
      BigDecimal decimal = new BigDecimal(text);
      scaleMin = Math.min(scaleMin, decimal.scale());
      scaleMax = Math.max(scaleMax, decimal.scale());
      wholeDigitsMax = Math.max(wholeDigitsMax, decimal.precision() - decimal.scale());
    } else if (shape == ValueShape.INTEGER) {
      long number = Long.parseLong(text);
      least = Math.min(least, number);
      greatest = Math.max(greatest, number);
      wholeDigitsMax = Math.max(wholeDigitsMax, text.length());
    }
    if (distinct.add(text) || !examplesByShape.containsKey(shape)) {
      if (texts.size() < TEXTS_MAX && text.length() <= TEXT_LENGTH_MAX) {
        texts.add(text);
      }
      String shown =
          text.length() > EXAMPLE_LENGTH_MAX
              ? text.substring(0, EXAMPLE_LENGTH_MAX - 3) + "..."
              : text;
      if (examples.size() < EXAMPLES_MAX && !examples.contains(shown)) {
        examples.add(shown);
      }
      examplesByShape.putIfAbsent(shape, shown);
    }
  }

  String path() {
    return path;
  }

  /** What the file itself says. */
  Optional<ValueType> declared() {
    return declared;
  }

  long present() {
    return present;
  }

  long count(ValueShape shape) {
    return shapes.getOrDefault(shape, 0L);
  }

  /** How many values have one of these shapes. */
  long count(Set<ValueShape> wanted) {
    return wanted.stream().mapToLong(this::count).sum();
  }

  Map<ValueShape, Long> shapes() {
    return shapes;
  }

  /** A value of {@code shape}, which there must be, or a stroke if it came too late. */
  String example(ValueShape shape) {
    return examplesByShape.getOrDefault(shape, "-");
  }

  List<String> examples() {
    return examples;
  }

  /** The different values. */
  DistinctValues distinct() {
    return distinct;
  }

  /** The first different values, as texts, but for very long ones. */
  Set<String> values() {
    return texts;
  }

  int scaleMin() {
    return scaleMin;
  }

  int scaleMax() {
    return scaleMax;
  }

  /** Digits before the point, at most; a sign may count as one. */
  int wholeDigitsMax() {
    return wholeDigitsMax;
  }

  /** Whether all integers lie in [{@code from}, {@code to}]. */
  boolean isBetween(long from, long to) {
    return least >= from && greatest <= to;
  }

  /** Whether a double holds every integer that was seen. */
  boolean hasExactDoubles() {
    return count(ValueShape.INTEGER) == 0 || isBetween(-EXACT_DOUBLE_MAX, EXACT_DOUBLE_MAX);
  }

  /** The only two texts, in order, if there are just two. */
  Optional<List<String>> pair() {
    return distinct.count() == 2 && !distinct.hasMore() && texts.size() == 2
        ? Optional.of(texts.stream().sorted().toList())
        : Optional.empty();
  }
}

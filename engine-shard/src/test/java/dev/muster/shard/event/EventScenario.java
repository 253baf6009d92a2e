// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import dev.muster.predicate.ComparisonOperator;
import dev.muster.predicate.Occurrence;
import dev.muster.predicate.TimeRange;
import dev.muster.predicate.ValueTest;
import dev.muster.shard.scan.LongTest;
import dev.muster.shard.scan.RowMask;
import dev.muster.shard.scan.ValueCode;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Random events and questions about them, from few enough values that they collide: equal rows,
 * equal instants, neighbouring milliseconds, sums of numbers near both ends of 64 bits.
 */
final class EventScenario {

  /** In which order events arrive. */
  enum Arrival {
    SORTED,
    SHUFFLED,
    /** Mostly in order, some from long ago. */
    LATE,
    /** Few instants for all events. */
    EQUAL_TIMES
  }

  /** Not many have it, and of a hundred values. */
  static final int MANY = 4;

  /** A number from the first appended event on: tells the order of arrival. */
  static final int SEQUENCE = 5;

  /** No event has it. */
  static final int NEVER_PRESENT = 6;

  private static final int ATTRIBUTES = 4;

  /** Its values are codes that a property has others for, or none. */
  private static final int TRANSLATED = 2;

  private static final int NOBODY_HAS = 3;

  private static final IntUnaryOperator TRANSLATION = code -> code % 6 - 1;

  static final List<ValueType> TYPES =
      List.of(
          ValueType.LONG,
          ValueType.decimal(2),
          ValueType.DOUBLE,
          ValueType.LONG,
          ValueType.DATE,
          ValueType.LONG,
          ValueType.LONG);

  static final long DAY = 86_400_000L;

  private static final long START = 1_700_000_000_000L;

  private static final double[] DOUBLES = {0.1, 0.2, 0.3, -0.7, 1e16, -1e16, 1e-9, 0.0, 1e308};

  private static final String[] ZONES = {
    "UTC", "Europe/Warsaw", "America/St_Johns", "Asia/Kolkata"
  };

  private final Random random;
  private final Arrival arrival;
  private final int rows;
  private long sequence;
  private long now = START;

  /** Events of {@code rows} different rows, spread over the chunk. */
  EventScenario(long seed, Arrival arrival, int rows) {
    this.random = new Random(seed);
    this.arrival = arrival;
    this.rows = rows;
  }

  Random random() {
    return random;
  }

  int row() {
    return (int) ((long) random.nextInt(rows) * RowMask.ROWS / rows);
  }

  EventModel.Stored event() {
    List<@Nullable Long> codes = new ArrayList<>();
    codes.add(chance(0.9) ? (long) random.nextInt(5) : null);
    codes.add(chance(0.7) ? random.nextInt(100_000) - 500L : null);
    codes.add(chance(0.9) ? ValueCode.ofDouble(number()) : null);
    codes.add(chance(0.5) ? anyLong() : null);
    codes.add(chance(0.1) ? 19_000L + random.nextInt(100) : null);
    codes.add(sequence);
    return new EventModel.Stored(row(), time(), sequence++, codes);
  }

  private long time() {
    now += random.nextInt(4) == 0 ? random.nextInt((int) (DAY / 4)) : random.nextInt(3);
    return switch (arrival) {
      case SORTED -> now;
      case SHUFFLED -> START + random.nextInt(60) * DAY + random.nextInt((int) DAY);
      case LATE -> chance(0.9) ? now : now - (long) random.nextInt(400) * DAY;
      case EQUAL_TIMES -> START + random.nextInt(4) * DAY;
    };
  }

  private double number() {
    return chance(0.8) ? DOUBLES[random.nextInt(DOUBLES.length)] : random.nextGaussian();
  }

  private long anyLong() {
    return switch (random.nextInt(4)) {
      case 0 -> Long.MAX_VALUE - random.nextInt(2);
      case 1 -> Long.MIN_VALUE + random.nextInt(2);
      case 2 -> random.nextLong();
      default -> random.nextInt(3) - 1L;
    };
  }

  /** Appends {@code event} to {@code series}. */
  static void append(EventSeries series, long openEpoch, long minEpoch, EventModel.Stored event) {
    long presence = 0;
    long[] source = new long[event.codes().size() + 1];
    int next = 1;
    for (int p = 0; p < event.codes().size(); p++) {
      Long code = event.code(p);
      if (code != null) {
        presence |= 1L << p;
        source[next++] = code;
      }
    }
    series.append(openEpoch, minEpoch, event.row(), event.time(), presence, source, 1);
  }

  /** All rows, none, few, or about half of them. */
  long[] candidates() {
    long[] mask = RowMask.create();
    switch (random.nextInt(5)) {
      case 0 -> {}
      case 1 -> {
        for (int i = random.nextInt(20); i >= 0; i--) {
          RowMask.add(mask, chance(0.7) ? row() : random.nextInt(RowMask.ROWS));
        }
      }
      case 2 -> {
        for (int w = 0; w < RowMask.WORDS; w++) {
          mask[w] = random.nextLong();
        }
      }
      default -> Arrays.fill(mask, -1L);
    }
    return mask;
  }

  /** Bounds lie on events, or a millisecond beside them. */
  TimeRange range(EventModel model) {
    return switch (random.nextInt(6)) {
      case 0 -> TimeRange.ALL;
      case 1 -> new TimeRange(bound(model), Long.MAX_VALUE);
      case 2 -> new TimeRange(Long.MIN_VALUE, bound(model));
      default -> new TimeRange(bound(model), bound(model));
    };
  }

  private long bound(EventModel model) {
    List<EventModel.Stored> events = model.events();
    long time = events.isEmpty() ? now : events.get(random.nextInt(events.size())).time();
    return time + random.nextInt(3) - 1;
  }

  Occurrence occurrence() {
    return chance(0.6) ? Occurrence.ANY : chance(0.5) ? Occurrence.FIRST : Occurrence.LAST;
  }

  EventFilterNode filter(int depth) {
    if (random.nextInt(4) == 0) {
      return random.nextBoolean() ? localTime() : attributeComparison();
    }
    int kind = random.nextInt(depth == 0 ? 3 : 7);
    return switch (kind) {
      case 0 -> new EventFilterNode.PropertyTest(property(), longTest());
      case 1 -> new EventFilterNode.PropertyExists(property());
      case 2 -> new EventFilterNode.PropertyMissing(property());
      case 3 -> new EventFilterNode.Not(filter(depth - 1));
      case 4 -> new EventFilterNode.And(filters(depth - 1));
      case 5 -> new EventFilterNode.Or(filters(depth - 1));
      default -> EventFilterNode.ALL;
    };
  }

  /**
   * One value of a hundred, sometimes one that nobody has, and perhaps tests of other properties.
   */
  EventFilterNode oneCodeOfMany() {
    long code = 19_000L + random.nextInt(104) - 2;
    List<EventFilterNode> operands = new ArrayList<>();
    operands.add(new EventFilterNode.PropertyTest(MANY, new LongTest.Range(code, code)));
    for (int i = random.nextInt(3); i > 0; i--) {
      operands.add(new EventFilterNode.PropertyTest(property(), longTest()));
    }
    Collections.shuffle(operands, random);
    return operands.size() == 1 ? operands.get(0) : new EventFilterNode.And(operands);
  }

  /** Few minutes of the day or many, about the times of events; any days of the week. */
  private EventFilterNode localTime() {
    ZoneOffsets offsets = ZoneOffsets.of(zone());
    long from = Math.floorMod(now + random.nextInt(3) - 1, DAY);
    return random.nextBoolean()
        ? new EventFilterNode.DayOfWeek(offsets, 1 + random.nextInt(127))
        : new EventFilterNode.TimeOfDay(
            offsets,
            chance(0.2) ? 0 : from,
            1 + random.nextInt((int) DAY - 1) / (chance(0.5) ? 1 : 20));
  }

  /**
   * A comparison of a small number with another, or with a code that is translated into one: from
   * so many that they drive each other out of a cache.
   */
  private EventFilterNode attributeComparison() {
    int attribute = random.nextInt(ATTRIBUTES);
    ComparisonOperator[] operators = ComparisonOperator.values();
    return new EventFilterNode.AttributeComparison(
        chance(0.8) ? 0 : property(),
        attribute,
        attribute == TRANSLATED ? TRANSLATION : null,
        operators[random.nextInt(attribute == TRANSLATED ? 2 : operators.length)]);
  }

  /** What {@code row} holds of an attribute: not every row has one. */
  static @Nullable Long attribute(int attribute, int row) {
    int hash = (row + attribute) * 0x9E3779B1 >>> 8;
    if (hash % 5 == 0 || attribute == NOBODY_HAS) {
      return null;
    }
    return (long) hash % (attribute == TRANSLATED ? 5_000 : 5);
  }

  /** The attributes of {@code candidates}, and for other rows what would be wrong. */
  static AttributeSource attributesOf(long[] candidates) {
    return (attribute, present, codes) -> {
      for (int row = 0; row < RowMask.ROWS; row++) {
        Long code = RowMask.contains(candidates, row) ? attribute(attribute, row) : null;
        RowMask.set(present, row, code != null);
        codes[row] = code == null ? 2 : code;
      }
    };
  }

  private ZoneId zone() {
    return ZoneId.of(ZONES[random.nextInt(ZONES.length)]);
  }

  private List<EventFilterNode> filters(int depth) {
    List<EventFilterNode> filters = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      filters.add(filter(depth));
    }
    return filters;
  }

  /** One beyond those that any event has, now and then. */
  private int property() {
    return random.nextInt(NEVER_PRESENT + 1);
  }

  private LongTest longTest() {
    long low = random.nextInt(5);
    return switch (random.nextInt(5)) {
      case 0 -> LongTest.Values.of(low, low + 2, 19_050, Long.MAX_VALUE);
      case 1 -> new LongTest.Negation(new LongTest.Range(low, low));
      case 2 -> LongTest.Range.ALWAYS;
      case 3 -> new LongTest.Range(low * 10_000, Long.MAX_VALUE);
      default -> new LongTest.Range(low, low + random.nextInt(3));
    };
  }

  MeasureSpec measure() {
    int property = property();
    ValueType type = TYPES.get(property);
    MeasureSpec.Kind kind =
        MeasureSpec.Kind.values()[random.nextInt(MeasureSpec.Kind.values().length)];
    boolean numeric = kind == MeasureSpec.Kind.SUM || kind == MeasureSpec.Kind.AVERAGE;
    if (kind == MeasureSpec.Kind.COUNT) {
      return MeasureSpec.COUNT;
    } else if (kind == MeasureSpec.Kind.LATEST) {
      return MeasureSpec.LATEST;
    } else if (kind == MeasureSpec.Kind.SPANS) {
      return MeasureSpec.of(spans());
    } else if (numeric && !type.isNumeric()) {
      return new MeasureSpec(kind, -1, ValueType.LONG);
    }
    return new MeasureSpec(kind, property, type);
  }

  private TimeSpans spans() {
    return random.nextBoolean()
        ? new TimeSpans.Days(zone())
        : new TimeSpans.Periods(now, (random.nextInt(3) + 1) * DAY / 2, random.nextInt(3) + 1);
  }

  /** A test whose literals are what rows of {@code model} measure, or very near. */
  ValueTest valueTest(EventModel model, EventQuery query) {
    boolean low = random.nextBoolean();
    boolean high = random.nextBoolean();
    return switch (random.nextInt(8)) {
      case 0 -> new ValueTest.Exists();
      case 1 -> new ValueTest.Missing();
      case 2 -> new ValueTest.In(literals(model, query));
      case 3 -> new ValueTest.NotIn(literals(model, query));
      case 4 -> new ValueTest.Range(literal(model, query), low, literal(model, query), high);
      case 5 -> new ValueTest.Range(null, low, literal(model, query), high);
      default -> new ValueTest.Range(literal(model, query), low, null, high);
    };
  }

  private Set<Object> literals(EventModel model, EventQuery query) {
    Set<Object> literals = new LinkedHashSet<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      literals.add(literal(model, query));
    }
    return literals;
  }

  private Object literal(EventModel model, EventQuery query) {
    int scale = new int[] {0, 2, 3, 25}[random.nextInt(4)];
    Object measured = model.measured(query, row(), scale);
    int step = random.nextInt(3) - 1;
    if (query.measure().isExactNumber()) {
      BigDecimal near = measured == null ? BigDecimal.ZERO : (BigDecimal) measured;
      return near.add(BigDecimal.valueOf(step, scale));
    }
    ValueType type =
        query.measure().kind() == MeasureSpec.Kind.COUNT
                || query.measure().kind() == MeasureSpec.Kind.DISTINCT
                || query.measure().kind() == MeasureSpec.Kind.SPANS
            ? ValueType.LONG
            : query.measure().type();
    return switch (type.kind()) {
      case DOUBLE -> measured == null || !Double.isFinite((Double) measured) ? 0.1 : measured;
      case DECIMAL ->
          (measured == null ? BigDecimal.ONE : (BigDecimal) measured)
              .add(BigDecimal.valueOf(step, scale));
      case TIMESTAMP -> (measured == null ? Instant.EPOCH : (Instant) measured).plusMillis(step);
      case DATE -> (measured == null ? LocalDate.EPOCH : (LocalDate) measured).plusDays(step);
      default -> (measured == null ? 0 : (Long) measured) + step;
    };
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.infer;

import dev.muster.load.mapping.TimeFormat;
import dev.muster.load.mapping.ValueFormat;
import dev.muster.value.ValueType;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a type for a field. A type is only proposed if every value that was seen converts to it
 * without loss; if there is none, it is text, and the reason says so.
 */
final class TypeChoice {

  private static final Set<ValueShape> NUMBERS =
      EnumSet.of(ValueShape.INTEGER, ValueShape.DECIMAL, ValueShape.FLOAT);
  private static final Set<ValueShape> TIMES =
      EnumSet.of(ValueShape.DATE, ValueShape.LOCAL_TIME, ValueShape.TIME);

  /** What is no text. */
  private static final Set<ValueShape> STRUCTURES =
      EnumSet.of(ValueShape.TEXT_LIST, ValueShape.OTHER);

  private static final ValueFormat UTC = ValueFormat.times(TimeFormat.iso(ZoneOffset.UTC));

  /** More digits than this in one field, of different lengths, were computed, not written. */
  private static final int VARYING_SCALE_MAX = 6;

  /** The years 2001 to 2100 in seconds. */
  private static final long SECONDS_MIN = 978_307_200L;

  private static final long SECONDS_MAX = 4_102_444_800L;

  private final FieldSketch sketch;
  private final long records;
  private final List<String> alternatives = new ArrayList<>();

  private TypeChoice(FieldSketch sketch, long records) {
    this.sketch = sketch;
    this.records = records;
  }

  static FieldProposal of(FieldSketch sketch, long records) {
    return new TypeChoice(sketch, records).choose();
  }

  private FieldProposal choose() {
    if (sketch.declared().isPresent()) {
      return proposal(sketch.declared().get(), UTC, "the file says so");
    }
    if (sketch.present() == 0) {
      return proposal(null, ValueFormat.DEFAULT, "no record has a value");
    }
    if (all(ValueShape.BOOLEAN)) {
      return proposal(ValueType.BOOLEAN, ValueFormat.DEFAULT, "all are true or false");
    }
    if (all(NUMBERS)) {
      return number();
    }
    if (all(TIMES)) {
      return time();
    }
    if (all(ValueShape.VERSION)) {
      alternatives.add("string");
      return proposal(ValueType.VERSION, ValueFormat.DEFAULT, "all are versions of three numbers");
    }
    if (all(ValueShape.POINT)) {
      alternatives.add("string");
      return proposal(ValueType.GEO_POINT, ValueFormat.DEFAULT, "all are latitude,longitude");
    }
    if (all(ValueShape.TEXT_LIST)) {
      return proposal(ValueType.STRING_SET, ValueFormat.DEFAULT, "all are lists of texts");
    }
    return sketch.count(STRUCTURES) > 0 ? structure() : text();
  }

  private FieldProposal number() {
    long fractions = sketch.count(ValueShape.DECIMAL);
    if (all(ValueShape.INTEGER)) {
      return integer();
    }
    alternatives.add("string");
    if (sketch.count(ValueShape.FLOAT) == 0
        && sketch.wholeDigitsMax() + sketch.scaleMax() <= ValueType.SCALE_MAX) {
      boolean constant = sketch.scaleMin() == sketch.scaleMax();
      if (constant || sketch.scaleMax() <= VARYING_SCALE_MAX) {
        alternatives.add("double");
        return proposal(
            ValueType.decimal(sketch.scaleMax()),
            ValueFormat.DEFAULT,
            (fractions == sketch.present() && constant ? "all have " : "at most ")
                + sketch.scaleMax()
                + " digits after the point; one with more would be a reject");
      }
    }
    if (!sketch.hasExactDoubles()) {
      return proposal(
          ValueType.STRING,
          ValueFormat.DEFAULT,
          "numbers of which some are integers too large for a double");
    }
    return proposal(
        ValueType.DOUBLE,
        ValueFormat.DEFAULT,
        "numbers with an exponent or many digits, kept to about 16 of them");
  }

  private FieldProposal integer() {
    alternatives.add("string, if nobody counts with it");
    if (sketch.isBetween(0, 1) && sketch.distinct().count() == 2) {
      alternatives.add("boolean(1,0)");
    }
    if (sketch.isBetween(SECONDS_MIN, SECONDS_MAX)) {
      alternatives.add("timestamp(s): they would be in the years 2001 to 2100");
    } else if (sketch.isBetween(SECONDS_MIN * 1_000, SECONDS_MAX * 1_000)) {
      alternatives.add("timestamp(ms): they would be in the years 2001 to 2100");
    } else if (sketch.isBetween(SECONDS_MIN * 1_000_000, SECONDS_MAX * 1_000_000)) {
      alternatives.add("timestamp(us): they would be in the years 2001 to 2100");
    }
    return proposal(ValueType.LONG, ValueFormat.DEFAULT, "all are integers");
  }

  private FieldProposal time() {
    if (all(ValueShape.DATE)) {
      alternatives.add("timestamp, at midnight");
      return proposal(ValueType.DATE, ValueFormat.DEFAULT, "all are ISO dates");
    }
    alternatives.add("string");
    if (sketch.count(ValueShape.LOCAL_TIME) > 0 || sketch.count(ValueShape.DATE) > 0) {
      return proposal(
          ValueType.TIMESTAMP, UTC, "ISO dates and times; what has no offset is taken for UTC");
    }
    return proposal(ValueType.TIMESTAMP, ValueFormat.DEFAULT, "all are ISO date-times");
  }

  private FieldProposal structure() {
    return proposal(
        null,
        ValueFormat.DEFAULT,
        "lists or objects that are no sets of texts; left out: " + seen());
  }

  private FieldProposal text() {
    if (all(ValueShape.HUGE)) {
      return proposal(ValueType.STRING, ValueFormat.DEFAULT, "numbers beyond all types of numbers");
    }
    if (sketch.count(ValueShape.PADDED_DIGITS) > 0 && sketch.count(ValueShape.TEXT) == 0) {
      return proposal(
          ValueType.STRING,
          ValueFormat.DEFAULT,
          "digits with leading zeros, which a number would lose: "
              + sketch.example(ValueShape.PADDED_DIGITS));
    }
    sketch
        .pair()
        .filter(pair -> sketch.present() > 2)
        .ifPresent(pair -> alternatives.add("boolean(" + pair.get(1) + "," + pair.get(0) + ")"));
    if (all(ValueShape.TEXT)) {
      for (String separator : List.of(";", "|")) {
        if (sketch.examples().stream().anyMatch(example -> example.contains(separator))) {
          alternatives.add("set(" + separator + ")");
        }
      }
      return proposal(
          ValueType.STRING,
          ValueFormat.DEFAULT,
          sketch.distinct().count() <= 100 ? "texts, few different ones" : "texts");
    }
    Map.Entry<ValueShape, Long> most =
        sketch.shapes().entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    long others = sketch.present() - most.getValue();
    if (most.getKey() != ValueShape.TEXT) {
      alternatives.add(
          most.getKey().words() + ", with " + others + " rejects or texts that mean missing");
    }
    return proposal(ValueType.STRING, ValueFormat.DEFAULT, "mixed: " + seen());
  }

  /** {@code 990 integer, 10 text as "n/a"}. */
  private String seen() {
    List<String> parts = new ArrayList<>();
    sketch
        .shapes()
        .forEach(
            (shape, count) ->
                parts.add(count + " " + shape.words() + " as " + sketch.example(shape)));
    return String.join(", ", parts);
  }

  private boolean all(ValueShape shape) {
    return sketch.count(shape) == sketch.present();
  }

  private boolean all(Set<ValueShape> shapes) {
    return sketch.count(shapes) == sketch.present();
  }

  private FieldProposal proposal(@Nullable ValueType type, ValueFormat format, String reason) {
    return new FieldProposal(
        sketch.path(),
        Optional.ofNullable(type),
        format,
        reason,
        alternatives,
        sketch.present(),
        records - sketch.present(),
        sketch.distinct().count(),
        sketch.distinct().hasMore(),
        sketch.distinct().isRepeated(),
        sketch.examples());
  }
}

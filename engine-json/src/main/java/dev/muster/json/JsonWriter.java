// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.Predicate;
import dev.muster.value.GeoPoint;
import dev.muster.value.TextOrder;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/**
 * A document while it is being written: members, literals, and how deep the writing is nested.
 *
 * <p>A number that a double does not hold to the last digit is written as a text, since most
 * programs that read JSON, browsers first of all, keep numbers in doubles. Confined to one thread.
 */
final class JsonWriter {

  /** Whole numbers up to here are doubles, and so are their neighbours: 2^53 - 1. */
  private static final long SAFE_MAX = (1L << 53) - 1;

  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator out;
  private int depth;

  JsonWriter(JsonGenerator out) {
    this.out = out;
  }

  /** The document of {@code content} on one line. */
  static String compact(Consumer<JsonWriter> content) {
    return write(content, ObjectWriteContext.empty());
  }

  /** The document of {@code content} on many lines. */
  static String pretty(Consumer<JsonWriter> content) {
    return write(content, new Pretty());
  }

  private static String write(Consumer<JsonWriter> content, ObjectWriteContext context) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(context, text)) {
      content.accept(new JsonWriter(generator));
    }
    return text.toString();
  }

  /** Two blanks for each level, and the same line ends on every system. */
  private static final class Pretty extends ObjectWriteContext.Base {

    private static final Separators SEPARATORS =
        Separators.createDefaultInstance()
            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter(SEPARATORS)
          .withObjectIndenter(new DefaultIndenter("  ", "\n"));
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }

  /**
   * Writes a part of a predicate one level deeper.
   *
   * @throws IllegalArgumentException if that is too deep
   */
  JsonWriter level(Consumer<JsonWriter> part) {
    if (depth == Predicate.DEPTH_MAX) {
      throw new IllegalArgumentException(
          "a predicate may be nested at most " + Predicate.DEPTH_MAX + " levels deep");
    }
    depth++;
    part.accept(this);
    depth--;
    return this;
  }

  /** Writes an object of what {@code members} writes. */
  JsonWriter object(Consumer<JsonWriter> members) {
    out.writeStartObject();
    members.accept(this);
    out.writeEndObject();
    return this;
  }

  /** Writes an array; {@code element} writes each of {@code elements}. */
  <T> JsonWriter array(Collection<? extends T> elements, Consumer<T> element) {
    out.writeStartArray();
    elements.forEach(element);
    out.writeEndArray();
    return this;
  }

  /** Begins a member; its value comes next. */
  JsonWriter name(String name) {
    out.writeName(name);
    return this;
  }

  JsonWriter text(String text) {
    out.writeString(text);
    return this;
  }

  JsonWriter truth(boolean truth) {
    out.writeBoolean(truth);
    return this;
  }

  JsonWriter whole(int number) {
    out.writeNumber(number);
    return this;
  }

  /** Writes a member that is {@code true}, or none. */
  JsonWriter flag(String name, boolean set) {
    return set ? name(name).truth(true) : this;
  }

  /** Writes a value of a profile or an event: of a set, its members in the order of their text. */
  JsonWriter value(Object value) {
    if (value instanceof Set<?> members) {
      return array(
          members.stream().map(String.class::cast).sorted(TextOrder::compare).toList(), this::text);
    }
    return literal(value);
  }

  /** Writes values under their names, in the order of the names. */
  JsonWriter values(Map<String, Object> values) {
    return object(
        members ->
            values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(TextOrder::compare))
                .forEach(entry -> members.name(entry.getKey()).value(entry.getValue())));
  }

  /** Writes an array of literals. */
  JsonWriter literals(Collection<?> literals) {
    return array(literals, this::literal);
  }

  /** Writes a literal of any type but a set. */
  JsonWriter literal(Object literal) {
    if (literal instanceof Boolean truth) {
      return truth(truth);
    }
    if (literal instanceof Long number) {
      boolean safe = number >= -SAFE_MAX && number <= SAFE_MAX;
      return number(String.valueOf(number), safe);
    }
    if (literal instanceof Double number) {
      return number(number);
    }
    if (literal instanceof BigDecimal number) {
      return number(number.stripTrailingZeros().toPlainString(), isSafe(number));
    }
    if (literal instanceof GeoPoint point) {
      return point(point);
    }
    return text(String.valueOf(literal));
  }

  JsonWriter point(GeoPoint point) {
    return object(
        members ->
            members.name("lat").number(point.latitude()).name("lon").number(point.longitude()));
  }

  /** Whole numbers without a fraction, as everybody writes them; but zero may be negative. */
  JsonWriter number(double number) {
    boolean whole =
        Math.rint(number) == number
            && Math.abs(number) <= SAFE_MAX
            && !(number == 0 && 1 / number < 0);
    return number(whole ? String.valueOf((long) number) : String.valueOf(number), true);
  }

  private JsonWriter number(String digits, boolean safe) {
    if (safe) {
      out.writeNumber(digits);
    } else {
      out.writeString(digits);
    }
    return this;
  }

  private static boolean isSafe(BigDecimal number) {
    double nearest = number.doubleValue();
    return Double.isFinite(nearest)
        && new BigDecimal(String.valueOf(nearest)).compareTo(number) == 0;
  }

  /** Writes a member with a zone, or none for UTC. */
  JsonWriter zone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? this : name("zone").text(zone.getId());
  }

  /** Writes a member with a duration, or none. */
  JsonWriter duration(String name, @Nullable Duration duration) {
    return duration == null ? this : name(name).text(DurationText.print(duration));
  }
}

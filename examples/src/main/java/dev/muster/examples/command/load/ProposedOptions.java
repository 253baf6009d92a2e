// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command.load;

import dev.muster.load.mapping.EventMapping;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.TimeFormat;
import dev.muster.load.mapping.ValueFormat;
import dev.muster.load.mapping.ValueMapping;
import dev.muster.value.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A mapping as the options of {@code load} that say it. */
final class ProposedOptions {

  private ProposedOptions() {}

  /**
   * The options, quoted for a shell where need be.
   *
   * @param typed fields whose values have a type in the file, and so are written in no format
   */
  static String of(Mapping mapping, Set<String> typed) {
    boolean events = mapping instanceof EventMapping;
    List<String> words = new ArrayList<>(List.of(events ? "--events" : "--profiles"));
    add(words, "--id", mapping.idField());
    if (mapping instanceof EventMapping event) {
      if (event.timeField() != null) {
        add(words, "--time", event.timeField());
      }
      boolean written = event.timeField() == null || !typed.contains(event.timeField());
      if (written && !event.times().equals(TimeFormat.ISO)) {
        add(words, "--time-format", times(event.times()));
      }
      if (event.typeField() != null) {
        add(words, "--type", event.typeField());
      }
      if (event.fixedType() != null) {
        add(words, "--fixed-type", event.fixedType());
      }
      if (event.eventIdField() != null) {
        add(words, "--event-id", event.eventIdField());
      }
    }
    for (ValueMapping value : mapping.values()) {
      add(
          words,
          events ? "--property" : "--attribute",
          column(value, typed.contains(value.field())));
    }
    mapping.nullTexts().stream().sorted().forEach(text -> add(words, "--null", text));
    return String.join(" ", words);
  }

  private static void add(List<String> words, String option, String value) {
    words.add(option);
    words.add(quoted(value));
  }

  /** As a POSIX shell takes it for one word. */
  static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** What a column is said to be in {@code COLUMN:TYPE[:NAME]}. */
  static String column(ValueMapping value, boolean isTyped) {
    ValueType type = value.type();
    if (type == null) {
      throw new IllegalArgumentException("a proposal tells the type, field=" + value.field());
    }
    String text = value.field() + ":" + kind(type) + argument(value, type, isTyped);
    return value.name().equals(value.field()) ? text : text + ":" + value.name();
  }

  private static String kind(ValueType type) {
    return switch (type.kind()) {
      case STRING_SET -> "set";
      case GEO_POINT -> "geo";
      default -> type.kind().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String argument(ValueMapping value, ValueType type, boolean isTyped) {
    ValueFormat format = value.format();
    return switch (type.kind()) {
      case DECIMAL -> "(" + type.scale() + ")";
      case BOOLEAN ->
          isTyped || format.equals(ValueFormat.DEFAULT)
              ? ""
              : "(" + format.trueText() + "," + format.falseText() + ")";
      case DATE, TIMESTAMP ->
          isTyped || format.times().equals(TimeFormat.ISO) ? "" : "(" + times(format.times()) + ")";
      case STRING_SET -> format.separator() == null ? "" : "(" + format.separator() + ")";
      case GEO_POINT -> value.longitudeField() == null ? "" : "(" + value.longitudeField() + ")";
      case LONG, DOUBLE, STRING, VERSION -> "";
    };
  }

  private static String times(TimeFormat format) {
    if (format.equals(TimeFormat.epochSeconds())) {
      return "s";
    }
    if (format.equals(TimeFormat.epochMicros())) {
      return "us";
    }
    String description = format.toString();
    int end = description.lastIndexOf("' in ");
    return end > 0 ? description.substring(1, end) : "ms";
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

import dev.muster.load.RecordSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/** Shows the records of one cut to a sink. Confined to one thread. */
final class JsonDecoding {

  /** How deep objects and arrays may lie in each other. */
  static final int DEPTH_MAX = 32;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNumberLength(400)
                  .maxStringLength(RecordBlocks.RECORD_BYTES_MAX)
                  .maxNameLength(RecordBlocks.RECORD_BYTES_MAX)
                  .build())
          .build();

  private final Map<String, Integer> places = new HashMap<>();

  /** Paths of objects in which something wanted lies. */
  private final Set<String> ways = new HashSet<>();

  private final boolean others;
  private final RecordSink sink;

  // The record at hand.
  private @Nullable Object[] values = {};
  private final boolean[] seen;
  private Map<String, Object> rest = Map.of();

  JsonDecoding(List<String> wanted, boolean others, RecordSink sink) {
    for (String path : wanted) {
      places.put(path, places.size());
      for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
        ways.add(path.substring(0, dot));
      }
    }
    this.others = others;
    this.sink = sink;
    this.seen = new boolean[wanted.size()];
  }

  void decode(TextCut cut) {
    byte[] bytes = cut.bytes();
    for (TextCut.Part part : cut.parts()) {
      if (part.malformed() != null) {
        sink.malformed(part.line(), part.malformed());
        continue;
      }
      long line = part.line();
      int from = part.from();
      while (from < part.to()) {
        int to = from;
        while (to < part.to() && bytes[to] != '\n') {
          to++;
        }
        if (!isBlank(bytes, from, to)) {
          record(line, bytes, from, to);
        }
        line++;
        from = to + 1;
      }
    }
  }

  private static boolean isBlank(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] > ' ' || bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }

  private void record(long line, byte[] bytes, int from, int to) {
    if (!Utf8.isText(bytes, from, to)) {
      sink.malformed(line, Utf8.REFUSAL);
      return;
    }
    values = new Object[seen.length];
    rest = Map.of();
    Arrays.fill(seen, false);
    try (JsonParser parser =
        FACTORY.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new NoRecordException("expected a JSON object");
      }
      object(parser, "");
      if (parser.nextToken() != null) {
        throw new NoRecordException("there is something behind the JSON object");
      }
    } catch (NoRecordException e) {
      sink.malformed(line, String.valueOf(e.getMessage()));
      return;
    } catch (JacksonException e) {
      sink.malformed(line, reason(e));
      return;
    }
    sink.record(line, values, rest);
  }

  private static String reason(JacksonException e) {
    String message = String.valueOf(e.getOriginalMessage());
    int end = message.indexOf('\n');
    message = end < 0 ? message : message.substring(0, end);
    message = message.length() > 200 ? message.substring(0, 197) + "..." : message;
    return "not JSON: " + message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  /** Reads the fields of the object that has just begun. */
  private void object(JsonParser parser, String prefix) throws NoRecordException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      String path = prefix.isEmpty() ? name : prefix + "." + name;
      JsonToken token = parser.nextToken();
      Integer place = places.get(path);
      if (place != null) {
        requireFirst(!seen[place], path);
        seen[place] = true;
        values[place] = value(parser, token);
        if (ways.contains(path) && values[place] instanceof Map<?, ?> map) {
          inside(map, path);
        }
      } else if (token == JsonToken.START_OBJECT && (others || ways.contains(path))) {
        object(parser, path);
      } else if (others) {
        other(path, value(parser, token));
      } else {
        parser.skipChildren();
      }
    }
  }

  /** Finds what is wanted inside of {@code map}, which is wanted itself. */
  private void inside(Map<?, ?> map, String prefix) throws NoRecordException {
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String path = prefix + "." + entry.getKey();
      Integer place = places.get(path);
      if (place != null) {
        requireFirst(!seen[place], path);
        seen[place] = true;
        values[place] = entry.getValue();
      }
      if (ways.contains(path) && entry.getValue() instanceof Map<?, ?> deeper) {
        inside(deeper, path);
      }
    }
  }

  private void other(String path, @Nullable Object value) throws NoRecordException {
    if (value != null) {
      if (rest.isEmpty()) {
        rest = new LinkedHashMap<>();
      }
      requireFirst(rest.put(path, value) == null, path);
    }
  }

  private static void requireFirst(boolean first, String path) throws NoRecordException {
    if (!first) {
      throw new NoRecordException("the field '" + path + "' is there twice");
    }
  }

  private @Nullable Object value(JsonParser parser, JsonToken token) throws NoRecordException {
    return switch (token) {
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getBigIntegerValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case START_ARRAY -> array(parser);
      case START_OBJECT -> map(parser);
      default -> throw new NoRecordException("unexpected " + token);
    };
  }

  private List<@Nullable Object> array(JsonParser parser) throws NoRecordException {
    List<@Nullable Object> members = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      members.add(value(parser, token));
    }
    return members;
  }

  private Map<String, @Nullable Object> map(JsonParser parser) throws NoRecordException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      members.put(name, value(parser, parser.nextToken()));
    }
    return members;
  }

  /** A line that is no record. Carries no stack trace: there may be millions of them. */
  private static final class NoRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    NoRecordException(String reason) {
      super(reason, null, false, false);
    }
  }
}

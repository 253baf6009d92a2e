// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.predicate.Predicate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a text as JSON, to the letter of RFC 8259, and keeps the place of every value. Names must
 * not repeat within an object, whatever they are. Linear in the text; an element of an array takes
 * some 110 bytes and a member of an object some 260, and {@link PredicateJson#VALUES_MAX} limits
 * how many there are.
 */
final class TreeReader {

  /**
   * Most objects and arrays inside each other: two for each level of a predicate, and a few for
   * what stands around and inside of it.
   */
  static final int NESTING_MAX = 2 * Predicate.DEPTH_MAX + 20;

  /** Names are not pooled: whoever sends documents must not fill a table that outlives them. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(NESTING_MAX + 1)
                  .maxNumberLength(PredicateJson.LENGTH_MAX)
                  .maxStringLength(PredicateJson.LENGTH_MAX)
                  .maxNameLength(PredicateJson.LENGTH_MAX)
                  .build())
          .build();

  /** What messages of the parser say about itself and its switches. */
  private static final Pattern OF_THE_PARSER =
      Pattern.compile("( \\(start marker at .*)|(: enable `.*)|(,? ?\\(?from `[^`]*`\\)?)");

  private final JsonSource source;
  private final JsonParser parser;
  private Place place = Place.document(0);
  private int values;

  private TreeReader(JsonSource source, JsonParser parser) {
    this.source = source;
    this.parser = parser;
  }

  /**
   * The one value of a text.
   *
   * @throws JsonException if the text is too long, is not JSON, is nested too deeply, or has a name
   *     twice in one object
   */
  static JsonValue read(JsonSource source) {
    int length = source.text().length();
    if (length > PredicateJson.LENGTH_MAX) {
      throw source.refused(
          Place.document(PredicateJson.LENGTH_MAX),
          length + " characters",
          "a document may have at most "
              + PredicateJson.LENGTH_MAX
              + " characters, length="
              + length);
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), source.text())) {
      return new TreeReader(source, parser).document();
    }
  }

  private JsonValue document() {
    JsonToken first = next();
    if (first == null) {
      throw source.unknown(end(), "the end of the text", "a JSON object", null);
    }
    place = Place.document(offset());
    JsonValue value = value(first, place, 0);
    place = Place.document(source.text().length());
    if (next() != null) {
      throw source.unknown(
          Place.document(offset()), found(offset()), "the end of the document", null);
    }
    return value;
  }

  private JsonValue value(JsonToken token, Place at, int nesting) {
    if (++values > PredicateJson.VALUES_MAX) {
      throw source.refused(
          at,
          found(at.offset()),
          "a document may have at most " + PredicateJson.VALUES_MAX + " values");
    }
    return switch (token) {
      case START_OBJECT -> object(at, nesting);
      case START_ARRAY -> array(at, nesting);
      case VALUE_STRING -> new JsonValue.TextValue(at, string());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.NumberValue(at, string());
      case VALUE_TRUE -> new JsonValue.TruthValue(at, true);
      case VALUE_FALSE -> new JsonValue.TruthValue(at, false);
      case VALUE_NULL -> new JsonValue.NullValue(at);
      case END_ARRAY, END_OBJECT, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw source.unknown(at, found(at.offset()), "a JSON value", null);
    };
  }

  private void requireRoom(Place at, int nesting) {
    if (nesting == NESTING_MAX) {
      throw source.refused(
          at,
          found(at.offset()),
          "at most " + NESTING_MAX + " objects and arrays may be inside each other");
    }
  }

  private JsonValue object(Place at, int nesting) {
    requireRoom(at, nesting);
    // Most texts that are made to be large are full of what is empty or has one value in it.
    Map<String, JsonValue.Member> members = Map.of();
    while (true) {
      place = at;
      if (next() != JsonToken.PROPERTY_NAME) {
        return new JsonValue.ObjectValue(at, members);
      }
      String name = parser.currentName();
      Place named = at.member(name, offset());
      if (members.containsKey(name)) {
        throw source.refused(
            named,
            "the member \"" + JsonSource.shorten(name) + "\"",
            "a member may not come twice, name='" + JsonSource.shorten(name) + "'");
      }
      place = named;
      JsonToken token = next();
      JsonValue value =
          token == null ? incomplete() : value(token, at.member(name, offset()), nesting + 1);
      if (members.isEmpty()) {
        members = new LinkedHashMap<>(4);
      }
      members.put(name, new JsonValue.Member(named, value));
    }
  }

  private JsonValue array(Place at, int nesting) {
    requireRoom(at, nesting);
    List<JsonValue> elements = new ArrayList<>(0);
    while (true) {
      place = at.element(elements.size(), at.offset());
      JsonToken token = next();
      if (token == JsonToken.END_ARRAY) {
        return new JsonValue.ArrayValue(at, elements);
      }
      elements.add(
          token == null
              ? incomplete()
              : value(token, at.element(elements.size(), offset()), nesting + 1));
    }
  }

  /** Never called as long as the parser itself refuses a text that stops in the middle. */
  private JsonValue incomplete() {
    throw source.unknown(end(), "the end of the text", "a JSON value", null);
  }

  private JsonToken next() {
    try {
      return parser.nextToken();
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  /** The content of a text or number, which the parser may read only now. */
  private String string() {
    try {
      return parser.getString();
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  private JsonException malformed(JacksonException e) {
    long offset = e.getLocation() == null ? -1 : e.getLocation().getCharOffset();
    int at = offset < 0 ? place.offset() : (int) Math.min(offset, source.text().length());
    Place there = new Place(place.outer(), place.name(), place.index(), at);
    String message = String.valueOf(e.getOriginalMessage());
    String rule =
        message.startsWith("Unexpected end-of-input")
            ? "the text ends in the middle"
            : OF_THE_PARSER.matcher(message).replaceAll("");
    return source.refused(there, found(at), "not JSON: " + JsonSource.sentence(rule));
  }

  private Place end() {
    return Place.document(source.text().length());
  }

  private int offset() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private String found(int offset) {
    String text = source.text();
    if (offset >= text.length()) {
      return "the end of the text";
    }
    int end = text.offsetByCodePoints(offset, 1);
    return "'" + JsonSource.shorten(text.substring(offset, end)) + "'";
  }
}

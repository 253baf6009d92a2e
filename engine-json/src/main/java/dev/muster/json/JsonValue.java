// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import java.util.List;
import java.util.Map;

/**
 * A value of a document, with its place. Numbers are kept as they are written: what they mean
 * depends on what they are compared with.
 */
sealed interface JsonValue {

  /** Where it begins. */
  Place place();

  /** What it is, shortened, for messages. */
  String describe();

  /**
   * @param members by name, in the order of the text
   */
  record ObjectValue(Place place, Map<String, Member> members) implements JsonValue {
    @Override
    public String describe() {
      return members.isEmpty() ? "an empty object" : "an object";
    }
  }

  /**
   * A member of an object.
   *
   * @param name where its name begins
   */
  record Member(Place name, JsonValue value) {}

  record ArrayValue(Place place, List<JsonValue> elements) implements JsonValue {
    @Override
    public String describe() {
      int size = elements.size();
      return size == 0 ? "an empty array" : "an array of " + size;
    }
  }

  record TextValue(Place place, String text) implements JsonValue {
    @Override
    public String describe() {
      return "the text \"" + JsonSource.shorten(text) + "\"";
    }
  }

  record NumberValue(Place place, String text) implements JsonValue {
    @Override
    public String describe() {
      return "the number " + JsonSource.shorten(text);
    }
  }

  record TruthValue(Place place, boolean truth) implements JsonValue {
    @Override
    public String describe() {
      return String.valueOf(truth);
    }
  }

  record NullValue(Place place) implements JsonValue {
    @Override
    public String describe() {
      return "null";
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.json.JsonValue.Member;
import dev.muster.schema.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object while it is being read. Whoever reads takes the members that it knows;
 * {@link #end()} refuses those that nobody has taken. The order of members means nothing.
 */
final class Members {

  private final JsonSource source;
  private final JsonValue.ObjectValue object;
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> taken = new LinkedHashSet<>();

  /** The members of {@code value}, which must be {@code what}: an object. */
  Members(JsonSource source, JsonValue value, String what) {
    this.source = source;
    if (!(value instanceof JsonValue.ObjectValue found)) {
      throw source.unexpected(value, what);
    }
    this.object = found;
  }

  /** The object itself. */
  JsonValue object() {
    return object;
  }

  /** Takes the member called {@code name}; null if there is none. */
  @Nullable JsonValue find(String name) {
    known.add(name);
    Member member = object.members().get(name);
    if (member == null) {
      return null;
    }
    taken.add(name);
    return member.value();
  }

  /** The member called {@code name}, without taking it; null if there is none. */
  @Nullable JsonValue peek(String name) {
    Member member = object.members().get(name);
    return member == null ? null : member.value();
  }

  /** Takes the member called {@code name}, which must be there. */
  JsonValue require(String name) {
    JsonValue value = find(name);
    if (value == null) {
      throw lacking(List.of(name), "the member " + quoted(List.of(name)));
    }
    return value;
  }

  /** The first of {@code names} that is there, by their order, without taking it. */
  @Nullable String firstOf(List<String> names) {
    for (String name : names) {
      if (object.members().containsKey(name)) {
        return name;
      }
    }
    // One of them would still fit; next to one that is there, none of the others does.
    known.addAll(names);
    return null;
  }

  /** The first of {@code names} that is there, by their order; {@code what} needs one of them. */
  String requireOneOf(List<String> names, String what) {
    String name = firstOf(names);
    if (name == null) {
      throw lacking(names, what + " (one of " + quoted(names) + ")");
    }
    return name;
  }

  /** Refuses any member that has not been taken. */
  void end() {
    for (Map.Entry<String, Member> entry : object.members().entrySet()) {
      if (!taken.contains(entry.getKey())) {
        List<String> fitting = new ArrayList<>(known);
        fitting.removeAll(object.members().keySet());
        throw surplus(
            entry.getKey(),
            entry.getValue(),
            fitting,
            fitting.isEmpty()
                ? "no further member"
                : "no further member, or one of " + quoted(fitting));
      }
    }
  }

  /** None of {@code names} is there; perhaps one of them was misspelt. */
  private JsonException lacking(List<String> names, String expected) {
    for (Map.Entry<String, Member> entry : object.members().entrySet()) {
      String nearest = NearestName.of(entry.getKey(), names);
      if (nearest != null && !taken.contains(entry.getKey())) {
        return surplus(entry.getKey(), entry.getValue(), names, expected);
      }
    }
    String found =
        object.members().isEmpty()
            ? "an empty object"
            : "an object with " + quoted(object.members().keySet());
    return source.unknown(object.place(), found, expected, null);
  }

  private JsonException surplus(
      String name, Member member, Collection<String> fitting, String expected) {
    return source.unknown(
        member.name(),
        "the member '" + JsonSource.shorten(name) + "'",
        expected,
        NearestName.of(name, fitting));
  }

  /** At most so many names are listed: objects may have any number of members. */
  private static final int LISTED_MAX = 30;

  private static String quoted(Collection<String> names) {
    List<String> quoted = new ArrayList<>();
    for (String name : names) {
      if (quoted.size() == LISTED_MAX) {
        quoted.add("…");
        break;
      }
      quoted.add("'" + JsonSource.shorten(name) + "'");
    }
    return String.join(", ", quoted);
  }
}

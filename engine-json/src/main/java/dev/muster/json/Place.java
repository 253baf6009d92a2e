// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a document.
 *
 * @param outer the place of the object or array around it; null for the document
 * @param name of the member that it is, or null
 * @param index of the element that it is, if it is no member
 * @param offset where its text begins, in UTF-16 units
 */
record Place(@Nullable Place outer, @Nullable String name, int index, int offset) {

  static Place document(int offset) {
    return new Place(null, null, 0, offset);
  }

  Place member(String memberName, int memberOffset) {
    return new Place(this, memberName, 0, memberOffset);
  }

  Place element(int elementIndex, int elementOffset) {
    return new Place(this, null, elementIndex, elementOffset);
  }

  /** The JSON Pointer (RFC 6901). */
  String pointer() {
    Deque<String> steps = new ArrayDeque<>();
    Place place = this;
    while (place.outer != null) {
      steps.push(place.name == null ? String.valueOf(place.index) : escaped(place.name));
      place = place.outer;
    }
    StringBuilder pointer = new StringBuilder();
    steps.forEach(step -> pointer.append('/').append(step));
    return pointer.toString();
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.mapping;

import java.util.List;
import java.util.Set;

/**
 * Which fields of a record become what. Immutable: each method returns a mapping with something
 * more.
 *
 * <p>{@code Mapping.profiles("customer_id").attribute("country", COUNTRY)} and {@code
 * Mapping.events("customer_id").time("date").type("purchase").property("paid", AMOUNT)}.
 *
 * <p>What is given by a typed constant is added to the schema if that lacks it; what is given by
 * name only must be there. An empty text is a missing value, as is JSON's null.
 */
public sealed interface Mapping permits ProfileMapping, EventMapping {

  /** Each record is what is known of one profile, whose identifier is in {@code idField}. */
  static ProfileMapping profiles(String idField) {
    return new ProfileMapping(idField, List.of(), false, Set.of());
  }

  /** Each record is an event of the profile whose identifier is in {@code idField}. */
  static EventMapping events(String idField) {
    return new EventMapping(idField, null, TimeFormat.ISO, null, null, List.of(), null, Set.of());
  }

  /** The field of the profile's identifier. */
  String idField();

  /** The fields that become attributes or properties. */
  List<ValueMapping> values();

  /** Texts that mean a missing value, besides the empty one. */
  Set<String> nullTexts();
}

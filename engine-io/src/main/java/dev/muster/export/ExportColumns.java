// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import dev.muster.schema.Attribute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is written of each profile.
 *
 * @param idName what the identifier is called
 * @param attributes the attributes beside it, in order
 */
public record ExportColumns(String idName, List<Attribute<?>> attributes) {

  /** What the identifier is called unless said otherwise. */
  public static final String ID = "id";

  public ExportColumns {
    attributes = List.copyOf(attributes);
    Set<String> names = new HashSet<>(Set.of(idName));
    for (Attribute<?> attribute : attributes) {
      if (!names.add(attribute.name())) {
        throw new IllegalArgumentException(
            "columns must have different names, found '"
                + attribute.name()
                + "' twice; the identifier is called '"
                + idName
                + "'");
      }
    }
  }

  /** The names, that of the identifier first. */
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(idName));
    attributes.forEach(attribute -> names.add(attribute.name()));
    return names;
  }

  /** For formats that only have room for identifiers. */
  ExportColumns requireIdOnly(String format) {
    if (!attributes.isEmpty()) {
      throw new IllegalArgumentException(
          format
              + " holds identifiers only, found the attribute '"
              + attributes.get(0).name()
              + "'");
    }
    return this;
  }
}

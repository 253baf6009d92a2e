// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import dev.muster.value.ValueType;
import java.util.Objects;
import java.util.Optional;

/**
 * A field of a file.
 *
 * @param path its name, joined by dots to those of the fields in which it lies
 * @param type what the file says it holds; empty if the file only has texts
 */
public record SourceField(String path, Optional<ValueType> type) {

  public SourceField {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(type, "type");
  }
}

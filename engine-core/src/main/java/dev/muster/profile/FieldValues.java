// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import dev.muster.value.ValueType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Named values in the order in which they were given, three array cells each: writes are made by
 * the million, and a map per write would cost more than the write.
 */
final class FieldValues {

  private static final int CELLS = 3;

  private @Nullable Object[] cells = new Object[4 * CELLS];
  private int size;

  /** Adds a value; {@code type} is null if the caller only knew the name. */
  void add(String name, @Nullable ValueType type, @Nullable Object value) {
    if ((size + 1) * CELLS > cells.length) {
      cells = Arrays.copyOf(cells, cells.length * 2);
    }
    int at = size++ * CELLS;
    cells[at] = name;
    cells[at + 1] = type;
    cells[at + 2] = value;
  }

  void forEach(FieldVisitor visitor) {
    for (int i = 0; i < size; i++) {
      String name = (String) cells[i * CELLS];
      assert name != null;
      visitor.field(name, (ValueType) cells[i * CELLS + 1], cells[i * CELLS + 2]);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEach(
        (name, type, value) ->
            text.append(text.length() > 1 ? ", " : "").append(name).append('=').append(value));
    return text.append('}').toString();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.infer;

import dev.muster.load.mapping.ValueFormat;
import dev.muster.value.ValueType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What one field looks like. Immutable.
 *
 * @param path its path in a record
 * @param type what is proposed; empty if it should be left out
 * @param format how its values are written
 * @param reason why, for a person
 * @param alternatives what else was possible, for a person
 * @param present records that have a value
 * @param missing records that have none
 * @param distinct different values that were told apart: up to 1,000,000, and fewer in a file with
 *     many such fields
 * @param moreDistinct whether there are more of them
 * @param repeated whether a value was seen twice
 * @param examples some values, shortened
 */
public record FieldProposal(
    String path,
    Optional<ValueType> type,
    ValueFormat format,
    String reason,
    List<String> alternatives,
    long present,
    long missing,
    int distinct,
    boolean moreDistinct,
    boolean repeated,
    List<String> examples) {

  public FieldProposal {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(reason, "reason");
    alternatives = List.copyOf(alternatives);
    examples = List.copyOf(examples);
  }

  /** The records without a value as a part of all, in [0, 1]. */
  public double missingShare() {
    return present + missing == 0 ? 0 : (double) missing / (present + missing);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.infer;

import dev.muster.load.RecordSink;
import dev.muster.load.SourceField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sees all records and sketches their fields. Confined to one thread. */
final class FieldGathering implements RecordSink {

  final Map<String, FieldSketch> sketches = new LinkedHashMap<>();
  long records;
  long malformed;

  FieldGathering(List<SourceField> known) {
    for (SourceField field : known) {
      sketches.put(field.path(), new FieldSketch(field.path(), field.type()));
    }
  }

  @Override
  public void record(long line, @Nullable Object[] values, Map<String, Object> others) {
    records++;
    others.forEach(
        (path, value) -> {
          if (!"".equals(value)) {
            sketches
                .computeIfAbsent(path, added -> new FieldSketch(added, Optional.empty()))
                .add(value);
          }
        });
  }

  @Override
  public void malformed(long line, String reason) {
    malformed++;
  }
}

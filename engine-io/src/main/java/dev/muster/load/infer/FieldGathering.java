// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.infer;

import dev.muster.load.LoadException;
import dev.muster.load.LoadException.Kind;
import dev.muster.load.RecordSink;
import dev.muster.load.SourceField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sees all records and sketches their fields. Confined to one thread. */
final class FieldGathering implements RecordSink {

  static final int FIELDS_MAX = 10_000;

  /** Different values of all fields together; about 64 MiB of hashes. */
  private static final int TOLD_APART_MAX = 4_000_000;

  /** What all sketches may keep together. */
  private final DistinctValues.Room told = new DistinctValues.Room(TOLD_APART_MAX);

  final Map<String, FieldSketch> sketches = new LinkedHashMap<>();
  long records;
  long malformed;

  FieldGathering(List<SourceField> known) {
    for (SourceField field : known) {
      sketches.put(field.path(), new FieldSketch(field.path(), field.type(), told));
    }
  }

  @Override
  public void record(long line, @Nullable Object[] values, Map<String, Object> others) {
    records++;
    others.forEach(
        (path, value) -> {
          if (!"".equals(value)) {
            sketch(line, path).add(value);
          }
        });
  }

  private FieldSketch sketch(long line, String path) {
    FieldSketch known = sketches.get(path);
    if (known != null) {
      return known;
    }
    if (sketches.size() == FIELDS_MAX) {
      throw new LoadException(
          Kind.TOO_MANY_FIELDS,
          "line "
              + line
              + ": there are more than "
              + FIELDS_MAX
              + " different fields: are keys of something used as names?");
    }
    FieldSketch added = new FieldSketch(path, Optional.empty(), told);
    sketches.put(path, added);
    return added;
  }

  @Override
  public void malformed(long line, String reason) {
    malformed++;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import dev.muster.load.RecordChunk;
import dev.muster.load.RecordSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps what a source shows. */
class Records implements RecordSink {

  /** One record or, with a reason, a place where there is none. */
  record Found(
      long line, List<@Nullable Object> values, Map<String, Object> others, String reason) {}

  private final List<Found> found = new ArrayList<>();

  @Override
  public void record(long line, @Nullable Object[] values, Map<String, Object> others) {
    found.add(new Found(line, new ArrayList<>(Arrays.asList(values)), others, ""));
  }

  @Override
  public void malformed(long line, String reason) {
    found.add(new Found(line, List.of(), Map.of(), reason));
  }

  /** What has been shown so far. */
  List<Found> found() {
    return found;
  }

  /** The wanted values of all records. */
  List<List<@Nullable Object>> values() {
    return found.stream().map(Found::values).toList();
  }

  static Records of(Path file, boolean others, String... wanted) throws IOException {
    return of(file, ParquetSource.CHUNK_ROWS_MAX, others, wanted);
  }

  static Records of(Path file, long chunkRowsMax, boolean others, String... wanted)
      throws IOException {
    Records records = new Records();
    try (ParquetSource source = ParquetSource.open(file, chunkRowsMax)) {
      for (RecordChunk chunk = source.next(); chunk != null; chunk = source.next()) {
        chunk.decode(List.of(wanted), others, records);
      }
    }
    return records;
  }
}

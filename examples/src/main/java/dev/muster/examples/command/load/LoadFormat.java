// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command.load;

import dev.muster.load.RecordSource;
import dev.muster.load.text.NdjsonSource;
import dev.muster.parquet.ParquetSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The formats that files are loaded from. A further one is a constant more. */
enum LoadFormat {
  CSV((file, options) -> options.csv(file).open(), ".csv", ".csv.gz"),
  NDJSON(
      (file, options) -> NdjsonSource.open(file), ".ndjson", ".jsonl", ".ndjson.gz", ".jsonl.gz"),
  PARQUET((file, options) -> ParquetSource.open(file), ".parquet");

  /** Opens a file. */
  @FunctionalInterface
  interface Opening {
    RecordSource open(Path file, LoadOptions options) throws IOException;
  }

  private final Opening opening;
  private final List<String> extensions;

  LoadFormat(Opening opening, String... extensions) {
    this.opening = opening;
    this.extensions = List.of(extensions);
  }

  /** The format that a file of this name has, or null if nothing tells. */
  static @Nullable LoadFormat of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    for (LoadFormat format : values()) {
      if (format.extensions.stream().anyMatch(name::endsWith)) {
        return format;
      }
    }
    return null;
  }

  /** The records of {@code file}, which {@code options} may tell more of. */
  RecordSource open(Path file, LoadOptions options) throws IOException {
    return opening.open(file, options);
  }
}

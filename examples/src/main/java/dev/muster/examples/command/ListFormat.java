// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.export.ExportFormat;
import dev.muster.parquet.ParquetFormat;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The formats that audiences are listed in. A further one is a constant more. */
enum ListFormat {
  IDS(ExportFormat.IDS, "text", ".ids", ".txt"),
  CSV(ExportFormat.CSV, "text", ".csv"),
  NDJSON(ExportFormat.NDJSON, "text", ".ndjson", ".jsonl"),
  PARQUET(ParquetFormat.SNAPPY, "binary", ".parquet"),
  ROARING(ExportFormat.ROARING, "binary", ".roaring"),
  ROARING64(ExportFormat.ROARING64, "binary", ".roaring64");

  private final ExportFormat format;
  private final String content;
  private final String[] extensions;

  ListFormat(ExportFormat format, String content, String... extensions) {
    this.format = format;
    this.content = content;
    this.extensions = extensions;
  }

  /** The format that a file of this name has, or null if nothing tells. */
  static @Nullable ListFormat of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    for (ListFormat format : values()) {
      for (String extension : format.extensions) {
        if (name.endsWith(extension)) {
          return format;
        }
      }
    }
    return null;
  }

  /** All ends of names that tell a format. */
  static String extensions() {
    return Arrays.stream(values())
        .flatMap(format -> Arrays.stream(format.extensions))
        .collect(Collectors.joining(", "));
  }

  /** Whether it holds more than identifiers. */
  boolean hasAttributes() {
    return this == CSV || this == NDJSON || this == PARQUET;
  }

  ExportFormat format() {
    return format;
  }

  /** Whether a terminal can show it. */
  boolean isText() {
    return content.equals("text");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

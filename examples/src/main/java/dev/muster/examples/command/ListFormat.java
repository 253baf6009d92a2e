// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.export.ExportFormat;
import dev.muster.parquet.ParquetFormat;
import java.nio.file.Path;
import java.util.Locale;

/** The formats that audiences are listed in. A further one is a constant more. */
enum ListFormat {
  IDS(ExportFormat.IDS, "text", ".txt"),
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

  /** The format that a file of this name has; identifiers if nothing tells. */
  static ListFormat of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    for (ListFormat format : values()) {
      for (String extension : format.extensions) {
        if (name.endsWith(extension)) {
          return format;
        }
      }
    }
    return IDS;
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

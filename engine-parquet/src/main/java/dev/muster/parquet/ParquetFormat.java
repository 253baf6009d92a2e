// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import dev.muster.export.ExportColumns;
import dev.muster.export.ExportFormat;
import dev.muster.export.RowWriter;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Audiences as Parquet, by how its pages are compressed.
 *
 * <p>{@code AudienceExport.of(loyal).attributes(list).writeFile(view, ParquetFormat.SNAPPY, path,
 * KEEP)}. The identifier is a column of text, each attribute one of its own type, as {@code
 * docs/parquet.md} tells. Row groups have up to 131,072 rows and 64 MiB, which are held on the heap
 * until they are full. Pages have check sums.
 */
public enum ParquetFormat implements ExportFormat {
  /** Fast, and read by everything. */
  SNAPPY(CompressionCodecName.SNAPPY),
  /** Smaller, and nearly as fast. */
  ZSTD(CompressionCodecName.ZSTD),
  /** Small, slow, and read by everything. */
  GZIP(CompressionCodecName.GZIP),
  /** As they are. */
  UNCOMPRESSED(CompressionCodecName.UNCOMPRESSED);

  private final CompressionCodecName codec;

  ParquetFormat(CompressionCodecName codec) {
    this.codec = codec;
  }

  @Override
  public RowWriter begin(OutputStream out, ExportColumns columns) throws IOException {
    return new ParquetRows(
        out, columns, codec, ParquetRows.GROUP_ROWS_MAX, ParquetRows.GROUP_BYTES_MAX);
  }
}

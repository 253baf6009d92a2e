// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import java.io.IOException;
import java.io.OutputStream;

/**
 * How an audience is written. The constants are all that this module knows; other modules and
 * applications bring their own.
 */
@FunctionalInterface
public interface ExportFormat {

  /** Identifiers, one a line, in UTF-8; takes no attributes. */
  ExportFormat IDS = IdLines::new;

  /** Comma-separated values in UTF-8 with a header; values as {@link ValueText} writes them. */
  ExportFormat CSV = CsvRows::new;

  /** A JSON object a line; what is missing is left out. Values as in a profile's JSON. */
  ExportFormat NDJSON = JsonRows::new;

  /**
   * A bitmap of 32-bit numbers in Roaring's portable format; takes no attributes, and identifiers
   * in [0, 2^32) only.
   */
  ExportFormat ROARING = NumberBitmap::of32;

  /**
   * A bitmap of 64-bit numbers in Roaring's portable format; takes no attributes, and identifiers
   * in [0, 2^64) only.
   */
  ExportFormat ROARING64 = NumberBitmap::of64;

  /**
   * Begins to write.
   *
   * @param out where to; the caller closes it
   * @throws IllegalArgumentException if the format cannot have these columns
   */
  RowWriter begin(OutputStream out, ExportColumns columns) throws IOException;
}

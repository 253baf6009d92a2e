// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.muster.profile.ProfileId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180, but for lines that end in a line feed). What is missing is
 * nothing at all between two commas; a value that is empty is quoted.
 */
final class CsvRows implements RowWriter {

  private final CsvWriter csv;
  private final @Nullable String[] cells;

  CsvRows(OutputStream out, ExportColumns columns) {
    this.csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.LF)
            .quoteStrategy(QuoteStrategies.EMPTY)
            .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.cells = new String[1 + columns.attributes().size()];
    csv.writeRecord(columns.names());
  }

  @Override
  public void row(ProfileId id, @Nullable Object[] values) throws IOException {
    cells[0] = id.value();
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      cells[i + 1] = value == null ? null : ValueText.of(value);
    }
    try {
      csv.writeRecord(cells);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void finish() throws IOException {
    csv.flush();
  }
}

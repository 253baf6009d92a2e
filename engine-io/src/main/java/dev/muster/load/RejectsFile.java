// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Writes rejects to a CSV file with the columns {@code line}, {@code reason}, {@code field}, {@code
 * value} and {@code message}. What was in the file before is gone. Confined to one thread.
 */
public final class RejectsFile implements Consumer<Reject>, Closeable {

  private final CsvWriter writer;

  /** Begins the file. */
  public RejectsFile(Path file) throws IOException {
    writer = CsvWriter.builder().build(file, StandardCharsets.UTF_8);
    writer.writeRecord("line", "reason", "field", "value", "message");
  }

  /**
   * Writes one.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  @Override
  public void accept(Reject reject) {
    writer.writeRecord(
        Long.toString(reject.line()),
        reject.reason().name(),
        reject.field() == null ? "" : reject.field(),
        reject.value() == null ? "" : reject.value(),
        reject.message());
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}

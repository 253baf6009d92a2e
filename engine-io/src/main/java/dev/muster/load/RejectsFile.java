// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes rejects to a CSV file with the columns {@code line}, {@code reason}, {@code field}, {@code
 * value} and {@code message}. The file is made at the first reject. Rejects are added to a file of
 * rejects that is there, so that a load that goes on completes the list of the runs before; what a
 * stopped run had listed last may then come twice. Confined to one thread.
 */
public final class RejectsFile implements Consumer<Reject>, Closeable {

  private static final String[] COLUMNS = {"line", "reason", "field", "value", "message"};
  private static final byte[] HEADER =
      String.join(",", COLUMNS).getBytes(StandardCharsets.US_ASCII);

  private final Path file;
  private @Nullable CsvWriter writer;

  /**
   * Looks at the place; nothing is written before the first reject.
   *
   * @throws FileAlreadyExistsException if there is something else than a file of rejects
   * @throws NoSuchFileException if there is no directory for it
   */
  public RejectsFile(Path file) throws IOException {
    this.file = file;
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new NoSuchFileException(parent.toString(), null, "there is no such directory");
    }
    requireRejects();
  }

  /** Refuses to add to what is somebody else's, the loaded file above all. */
  private void requireRejects() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    if (Files.isRegularFile(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        byte[] begin = in.readNBytes(HEADER.length + 1);
        boolean isHeader =
            begin.length > HEADER.length
                && Arrays.equals(begin, 0, HEADER.length, HEADER, 0, HEADER.length)
                && (begin[HEADER.length] == '\r' || begin[HEADER.length] == '\n');
        if (begin.length == 0 || isHeader) {
          return;
        }
      }
    }
    throw new FileAlreadyExistsException(
        file.toString(), null, "there is something already that is no list of rejects");
  }

  /**
   * Writes one.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  @Override
  public void accept(Reject reject) {
    if (writer == null) {
      try {
        writer = opened();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    writer.writeRecord(
        Long.toString(reject.line()),
        reject.reason().name(),
        reject.field() == null ? "" : reject.field(),
        reject.value() == null ? "" : reject.value(),
        reject.message());
  }

  private CsvWriter opened() throws IOException {
    requireRejects();
    boolean begun = Files.exists(file) && Files.size(file) > 0;
    if (begun) {
      endLastLine();
    }
    CsvWriter csv =
        CsvWriter.builder()
            .build(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return begun ? csv : csv.writeRecord(COLUMNS);
  }

  /** A process that died may have left half a line. */
  private void endLastLine() throws IOException {
    try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "rw")) {
      end.seek(end.length() - 1);
      if (end.read() != '\n') {
        end.writeBytes("\r\n");
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}

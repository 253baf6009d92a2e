// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

import dev.muster.load.LoadException;
import dev.muster.load.LoadException.Kind;
import dev.muster.load.RecordChunk;
import dev.muster.load.RecordSource;
import dev.muster.load.SourceField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records of a CSV file in UTF-8, with or without byte order mark, packed by gzip if its name ends
 * in {@code .gz}. The first record is the header. Strict RFC 4180, but for lines that may end with
 * LF or CR as well; empty lines are passed over, and every value is a text. A column without a name
 * is called by its place, {@code #3}.
 *
 * <p>Malformed are: a record with more or fewer fields than the header, broken quotes, bytes that
 * are not UTF-8, and a record of more than 1 MiB. Reading goes on at the line after the one where
 * it began.
 *
 * <p>Confined to one thread, but for the decoding of chunks.
 */
public final class CsvSource implements RecordSource {

  private final String name;
  private final CsvFormat format;
  private final RecordBlocks blocks;
  private final List<String> header;

  private CsvSource(Path file, CsvFormat format, int chunkBytes) throws IOException {
    this.name = String.valueOf(file.getFileName());
    this.format = format;
    this.blocks = new RecordBlocks(file, chunkBytes, format.cutter());
    try {
      this.header = header(name, format, blocks);
    } catch (IOException | RuntimeException e) {
      blocks.close();
      throw e;
    }
  }

  /**
   * The records of {@code file}, with commas and double quotes.
   *
   * @throws LoadException if the header is missing or broken
   */
  public static CsvSource open(Path file) throws IOException {
    return builder(file).open();
  }

  /** How {@code file} is written. */
  public static Builder builder(Path file) {
    return new Builder(file);
  }

  private static List<String> header(String name, CsvFormat format, RecordBlocks blocks)
      throws IOException {
    while (true) {
      TextCut first = blocks.first();
      if (first == null) {
        throw new LoadException(
            Kind.BROKEN_HEADER, "the file is empty: there is no header line, file=" + name);
      }
      TextCut.Part part = first.parts().get(0);
      String text = Utf8.text(first.bytes(), part.from(), part.to());
      String reason =
          part.malformed() != null ? part.malformed() : text == null ? Utf8.REFUSAL : null;
      if (reason != null) {
        throw new LoadException(
            Kind.BROKEN_HEADER,
            "line " + part.line() + ": the header is broken: " + reason + ", file=" + name);
      }
      List<String> fields = format.fields(String.valueOf(text));
      if (!fields.isEmpty()) {
        return named(name, fields);
      }
    }
  }

  private static List<String> named(String file, List<String> fields) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String field : fields) {
      String name = field.isBlank() ? "#" + (names.size() + 1) : field;
      if (!taken.add(name)) {
        throw new LoadException(
            Kind.BROKEN_HEADER,
            "the header has the column '" + name + "' more than once, file=" + file);
      }
      names.add(name);
    }
    return List.copyOf(names);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long fingerprint() throws IOException {
    return blocks.fingerprint(format.toString());
  }

  /** The columns; none of them has a type. */
  @Override
  public List<SourceField> fields() {
    return header.stream().map(field -> new SourceField(field, Optional.empty())).toList();
  }

  @Override
  public @Nullable RecordChunk next() throws IOException {
    TextCut cut = blocks.next();
    return cut == null
        ? null
        : (wanted, others, sink) ->
            new CsvDecoding(format, header, wanted, others, sink).decode(cut);
  }

  @Override
  public long sizeBytes() {
    return blocks.sizeBytes();
  }

  @Override
  public long positionBytes() {
    return blocks.positionBytes();
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }

  /** How a CSV file is written. Not thread-safe. */
  public static final class Builder {

    private final Path file;
    private char separator = ',';
    private char quote = '"';
    private int chunkBytes = ChunkSize.DEFAULT_BYTES;

    private Builder(Path file) {
      this.file = Objects.requireNonNull(file, "file");
    }

    /** What stands between fields: an ASCII character; default a comma. */
    public Builder separator(char character) {
      this.separator = CsvFormat.checked("separator", character);
      return this;
    }

    /** What quoted fields stand in: an ASCII character; default a double quote. */
    public Builder quote(char character) {
      this.quote = CsvFormat.checked("quote", character);
      return this;
    }

    /**
     * About how many bytes are decoded by one thread at a time, in [1024, 524288]; default 262,144.
     */
    public Builder chunkBytes(int bytes) {
      this.chunkBytes = ChunkSize.checked(bytes);
      return this;
    }

    /**
     * Opens the file and reads its header.
     *
     * @throws LoadException if the header is missing or broken
     */
    public CsvSource open() throws IOException {
      return new CsvSource(file, new CsvFormat(separator, quote), chunkBytes);
    }
  }
}

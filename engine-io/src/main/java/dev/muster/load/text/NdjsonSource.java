// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

import dev.muster.load.RecordChunk;
import dev.muster.load.RecordSource;
import dev.muster.load.SourceField;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records of a file with one JSON object on each line, in UTF-8, packed by gzip if its name ends in
 * {@code .gz}. Fields of objects in objects are called by their path, {@code address.city}; blank
 * lines are passed over.
 *
 * <p>Malformed are: what is not one JSON object, a field that is there twice, objects or arrays in
 * each other deeper than {@value JsonDecoding#DEPTH_MAX}, bytes that are not UTF-8, and a line of
 * more than 1 MiB.
 *
 * <p>Confined to one thread, but for the decoding of chunks.
 */
public final class NdjsonSource implements RecordSource {

  private final String name;
  private final RecordBlocks blocks;

  private NdjsonSource(Path file, int chunkBytes) throws IOException {
    this.name = String.valueOf(file.getFileName());
    this.blocks = new RecordBlocks(file, chunkBytes, new LineCutter());
  }

  /** The records of {@code file}. */
  public static NdjsonSource open(Path file) throws IOException {
    return builder(file).open();
  }

  /** How {@code file} is read. */
  public static Builder builder(Path file) {
    return new Builder(file);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long fingerprint() throws IOException {
    return blocks.fingerprint("ndjson");
  }

  /** None: each record brings its own. */
  @Override
  public List<SourceField> fields() {
    return List.of();
  }

  @Override
  public @Nullable RecordChunk next() throws IOException {
    TextCut cut = blocks.next();
    return cut == null
        ? null
        : (wanted, others, sink) -> new JsonDecoding(wanted, others, sink).decode(cut);
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

  /** How a file is read. Not thread-safe. */
  public static final class Builder {

    private final Path file;
    private int chunkBytes = ChunkSize.DEFAULT_BYTES;

    private Builder(Path file) {
      this.file = Objects.requireNonNull(file, "file");
    }

    /**
     * About how many bytes are decoded by one thread at a time, in [1024, 524288]; default 262,144.
     */
    public Builder chunkBytes(int bytes) {
      this.chunkBytes = ChunkSize.checked(bytes);
      return this;
    }

    /** Opens the file. */
    public NdjsonSource open() throws IOException {
      return new NdjsonSource(file, chunkBytes);
    }
  }
}

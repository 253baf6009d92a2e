// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import dev.muster.load.RecordChunk;
import dev.muster.load.RecordSource;
import dev.muster.load.SourceField;
import dev.muster.parquet.ParquetException.Kind;
import dev.muster.parquet.ParquetFile.RowGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records of a Parquet file, row by row; their lines are row numbers, from 1.
 *
 * <p>A field is a column, a list or a map; those in structs are called by the names of these,
 * joined by dots. These are told by {@link #fields}. A struct may also be asked for as a whole, and
 * so may a number of a point and a key of a map. Only columns that are asked for are read. What
 * each type is read as, and what is not read, is in {@code docs/parquet.md}.
 *
 * <p>Chunks are row groups, those of more than 16,384 rows cut into equal parts. Decoding takes the
 * memory of a page and a dictionary for each column that is read. The file must stay as it is until
 * the source is closed.
 */
public final class ParquetSource implements RecordSource {

  /** Most rows of a chunk: some thousand, since who loads holds several chunks of operations. */
  static final long CHUNK_ROWS_MAX = 16_384;

  private final ParquetFile file;
  private final List<SourceField> fields;
  private final long chunkRowsMax;
  private int groupIndex;
  private long row;
  private long positionBytes;
  private boolean begun;

  private ParquetSource(ParquetFile file, long chunkRowsMax) {
    this.file = file;
    this.chunkRowsMax = chunkRowsMax;
    this.fields = Field.of(file.schema()).stream().map(Field::described).toList();
    Set<String> paths = new HashSet<>();
    for (SourceField field : fields) {
      if (!paths.add(field.path())) {
        throw new ParquetException(
            Kind.UNSUPPORTED, file.name(), "two fields are called '" + field.path() + "'");
      }
    }
  }

  /**
   * Opens a file and reads its footer.
   *
   * @throws IOException if it cannot be read
   * @throws ParquetException if it is not Parquet, damaged, encrypted, or of a kind that is not
   *     read
   */
  public static ParquetSource open(Path file) throws IOException {
    return open(file, CHUNK_ROWS_MAX);
  }

  static ParquetSource open(Path path, long chunkRowsMax) throws IOException {
    ParquetFile file = ParquetFile.open(path);
    try {
      return new ParquetSource(file, chunkRowsMax);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return file.name();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Reads all of the file, without decoding it.
   *
   * @throws IllegalStateException if {@link #next} was called: what was taken would be left out
   */
  @Override
  public long fingerprint() throws IOException {
    if (begun) {
      throw new IllegalStateException(
          "records were taken from the source already, open it again: " + name());
    }
    return file.contentHash(chunkRowsMax);
  }

  @Override
  public List<SourceField> fields() {
    return fields;
  }

  @Override
  public @Nullable RecordChunk next() {
    begun = true;
    while (groupIndex < file.rowGroups()) {
      RowGroup group = file.rowGroup(groupIndex);
      if (row < group.rows()) {
        long slices = (group.rows() - 1) / chunkRowsMax + 1;
        long from = row;
        row = Math.min(group.rows(), from + (group.rows() - 1) / slices + 1);
        return new RowSlice(file, group, from, row);
      }
      positionBytes += group.sizeBytes();
      groupIndex++;
      row = 0;
    }
    return null;
  }

  /** How many records there are. */
  public long records() {
    int last = file.rowGroups() - 1;
    return last < 0 ? 0 : file.rowGroup(last).firstRow() + file.rowGroup(last).rows();
  }

  @Override
  public long sizeBytes() {
    return file.sizeBytes();
  }

  @Override
  public long positionBytes() {
    if (groupIndex == file.rowGroups()) {
      return file.sizeBytes();
    }
    RowGroup group = file.rowGroup(groupIndex);
    double part = group.rows() == 0 ? 0 : (double) row / group.rows();
    return positionBytes + (long) (part * group.sizeBytes());
  }

  /** Closes the file; chunks that were not decoded cannot be any more. Idempotent. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}

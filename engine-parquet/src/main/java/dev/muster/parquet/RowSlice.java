// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import dev.muster.load.RecordChunk;
import dev.muster.load.RecordSink;
import dev.muster.parquet.ParquetFile.RowGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a row group.
 *
 * <p>Decoding has its own readers of the file and takes the memory of a page and a dictionary for
 * each column that is read, however large the row group is. Damage is told when it is met: records
 * before it have been shown by then.
 */
final class RowSlice implements RecordChunk {

  private final ParquetFile file;
  private final RowGroup group;
  private final long from;
  private final long to;

  /**
   * @param from the first row, counted from 0 within the group
   * @param to the row after the last
   */
  RowSlice(ParquetFile file, RowGroup group, long from, long to) {
    this.file = file;
    this.group = group;
    this.from = from;
    this.to = to;
  }

  /**
   * {@inheritDoc}
   *
   * @throws ParquetException if the file is damaged here, or compressed in a way that is not known
   * @throws UncheckedIOException if the file cannot be read
   */
  @Override
  public void decode(List<String> wanted, boolean others, RecordSink sink) {
    Projection projection = Projection.of(file.schema(), wanted, others);
    RecordReader<RecordValues> reader = reader(projection.schema());
    for (long row = from; row < to; row++) {
      // Only what this library does is taken for damage, not what the sink does.
      RecordValues record = read(reader);
      long line = group.firstRow() + row + 1;
      String fault = record.fault();
      if (fault != null) {
        sink.malformed(line, fault);
      } else {
        sink.record(
            line, projection.wantedOf(record.values()), projection.othersOf(record.values()));
      }
    }
  }

  private RecordReader<RecordValues> reader(MessageType schema) {
    RecordValues record = new RecordValues(schema);
    if (schema.getColumns().isEmpty()) {
      return new RecordReader<>() {
        @Override
        public RecordValues read() {
          return record;
        }
      };
    }
    try {
      Map<ColumnDescriptor, ColumnPages> pages = new HashMap<>();
      for (ColumnDescriptor column : schema.getColumns()) {
        pages.put(column, new ColumnPages(file, column, group.column(column), from));
      }
      MessageColumnIO columns = new ColumnIOFactory(file.writer()).getColumnIO(schema);
      return columns.getRecordReader(new Pages(pages), record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw explained(e);
    } catch (OutOfMemoryError e) {
      throw tooLarge(e);
    }
  }

  private RecordValues read(RecordReader<RecordValues> reader) {
    try {
      return reader.read();
    } catch (RuntimeException e) {
      throw explained(e);
    } catch (OutOfMemoryError e) {
      throw tooLarge(e);
    }
  }

  /** Encodings have counts of their own, for which the library makes room before it looks. */
  private ParquetException tooLarge(OutOfMemoryError thrown) {
    return file.damaged("a page asks for more memory than there is", thrown);
  }

  /** What went wrong, told from what the library made of it. */
  private RuntimeException explained(RuntimeException thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ParquetException known) {
        return known;
      }
      if (cause instanceof UncheckedIOException failed) {
        return failed;
      }
    }
    // Bytes that are not what the encoding says make the library stumble in every possible way.
    return file.damaged("a page does not hold what its header says", thrown);
  }

  /** Pages of columns, from the first row of the slice on. */
  private final class Pages implements PageReadStore {

    private final Map<ColumnDescriptor, ColumnPages> columns;
    private @Nullable ColumnPages latest;

    Pages(Map<ColumnDescriptor, ColumnPages> columns) {
      this.columns = columns;
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor descriptor) {
      latest = columns.get(descriptor);
      if (latest == null) {
        throw new IllegalArgumentException("no column " + descriptor);
      }
      return latest;
    }

    /** Which rows to show of the column whose pages were asked for last, as the library does. */
    @Override
    public Optional<PrimitiveIterator.OfLong> getRowIndexes() {
      return from == 0 || latest == null ? Optional.empty() : Optional.of(new Rows(latest));
    }

    @Override
    public long getRowCount() {
      return group.rows();
    }
  }

  /**
   * The rows from the first of the slice on, for one column. They do not end with the slice, nor
   * with the last row while there are pages: the values of a row may go on in the next page, and a
   * column that is told that there are no more rows does not look there.
   */
  private final class Rows implements PrimitiveIterator.OfLong {

    private final ColumnPages pages;
    private long next = from;

    Rows(ColumnPages pages) {
      this.pages = pages;
    }

    @Override
    public boolean hasNext() {
      return next < group.rows() || pages.hasNext();
    }

    @Override
    public long nextLong() {
      return next++;
    }
  }
}

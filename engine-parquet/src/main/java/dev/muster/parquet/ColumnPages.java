// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import dev.muster.parquet.ParquetException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one column in one row group, read from the file one by one as they are asked for:
 * never more than a page and the dictionary are in memory.
 *
 * <p>Begins with the page that has a given row. Pages before it are stepped over by their headers,
 * except where a header does not tell how many rows its page has: pages of the first version in
 * columns that repeat. Of these, rows are counted. Confined to one thread.
 */
final class ColumnPages implements PageReader {

  /** Largest page that is read. Writers make them of about 1 MiB. */
  static final int PAGE_BYTES_MAX = 256 << 20;

  /** Most bytes that a codec makes of one: Zstandard has blocks of 128 KiB in 4 bytes. */
  private static final long EXPANSION_MAX = 32_768;

  private final ParquetFile file;
  private final ColumnDescriptor descriptor;
  private final ColumnChunkMetaData column;
  private final PageDecompressor decompressor;
  private final FileInput input;
  private final long from;
  private final long valuesTotal;
  private long row;
  private long valuesLeft;
  private @Nullable DictionaryPage dictionary;
  private @Nullable PageHeader next;

  /**
   * @param from a row of the group, from 0: pages that end before it are left out
   */
  ColumnPages(ParquetFile file, ColumnDescriptor descriptor, ColumnChunkMetaData column, long from)
      throws IOException {
    this.file = file;
    this.descriptor = descriptor;
    this.column = column;
    PageDecompressor codec = PageDecompressor.of(column.getCodec());
    if (codec == null) {
      throw new ParquetException(
          Kind.UNSUPPORTED,
          file.name(),
          "the codec must be one of UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4_RAW, found "
              + column.getCodec());
    }
    this.decompressor = codec;
    this.input = file.input(column.getStartingPos());
    this.valuesLeft = column.getValueCount();
    this.from = from;
    advance();
    while (next != null) {
      int rows = rows(next);
      if (rows < 0 || row + rows > from) {
        break;
      }
      row += rows;
      valuesLeft -= values(next);
      input.moveTo(input.position() + next.getCompressed_page_size());
      advance();
    }
    this.valuesTotal = valuesLeft;
  }

  /** Whether there are pages that were not read yet. */
  boolean hasNext() {
    return next != null;
  }

  /** How many rows a data page has, or -1 if its header does not tell. */
  private int rows(PageHeader header) {
    if (descriptor.getMaxRepetitionLevel() == 0) {
      return values(header);
    }
    return header.getType() == PageType.DATA_PAGE_V2
        ? header.getData_page_header_v2().getNum_rows()
        : -1;
  }

  private static int values(PageHeader header) {
    return header.getType() == PageType.DATA_PAGE_V2
        ? header.getData_page_header_v2().getNum_values()
        : header.getData_page_header().getNum_values();
  }

  /** Reads headers up to that of the next data page, and the dictionary if it comes before. */
  private void advance() throws IOException {
    next = null;
    while (next == null && valuesLeft > 0) {
      PageHeader header = header();
      switch (header.getType()) {
        case DICTIONARY_PAGE -> readDictionary(header);
        case INDEX_PAGE -> input.moveTo(input.position() + header.getCompressed_page_size());
        case DATA_PAGE, DATA_PAGE_V2 -> next = header;
      }
    }
  }

  private PageHeader header() throws IOException {
    PageHeader header;
    try {
      header = Util.readPageHeader(input);
    } catch (UncheckedIOException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw damaged("a header of a page cannot be read", e);
    }
    // What is said is not believed where it costs memory, unless there are bytes to go with it.
    long largest =
        Math.min(
            Math.max(column.getTotalUncompressedSize(), column.getTotalSize()),
            header.getCompressed_page_size() * EXPANSION_MAX);
    if (!isComplete(header)
        || header.getCompressed_page_size() < 0
        || header.getCompressed_page_size() > Math.min(column.getTotalSize(), input.left())
        || header.getUncompressed_page_size() < 0
        || header.getUncompressed_page_size() > largest
        || (isData(header) && (values(header) < 0 || values(header) > valuesLeft))) {
      throw damaged("a header of a page contradicts the footer or itself", null);
    }
    if (header.getUncompressed_page_size() > PAGE_BYTES_MAX) {
      throw new ParquetException(
          Kind.UNSUPPORTED,
          file.name(),
          "a page must be of at most "
              + PAGE_BYTES_MAX
              + " bytes, found "
              + header.getUncompressed_page_size());
    }
    return header;
  }

  private static boolean isData(PageHeader header) {
    return header.getType() == PageType.DATA_PAGE || header.getType() == PageType.DATA_PAGE_V2;
  }

  private static boolean isComplete(PageHeader header) {
    PageType type = header.getType();
    return type != null
        && switch (type) {
          case DATA_PAGE -> header.isSetData_page_header();
          case DATA_PAGE_V2 -> header.isSetData_page_header_v2();
          case DICTIONARY_PAGE -> header.isSetDictionary_page_header();
          case INDEX_PAGE -> true;
        };
  }

  private void readDictionary(PageHeader header) throws IOException {
    if (dictionary != null || valuesLeft != column.getValueCount()) {
      throw damaged("there is more than one dictionary, or it is not in front", null);
    }
    int count = header.getDictionary_page_header().getNum_values();
    if (count < 0 || count > header.getUncompressed_page_size()) {
      throw damaged("a dictionary has room for fewer values than it says, " + count, null);
    }
    byte[] body = body(header);
    dictionary =
        new DictionaryPage(
            BytesInput.from(decompress(body, 0, header.getUncompressed_page_size())),
            header.getUncompressed_page_size(),
            count,
            encoding(header.getDictionary_page_header().getEncoding()));
  }

  @Override
  public @Nullable DictionaryPage readDictionaryPage() {
    return dictionary;
  }

  @Override
  public long getTotalValueCount() {
    return valuesTotal;
  }

  @Override
  public DataPage readPage() {
    PageHeader header = next;
    if (header == null) {
      throw damaged("there are fewer values than the footer says", null);
    }
    try {
      byte[] body = body(header);
      DataPage page =
          header.getType() == PageType.DATA_PAGE_V2
              ? second(header, header.getData_page_header_v2(), body)
              : first(header, header.getData_page_header(), body);
      valuesLeft -= values(header);
      advance();
      return page;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DataPage first(PageHeader header, DataPageHeader data, byte[] body) throws IOException {
    int size = header.getUncompressed_page_size();
    byte[] content = decompress(body, 0, size);
    Encoding levels = encoding(data.getRepetition_level_encoding());
    int rows = rows(header);
    if (rows < 0) {
      // Who begins with the first row needs no row numbers.
      rows = from == 0 ? 0 : countRows(content, data.getNum_values(), levels);
    }
    row += rows;
    return new DataPageV1(
        BytesInput.from(content),
        data.getNum_values(),
        size,
        row - rows,
        rows,
        null,
        levels,
        encoding(data.getDefinition_level_encoding()),
        encoding(data.getEncoding()));
  }

  /** How many rows begin in a page: one may have begun in the page before. */
  private int countRows(byte[] content, int values, Encoding encoding) throws IOException {
    ValuesReader levels = encoding.getValuesReader(descriptor, ValuesType.REPETITION_LEVEL);
    levels.initFromPage(values, BytesInput.from(content).toInputStream());
    int rows = 0;
    for (int i = 0; i < values; i++) {
      rows += levels.readInteger() == 0 ? 1 : 0;
    }
    return rows;
  }

  /** Pages of the second version have their levels in front, never compressed. */
  private DataPage second(PageHeader header, DataPageHeaderV2 data, byte[] body)
      throws IOException {
    int repetition = data.getRepetition_levels_byte_length();
    int definition = data.getDefinition_levels_byte_length();
    int levels = repetition + definition;
    if (repetition < 0
        || definition < 0
        || levels < 0
        || levels > Math.min(body.length, header.getUncompressed_page_size())) {
      throw damaged("the levels of a page are longer than it", null);
    }
    BytesInput values =
        data.isIs_compressed()
            ? BytesInput.from(decompress(body, levels, header.getUncompressed_page_size() - levels))
            : BytesInput.from(body, levels, body.length - levels);
    row += data.getNum_rows();
    return DataPageV2.uncompressed(
        data.getNum_rows(),
        data.getNum_nulls(),
        data.getNum_values(),
        row - data.getNum_rows(),
        BytesInput.from(body, 0, repetition),
        BytesInput.from(body, repetition, definition),
        encoding(data.getEncoding()),
        values,
        null);
  }

  private byte[] body(PageHeader header) throws IOException {
    byte[] body = input.bytes(header.getCompressed_page_size());
    if (header.isSetCrc()) {
      CRC32 crc = new CRC32();
      crc.update(body);
      if ((int) crc.getValue() != header.getCrc()) {
        throw damaged("the check sum of a page is wrong", null);
      }
    }
    return body;
  }

  private byte[] decompress(byte[] body, int offset, int size) {
    if (size == 0) {
      // Some writers leave out what is empty altogether, others compress it.
      return new byte[0];
    }
    try {
      return decompressor.decompress(body, offset, body.length - offset, size);
    } catch (IOException | RuntimeException e) {
      throw damaged("a page cannot be decompressed by " + column.getCodec(), e);
    }
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }

  private ParquetException damaged(String sentence, @Nullable Throwable cause) {
    String where = " in the column " + String.join(".", descriptor.getPath());
    return cause == null ? file.damaged(sentence + where) : file.damaged(sentence + where, cause);
  }
}

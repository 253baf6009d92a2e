// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** Small files whose headers say whatever somebody wants them to: a required column {@code x}. */
final class ForgedFile {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream pages = new ByteArrayOutputStream();
  private final Type type;
  private final CompressionCodec codec;

  ForgedFile(Type type, CompressionCodec codec) {
    this.type = type;
    this.codec = codec;
  }

  ForgedFile dictionary(int values, byte[] body) throws IOException {
    PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, body.length, body.length);
    header.setDictionary_page_header(new DictionaryPageHeader(values, Encoding.PLAIN));
    return page(header, body);
  }

  ForgedFile data(int values, Encoding encoding, int uncompressedSize, byte[] body)
      throws IOException {
    PageHeader header = new PageHeader(PageType.DATA_PAGE, uncompressedSize, body.length);
    header.setData_page_header(new DataPageHeader(values, encoding, Encoding.RLE, Encoding.RLE));
    return page(header, body);
  }

  private ForgedFile page(PageHeader header, byte[] body) throws IOException {
    Util.writePageHeader(header, pages);
    pages.write(body);
    return this;
  }

  /** The file, whose footer says that {@code rows} values take so many bytes uncompressed. */
  byte[] bytes(long rows, long uncompressedSize) throws IOException {
    SchemaElement root = new SchemaElement("m");
    root.setNum_children(1);
    SchemaElement x = new SchemaElement("x");
    x.setType(type);
    x.setRepetition_type(FieldRepetitionType.REQUIRED);
    ColumnChunk column = new ColumnChunk(MAGIC.length);
    column.setMeta_data(
        new ColumnMetaData(
            type,
            List.of(Encoding.PLAIN),
            List.of("x"),
            codec,
            rows,
            uncompressedSize,
            pages.size(),
            MAGIC.length));
    RowGroup group = new RowGroup(List.of(column), uncompressedSize, rows);
    ByteArrayOutputStream footer = new ByteArrayOutputStream();
    Util.writeFileMetaData(new FileMetaData(1, List.of(root, x), rows, List.of(group)), footer);
    return around(pages.toByteArray(), footer.toByteArray());
  }

  /** What makes a file of pages and a footer. */
  static byte[] around(byte[] pages, byte[] footer) {
    return ByteBuffer.allocate(MAGIC.length + pages.length + footer.length + 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(MAGIC)
        .put(pages)
        .put(footer)
        .putInt(footer.length)
        .put(MAGIC)
        .array();
  }
}

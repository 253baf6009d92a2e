// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import dev.muster.export.ExportColumns;
import dev.muster.export.RowWriter;
import dev.muster.profile.ProfileId;
import dev.muster.schema.Attribute;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Writes profiles as the rows of a Parquet file: a row group is gathered in memory, and written
 * when it is full. Confined to one thread.
 */
final class ParquetRows implements RowWriter {

  /** Rows of a group: enough to pay for its columns, few enough to be read by many threads. */
  static final int GROUP_ROWS_MAX = 131_072;

  /** What a group may take in memory, as far as that is looked at. */
  static final long GROUP_BYTES_MAX = 64L << 20;

  /** Rows between two looks at the memory, which go through all columns. */
  private static final int STRIDE = 1_024;

  private static final int BOUNDS_LENGTH_MAX = 64;

  private final String idName;
  private final List<AttributeColumn> attributes = new ArrayList<>();
  private final MessageType schema;
  private final PageCompressor compressor;
  private final int groupRowsMax;
  private final long groupBytesMax;
  private final ParquetFileWriter file;
  private RowGroup group;

  ParquetRows(
      OutputStream out,
      ExportColumns columns,
      CompressionCodecName codec,
      int groupRowsMax,
      long groupBytesMax)
      throws IOException {
    this.idName = columns.idName();
    this.groupRowsMax = groupRowsMax;
    this.groupBytesMax = groupBytesMax;
    this.compressor = new PageCompressor(codec);
    List<Type> types = new ArrayList<>();
    types.add(
        Types.required(PrimitiveTypeName.BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(idName));
    for (Attribute<?> attribute : columns.attributes()) {
      AttributeColumn column = AttributeColumn.of(attribute);
      attributes.add(column);
      types.add(column.type());
    }
    this.schema = new MessageType("audience", types);
    this.file =
        new ParquetFileWriter(
            new StreamOutput(out),
            schema,
            ParquetFileWriter.Mode.CREATE,
            GROUP_BYTES_MAX,
            0,
            BOUNDS_LENGTH_MAX,
            BOUNDS_LENGTH_MAX,
            true);
    file.start();
    this.group = new RowGroup();
  }

  @Override
  public void row(ProfileId id, @Nullable Object[] values) throws IOException {
    RecordConsumer consumer = group.consumer;
    consumer.startMessage();
    consumer.startField(idName, 0);
    consumer.addBinary(Binary.fromString(id.value()));
    consumer.endField(idName, 0);
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (value != null) {
        AttributeColumn column = attributes.get(i);
        consumer.startField(column.name(), i + 1);
        column.write(value, consumer);
        consumer.endField(column.name(), i + 1);
      }
    }
    consumer.endMessage();
    group.rows++;
    if (group.isFull()) {
      group.write();
      group = new RowGroup();
    }
  }

  @Override
  public void finish() throws IOException {
    if (group.rows > 0) {
      group.write();
    }
    file.end(Map.of());
  }

  private final class RowGroup {

    private final ColumnChunkPageWriteStore pages;
    private final ColumnWriteStore columns;
    private final RecordConsumer consumer;
    private int rows;

    RowGroup() {
      ParquetProperties properties =
          ParquetProperties.builder().withPageWriteChecksumEnabled(true).build();
      this.pages =
          ColumnChunkPageWriteStore.builder()
              .withCompressorProvider(column -> compressor)
              .withSchema(schema)
              .withAllocator(new HeapByteBufferAllocator())
              .withColumnIndexTruncateLength(BOUNDS_LENGTH_MAX)
              .withPageWriteChecksumEnabled(true)
              .build();
      this.columns = properties.newColumnWriteStore(schema, pages, pages);
      this.consumer = new ColumnIOFactory().getColumnIO(schema).getRecordWriter(columns);
    }

    boolean isFull() {
      return rows == groupRowsMax
          || (rows % STRIDE == 0 && columns.getBufferedSize() > groupBytesMax);
    }

    void write() throws IOException {
      consumer.flush();
      file.startBlock(rows);
      columns.flush();
      pages.flushToFileWriter(file);
      file.endBlock();
      columns.close();
      pages.close();
    }
  }
}

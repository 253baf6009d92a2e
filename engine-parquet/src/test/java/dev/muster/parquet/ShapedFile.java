// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Files of any schema and version of pages, with ten rows on a page, as other programs have them.
 */
final class ShapedFile {

  static final int PAGE_ROWS = 10;

  private ShapedFile() {}

  static void write(Path file, String schemaText, WriterVersion version, List<Consumer<Group>> rows)
      throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType(schemaText);
    try (OutputStream out = Files.newOutputStream(file)) {
      ParquetFileWriter writer = writer(out, schema);
      ColumnChunkPageWriteStore pages =
          ColumnChunkPageWriteStore.builder()
              .withCompressorProvider(column -> new PageCompressor(CompressionCodecName.SNAPPY))
              .withSchema(schema)
              .withAllocator(new HeapByteBufferAllocator())
              .withPageWriteChecksumEnabled(true)
              .build();
      ParquetProperties properties =
          ParquetProperties.builder()
              .withWriterVersion(version)
              .withPageRowCountLimit(PAGE_ROWS)
              .withMinRowCountForPageSizeCheck(1)
              .build();
      ColumnWriteStore columns = properties.newColumnWriteStore(schema, pages, pages);
      RecordConsumer consumer =
          new ColumnIOFactory(true).getColumnIO(schema).getRecordWriter(columns);
      GroupWriter groups = new GroupWriter(consumer, schema);
      for (Consumer<Group> row : rows) {
        Group group = new SimpleGroup(schema);
        row.accept(group);
        groups.write(group);
      }
      consumer.flush();
      writer.startBlock(rows.size());
      columns.flush();
      pages.flushToFileWriter(writer);
      writer.endBlock();
      writer.end(Map.of());
    }
  }

  static ParquetFileWriter writer(OutputStream out, MessageType schema) throws IOException {
    ParquetFileWriter writer =
        new ParquetFileWriter(
            new StreamOutput(out), schema, ParquetFileWriter.Mode.CREATE, 1 << 20, 0, 64, 64, true);
    writer.start();
    return writer;
  }
}

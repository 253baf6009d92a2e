// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import dev.muster.parquet.ParquetException.Kind;
import dev.muster.value.XxHash64;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** An open file and what its footer says, checked as far as the footer goes. Any thread. */
final class ParquetFile implements Closeable {

  /** Columns of one row group. */
  record RowGroup(
      long rows, long firstRow, long sizeBytes, Map<ColumnPath, ColumnChunkMetaData> columns) {

    ColumnChunkMetaData column(ColumnDescriptor descriptor) {
      ColumnChunkMetaData column = columns.get(ColumnPath.get(descriptor.getPath()));
      if (column == null) {
        throw new IllegalArgumentException("no column " + descriptor);
      }
      return column;
    }
  }

  private static final int MAGIC_BYTES = 4;
  private static final int TAIL_BYTES = Integer.BYTES + MAGIC_BYTES;
  private static final int HASHED_BYTES = 1 << 20;
  private static final String MAGIC = "PAR1";
  private static final String MAGIC_ENCRYPTED = "PARE";

  private final FileChannel channel;
  private final String name;
  private final long sizeBytes;
  private final long footerStart;
  private final FileMetaData metadata;
  private final RowGroup[] rowGroups;

  private ParquetFile(FileChannel channel, String name) throws IOException {
    this.channel = channel;
    this.name = name;
    this.sizeBytes = channel.size();
    int footerBytes = footerBytes();
    this.footerStart = sizeBytes - TAIL_BYTES - footerBytes;
    byte[] footer = new FileInput(channel, footerStart, sizeBytes).bytes(footerBytes);
    ParquetMetadata parsed = parse(footer);
    this.metadata = parsed.getFileMetaData();
    this.rowGroups = rowGroups(parsed.getBlocks());
  }

  static ParquetFile open(Path path) throws IOException {
    Path fileName = path.getFileName();
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      return new ParquetFile(channel, fileName == null ? path.toString() : fileName.toString());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private int footerBytes() throws IOException {
    if (sizeBytes < MAGIC_BYTES || !magic(0).startsWith("PAR")) {
      throw new ParquetException(
          Kind.NOT_PARQUET,
          name,
          "a Parquet file begins with PAR1, this one of " + sizeBytes + " bytes does not");
    }
    if (magic(0).equals(MAGIC_ENCRYPTED)) {
      throw new ParquetException(Kind.ENCRYPTED, name, "the file is encrypted");
    }
    if (sizeBytes < MAGIC_BYTES + TAIL_BYTES || !magic(sizeBytes - MAGIC_BYTES).equals(MAGIC)) {
      throw damaged("the file does not end with PAR1: it was cut short or not written to its end");
    }
    byte[] tail = new FileInput(channel, sizeBytes - TAIL_BYTES, sizeBytes).bytes(Integer.BYTES);
    int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length <= 0 || length > sizeBytes - MAGIC_BYTES - TAIL_BYTES) {
      throw damaged("the length of the footer must be within the file, found " + length);
    }
    return length;
  }

  private String magic(long position) throws IOException {
    byte[] bytes = new FileInput(channel, position, sizeBytes).bytes(MAGIC_BYTES);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private ParquetMetadata parse(byte[] footer) {
    try {
      // No list or text of it can be longer than the footer: none is made room for that says so.
      ParquetMetadata parsed =
          new ParquetMetadataConverter()
              .fromParquetMetadata(
                  Util.readFileMetaData(new ByteArrayInputStream(footer), footer.length));
      if (parsed.getFileMetaData().getEncryptionType() != FileMetaData.EncryptionType.UNENCRYPTED) {
        throw new ParquetException(Kind.ENCRYPTED, name, "columns of the file are encrypted");
      }
      return parsed;
    } catch (ParquetCryptoRuntimeException e) {
      throw new ParquetException(Kind.ENCRYPTED, name, "columns of the file are encrypted", e);
    } catch (ParquetException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // There is no I/O in an array: whatever goes wrong is the content's doing.
      throw damaged("the footer cannot be read", e);
    }
  }

  private RowGroup[] rowGroups(List<BlockMetaData> blocks) {
    RowGroup[] groups = new RowGroup[blocks.size()];
    long firstRow = 0;
    for (int i = 0; i < groups.length; i++) {
      BlockMetaData block = blocks.get(i);
      if (block.getPath() != null) {
        throw new ParquetException(
            Kind.UNSUPPORTED, name, "columns lie in another file, " + block.getPath());
      }
      groups[i] = rowGroup(block, firstRow);
      firstRow += groups[i].rows();
    }
    return groups;
  }

  private RowGroup rowGroup(BlockMetaData block, long firstRow) {
    Map<ColumnPath, ColumnChunkMetaData> columns = new HashMap<>();
    block.getColumns().forEach(column -> columns.put(column.getPath(), column));
    long sizeBytes = 0;
    for (ColumnDescriptor descriptor : schema().getColumns()) {
      ColumnChunkMetaData column = columns.get(ColumnPath.get(descriptor.getPath()));
      long rows = block.getRowCount();
      if (column == null
          || rows < 0
          || rows > Long.MAX_VALUE - firstRow
          || column.getStartingPos() < MAGIC_BYTES
          || column.getTotalSize() < 0
          || column.getTotalSize() > footerStart - column.getStartingPos()
          || (descriptor.getMaxRepetitionLevel() == 0
              ? column.getValueCount() != rows
              : column.getValueCount() < rows)) {
        throw damaged(
            "the footer contradicts itself about the column "
                + String.join(".", descriptor.getPath()));
      }
      sizeBytes += column.getTotalSize();
    }
    return new RowGroup(block.getRowCount(), firstRow, sizeBytes, columns);
  }

  ParquetException damaged(String sentence) {
    return new ParquetException(Kind.DAMAGED, name, sentence);
  }

  ParquetException damaged(String sentence, Throwable cause) {
    return new ParquetException(Kind.DAMAGED, name, sentence, cause);
  }

  String name() {
    return name;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  /** A hash of every byte, begun with {@code seed}; reads all of the file. */
  long contentHash(long seed) throws IOException {
    FileInput input = new FileInput(channel, 0, sizeBytes);
    long hash = seed;
    while (input.left() > 0) {
      byte[] block = input.bytes((int) Math.min(HASHED_BYTES, input.left()));
      hash = XxHash64.of(block, 0, block.length, hash);
    }
    return hash;
  }

  MessageType schema() {
    return metadata.getSchema();
  }

  /** What wrote it; some versions are read in their own ways. */
  @Nullable String writer() {
    return metadata.getCreatedBy();
  }

  int rowGroups() {
    return rowGroups.length;
  }

  RowGroup rowGroup(int index) {
    return rowGroups[index];
  }

  /** From {@code start} up to where the footer begins. */
  FileInput input(long start) {
    return new FileInput(channel, start, footerStart);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

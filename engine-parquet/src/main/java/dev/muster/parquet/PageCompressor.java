// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import io.airlift.compress.Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses pages. Keeps nothing of one for the next; confined to one thread. */
final class PageCompressor implements BytesInputCompressor {

  private interface Codec {
    BytesInput compress(BytesInput page) throws IOException;
  }

  private final CompressionCodecName name;
  private final Codec codec;

  PageCompressor(CompressionCodecName name) {
    this.name = name;
    this.codec =
        switch (name) {
          case UNCOMPRESSED -> page -> page;
          case GZIP -> PageCompressor::gzip;
          case SNAPPY -> by(new SnappyCompressor());
          case ZSTD -> by(new ZstdCompressor());
          case LZ4, LZ4_RAW, LZO, BROTLI ->
              throw new IllegalArgumentException("pages are not written as " + name);
        };
  }

  private static Codec by(Compressor compressor) {
    return page -> {
      byte[] input = page.toByteArray();
      byte[] output = new byte[compressor.maxCompressedLength(input.length)];
      int size = compressor.compress(input, 0, input.length, output, 0, output.length);
      return BytesInput.from(output, 0, size);
    };
  }

  private static BytesInput gzip(BytesInput page) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      page.writeAllTo(gzip);
    }
    return BytesInput.from(bytes.toByteArray());
  }

  @Override
  public BytesInput compress(BytesInput page) throws IOException {
    return codec.compress(page);
  }

  @Override
  public CompressionCodecName getCodecName() {
    return name;
  }

  @Override
  public void release() {}
}

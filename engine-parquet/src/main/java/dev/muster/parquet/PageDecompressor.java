// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/** Undoes the compression of pages. Confined to one thread. */
@FunctionalInterface
interface PageDecompressor {

  /**
   * The {@code size} bytes that {@code length} bytes at {@code offset} of {@code input} stand for.
   *
   * @throws IOException or a {@link RuntimeException} if they do not stand for that many
   */
  byte[] decompress(byte[] input, int offset, int length, int size) throws IOException;

  /** One for {@code codec}, or null if there is none. */
  static @Nullable PageDecompressor of(CompressionCodecName codec) {
    return switch (codec) {
      case UNCOMPRESSED -> PageDecompressor::copy;
      case GZIP -> PageDecompressor::gunzip;
      case SNAPPY -> by(new SnappyDecompressor());
      case ZSTD -> by(new ZstdDecompressor());
      case LZ4_RAW -> by(new Lz4Decompressor());
      case LZ4, LZO, BROTLI -> null;
    };
  }

  private static PageDecompressor by(Decompressor codec) {
    return (input, offset, length, size) -> {
      byte[] output = new byte[size];
      return exactly(output, codec.decompress(input, offset, length, output, 0, size));
    };
  }

  private static byte[] gunzip(byte[] input, int offset, int length, int size) throws IOException {
    try (GZIPInputStream stream =
        new GZIPInputStream(new ByteArrayInputStream(input, offset, length))) {
      byte[] output = new byte[size];
      int read = stream.readNBytes(output, 0, size);
      // The check sum is looked at where the stream ends, so it must be read to its end.
      return exactly(output, stream.read() < 0 ? read : size + 1);
    }
  }

  private static byte[] copy(byte[] input, int offset, int length, int size) throws IOException {
    byte[] output = new byte[size];
    System.arraycopy(input, offset, output, 0, Math.min(length, size));
    return exactly(output, length);
  }

  private static byte[] exactly(byte[] output, int found) throws IOException {
    if (found != output.length) {
      throw new IOException(
          "expected " + output.length + " bytes of a page, found " + found + " or more");
    }
    return output;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a file, unpacked if its name ends in {@code .gz}, as a window that grows at its end
 * by blocks of one size and is cut at its beginning. What it shows after so many steps depends on
 * the content alone, not on how the system hands it out. Confined to one thread.
 */
final class ByteWindow implements Closeable {

  private static final int GZIP_BUFFER_BYTES = 1 << 16;

  private final Counting file;
  private final InputStream content;
  private final int blockBytes;

  private byte[] bytes;
  private int from;
  private int to;
  private boolean ended;

  ByteWindow(Path path, int blockBytes) throws IOException {
    this.file = new Counting(Files.newInputStream(path));
    this.blockBytes = blockBytes;
    this.bytes = new byte[2 * blockBytes];
    try {
      boolean packed = path.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
      this.content = packed ? new GZIPInputStream(file, GZIP_BUFFER_BYTES) : file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** What is seen: from {@link #from} to {@link #to}. Good until the window grows. */
  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** Whether there is nothing behind what is seen. */
  boolean isEnded() {
    return ended;
  }

  /** Adds the next block, which moves what is seen to the beginning of {@link #bytes}. */
  void grow() throws IOException {
    int kept = to - from;
    if (kept + blockBytes > bytes.length) {
      bytes = Arrays.copyOfRange(bytes, from, from + Math.max(2 * bytes.length, kept + blockBytes));
    } else {
      System.arraycopy(bytes, from, bytes, 0, kept);
    }
    from = 0;
    int read = content.readNBytes(bytes, kept, blockBytes);
    to = kept + read;
    ended = read < blockBytes;
  }

  /** Cuts off what lies before {@code index}. */
  void cut(int index) {
    from = index;
  }

  /** How many bytes of the file have been read. */
  long positionBytes() {
    return file.count;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }

  private static final class Counting extends FilterInputStream {

    private long count;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}

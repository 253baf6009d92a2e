// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/**
 * Reads a part of a file from its beginning, without moving the channel, which others read at the
 * same time. Small reads come out of a buffer of 4 KiB; they fail with an {@link
 * UncheckedIOException}. Confined to one thread.
 */
final class FileInput extends InputStream {

  private final FileChannel channel;
  private final long end;
  private final ByteBuffer buffer = ByteBuffer.allocate(4096).limit(0);

  /** Where in the file the buffer ends. */
  private long bufferEnd;

  FileInput(FileChannel channel, long start, long end) {
    this.channel = channel;
    this.bufferEnd = start;
    this.end = end;
  }

  /** Where in the file the next byte is read. */
  long position() {
    return bufferEnd - buffer.remaining();
  }

  /** How many bytes are left. */
  long left() {
    return end - position();
  }

  /** Goes on to {@code position}, which is not before the present one. */
  void moveTo(long position) {
    long ahead = position - position();
    if (ahead <= buffer.remaining()) {
      buffer.position(buffer.position() + (int) ahead);
    } else {
      buffer.limit(0);
      bufferEnd = position;
    }
  }

  @Override
  public int read() {
    return hasBuffered() ? buffer.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (!hasBuffered()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(into, offset, count);
    return count;
  }

  private boolean hasBuffered() {
    if (!buffer.hasRemaining() && bufferEnd < end) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), end - bufferEnd));
      try {
        bufferEnd += Math.max(channel.read(buffer, bufferEnd), 0);
      } catch (IOException e) {
        // What parses headers out of here would make a fault of theirs out of it.
        throw new UncheckedIOException(e);
      } finally {
        buffer.flip();
      }
    }
    return buffer.hasRemaining();
  }

  /** The next {@code count} bytes, past the buffer. */
  byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    int done = Math.min(count, buffer.remaining());
    buffer.get(bytes, 0, done);
    if (done < count) {
      ByteBuffer rest = ByteBuffer.wrap(bytes, done, count - done);
      while (rest.hasRemaining()) {
        int read = channel.read(rest, bufferEnd);
        if (read < 0) {
          throw new EOFException("the file ends at " + bufferEnd);
        }
        bufferEnd += read;
      }
    }
    return bytes;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file of a {@link FileStore}, which says what survives and who may call. */
public interface StoredFile extends Closeable {

  /** The name it was opened by. */
  String name();

  /** Its size in bytes. */
  long size() throws IOException;

  /**
   * Reads from {@code position} until {@code target} is full or the file ends.
   *
   * @return the number of bytes read, 0 at or after the end
   */
  int read(ByteBuffer target, long position) throws IOException;

  /**
   * Writes all that remains in {@code sources}, one after the other, from {@code position} on; the
   * file grows as needed. Returns when all is written. If it throws, any part may be.
   */
  void write(long position, ByteBuffer... sources) throws IOException;

  /**
   * Writes zeros to {@code [from, to)}, so that later writes there need no further space: a full
   * disk shows now. Takes as long as writing.
   */
  void preallocate(long from, long to) throws IOException;

  /** Cuts the file to {@code size} bytes if it is longer. */
  void truncate(long size) throws IOException;

  /**
   * Makes the contents survive the loss of power, and with {@code metadata} the size too, which has
   * to be forced after it changed.
   */
  void force(boolean metadata) throws IOException;
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where the commands of each epoch are kept, in their order. Whatever it throws but {@link
 * dev.muster.shard.file.StorageFullException} is for good. The sequencer's thread only.
 */
public interface CommandLog extends AutoCloseable {

  /**
   * Makes sure that {@code bytes} of records can be appended next.
   *
   * @throws dev.muster.shard.file.StorageFullException if there is no space; may be tried again
   */
  void prepare(int bytes) throws IOException;

  /**
   * Keeps the records of one epoch. When it returns, they are as safe as the log promises.
   *
   * @param epoch later than any before
   */
  void append(long epoch, List<ByteBuffer> records) throws IOException;

  /** Makes everything appended survive the loss of power; the last epoch appended. */
  long force() throws IOException;

  /**
   * Sees to it that what follows can be kept when all before is forgotten.
   *
   * @throws dev.muster.shard.file.StorageFullException if there is no space; may be tried again
   */
  void roll() throws IOException;

  /** Allows the log to forget all epochs up to {@code throughEpoch}. */
  void forget(long throughEpoch) throws IOException;

  /** Called now and then while there is nothing to append. */
  void idle() throws IOException;

  @Override
  void close() throws IOException;
}

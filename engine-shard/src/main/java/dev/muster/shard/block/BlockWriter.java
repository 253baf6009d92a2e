// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import dev.muster.shard.crypt.BlockKeys;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.StoredFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file from front to back in blocks of 64 KiB, each with its check, and a trailer last. A
 * file without one is unfinished, and no reader takes it for a whole one; whoever gives up deletes
 * it.
 *
 * <p>An {@link IOException} leaves the writer unusable: what is on disk is then unknown. Confined
 * to one thread. Takes 64 KiB of heap, and what is {@linkplain #holdBlocks held}.
 */
public final class BlockWriter extends BlockOutput implements Closeable {

  /** Of the process: it is safe for several threads. */
  private static final SecureRandom RANDOM = new SecureRandom();

  private enum State {
    OPEN,
    FAILED,
    FINISHED,
    CLOSED
  }

  private final FileStore store;
  private final StoredFile file;
  private final BlockHeader header;
  private final BlockSeal seal;

  /** Complete blocks that are not written yet, oldest first. */
  private final Queue<ByteBuffer> held = new ArrayDeque<>();

  /** Bytes of content once it is finished; -1 before. */
  private long finishedBytes = -1;

  private State state = State.OPEN;
  private boolean holding;

  /** The block that is being filled, with room for its check. */
  private byte[] block;

  private int filled;

  /** Number of {@code block}. */
  private long number;

  /** Where in the file the next bytes go. */
  private long end;

  private BlockWriter(FileStore store, StoredFile file, BlockHeader header) {
    this.store = store;
    this.file = file;
    this.header = header;
    this.seal = header.seal();
    this.block = newBlock();
  }

  /**
   * Begins the file {@code name}. If this throws, there may be one all the same.
   *
   * @param kind what the content is; a reader asks for the same
   * @param keys to encrypt under their current key; null for a file that is not encrypted
   * @throws IOException also if there is a file of that name
   */
  public static BlockWriter create(FileStore store, String name, int kind, @Nullable BlockKeys keys)
      throws IOException {
    return create(store, name, kind, keys, RANDOM);
  }

  /** As above, with an id and a salt that a test can foretell. */
  static BlockWriter create(
      FileStore store, String name, int kind, @Nullable BlockKeys keys, SecureRandom random)
      throws IOException {
    BlockHeader header = BlockHeader.make(kind, keys, random);
    StoredFile file = store.create(name);
    BlockWriter writer = new BlockWriter(store, file, header);
    try {
      writer.append(ByteBuffer.wrap(header.bytes()));
    } catch (IOException failure) {
      closeAfter(failure, file);
      throw failure;
    }
    return writer;
  }

  private static void closeAfter(IOException failure, StoredFile file) {
    try {
      file.close();
    } catch (IOException second) {
      failure.addSuppressed(second);
    }
  }

  private byte[] newBlock() {
    return new byte[BlockLayout.BLOCK_BYTES + seal.checkBytes()];
  }

  /** What tells this file from all others, also from those that had its name. */
  public UUID fileId() {
    return header.fileId();
  }

  /** {@inheritDoc} Counts content: neither header nor checks. */
  @Override
  public long position() {
    return finishedBytes >= 0 ? finishedBytes : number * BlockLayout.BLOCK_BYTES + filled;
  }

  /** {@inheritDoc} Goes to the disk with the block that it fills, unless blocks are held. */
  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    requireOpen();
    Objects.checkFromIndexSize(offset, length, source.length);
    for (int done = 0; done < length; ) {
      int part = Math.min(length - done, BlockLayout.BLOCK_BYTES - filled);
      System.arraycopy(source, offset + done, block, filled, part);
      done += part;
      filled += part;
      if (filled == BlockLayout.BLOCK_BYTES) {
        completeBlock();
      }
    }
  }

  private void completeBlock() throws IOException {
    seal.seal(number, block, filled);
    ByteBuffer stored = ByteBuffer.wrap(block, 0, filled + seal.checkBytes());
    number++;
    filled = 0;
    if (holding) {
      held.add(stored);
      block = newBlock();
    } else {
      append(stored);
    }
  }

  /** Keeps blocks on the heap from now on, so that no write waits for the disk. */
  public void holdBlocks() {
    requireOpen();
    holding = true;
  }

  /** Heap that is taken by blocks held. */
  public long heldBytes() {
    return (long) held.size() * block.length;
  }

  /** Writes the blocks that are held, and from now on each block when it is complete. */
  public void releaseBlocks() throws IOException {
    requireOpen();
    holding = false;
    for (ByteBuffer stored = held.poll(); stored != null; stored = held.poll()) {
      append(stored);
    }
  }

  /**
   * Writes what is left and the trailer. When this returns, the file survives the loss of power,
   * and its name too. The trailer is written once all before it is on disk, so that it proves that.
   */
  public void finish() throws IOException {
    releaseBlocks();
    long length = position();
    finishedBytes = length;
    if (filled > 0) {
      completeBlock();
    }
    state = State.FAILED;
    file.force(true);
    append(ByteBuffer.wrap(trailer(length)));
    state = State.FAILED;
    file.force(true);
    store.forceDirectory();
    state = State.FINISHED;
  }

  private byte[] trailer(long length) {
    byte[] trailer = new byte[BlockLayout.TRAILER_BYTES + seal.checkBytes()];
    ByteBuffer.wrap(trailer)
        .order(BlockLayout.ORDER)
        .putLong(BlockLayout.LENGTH_AT, length)
        .putLong(BlockLayout.BLOCK_COUNT_AT, number);
    seal.seal(BlockLayout.TRAILER_NUMBER, trailer, BlockLayout.TRAILER_BYTES);
    return trailer;
  }

  /** Usable again only if it does not throw, whatever it throws. */
  private void append(ByteBuffer bytes) throws IOException {
    int count = bytes.remaining();
    state = State.FAILED;
    file.write(end, bytes);
    end += count;
    state = State.OPEN;
  }

  private void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException(
          "a block file must be open to be written, file=" + file.name() + ", state=" + state);
    }
  }

  /** Closes the file, finished or not. What was not written is dropped. */
  @Override
  public void close() throws IOException {
    state = State.CLOSED;
    held.clear();
    file.close();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.block;

import dev.muster.shard.crypt.BlockKeys;
import dev.muster.shard.crypt.WrongKeyException;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.StoredFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file that a {@link BlockWriter} has finished. No byte is given out before its block has
 * passed its check. Confined to one thread; takes 64 KiB of heap, twice that if encrypted.
 */
public final class BlockReader extends BlockInput implements Closeable {

  private static final long NO_BLOCK = -1;

  private final StoredFile file;
  private final BlockHeader header;
  private final BlockSeal seal;
  private final long length;
  private final byte[] stored;

  private long position;
  private long limit;

  /** The content of block {@code number}, unless that is {@link #NO_BLOCK}. */
  private byte[] block;

  private long number = NO_BLOCK;

  private BlockReader(StoredFile file, BlockHeader header, long length) {
    this.file = file;
    this.header = header;
    this.seal = header.seal();
    this.length = length;
    this.limit = length;
    this.stored = new byte[BlockLayout.BLOCK_BYTES + seal.checkBytes()];
    this.block = stored;
  }

  /**
   * Opens the file {@code name}. A file that is not encrypted is read also if there are keys; see
   * {@link #keyId}.
   *
   * @param kind what it was created as
   * @param keys for a file that is encrypted
   * @throws DamagedFileException if it is unfinished, too short or too long, not of that kind, or
   *     its header or trailer fails its check
   * @throws WrongKeyException if it is encrypted under a key that is not here
   */
  public static BlockReader open(FileStore store, String name, int kind, @Nullable BlockKeys keys)
      throws IOException {
    StoredFile file = store.openToRead(name);
    boolean opened = false;
    try {
      BlockHeader header = readHeader(file, kind, keys);
      BlockReader reader = new BlockReader(file, header, readTrailer(file, header.seal()));
      opened = true;
      return reader;
    } finally {
      if (!opened) {
        file.close();
      }
    }
  }

  private static BlockHeader readHeader(StoredFile file, int kind, @Nullable BlockKeys keys)
      throws IOException {
    byte[] bytes = new byte[BlockLayout.HEADER_BYTES];
    int count = file.read(ByteBuffer.wrap(bytes), 0);
    if (count < bytes.length) {
      throw new DamagedFileException(file.name(), count, "the file ends within the header");
    }
    return BlockHeader.parse(file.name(), kind, keys, bytes);
  }

  /** Returns the length of the content. */
  private static long readTrailer(StoredFile file, BlockSeal seal) throws IOException {
    String name = file.name();
    long size = file.size();
    long at = size - BlockLayout.TRAILER_BYTES - seal.checkBytes();
    if (at < BlockLayout.HEADER_BYTES) {
      throw new DamagedFileException(name, size, "the file ends before its trailer");
    }
    byte[] bytes = new byte[BlockLayout.TRAILER_BYTES + seal.checkBytes()];
    int count = file.read(ByteBuffer.wrap(bytes), at);
    byte[] trailer =
        count < bytes.length
            ? null
            : seal.open(BlockLayout.TRAILER_NUMBER, bytes, BlockLayout.TRAILER_BYTES);
    if (trailer == null) {
      throw new DamagedFileException(
          name, at, "no trailer is here: the file is unfinished, cut or too long");
    }
    ByteBuffer fields = ByteBuffer.wrap(trailer).order(BlockLayout.ORDER);
    long length = fields.getLong(BlockLayout.LENGTH_AT);
    long blockCount = fields.getLong(BlockLayout.BLOCK_COUNT_AT);
    if (length < 0
        || length > size
        || blockCount != BlockLayout.blockCount(length)
        || size != BlockLayout.fileBytes(length, seal.checkBytes())) {
      throw new DamagedFileException(
          name,
          at,
          "the trailer says "
              + blockCount
              + " blocks with "
              + length
              + " bytes, but the file has "
              + size
              + " bytes");
    }
    return length;
  }

  /** What tells this file from all others, also from those that had its name. */
  public UUID fileId() {
    return header.fileId();
  }

  /** The number of the key that it is encrypted under, 0 if it is not. */
  public int keyId() {
    return header.keyId();
  }

  /** Bytes of content. */
  public long length() {
    return length;
  }

  /** How many bytes of content are before the next one to be read. */
  public long position() {
    return position;
  }

  /** {@inheritDoc} Up to the limit, or else the end; 0 behind it. */
  @Override
  public long remaining() {
    return Math.max(0, limit - position);
  }

  /**
   * Goes on at the content byte {@code newPosition}, also behind the limit, where nothing is left.
   *
   * @throws DamagedFileException if it is not in [0, length]: it was read from a file
   */
  public void seek(long newPosition) throws DamagedFileException {
    requireWithin(newPosition, "position");
    position = newPosition;
  }

  /**
   * Ends what can be read before the content byte {@code end}, until it is set anew.
   *
   * @throws DamagedFileException if it is not in [0, length]: it was read from a file
   */
  public void limit(long end) throws DamagedFileException {
    requireWithin(end, "limit");
    limit = end;
  }

  private void requireWithin(long place, String what) throws DamagedFileException {
    if (place < 0 || place > length) {
      throw damaged(what + " must be in [0, " + length + "], found " + place);
    }
  }

  @Override
  public void read(byte[] target, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, target.length);
    if (count > remaining()) {
      throw damaged(count + " bytes do not fit in what is left, " + remaining());
    }
    for (int done = 0; done < count; ) {
      load(position >>> BlockLayout.BLOCK_BITS);
      int from = (int) (position & (BlockLayout.BLOCK_BYTES - 1));
      int part = Math.min(count - done, BlockLayout.BLOCK_BYTES - from);
      System.arraycopy(block, from, target, offset + done, part);
      done += part;
      position += part;
    }
  }

  /**
   * Reads all of the file, whatever has been read before, and tells which blocks fail their checks.
   * The position is then anywhere.
   */
  public List<DamagedFileException> damagedBlocks() throws IOException {
    List<DamagedFileException> damaged = new ArrayList<>();
    for (long block = 0; block < BlockLayout.blockCount(length); block++) {
      try {
        number = NO_BLOCK;
        load(block);
      } catch (DamagedFileException e) {
        damaged.add(e);
      }
    }
    return damaged;
  }

  private void load(long wanted) throws IOException {
    if (wanted == number) {
      return;
    }
    number = NO_BLOCK;
    long begin = wanted << BlockLayout.BLOCK_BITS;
    int size = (int) Math.min(BlockLayout.BLOCK_BYTES, length - begin);
    int storedBytes = size + seal.checkBytes();
    long at = BlockLayout.offset(begin, seal.checkBytes());
    int count = file.read(ByteBuffer.wrap(stored, 0, storedBytes), at);
    byte[] content = count < storedBytes ? null : seal.open(wanted, stored, size);
    if (content == null) {
      throw new DamagedFileException(file.name(), at, "block " + wanted + " fails its check");
    }
    block = content;
    number = wanted;
  }

  /** {@inheritDoc} It names the place of the next byte in the file. */
  @Override
  public DamagedFileException damaged(String reason) {
    return new DamagedFileException(
        file.name(), BlockLayout.offset(position, seal.checkBytes()), reason);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

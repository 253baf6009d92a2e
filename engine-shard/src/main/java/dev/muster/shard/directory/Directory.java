// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.directory;

import dev.muster.profile.ProfileId;
import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockOutput;
import dev.muster.shard.dictionary.ByteStringTable;
import dev.muster.shard.dictionary.TextReader;
import java.io.IOException;

/**
 * From profile identifier to the shard and row that hold it.
 *
 * <p>Each identifier ever seen has an <em>entry</em>, a number that never changes; the entry leads
 * to the current row or to none. Written by the sequencer, read by any thread without locks. A
 * reader may see a row that is newer than its epoch; it must ask the shard whether the row is alive
 * at its epoch.
 */
public final class Directory {

  /** The locator of an identifier without a profile. */
  public static final long NONE = -1;

  /** With more shards than 2^5, neighbours of one shard are too few for bases to pay. */
  private static final int LANE_BITS_MAX = 5;

  private final ByteStringTable identifiers = new ByteStringTable();

  /** Low bits of a cell that hold the shard. */
  private final int shardBits;

  /** A cell for each entry: the row and, below it, the shard. */
  private final NearNumbers cells;

  /** An empty directory of rows in this many shards. */
  public Directory(int shards) {
    this.shardBits = Integer.SIZE - Integer.numberOfLeadingZeros(shards - 1);
    int laneBits = shardBits <= LANE_BITS_MAX ? shardBits : 0;
    this.cells = new NearNumbers(laneBits, laneBits <= 3 ? 7 : 6);
  }

  /** Rows that a shard can have: 2^31, or as many as leave room for the shard in 32 bits. */
  public int rowsMax() {
    return (int) Math.min(Integer.MAX_VALUE, 0xFFFF_FFFFL >>> shardBits);
  }

  /** The locator of {@code row} in {@code shard}. */
  public static long locator(int shard, int row) {
    return (long) shard << 32 | row & 0xFFFF_FFFFL;
  }

  /** The shard of a locator. */
  public static int shard(long locator) {
    return (int) (locator >>> 32);
  }

  /** The row of a locator. */
  public static int row(long locator) {
    return (int) locator;
  }

  /** The entry of an identifier, or -1. Any thread. */
  public int find(byte[] bytes, int offset, int length, long hash) {
    return identifiers.find(bytes, offset, length, hash);
  }

  /** The entry of an identifier, which is added without a row if it is new. Sequencer only. */
  public int intern(byte[] bytes, int offset, int length, long hash) {
    cells.makeRoom(identifiers.size());
    return identifiers.intern(bytes, offset, length, hash);
  }

  /**
   * Writes the identifiers of the first {@code size} entries; not where they lead to. Any thread
   * that got the size from a published epoch, while the sequencer goes on: an entry never changes.
   * O(size), and a copy of the bytes.
   */
  public void write(int size, BlockOutput out) throws IOException {
    identifiers.write(size, out);
  }

  /**
   * Fills this directory, which must be empty, with what {@link #write} wrote: each identifier gets
   * the entry it had, which leads to no row. Useless after a failure. Before any other thread knows
   * the directory; about a quarter of a microsecond an identifier.
   *
   * @throws dev.muster.shard.file.DamagedFileException if no directory can have written that
   */
  public void restore(BlockInput in) throws IOException {
    TextReader texts = new TextReader(in);
    identifiers.restore(
        in,
        (entry, bytes, length) -> {
          if (length < 1 || length > ProfileId.SIZE_MAX_BYTES) {
            throw in.damaged(
                "an identifier must have 1 to "
                    + ProfileId.SIZE_MAX_BYTES
                    + " bytes, found "
                    + length);
          }
          texts.read(entry, bytes, length);
          cells.makeRoom(entry);
        });
  }

  /** Where the profile of {@code entry} is, or {@link #NONE}. Any thread. */
  public long locator(int entry) {
    int cell = cells.get(entry);
    return cell == NearNumbers.NONE
        ? NONE
        : locator(cell & (1 << shardBits) - 1, cell >>> shardBits);
  }

  /** Leads {@code entry} to a row below {@link #rowsMax}, or to {@link #NONE}. Sequencer only. */
  public void locate(int entry, long locator) {
    cells.set(
        entry, locator == NONE ? NearNumbers.NONE : row(locator) << shardBits | shard(locator));
  }

  /** The identifier of {@code entry} as text. Any thread. */
  public String text(int entry) {
    return identifiers.text(entry);
  }

  /** The XXH64 of the identifier of {@code entry} in UTF-8, with seed 0. Any thread. */
  public long xxHash64(int entry) {
    return identifiers.xxHash64(entry);
  }

  /**
   * Copies the bytes of the identifier of {@code entry} to {@code target}; how many. Any thread.
   */
  public int copy(int entry, byte[] target, int offset) {
    return identifiers.copy(entry, target, offset);
  }

  /** Identifiers ever seen. */
  public int size() {
    return identifiers.size();
  }

  /** Heap bytes, approximately. */
  public long sizeBytes() {
    return identifiers.sizeBytes() + cells.sizeBytes();
  }
}

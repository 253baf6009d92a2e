// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.directory;

import it.unimi.dsi.fastutil.ints.IntArrayFIFOQueue;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The life of rows: given to a new profile, kept after its deletion for those who may still see it,
 * purged, and given again.
 *
 * <p>A row is purged once no reader or lease is older than the deletion, and is free once the purge
 * has been handed to its shard. Written by the sequencer; look-ups from any thread.
 */
public final class ProfileRows {

  private record Deleted(long epoch, int entry, long locator) {}

  private final Directory directory = new Directory();
  private final int[] nextRow;
  private final IntArrayFIFOQueue[] freeRows;
  private final ArrayDeque<Deleted> unpurged = new ArrayDeque<>();

  /**
   * Rows of deleted profiles that are not purged yet, by directory entry: the directory has
   * forgotten them, but a reader at an earlier epoch may look for one.
   */
  private final ConcurrentHashMap<Integer, long[]> graveyard = new ConcurrentHashMap<>();

  /** No profile yet, on {@code shards} shards. */
  public ProfileRows(int shards) {
    this.nextRow = new int[shards];
    this.freeRows = new IntArrayFIFOQueue[shards];
    Arrays.setAll(freeRows, i -> new IntArrayFIFOQueue());
  }

  /** The directory, for look-ups. */
  public Directory directory() {
    return directory;
  }

  /** Gives {@code entry} a row in the shard that its hash decides. Sequencer only. */
  public long create(int entry, long hash) {
    int shard = (int) ((hash >>> 32) * nextRow.length >>> 32);
    IntArrayFIFOQueue free = freeRows[shard];
    int row = free.isEmpty() ? nextRow[shard]++ : free.dequeueInt();
    if (row < 0) {
      throw new IllegalStateException("a shard holds at most 2^31 rows, shard=" + shard);
    }
    long locator = Directory.locator(shard, row);
    directory.locate(entry, locator);
    return locator;
  }

  /** Takes the row of {@code entry} away as of {@code openEpoch}. Sequencer only. */
  public void delete(long openEpoch, int entry) {
    long locator = directory.locator(entry);
    unpurged.add(new Deleted(openEpoch, entry, locator));
    // Before the directory forgets it, so that no reader misses it in both places.
    graveyard.merge(entry, new long[] {locator}, ProfileRows::concat);
    directory.locate(entry, Directory.NONE);
  }

  /** Deleted profiles whose rows are still taken. Sequencer only. */
  public int unpurgedCount() {
    return unpurged.size();
  }

  /**
   * The rows that nobody can see any more, given that no hold is older than {@code minLeased}. To
   * be purged in the open epoch and then given to {@link #free}. Sequencer only.
   */
  public LongArrayList takePurgeable(long minLeased) {
    LongArrayList locators = new LongArrayList();
    while (!unpurged.isEmpty() && unpurged.peek().epoch() <= minLeased) {
      Deleted deleted = unpurged.remove();
      locators.add(deleted.locator());
      graveyard.computeIfPresent(
          deleted.entry(), (entry, rows) -> without(rows, deleted.locator()));
    }
    return locators;
  }

  /** Makes purged rows available again. Sequencer only, after the epoch that purges them. */
  public void free(LongArrayList locators) {
    for (int i = 0; i < locators.size(); i++) {
      long locator = locators.getLong(i);
      freeRows[Directory.shard(locator)].enqueue(Directory.row(locator));
    }
  }

  /** Rows that {@code entry} had before and that are not purged. Any thread. */
  public long[] buried(int entry) {
    return graveyard.getOrDefault(entry, NO_ROWS);
  }

  private static final long[] NO_ROWS = {};

  private static long[] concat(long[] left, long[] right) {
    long[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  private static long @org.jspecify.annotations.Nullable [] without(long[] rows, long locator) {
    long[] rest = Arrays.stream(rows).filter(row -> row != locator).toArray();
    return rest.length == 0 ? null : rest;
  }

  /** Heap bytes, approximately. */
  public long sizeBytes() {
    return directory.sizeBytes();
  }
}

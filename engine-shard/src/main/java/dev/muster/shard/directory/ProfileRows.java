// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.directory;

import it.unimi.dsi.fastutil.ints.IntArrayFIFOQueue;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The life of rows: given to a new profile, kept after its deletion for those who may still see it,
 * purged, and given again.
 *
 * <p>A row is purged once no reader or lease is older than the deletion, and is free once the purge
 * has been handed to its shard. Written by the sequencer; look-ups from any thread.
 */
public final class ProfileRows {

  private record Deleted(long epoch, int entry, long locator) {}

  /** Rows of one chunk whose profiles were deleted, oldest first. */
  private record DeadRows(long chunk, long sinceNanos, ArrayDeque<Deleted> rows) {}

  /**
   * A purge rewrites what its chunk holds, so a few rows wait this long for others to join them.
   */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final int ROW_BITS_OF_CHUNK = 16;
  private static final long[] NO_ROWS = {};

  private final Directory directory;
  private final int[] nextRow;
  private final IntArrayFIFOQueue[] freeRows;
  private final int purgeRows;

  /** By chunk, the one with the oldest deletion first. */
  private final LinkedHashMap<Long, DeadRows> dead = new LinkedHashMap<>();

  /** Those that have enough dead rows for a purge. */
  private final ArrayDeque<DeadRows> ripe = new ArrayDeque<>();

  /**
   * Rows of deleted profiles that are not purged yet, by directory entry: the directory has
   * forgotten them, but a reader at an earlier epoch may look for one.
   */
  private final ConcurrentHashMap<Integer, long[]> graveyard = new ConcurrentHashMap<>();

  /**
   * No profile yet.
   *
   * @param purgeRows dead rows of a chunk that are enough for a purge
   */
  public ProfileRows(int shards, int purgeRows) {
    this.purgeRows = purgeRows;
    this.directory = new Directory(shards);
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
    if (free.isEmpty() && nextRow[shard] == directory.rowsMax()) {
      throw new IllegalStateException(
          "a shard holds at most " + directory.rowsMax() + " rows, shard=" + shard);
    }
    int row = free.isEmpty() ? nextRow[shard]++ : free.dequeueInt();
    long locator = Directory.locator(shard, row);
    directory.locate(entry, locator);
    return locator;
  }

  /** Takes the row of {@code entry} away as of {@code openEpoch}. Sequencer only. */
  public void delete(long openEpoch, int entry, long nowNanos) {
    long locator = directory.locator(entry);
    bury(new Deleted(openEpoch, entry, locator), nowNanos);
    // Before the directory forgets it, so that no reader misses it in both places.
    graveyard.merge(entry, new long[] {locator}, ProfileRows::concat);
    directory.locate(entry, Directory.NONE);
  }

  private void bury(Deleted row, long nowNanos) {
    DeadRows ofChunk =
        dead.computeIfAbsent(
            row.locator() >>> ROW_BITS_OF_CHUNK,
            chunk -> new DeadRows(chunk, nowNanos, new ArrayDeque<>()));
    ofChunk.rows().add(row);
    if (ofChunk.rows().size() == purgeRows) {
      ripe.add(ofChunk);
    }
  }

  /** Whether rows of deleted profiles are still taken. Sequencer only. */
  public boolean hasDead() {
    return !dead.isEmpty();
  }

  /**
   * The dead rows of one chunk that nobody can see any more, given that no hold is older than
   * {@code minLeased}: of a chunk that has enough of them, or of the one that has waited longest,
   * if that is more than a minute. To be purged in the open epoch and then given to {@link #free}.
   * Sequencer only.
   */
  public LongArrayList takePurgeable(long minLeased, long nowNanos) {
    LongArrayList locators = new LongArrayList();
    DeadRows due = due(nowNanos);
    if (due == null) {
      return locators;
    }
    ArrayDeque<Deleted> rows = due.rows();
    for (Deleted oldest = rows.peek();
        oldest != null && oldest.epoch() <= minLeased;
        oldest = rows.peek()) {
      rows.remove();
      locators.add(oldest.locator());
      long locator = oldest.locator();
      graveyard.computeIfPresent(oldest.entry(), (entry, buried) -> without(buried, locator));
    }
    if (!locators.isEmpty()) {
      // What is left is as good as new, and goes to the end.
      ripe.removeIf(chunk -> chunk.chunk() == due.chunk());
      dead.remove(due.chunk());
      if (!rows.isEmpty()) {
        DeadRows rest = new DeadRows(due.chunk(), nowNanos, rows);
        dead.put(due.chunk(), rest);
        if (rows.size() >= purgeRows) {
          ripe.add(rest);
        }
      }
    }
    return locators;
  }

  private @Nullable DeadRows due(long nowNanos) {
    if (!ripe.isEmpty()) {
      return ripe.peek();
    }
    if (dead.isEmpty()) {
      return null;
    }
    DeadRows oldest = dead.values().iterator().next();
    return nowNanos - oldest.sinceNanos() > PATIENCE_NANOS ? oldest : null;
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

  private static long[] concat(long[] left, long[] right) {
    long[] both = Arrays.copyOf(left, left.length + right.length);
    System.arraycopy(right, 0, both, left.length, right.length);
    return both;
  }

  private static long @Nullable [] without(long[] rows, long locator) {
    long[] rest = Arrays.stream(rows).filter(row -> row != locator).toArray();
    return rest.length == 0 ? null : rest;
  }

  /** What has been given and not purged, as of now. Sequencer only; O(shards + dead rows). */
  public RowsImage image() {
    LongArrayList locators = new LongArrayList();
    dead.values().forEach(chunk -> chunk.rows().forEach(row -> locators.add(row.locator())));
    return new RowsImage(directory.size(), nextRow.clone(), locators);
  }

  /**
   * Takes up where an image was made, in as many shards. The directory has been filled already.
   * Before anybody reads or writes.
   *
   * @param free rows below {@code image.nextRow} that are neither alive nor dead
   */
  public void restore(RowsImage image, LongArrayList free, long nowNanos) {
    System.arraycopy(image.nextRow(), 0, nextRow, 0, nextRow.length);
    free(free);
    for (int i = 0; i < image.dead().size(); i++) {
      // Nobody is left who could look for the profile that it was.
      bury(new Deleted(0, -1, image.dead().getLong(i)), nowNanos);
    }
  }

  /** Heap bytes, approximately. */
  public long sizeBytes() {
    return directory.sizeBytes();
  }
}

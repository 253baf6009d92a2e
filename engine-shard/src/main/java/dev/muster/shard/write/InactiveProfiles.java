// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.profile.ProfileId;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.dictionary.ByteHash;
import dev.muster.shard.directory.Directory;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds profiles that nothing has been written about for too long, and makes the batch that deletes
 * them. All are looked through once a day, some at a time. Sequencer only.
 *
 * <p>Days are whole ones: a profile that was last written to on day d is due from the first instant
 * of day d + n + 1 on, where n is the inactivity rounded up to days. So it was inactive for n days
 * at least, and for less than n + 1 and what the look takes.
 *
 * <p>The sequencer knows all that has been put in order, so none is ever found of which a write has
 * been taken, wherever that write is on its way.
 */
final class InactiveProfiles {

  /** Looked through at once: under a millisecond. */
  private static final int ENTRIES_MAX = 1 << 20;

  /** Found at once: what a batch of deletions and its epoch should not exceed. */
  private static final int FOUND_MAX = 4_096;

  private static final int DAYS_MAX = 1 << 20;

  private final int inactiveDays;
  private final Directory directory;
  private final ActivityDays activity;

  /** The day of the look that is under way or done, and the entry that it has come to. */
  private int day;

  private int next;

  // The same after what was found last.
  private int foundDay;
  private int foundNext;

  InactiveProfiles(Duration inactivity, Directory directory, ActivityDays activity) {
    long whole = inactivity.toDays();
    boolean exact = Duration.ofDays(whole).equals(inactivity);
    this.inactiveDays = (int) Math.min(DAYS_MAX, exact ? whole : whole + 1);
    this.directory = directory;
    this.activity = activity;
  }

  /**
   * Looks on.
   *
   * @return the deletion of what is found, to be applied and then {@link #passed}, or left to be
   *     found again; null if there is nothing to delete yet
   */
  @Nullable EncodedBatch find(SchemaLayout layout, long nowMillis) {
    int today = ActivityDays.day(nowMillis);
    boolean begins = today > day;
    foundDay = begins ? today : day;
    int from = begins ? 0 : next;
    int to = Math.min(activity.end(), from + ENTRIES_MAX);
    IntArrayList entries = new IntArrayList();
    int before = foundDay - inactiveDays;
    int entry = activity.nextBefore(from, to, before);
    while (entry < to && entries.size() < FOUND_MAX) {
      if (directory.locator(entry) != Directory.NONE) {
        entries.add(entry);
      }
      entry = activity.nextBefore(entry + 1, to, before);
    }
    foundNext = Math.max(from, Math.min(entry, to));
    if (entries.isEmpty()) {
      passed();
      return null;
    }
    return deletion(layout, nowMillis, entries);
  }

  private EncodedBatch deletion(SchemaLayout layout, long nowMillis, IntArrayList entries) {
    EncodedBatch batch = new EncodedBatch(layout, nowMillis, entries.size(), null, 0);
    byte[] bytes = new byte[ProfileId.SIZE_MAX_BYTES];
    for (int i = 0; i < entries.size(); i++) {
      int length = directory.copy(entries.getInt(i), bytes, 0);
      byte[] id = Arrays.copyOf(bytes, length);
      batch.addHead(EncodedBatch.DELETE, 0, ByteHash.of(id, 0, length), id);
    }
    return batch;
  }

  /** What was found last has been dealt with. */
  void passed() {
    day = foundDay;
    next = foundNext;
  }
}

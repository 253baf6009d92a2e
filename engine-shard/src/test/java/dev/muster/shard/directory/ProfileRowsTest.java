// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.dictionary.ByteHash;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfileRowsTest {

  private final ProfileRows rows = new ProfileRows(4, 1);
  private final Directory directory = rows.directory();

  private long create(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    long hash = ByteHash.of(bytes, 0, bytes.length);
    return rows.create(directory.intern(bytes, 0, bytes.length, hash), hash);
  }

  private int entry(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    return directory.find(bytes, 0, bytes.length, ByteHash.of(bytes, 0, bytes.length));
  }

  @Test
  void locator_holdsShardAndRow() {
    for (int shard : new int[] {0, 1, 1_023}) {
      for (int row : new int[] {0, 1, 65_536, Integer.MAX_VALUE}) {
        long locator = Directory.locator(shard, row);
        assertThat(Directory.shard(locator)).isEqualTo(shard);
        assertThat(Directory.row(locator)).isEqualTo(row);
        assertThat(locator).isNotEqualTo(Directory.NONE);
      }
    }
  }

  @Test
  void identifier_keepsItsEntryThroughAllLives() {
    long first = create("ana");
    int entry = entry("ana");
    rows.delete(1, entry, 0);
    long second = create("ana");

    assertThat(entry("ana")).isEqualTo(entry);
    assertThat(second).isNotEqualTo(first);
    assertThat(directory.locator(entry)).isEqualTo(second);
    assertThat(directory.text(entry)).isEqualTo("ana");
    assertThat(directory.size()).isEqualTo(1);
    assertThat(entry("ben")).isEqualTo(-1);
  }

  @Test
  void rows_ascendByShardAndProfilesAreSpread() {
    int[] next = new int[4];
    for (int i = 0; i < 10_000; i++) {
      long locator = create("p" + i);
      assertThat(Directory.row(locator)).isEqualTo(next[Directory.shard(locator)]++);
    }
    // 2,500 expected, with a standard deviation of 43.
    for (int count : next) {
      assertThat(count).isBetween(2_250, 2_750);
    }
    assertThat(directory.size()).isEqualTo(10_000);
    // Each takes five bytes of identifier, some eight to find it, and one or two that lead to the
    // row.
    assertThat(rows.sizeBytes()).isBetween(10_000 * 14L, 10_000 * 16L);
  }

  @Test
  void deletedRow_isBuriedUntilItIsPurgedAndFreeOnlyThen() {
    long locator = create("ana");
    int entry = entry("ana");
    rows.delete(5, entry, 0);

    assertThat(directory.locator(entry)).isEqualTo(Directory.NONE);
    assertThat(rows.buried(entry)).containsExactly(locator);
    assertThat(rows.hasDead()).isTrue();
    assertThat(rows.takePurgeable(4, System.nanoTime()).toLongArray()).isEmpty();

    LongArrayList purged = rows.takePurgeable(5, System.nanoTime());
    assertThat(purged.toLongArray()).containsExactly(locator);
    assertThat(rows.buried(entry)).isEmpty();
    assertThat(rows.hasDead()).isFalse();
    assertThat(create("ana")).isNotEqualTo(locator);

    rows.free(purged);
    rows.delete(6, entry, 0);
    assertThat(create("ana")).isEqualTo(locator);
  }

  @Test
  void severalLives_areBuriedTogether() {
    long first = create("ana");
    int entry = entry("ana");
    rows.delete(1, entry, 0);
    long second = create("ana");
    rows.delete(2, entry, 0);

    assertThat(rows.buried(entry)).containsExactly(first, second);
    assertThat(rows.takePurgeable(1, System.nanoTime()).toLongArray()).containsExactly(first);
    assertThat(rows.buried(entry)).containsExactly(second);
  }

  @Test
  void fewDeadRows_waitForOthersButNotForEver() {
    ProfileRows patient = new ProfileRows(1, 3);
    for (String id : new String[] {"ana", "ben", "eva"}) {
      byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
      long hash = ByteHash.of(bytes, 0, bytes.length);
      patient.create(patient.directory().intern(bytes, 0, bytes.length, hash), hash);
    }
    long now = 0;
    patient.delete(1, 0, 0);
    patient.delete(2, 1, 0);

    assertThat(patient.takePurgeable(9, now).toLongArray()).isEmpty();
    assertThat(patient.takePurgeable(9, now + 61_000_000_000L).toLongArray()).hasSize(2);

    patient.delete(3, 2, 0);
    assertThat(patient.takePurgeable(9, now).toLongArray()).isEmpty();
  }

  /** No row is ever held by two, counting the dead that somebody may still see. */
  @SeededTest
  void row_belongsToOneProfileAtATime(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    Map<String, Long> alive = new HashMap<>();
    Map<Long, Long> deadSince = new HashMap<>();
    List<LongArrayList> purged = new ArrayList<>();
    long epoch = 1;
    for (int step = 0; step < 3_000; step++, epoch++) {
      String id = "p" + choice.below(50);
      Long held = alive.get(id);
      if (held == null) {
        long locator = create(id);
        assertThat(alive.values()).doesNotContain(locator);
        assertThat(deadSince).doesNotContainKey(locator);
        for (LongArrayList waiting : purged) {
          assertThat(waiting.contains(locator)).isFalse();
        }
        alive.put(id, locator);
      } else if (choice.chance(60)) {
        rows.delete(epoch, entry(id), 0);
        alive.remove(id);
        deadSince.put(held, epoch);
      } else if (choice.chance(50)) {
        long minLeased = epoch - choice.below(200);
        LongArrayList taken = rows.takePurgeable(minLeased, System.nanoTime());
        for (long locator : taken) {
          assertThat(deadSince.remove(locator)).isNotNull().isLessThanOrEqualTo(minLeased);
        }
        purged.add(taken);
      } else if (!purged.isEmpty()) {
        rows.free(purged.remove(0));
      }
      assertThat(rows.hasDead()).isEqualTo(!deadSince.isEmpty());
    }
  }
}

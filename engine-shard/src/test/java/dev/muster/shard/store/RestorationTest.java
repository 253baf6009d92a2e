// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.shard.Chunk;
import dev.muster.shard.OperationList;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.Shard;
import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.dictionary.ByteHash;
import dev.muster.shard.directory.Directory;
import dev.muster.shard.directory.ProfileRows;
import dev.muster.shard.directory.RowsImage;
import dev.muster.shard.epoch.Horizon;
import dev.muster.shard.event.EventBlock;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.event.EventView;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.scan.RowMask;
import dev.muster.shard.write.WriterImage;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The shards of a snapshot, put into engines with as many shards and with others. */
class RestorationTest {

  private static final int SHARDS = 3;
  private static final int PROFILES = 200;
  private static final long EPOCH = 5;
  private static final SchemaLayout LAYOUT =
      SchemaLayout.of(
          Schema.builder()
              .attributes(LongAttribute.of("age"))
              .eventTypes(
                  EventType.of(
                      "visit", List.<Property<?>>of(LongProperty.of("a"), LongProperty.of("b"))))
              .build());
  private static final Horizon NOBODY = new Horizon(0, 0);

  /** Profiles are written, every fifth is deleted, every tenth purged as well. */
  private static SnapshotReader.Content content() {
    ProfileRows rows = new ProfileRows(SHARDS, 1);
    Shard[] shards = shards(SHARDS);
    OperationList[] lists =
        IntStream.range(0, SHARDS).mapToObj(i -> new OperationList()).toArray(OperationList[]::new);
    for (int p = 0; p < PROFILES; p++) {
      long locator = rows.create(intern(rows.directory(), p), hash(p));
      OperationList list = lists[Directory.shard(locator)];
      int row = Directory.row(locator);
      list.create(row, p);
      if (p % 3 > 0) {
        list.set(row, 0, p);
      }
      // Of equal times too: they stay in their order.
      for (int i = 0; i < p % 7; i++) {
        list.event(row, 0, 1_000L * (i / 2), i % 4, new long[] {p, i}, 0);
      }
    }
    apply(shards, lists, 1);
    LongArrayList dead = new LongArrayList();
    for (int p = 0; p < PROFILES; p += 5) {
      long locator = rows.directory().locator(p);
      lists[Directory.shard(locator)].delete(Directory.row(locator));
      if (p % 10 == 0) {
        lists[Directory.shard(locator)].purge(Directory.row(locator));
      } else {
        dead.add(locator);
      }
    }
    apply(shards, lists, EPOCH);
    Chunk[][] chunks = Arrays.stream(shards).map(Shard::chunks).toArray(Chunk[][]::new);
    RowsImage image = new RowsImage(PROFILES, rows.image().nextRow(), dead);
    WriterImage writer = new WriterImage(0, Map.of(), visitor -> {}, Long.MIN_VALUE, new char[0]);
    return new SnapshotReader.Content(
        EPOCH, LAYOUT, chunks, image, writer, new byte[0], new RunPlaces());
  }

  private static Shard[] shards(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Shard(8)).toArray(Shard[]::new);
  }

  private static void apply(Shard[] shards, OperationList[] lists, long epoch) {
    for (int s = 0; s < shards.length; s++) {
      shards[s].apply(epoch, NOBODY, LAYOUT, lists[s]);
      lists[s].clear();
    }
  }

  private static byte[] identifier(int profile) {
    return ("profile " + profile).getBytes(StandardCharsets.UTF_8);
  }

  private static long hash(int profile) {
    return ByteHash.of(identifier(profile), 0, identifier(profile).length);
  }

  private static int intern(Directory directory, int profile) {
    byte[] bytes = identifier(profile);
    return directory.intern(bytes, 0, bytes.length, hash(profile));
  }

  /** As the snapshot's reader leaves it: filled with identifiers that lead nowhere. */
  private static ProfileRows rows(int shards) {
    ProfileRows rows = new ProfileRows(shards, 1);
    IntStream.range(0, PROFILES).forEach(p -> intern(rows.directory(), p));
    return rows;
  }

  /** What the live profiles hold, by number. */
  private static Map<Integer, List<Long>> profiles(Shard[] shards, ProfileRows rows) {
    Map<Integer, List<Long>> profiles = new TreeMap<>();
    for (int p = 0; p < PROFILES; p++) {
      long locator = rows.directory().locator(p);
      if (locator != Directory.NONE) {
        int row = Directory.row(locator);
        Chunk chunk = shards[Directory.shard(locator)].chunkOf(row);
        assertThat(RowMask.contains(chunk.live(EPOCH).words(), row)).isTrue();
        assertThat(chunk.entry(row)).isEqualTo(p);
        profiles.put(p, values(chunk, row));
      }
    }
    return profiles;
  }

  private static List<Long> values(Chunk chunk, int row) {
    ColumnChunk.Cell cell = new ColumnChunk.Cell();
    ColumnChunk column = chunk.column(0);
    if (column != null) {
      column.read(EPOCH, row, cell);
    }
    List<Long> values = new ArrayList<>();
    values.add(cell.isPresent() ? cell.code() : -1);
    EventSeries series = chunk.series(0);
    EventView view = series == null ? EventView.EMPTY : series.view(EPOCH);
    for (int time = 0; time < 4; time++) {
      for (int b = 0; b < view.blockCount(); b++) {
        EventBlock block = view.block(b);
        for (int i = 0; i < block.eventCount(); i++) {
          if (block.row(i) == row && block.time(i) == 1_000L * time) {
            values.add(block.time(i));
            values.add(block.has(0, i) ? block.value(0, i) : -1);
            values.add(block.has(1, i) ? block.value(1, i) : -1);
          }
        }
      }
    }
    return values;
  }

  private static Map<Integer, List<Long>> expected() {
    Map<Integer, List<Long>> expected = new TreeMap<>();
    for (int p = 0; p < PROFILES; p++) {
      if (p % 5 != 0) {
        List<Long> values = new ArrayList<>();
        values.add(p % 3 > 0 ? (long) p : -1);
        for (int i = 0; i < p % 7; i++) {
          int presence = i % 4;
          values.add(1_000L * (i / 2));
          values.add((presence & 1) != 0 ? (long) p : -1);
          // Values of what is present, one after the other.
          values.add((presence & 2) == 0 ? -1 : presence == 2 ? (long) p : i);
        }
        expected.put(p, values);
      }
    }
    return expected;
  }

  @Test
  void profiles_areThereInAnyNumberOfShards() throws DamagedFileException {
    for (int count : new int[] {SHARDS, 1, 2, 16}) {
      Shard[] shards = shards(count);
      ProfileRows rows = rows(count);

      boolean inPlace = new Restoration(content(), "snapshot", shards, rows).restore();

      assertThat(inPlace).isEqualTo(count == SHARDS);
      assertThat(profiles(shards, rows)).isEqualTo(expected());
    }
  }

  /** New profiles get the rows that were purged, then new ones; never one that is taken. */
  @Test
  void rows_areGivenOnce() throws DamagedFileException {
    for (int count : new int[] {SHARDS, 1, 16}) {
      ProfileRows rows = rows(count);
      SnapshotReader.Content content = content();
      new Restoration(content, "snapshot", shards(count), rows).restore();
      Set<Long> taken = new LinkedHashSet<>();
      if (count == SHARDS) {
        taken.addAll(content.rows().dead());
      }
      for (int p = 0; p < PROFILES; p++) {
        long locator = rows.directory().locator(p);
        assertThat(locator == Directory.NONE || taken.add(locator)).isTrue();
      }
      for (int p = PROFILES; p < 2 * PROFILES; p++) {
        long locator = rows.create(intern(rows.directory(), p), hash(p));
        assertThat(taken.add(locator)).as("row of a new profile, shards=" + count).isTrue();
      }
      // The purged rows are used before new ones: nothing is lost but the dead.
      int dead = count == SHARDS ? content.rows().dead().size() : 0;
      int given = Arrays.stream(rows.image().nextRow()).sum();
      assertThat(given).isLessThanOrEqualTo(2 * PROFILES - PROFILES / 5 + dead + 8);
    }
  }

  /** The dead are purged again, so that their events go, and only then are their rows given. */
  @Test
  void dead_arePurgedLater() throws DamagedFileException {
    ProfileRows rows = rows(SHARDS);
    SnapshotReader.Content content = content();
    new Restoration(content, "snapshot", shards(SHARDS), rows).restore();

    LongArrayList purged = new LongArrayList();
    for (int i = 0; i < SHARDS; i++) {
      purged.addAll(rows.takePurgeable(EPOCH, System.nanoTime()));
    }

    assertThat(new ArrayList<>(purged)).containsExactlyInAnyOrderElementsOf(content.rows().dead());
    assertThat(rows.hasDead()).isFalse();
  }

  @Test
  void rowOfNoIdentifier_isDamage() {
    for (int count : new int[] {SHARDS, 1}) {
      ProfileRows empty = new ProfileRows(count, 1);

      assertThatThrownBy(
              () -> new Restoration(content(), "snapshot", shards(count), empty).restore())
          .isInstanceOf(DamagedFileException.class)
          .hasMessageContaining("a row must be of an identifier");
    }
  }
}

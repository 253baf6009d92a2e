// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.profile.ProfileId;
import dev.muster.shard.Chunk;
import dev.muster.shard.OperationList;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.Shard;
import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.dictionary.ByteHash;
import dev.muster.shard.directory.Directory;
import dev.muster.shard.directory.ProfileRows;
import dev.muster.shard.epoch.Horizon;
import dev.muster.shard.event.EventBlock;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.event.EventView;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.scan.RowMask;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Puts what a snapshot holds into the shards and the directory of an engine that has nothing yet:
 * chunk by chunk as they are, or, if the engine has another number of shards, profile by profile.
 */
final class Restoration {

  /** Operations that are gathered before they are applied. */
  private static final int PORTION_OPERATIONS = 65_536;

  private final SnapshotReader.Content content;
  private final String file;
  private final Shard[] shards;
  private final ProfileRows rows;

  Restoration(SnapshotReader.Content content, String file, Shard[] shards, ProfileRows rows) {
    this.content = content;
    this.file = file;
    this.shards = shards;
    this.rows = rows;
  }

  /**
   * Does it.
   *
   * @return whether the chunks are as they were, so that their runs are where the snapshot says
   */
  boolean restore() throws DamagedFileException {
    if (content.chunks().length == shards.length) {
      restoreChunks();
      return true;
    }
    insertProfiles();
    return false;
  }

  private void restoreChunks() throws DamagedFileException {
    LongArrayList free = new LongArrayList();
    for (int s = 0; s < shards.length; s++) {
      long[][] taken = deadRows(s);
      int nextRow = content.rows().nextRow()[s];
      if (nextRow > rows.directory().rowsMax()) {
        throw new DamagedFileException(
            file,
            -1,
            "a shard must have at most " + rows.directory().rowsMax() + " rows, shard=" + s);
      }
      Chunk[] chunks = content.chunks()[s];
      for (int c = 0; c < chunks.length; c++) {
        long[] live = chunks[c].live(content.epoch()).words();
        for (int row = 0; row < RowMask.ROWS && c << 16 < nextRow - row; row++) {
          long locator = Directory.locator(s, c << 16 | row);
          if (RowMask.contains(live, row)) {
            locate(chunks[c].entry(row), locator);
          } else if (taken[c] == null || !RowMask.contains(taken[c], row)) {
            free.add(locator);
          }
        }
      }
      shards[s].restore(chunks);
    }
    rows.restore(content.rows(), free, System.nanoTime());
  }

  private long[] @Nullable [] deadRows(int shard) {
    long[] @Nullable [] masks = new long[content.chunks()[shard].length][];
    LongArrayList dead = content.rows().dead();
    for (int i = 0; i < dead.size(); i++) {
      if (Directory.shard(dead.getLong(i)) == shard) {
        int row = Directory.row(dead.getLong(i));
        long[] mask = masks[row >>> 16];
        if (mask == null) {
          mask = RowMask.create();
          masks[row >>> 16] = mask;
        }
        RowMask.add(mask, row & 0xFFFF);
      }
    }
    return masks;
  }

  private void locate(int entry, long locator) throws DamagedFileException {
    requireIdentifier(entry);
    rows.directory().locate(entry, locator);
  }

  private void requireIdentifier(int entry) throws DamagedFileException {
    Directory directory = rows.directory();
    if (entry < 0 || entry >= directory.size() || directory.locator(entry) != Directory.NONE) {
      throw new DamagedFileException(
          file, -1, "a row must be of an identifier, and of one of its own, entry=" + entry);
    }
  }

  /** Writes every live profile anew: rows, and with them chunks and runs, all come out other. */
  private void insertProfiles() throws DamagedFileException {
    OperationList[] lists = new OperationList[shards.length];
    Arrays.setAll(lists, i -> new OperationList());
    Insertion insertion = new Insertion(lists);
    for (Chunk[] ofShard : content.chunks()) {
      for (Chunk chunk : ofShard) {
        insertion.insert(chunk);
      }
    }
    insertion.apply();
  }

  private final class Insertion {
    private final OperationList[] lists;
    private final long[] present = RowMask.create();
    private final long[] codes = new long[RowMask.ROWS];
    private final long[] locators = new long[RowMask.ROWS];
    private final byte[] identifier = new byte[ProfileId.SIZE_MAX_BYTES];
    private int pending;

    Insertion(OperationList[] lists) {
      this.lists = lists;
    }

    void insert(Chunk chunk) throws DamagedFileException {
      long[] live = chunk.live(content.epoch()).words();
      for (int row = 0; row < RowMask.ROWS; row++) {
        if (RowMask.contains(live, row)) {
          int entry = chunk.entry(row);
          requireIdentifier(entry);
          int length = rows.directory().copy(entry, identifier, 0);
          locators[row] = rows.create(entry, ByteHash.of(identifier, 0, length));
          list(row).create(Directory.row(locators[row]), entry);
          added();
        }
      }
      for (int attribute = 0; attribute < chunk.columnSlots(); attribute++) {
        ColumnChunk column = chunk.column(attribute);
        if (column != null) {
          column.load(content.epoch(), live, present, codes);
          for (int row = 0; row < RowMask.ROWS; row++) {
            if (RowMask.contains(present, row)) {
              list(row).set(Directory.row(locators[row]), attribute, codes[row]);
              added();
            }
          }
        }
      }
      for (int type = 0; type < chunk.seriesSlots(); type++) {
        EventSeries series = chunk.series(type);
        EventView view = series == null ? EventView.EMPTY : series.view(content.epoch());
        for (int b = 0; b < view.blockCount(); b++) {
          insert(view.block(b), type, live);
        }
      }
    }

    /** Blocks come in order of arrival wherever that counts. */
    private void insert(EventBlock block, int type, long[] live) {
      int properties = content.layout().eventTypes().get(type).properties().size();
      long[] values = new long[properties];
      for (int i = 0; i < block.eventCount(); i++) {
        int row = block.row(i);
        if (RowMask.contains(live, row)) {
          long presence = 0;
          int count = 0;
          for (int p = 0; p < properties; p++) {
            if (block.has(p, i)) {
              presence |= 1L << p;
              values[count++] = block.value(p, i);
            }
          }
          list(row).event(Directory.row(locators[row]), type, block.time(i), presence, values, 0);
          added();
        }
      }
    }

    private OperationList list(int row) {
      return lists[Directory.shard(locators[row])];
    }

    private void added() {
      if (++pending == PORTION_OPERATIONS) {
        apply();
      }
    }

    void apply() {
      pending = 0;
      SchemaLayout layout = content.layout();
      Horizon nobody = new Horizon(content.epoch(), content.epoch());
      for (int s = 0; s < shards.length; s++) {
        shards[s].apply(content.epoch(), nobody, layout, lists[s]);
        lists[s].clear();
      }
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.schema.Schema;
import dev.muster.shard.Chunk;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.block.BlockInput;
import dev.muster.shard.block.BlockReader;
import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.column.ColumnIndexing;
import dev.muster.shard.crypt.BlockKeys;
import dev.muster.shard.dictionary.Dictionary;
import dev.muster.shard.directory.Directory;
import dev.muster.shard.directory.RowsImage;
import dev.muster.shard.event.EventRun;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.event.RunCodec;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.scan.RowMask;
import dev.muster.shard.write.MalformedRecordException;
import dev.muster.shard.write.SchemaCodec;
import dev.muster.shard.write.WriterImage;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link SnapshotWriter} wrote. What is read has passed the checks of its blocks; it is
 * checked once more wherever a wrong number would lead somewhere else.
 */
final class SnapshotReader {

  private static final int SHARDS_MAX = 1 << 20;
  private static final int TEXT_BYTES_MAX = 1 << 20;

  /** More is not written. */
  static final int NOTES_BYTES_MAX = 1 << 30;

  private static final int FILES_MAX = 1 << 20;
  private static final int RUNS_MAX = 1 << 24;

  /**
   * What a snapshot holds.
   *
   * @param epoch whose state it is
   * @param layout the schema, with all dictionaries
   * @param chunks by shard
   * @param rows which rows are taken
   * @param writer what decides the meaning of the next write
   * @param notes what stands for all notes until then
   * @param places where the sealed runs are kept
   */
  record Content(
      long epoch,
      SchemaLayout layout,
      Chunk[][] chunks,
      RowsImage rows,
      WriterImage writer,
      byte[] notes,
      RunPlaces places) {}

  private final FileStore store;
  private final @Nullable BlockKeys keys;
  private final int sealEvents;

  /**
   * A reader of snapshots.
   *
   * @param sealEvents tail size of the series to be made
   */
  SnapshotReader(FileStore store, @Nullable BlockKeys keys, int sealEvents) {
    this.store = store;
    this.keys = keys;
    this.sealEvents = sealEvents;
  }

  /**
   * Reads {@code snapshot}.
   *
   * @param directory empty; is filled with the identifiers, which lead nowhere yet
   * @param columnsRead shown the chunks by shard as soon as their columns and all dictionaries are
   *     there; what follows adds events only
   * @throws dev.muster.shard.file.DamagedFileException if a file is not as it was written
   */
  Content read(Manifest.SnapshotFile snapshot, Directory directory, Consumer<Chunk[][]> columnsRead)
      throws IOException {
    try (BlockReader in =
        open(snapshot.name(), SnapshotSection.SNAPSHOT_KIND, snapshot.fileId(), snapshot.bytes())) {
      SnapshotSection.SCHEMA.expect(in);
      long epoch = in.readLong();
      if (epoch != snapshot.epoch()) {
        throw in.damaged("it is of epoch " + epoch + ", not " + snapshot.epoch());
      }
      SchemaLayout layout = SchemaLayout.of(readSchema(in));
      SnapshotSection.ROWS.expect(in);
      int[] nextRow = new int[in.readCount(1, SHARDS_MAX, "number of shards")];
      Chunk[][] chunks = new Chunk[nextRow.length][];
      for (int s = 0; s < nextRow.length; s++) {
        nextRow[s] = in.readCount(0, Integer.MAX_VALUE, "rows of a shard");
        chunks[s] = new Chunk[(int) ((nextRow[s] + 0xFFFFL) >>> 16)];
        for (int c = 0; c < chunks[s].length; c++) {
          chunks[s][c] = readChunk(in, layout);
        }
      }
      LongArrayList dead = readDead(in, nextRow);
      final WriterImage writer = readWriter(in);
      SnapshotSection.NOTES.expect(in);
      final byte[] notes = in.readBytes(NOTES_BYTES_MAX, "notes");
      SnapshotSection.DICTIONARIES.expect(in);
      List<Dictionary> dictionaries = layout.dictionaries();
      in.readCount(dictionaries.size(), dictionaries.size(), "number of dictionaries");
      for (Dictionary dictionary : dictionaries) {
        dictionary.restore(in);
      }
      columnsRead.accept(chunks);
      SnapshotSection.IDENTIFIERS.expect(in);
      directory.restore(in);
      final RunPlaces places = readEvents(in, layout, chunks);
      SnapshotSection.END.expect(in);
      if (in.remaining() > 0) {
        throw in.damaged("there is more than a snapshot");
      }
      RowsImage rows = new RowsImage(directory.size(), nextRow, dead);
      return new Content(epoch, layout, chunks, rows, writer, notes, places);
    }
  }

  private BlockReader open(String name, int kind, UUID fileId, long bytes) throws IOException {
    if (!store.exists(name)) {
      throw new DamagedFileException(name, 0, "it is missing");
    }
    BlockReader in = BlockReader.open(store, name, kind, keys);
    boolean right = false;
    try {
      if (!in.fileId().equals(fileId) || in.length() != bytes) {
        throw in.damaged(
            "it is file "
                + in.fileId()
                + " of "
                + in.length()
                + " bytes, not "
                + fileId
                + " of "
                + bytes);
      }
      right = true;
      return in;
    } finally {
      if (!right) {
        in.close();
      }
    }
  }

  private static Schema readSchema(BlockInput in) throws IOException {
    byte[] bytes = in.readBytes(NOTES_BYTES_MAX, "schema");
    try {
      return SchemaCodec.decode(bytes);
    } catch (MalformedRecordException e) {
      throw in.damaged("its schema cannot be read: " + e.getMessage());
    }
  }

  private static Chunk readChunk(BlockInput in, SchemaLayout layout) throws IOException {
    long[] words = RowMask.create();
    in.readLongs(words, in.readCount(0, RowMask.WORDS, "words of live rows"));
    int[] entries = new int[RowMask.cardinality(words)];
    in.readInts(entries, entries.length);
    int slots = in.readCount(0, layout.columns().size(), "number of columns");
    @Nullable ColumnChunk[] columns = new ColumnChunk[slots];
    for (int attribute = 0; attribute < slots; attribute++) {
      if (in.readByte() != 0) {
        ColumnIndexing indexing = Chunk.indexing(layout.columns().get(attribute));
        columns[attribute] = ColumnChunk.restored(indexing, in);
      }
    }
    return new Chunk(words, entries, columns);
  }

  private static LongArrayList readDead(BlockInput in, int[] nextRow) throws IOException {
    long[] locators = in.readLongs(in.readCount(0, Integer.MAX_VALUE, "number of dead rows"));
    for (long locator : locators) {
      int shard = Directory.shard(locator);
      int row = Directory.row(locator);
      if (shard < 0 || shard >= nextRow.length || row < 0 || row >= nextRow[shard]) {
        throw in.damaged("there is no such row, shard=" + shard + " row=" + row);
      }
    }
    return LongArrayList.wrap(locators);
  }

  private static WriterImage readWriter(BlockInput in) throws IOException {
    SnapshotSection.WRITER.expect(in);
    final long ingestMillis = in.readSigned();
    Map<String, Long> producers = new LinkedHashMap<>();
    for (int i = in.readCount(0, Integer.MAX_VALUE, "number of producers"); i > 0; i--) {
      producers.put(in.readText(TEXT_BYTES_MAX, "a producer"), in.readSigned());
    }
    List<TakenEvent> events = new ArrayList<>();
    while (in.readByte() != 0) {
      events.add(
          new TakenEvent(
              in.readCount(0, Integer.MAX_VALUE, "an identifier"),
              in.readText(TEXT_BYTES_MAX, "an event id"),
              in.readSigned()));
    }
    long floorMillis = in.readLong();
    char[] activityDays = in.readChars(in.readCount(0, Integer.MAX_VALUE, "number of days"));
    return new WriterImage(
        ingestMillis,
        producers,
        visitor -> {
          for (TakenEvent event : events) {
            visitor.visit(event.entry(), event.eventId(), event.millis());
          }
        },
        floorMillis,
        activityDays);
  }

  private record TakenEvent(int entry, String eventId, long millis) {}

  private RunPlaces readEvents(BlockInput in, SchemaLayout layout, Chunk[][] chunks)
      throws IOException {
    SnapshotSection.EVENTS.expect(in);
    List<RunFile> files = new ArrayList<>();
    for (int i = in.readCount(0, FILES_MAX, "number of files"); i > 0; i--) {
      files.add(new RunFile(in.readLong(), new UUID(in.readLong(), in.readLong()), in.readLong()));
    }
    List<BlockReader> open = new ArrayList<>();
    try {
      for (RunFile file : files) {
        open.add(open(file.name(), SnapshotSection.RUNS_KIND, file.fileId(), file.bytes()));
      }
      RunPlaces places = new RunPlaces();
      for (int i = in.readCount(0, Integer.MAX_VALUE, "number of series"); i > 0; i--) {
        int shard = in.readCount(0, chunks.length - 1, "shard");
        int chunk = in.readCount(0, chunks[shard].length - 1, "chunk");
        int type = in.readCount(0, layout.eventTypes().size() - 1, "event type");
        List<EventRun> runs = new ArrayList<>();
        for (int r = in.readCount(0, RUNS_MAX, "number of runs"); r > 0; r--) {
          runs.add(readRun(in, files, open, places));
        }
        if (chunks[shard][chunk].series(type) != null) {
          throw in.damaged(
              "events of a type and chunk must come once, shard="
                  + shard
                  + " chunk="
                  + chunk
                  + " type="
                  + type);
        }
        chunks[shard][chunk].restore(type, EventSeries.restored(sealEvents, runs, in));
      }
      return places;
    } finally {
      for (BlockReader reader : open) {
        reader.close();
      }
    }
  }

  private static EventRun readRun(
      BlockInput in, List<RunFile> files, List<BlockReader> open, RunPlaces places)
      throws IOException {
    int number = in.readCount(0, files.size() - 1, "number of a file");
    RunFile file = files.get(number);
    long offset = in.readVarint();
    long bytes = in.readVarint();
    if (offset < 0 || bytes <= 0 || offset > file.bytes() - bytes) {
      throw in.damaged(
          "a run must lie in its file, " + file.name() + " offset=" + offset + " bytes=" + bytes);
    }
    BlockReader from = open.get(number);
    from.seek(offset);
    EventRun run = RunCodec.read(from);
    if (from.position() != offset + bytes) {
      throw from.damaged("a run ends elsewhere than the snapshot says");
    }
    places.put(run, new RunPlace(file, offset, bytes));
    return run;
  }
}

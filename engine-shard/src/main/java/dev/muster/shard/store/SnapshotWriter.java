// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.Chunk;
import dev.muster.shard.LiveRows;
import dev.muster.shard.Shard;
import dev.muster.shard.block.BlockOutput;
import dev.muster.shard.block.BlockWriter;
import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.directory.Directory;
import dev.muster.shard.event.EventRun;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.event.EventView;
import dev.muster.shard.event.RunCodec;
import dev.muster.shard.event.TailCodec;
import dev.muster.shard.scan.RowMask;
import dev.muster.shard.write.SchemaCodec;
import dev.muster.shard.write.StateCapture;
import dev.muster.shard.write.WriterImage;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Writes what a capture holds, while writing goes on.
 *
 * <p>Rows and columns first: only they need the capture's pin, which makes overwritten values pile
 * up, and so is let go right after them. If the disk does not take them fast enough, the rest of
 * them is gathered in memory first. Everything else does not change or only grows.
 */
final class SnapshotWriter {

  /** How long columns may be written under the pin before the rest of them is only gathered. */
  private static final long PINNED_WRITING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Shard[] shards;
  private final Directory directory;
  private final Runnable checkStop;

  /** When the capture was released. */
  private long releasedNanos;

  /**
   * A writer of what these hold.
   *
   * @param checkStop called now and then; throws if the snapshot is not wanted any more
   */
  SnapshotWriter(Shard[] shards, Directory directory, Runnable checkStop) {
    this.shards = shards;
    this.directory = directory;
    this.checkStop = checkStop;
  }

  /** Writes rows and columns, and releases the capture; what is left of it are its series. */
  List<SeriesAt> writeRows(StateCapture capture, byte[] notes, BlockWriter out) throws IOException {
    List<SeriesAt> series = new ArrayList<>();
    try {
      if (notes.length > SnapshotReader.NOTES_BYTES_MAX) {
        throw new IOException("the notes of a snapshot are too large, bytes=" + notes.length);
      }
      SnapshotSection.SCHEMA.begin(out);
      out.writeLong(capture.epoch());
      byte[] schema = SchemaCodec.encode(capture.layout().schemaByNumber());
      out.writeBytes(schema, 0, schema.length);
      SnapshotSection.ROWS.begin(out);
      out.writeVarint(shards.length);
      long pinnedSince = System.nanoTime();
      boolean held = false;
      ChunkWriter chunks = new ChunkWriter(capture.epoch(), capture.layout().columns().size());
      for (int s = 0; s < shards.length; s++) {
        int nextRow = capture.rows().nextRow()[s];
        out.writeVarint(nextRow);
        for (int c = 0; c << 16 < nextRow; c++) {
          checkStop.run();
          if (!held && System.nanoTime() - pinnedSince > PINNED_WRITING_NANOS) {
            out.holdBlocks();
            held = true;
          }
          Chunk chunk = shards[s].chunks()[c];
          chunks.write(chunk, out);
          addSeries(capture.epoch(), s, c, chunk, series);
        }
      }
    } finally {
      capture.release();
      releasedNanos = System.nanoTime();
    }
    out.releaseBlocks();
    writeDead(capture.rows().dead(), out);
    writeWriter(capture.writer(), out);
    SnapshotSection.NOTES.begin(out);
    out.writeBytes(notes, 0, notes.length);
    return series;
  }

  /** When the pin was let go, by {@link System#nanoTime}. */
  long releasedNanos() {
    return releasedNanos;
  }

  private static void addSeries(
      long epoch, int shard, int number, Chunk chunk, List<SeriesAt> series) {
    for (int type = 0; type < chunk.seriesSlots(); type++) {
      EventSeries events = chunk.series(type);
      EventView view = events == null ? EventView.EMPTY : events.view(epoch);
      if (view.eventCount() > 0) {
        series.add(new SeriesAt(shard, number, type, view));
      }
    }
  }

  /** Rows and columns of chunks at one epoch. */
  private static final class ChunkWriter {
    private final long epoch;
    private final int attributes;
    private final int[] entries = new int[RowMask.ROWS];
    private final long[] present = RowMask.create();
    private final long[] codes = new long[RowMask.ROWS];

    ChunkWriter(long epoch, int attributes) {
      this.epoch = epoch;
      this.attributes = attributes;
    }

    void write(Chunk chunk, BlockOutput out) throws IOException {
      LiveRows live = chunk.live(epoch);
      long[] words = live.words();
      int used = RowMask.WORDS;
      while (used > 0 && words[used - 1] == 0) {
        used--;
      }
      out.writeVarint(used);
      out.writeLongs(words, used);
      int count = 0;
      for (int word = 0; word < used; word++) {
        for (long left = words[word]; left != 0; left &= left - 1) {
          entries[count++] = chunk.entry(word * 64 + Long.numberOfTrailingZeros(left));
        }
      }
      out.writeInts(entries, count);
      // The schema may have grown since, and columns been added that nobody has at the epoch.
      int slots = Math.min(attributes, chunk.columnSlots());
      out.writeVarint(slots);
      for (int attribute = 0; attribute < slots; attribute++) {
        ColumnChunk column = chunk.column(attribute);
        out.writeByte(column == null ? 0 : 1);
        if (column != null) {
          column.write(epoch, words, present, codes, out);
        }
      }
    }
  }

  private static void writeDead(LongArrayList dead, BlockOutput out) throws IOException {
    out.writeVarint(dead.size());
    out.writeLongs(dead.elements(), dead.size());
  }

  private static void writeWriter(WriterImage writer, BlockOutput out) throws IOException {
    SnapshotSection.WRITER.begin(out);
    out.writeSigned(writer.ingestMillis());
    out.writeVarint(writer.producers().size());
    for (Map.Entry<String, Long> producer : new TreeMap<>(writer.producers()).entrySet()) {
      out.writeText(producer.getKey());
      out.writeSigned(producer.getValue());
    }
    writer
        .events()
        .forEach(
            (entry, eventId, millis) -> {
              out.writeByte(1);
              out.writeVarint(entry);
              out.writeText(eventId);
              out.writeSigned(millis);
            });
    out.writeByte(0);
    out.writeLong(writer.floorMillis());
    out.writeVarint(writer.activityDays().length);
    out.writeChars(writer.activityDays(), writer.activityDays().length);
  }

  /** Writes what only grows, up to where it was. */
  void writeTexts(StateCapture capture, BlockOutput out) throws IOException {
    SnapshotSection.DICTIONARIES.begin(out);
    int count = capture.dictionaries().size();
    out.writeVarint(count);
    for (int i = 0; i < count; i++) {
      checkStop.run();
      capture.dictionaries().get(i).write(capture.dictionarySize(i), out);
    }
    SnapshotSection.IDENTIFIERS.begin(out);
    directory.write(capture.rows().identifiers(), out);
  }

  /** A run and where it was written. */
  record WrittenRun(EventRun run, long offset, long bytes) {}

  /** Writes the runs that {@code kept} does not know to {@code out}. */
  List<WrittenRun> writeRuns(List<SeriesAt> series, RunPlaces kept, BlockOutput out)
      throws IOException {
    List<WrittenRun> written = new ArrayList<>();
    for (SeriesAt at : series) {
      checkStop.run();
      for (EventRun run : at.view().runs()) {
        if (kept.find(run) == null) {
          long offset = out.position();
          RunCodec.write(run, out);
          written.add(new WrittenRun(run, offset, out.position() - offset));
        }
      }
    }
    return written;
  }

  /** Writes where the runs of all series are, and their tails. */
  void writeEvents(List<SeriesAt> series, RunPlaces places, BlockOutput out) throws IOException {
    SnapshotSection.EVENTS.begin(out);
    List<RunFile> files = places.files();
    Object2IntOpenHashMap<RunFile> numbers = new Object2IntOpenHashMap<>();
    out.writeVarint(files.size());
    for (RunFile file : files) {
      numbers.put(file, numbers.size());
      out.writeLong(file.number());
      out.writeLong(file.fileId().getMostSignificantBits());
      out.writeLong(file.fileId().getLeastSignificantBits());
      out.writeLong(file.bytes());
    }
    out.writeVarint(series.size());
    for (SeriesAt at : series) {
      checkStop.run();
      out.writeVarint(at.shard());
      out.writeVarint(at.chunk());
      out.writeVarint(at.type());
      out.writeVarint(at.view().runs().size());
      for (EventRun run : at.view().runs()) {
        RunPlace place = places.find(run);
        if (place == null) {
          throw new IllegalStateException("a run has no place");
        }
        out.writeVarint(numbers.getInt(place.file()));
        out.writeVarint(place.offset());
        out.writeVarint(place.bytes());
      }
      TailCodec.write(at.view(), out);
    }
    SnapshotSection.END.begin(out);
  }
}

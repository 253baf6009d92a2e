// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.predicate.TimeRange;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import dev.muster.profile.RecordedEvent;
import dev.muster.shard.Chunk;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.SchemaLayout.EventFields;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.Shard;
import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.dictionary.ByteHash;
import dev.muster.shard.directory.Directory;
import dev.muster.shard.directory.ProfileRows;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.event.RowEvents;
import dev.muster.shard.scan.RowMask;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/** Finds one profile at an epoch and puts it together. Any thread, under a pin of the epoch. */
final class ProfileReader {

  private final SchemaLayout layout;
  private final Shard[] shards;
  private final ProfileRows rows;
  private final long epoch;
  private final TimeRange visible;
  private final EngineDocuments documents;

  ProfileReader(
      SchemaLayout layout,
      Shard[] shards,
      ProfileRows rows,
      long epoch,
      TimeRange visible,
      EngineDocuments documents) {
    this.layout = layout;
    this.shards = shards;
    this.rows = rows;
    this.epoch = epoch;
    this.visible = visible;
    this.documents = documents;
  }

  /** The profile of {@code id}, with its latest {@code eventsMax} events. */
  Optional<Profile> read(ProfileId id, int eventsMax) {
    long locator = locate(id);
    if (locator == Directory.NONE) {
      return Optional.empty();
    }
    Chunk chunk = shards[Directory.shard(locator)].chunkOf(Directory.row(locator));
    int row = Directory.row(locator) & (RowMask.ROWS - 1);
    return Optional.of(
        new Profile(
            id, attributes(chunk, row), latestEvents(chunk, row, eventsMax), documents.sizes(id)));
  }

  /** Where the profile of {@code id} is at the epoch, or {@link Directory#NONE}. */
  long locate(ProfileId id) {
    byte[] bytes = id.value().getBytes(StandardCharsets.UTF_8);
    int entry = rows.directory().find(bytes, 0, bytes.length, ByteHash.of(bytes, 0, bytes.length));
    if (entry < 0) {
      return Directory.NONE;
    }
    long current = rows.directory().locator(entry);
    if (current != Directory.NONE && isAlive(current)) {
      return current;
    }
    // The profile may have been deleted, and even begun anew, since the epoch.
    for (long buried : rows.buried(entry)) {
      if (isAlive(buried)) {
        return buried;
      }
    }
    return Directory.NONE;
  }

  private boolean isAlive(long locator) {
    Chunk[] chunks = shards[Directory.shard(locator)].chunks();
    int index = Directory.row(locator) >>> 16;
    // A row that was given out after the epoch may lie in a chunk that is not there yet.
    return index < chunks.length
        && RowMask.contains(
            chunks[index].live(epoch).words(), Directory.row(locator) & (RowMask.ROWS - 1));
  }

  private Map<String, Object> attributes(Chunk chunk, int row) {
    Map<String, Object> attributes = new HashMap<>();
    ColumnChunk.Cell cell = new ColumnChunk.Cell();
    for (Field attribute : layout.attributes()) {
      ColumnChunk column = chunk.column(attribute.index());
      if (column != null) {
        column.read(epoch, row, cell);
        if (cell.isPresent()) {
          attributes.put(attribute.name(), attribute.decode(cell.code()));
        }
      }
    }
    return attributes;
  }

  /** The newest event of each type not yet taken; equal times go by the order of the types. */
  private record Head(EventFields type, RowEvents events, int index) implements Comparable<Head> {

    long time() {
      return events.time(index);
    }

    @Override
    public int compareTo(Head other) {
      int order = Long.compare(other.time(), time());
      return order != 0 ? order : Integer.compare(type.index(), other.type.index());
    }
  }

  private List<RecordedEvent> latestEvents(Chunk chunk, int row, int eventsMax) {
    PriorityQueue<Head> heads = new PriorityQueue<>();
    if (eventsMax > 0) {
      for (EventFields type : layout.eventTypes()) {
        EventSeries series = chunk.series(type.index());
        if (series != null) {
          RowEvents events = series.view(epoch).eventsOfRow(row);
          if (events.count() > 0) {
            heads.add(new Head(type, events, events.count() - 1));
          }
        }
      }
    }
    List<RecordedEvent> latest = new ArrayList<>();
    while (!heads.isEmpty() && latest.size() < eventsMax) {
      Head head = heads.remove();
      if (head.time() < visible.fromMillis()) {
        // All that are left are older still.
        break;
      }
      latest.add(event(head));
      if (head.index() > 0) {
        heads.add(new Head(head.type(), head.events(), head.index() - 1));
      }
    }
    return latest;
  }

  private static RecordedEvent event(Head head) {
    Map<String, Object> properties = new HashMap<>();
    for (Field property : head.type().properties()) {
      if (head.events().has(property.index(), head.index())) {
        properties.put(
            property.name(), property.decode(head.events().value(property.index(), head.index())));
      }
    }
    return new RecordedEvent(head.type().name(), Instant.ofEpochMilli(head.time()), properties);
  }
}

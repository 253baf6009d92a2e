// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.profile.ProfileId;
import dev.muster.shard.OperationList;
import dev.muster.shard.SchemaLayout.EventFields;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.dictionary.Dictionary;
import dev.muster.shard.directory.Directory;
import dev.muster.shard.directory.ProfileRows;
import dev.muster.shard.document.DocumentChange;
import dev.muster.shard.document.DocumentList;
import dev.muster.shard.document.DocumentsRequiredException;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.objects.Object2LongOpenHashMap;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Resolves batches into the operation lists of the open epoch: finds or creates rows, drops
 * duplicates, assigns dictionary codes. Everything that depends on order happens here, on the
 * sequencer's thread, so that applying the lists depends on nothing else.
 */
final class EpochBuilder {

  private final ProfileRows rows;
  private final EventDedup dedup;
  private final EventFloor floor;
  private final @Nullable ActivityDays activity;

  /** Last batch taken of each producer. */
  private final Object2LongOpenHashMap<String> producers = new Object2LongOpenHashMap<>();

  private final long[] codes = new long[64];

  /**
   * Ingest time that has been reached; clocks of several callers may disagree, this never falls.
   */
  private long ingestMillis = Long.MIN_VALUE;

  /**
   * A builder that begins with nothing.
   *
   * @param activity told of each profile that is written to, if anybody wants to know
   */
  EpochBuilder(
      ProfileRows rows, EventDedup dedup, EventFloor floor, @Nullable ActivityDays activity) {
    this.rows = rows;
    this.dedup = dedup;
    this.floor = floor;
    this.activity = activity;
    producers.defaultReturnValue(-1);
  }

  /** The last batch taken of {@code producer}, or -1. */
  long lastSequence(String producer) {
    return producers.getLong(producer);
  }

  /**
   * Adds all operations of {@code ticket}'s batch to {@code task}, or none if it is a duplicate.
   */
  void add(EpochTask task, Ticket ticket, EncodedBatch batch) {
    if (batch.producer != null) {
      if (batch.sequence <= producers.getLong(batch.producer)) {
        ticket.duplicates = batch.operations;
        return;
      }
      producers.put(batch.producer, batch.sequence);
    }
    ingestMillis = Math.max(ingestMillis, batch.ingestMillis);
    int at = 0;
    for (int i = 0; i < batch.operations; i++) {
      at = addOperation(task, ticket, batch, at);
    }
  }

  private int addOperation(EpochTask task, Ticket ticket, EncodedBatch batch, int at) {
    long[] words = batch.words();
    int kind = (int) words[at] & 0xF;
    int what = (int) (words[at] >>> 4);
    long hash = words[at + 1];
    int idOffset = (int) (words[at + 2] >>> 32);
    int idLength = (int) words[at + 2];
    int body = at + 3;
    if (kind == EncodedBatch.DELETE) {
      delete(task, rows.directory().find(batch.ids(), idOffset, idLength, hash));
      ticket.applied++;
      return body;
    }
    if (kind == EncodedBatch.EVENT && words[body] < floor.newest()) {
      // Before anything else: what is not kept leaves no trace, neither a profile nor its id.
      ticket.expired++;
      return body + 4 + Long.bitCount(words[body + 2]);
    }
    if (kind == EncodedBatch.DOCUMENT) {
      documents(task).add(batch.documents().get((int) words[body]));
      if (what == EncodedBatch.DOCUMENT_REMOVED) {
        // Like a deletion: what takes away brings nobody back.
        ticket.applied++;
        return body + 1;
      }
    }
    int entry = rows.directory().intern(batch.ids(), idOffset, idLength, hash);
    long locator = rows.directory().locator(entry);
    if (locator == Directory.NONE) {
      locator = rows.create(entry, hash);
      task.lists[Directory.shard(locator)].create(Directory.row(locator), entry);
    }
    if (kind == EncodedBatch.DOCUMENT) {
      touch(entry);
      ticket.applied++;
      return body + 1;
    }
    return kind == EncodedBatch.UPDATE
        ? update(task, ticket, batch, body, what, entry, locator)
        : event(task, ticket, batch, body, what, entry, locator);
  }

  private void delete(EpochTask task, int entry) {
    long locator = entry < 0 ? Directory.NONE : rows.directory().locator(entry);
    if (locator != Directory.NONE) {
      rows.delete(task.epoch, entry, System.nanoTime());
      dedup.forget(entry);
      if (task.documents != null) {
        ProfileId profile = ProfileId.of(rows.directory().text(entry));
        task.documents.add(new DocumentChange(profile, null, null));
      }
      task.lists[Directory.shard(locator)].delete(Directory.row(locator));
    }
  }

  private static DocumentList documents(EpochTask task) {
    DocumentList documents = task.documents;
    if (documents == null) {
      // The encoder takes none then, so it is a journal that is being read.
      throw new DocumentsRequiredException();
    }
    return documents;
  }

  private int update(
      EpochTask task,
      Ticket ticket,
      EncodedBatch batch,
      int at,
      int fields,
      int entry,
      long locator) {
    long[] words = batch.words();
    OperationList list = task.lists[Directory.shard(locator)];
    int row = Directory.row(locator);
    for (int i = 0; i < fields; i++, at += 2) {
      int attribute = (int) words[at];
      int form = (int) (words[at] >>> 32);
      Field field = batch.layout.columns().get(attribute);
      switch (form) {
        case EncodedBatch.FORM_UNSET -> unset(list, row, field);
        case EncodedBatch.FORM_CODE -> set(list, row, field, words[at + 1], batch.ingestMillis);
        default -> {
          int code = assign(field, batch.object((int) words[at + 1]));
          set(list, row, field, code, batch.ingestMillis);
        }
      }
    }
    touch(entry);
    ticket.applied++;
    return at;
  }

  private void touch(int entry) {
    if (activity != null) {
      activity.touch(entry, ActivityDays.day(ingestMillis));
    }
  }

  private static void set(OperationList list, int row, Field field, long code, long millis) {
    if (field.isTracked()) {
      list.change(row, field.index(), code, field.changes(), millis);
    } else {
      list.set(row, field.index(), code);
    }
  }

  private static void unset(OperationList list, int row, Field field) {
    list.unset(row, field.index());
    if (field.isTracked()) {
      list.unset(row, field.changes());
    }
  }

  private int event(
      EpochTask task,
      Ticket ticket,
      EncodedBatch batch,
      int at,
      int type,
      int entry,
      long locator) {
    long[] words = batch.words();
    long time = words[at];
    int eventId = (int) words[at + 1];
    long presence = words[at + 2];
    long pending = words[at + 3];
    int values = at + 4;
    int end = values + Long.bitCount(presence);
    if (eventId >= 0 && !dedup.take(entry, (String) batch.object(eventId), ingestMillis)) {
      ticket.duplicates++;
      return end;
    }
    OperationList list = task.lists[Directory.shard(locator)];
    if (pending == 0) {
      list.event(Directory.row(locator), type, time, presence, words, values);
    } else {
      EventFields fields = batch.layout.eventTypes().get(type);
      int count = 0;
      for (long left = presence; left != 0; left &= left - 1) {
        int property = Long.numberOfTrailingZeros(left);
        long value = words[values + count];
        boolean unassigned = (pending >>> property & 1L) != 0;
        codes[count++] =
            unassigned
                ? assign(fields.properties().get(property), batch.object((int) value))
                : value;
      }
      list.event(Directory.row(locator), type, time, presence, codes, 0);
    }
    touch(entry);
    ticket.applied++;
    return end;
  }

  private static int assign(Field field, Object value) {
    Dictionary dictionary = Objects.requireNonNull(field.dictionary(), "dictionary");
    return dictionary.assign(value);
  }

  /**
   * Adds the purge of rows of one chunk that nobody can see any more, if it is due.
   *
   * @param minLeased the oldest epoch that is still held
   * @return the rows, to be freed once the task has been handed over
   */
  LongArrayList addPurges(EpochTask task, long minLeased, long nowNanos) {
    LongArrayList locators = rows.takePurgeable(minLeased, nowNanos);
    for (int i = 0; i < locators.size(); i++) {
      long locator = locators.getLong(i);
      task.lists[Directory.shard(locator)].purge(Directory.row(locator));
    }
    return locators;
  }

  /** What decides the meaning of the next batch, as of now. */
  WriterImage image() {
    return new WriterImage(
        ingestMillis,
        Map.copyOf(producers),
        dedup.image(),
        floor.newest(),
        activity == null ? new char[0] : activity.image());
  }

  /** Takes up where {@code image} was made, at {@code epoch}; nothing has been added yet. */
  void restore(long epoch, WriterImage image) throws IOException {
    if (image.floorMillis() != EventFloor.NONE) {
      floor.raise(epoch, image.floorMillis(), epoch);
    }
    if (activity != null) {
      int day = ActivityDays.day(image.ingestMillis());
      activity.restore(image.activityDays(), rows.directory().size(), day);
    }
    ingestMillis = image.ingestMillis();
    producers.putAll(image.producers());
    image.events().forEach(dedup::take);
  }
}

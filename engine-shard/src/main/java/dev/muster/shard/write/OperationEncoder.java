// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileDeletion;
import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.RejectedOperationException;
import dev.muster.profile.RejectedOperationException.Reason;
import dev.muster.schema.SchemaException;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.SchemaLayout.EventFields;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.dictionary.ByteHash;
import dev.muster.shard.dictionary.Dictionary;
import dev.muster.shard.document.DocumentChange;
import dev.muster.shard.scan.ValueCode;
import dev.muster.value.InvalidValueException;
import dev.muster.value.ValueRules;
import dev.muster.value.ValueType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Checks operations against the schema and the clock and turns them into codes, on the caller's
 * thread: a batch that leaves here cannot be refused any more, and one that does not has changed
 * nothing.
 *
 * <p>Any thread; it only counts refusals.
 */
public final class OperationEncoder {

  private final Duration futureSkew;
  private final @Nullable Duration retention;
  private final LongAdder rejected = new LongAdder();

  /** Set before the first write. */
  private boolean takesDocuments;

  /**
   * An encoder with these rules of time.
   *
   * @param futureSkew how far ahead of the ingest time an event may lie
   * @param retention how far behind it may lie, or null for any distance
   */
  public OperationEncoder(Duration futureSkew, @Nullable Duration retention) {
    this.futureSkew = futureSkew;
    this.retention = retention;
  }

  /** Takes documents from now on, before the first write; they are refused otherwise. */
  public void takeDocuments() {
    takesDocuments = true;
  }

  /** Batches that were refused. */
  public long rejectedCount() {
    return rejected.sum();
  }

  /**
   * Encodes a whole batch.
   *
   * @throws RejectedOperationException if an operation breaks a rule; names it
   */
  EncodedBatch encode(SchemaLayout layout, Batch batch, long ingestMillis) {
    return encode(layout, batch, ingestMillis, EventFloor.NONE);
  }

  /**
   * Encodes a whole batch.
   *
   * @param floorMillis no event before it is kept any more
   * @throws RejectedOperationException if an operation breaks a rule; names it
   */
  EncodedBatch encode(SchemaLayout layout, Batch batch, long ingestMillis, long floorMillis) {
    List<Operation> operations = batch.operations();
    if (operations.size() > Batch.OPERATIONS_MAX) {
      rejected.increment();
      throw new RejectedOperationException(
          Reason.BATCH_TOO_LARGE,
          0,
          "a batch may have at most "
              + Batch.OPERATIONS_MAX
              + " operations, found "
              + operations.size(),
          null);
    }
    EncodedBatch encoded =
        new EncodedBatch(
            layout, ingestMillis, operations.size(), batch.producer(), batch.sequence());
    Encoding encoding = new Encoding(encoded, floorMillis);
    for (int i = 0; i < operations.size(); i++) {
      encoding.index = i;
      Operation operation = operations.get(i);
      if (operation instanceof Event event) {
        encoding.event(event);
      } else if (operation instanceof ProfileUpdate update) {
        encoding.update(update);
      } else if (operation instanceof ProfileDocument document) {
        encoding.document(document);
      } else {
        encoding.delete((ProfileDeletion) operation);
      }
    }
    return encoded;
  }

  /** The encoding of one batch. */
  private final class Encoding {

    private final EncodedBatch target;
    private final SchemaLayout layout;
    private final long floorMillis;

    // One event's values by place, before they are written in ascending order.
    private final long[] values = new long[64];
    private int index;
    private int fields;

    Encoding(EncodedBatch target, long floorMillis) {
      this.target = target;
      this.floorMillis = floorMillis;
      this.layout = target.layout;
    }

    private void head(int kind, int what, Operation operation) {
      byte[] id = operation.profileId().value().getBytes(StandardCharsets.UTF_8);
      target.addHead(kind, what, ByteHash.of(id, 0, id.length), id);
    }

    void delete(ProfileDeletion deletion) {
      head(EncodedBatch.DELETE, 0, deletion);
    }

    void document(ProfileDocument document) {
      if (!takesDocuments) {
        throw reject(
            Reason.NO_DOCUMENTS,
            "the engine keeps no documents, see EngineBuilder.documents, found " + document,
            null);
      }
      int what = document.isRemoval() ? EncodedBatch.DOCUMENT_REMOVED : EncodedBatch.DOCUMENT_PUT;
      head(EncodedBatch.DOCUMENT, what, document);
      byte[] content = document.content().orElse(null);
      target.addDocument(new DocumentChange(document.profileId(), document.name(), content));
    }

    void update(ProfileUpdate update) {
      int headAt = target.size();
      head(EncodedBatch.UPDATE, 0, update);
      fields = 0;
      update.forEach(
          (name, type, value) -> {
            Field attribute = layout.attribute(name);
            if (attribute == null) {
              throw unknown(() -> layout.schema().attribute(name));
            }
            requireType("attribute", attribute, type);
            fields++;
            if (value == null) {
              target.add((long) EncodedBatch.FORM_UNSET << 32 | attribute.index());
              target.add(0);
              return;
            }
            Object canonical = canonical("attribute", attribute, value);
            long code = code(attribute, canonical);
            boolean pending = attribute.dictionary() != null && code == PENDING;
            int form = pending ? EncodedBatch.FORM_PENDING : EncodedBatch.FORM_CODE;
            target.add((long) form << 32 | attribute.index());
            target.add(pending ? target.addObject(canonical) : code);
          });
      target.setFields(headAt, fields);
    }

    void event(Event event) {
      EventFields type = layout.eventType(event.type());
      if (type == null) {
        throw unknown(() -> layout.schema().eventType(event.type()));
      }
      long time = time(event);
      long[] presence = new long[2];
      event.forEach(
          (name, declared, value) -> {
            Field property = type.byName().get(name);
            if (property == null) {
              throw unknown(() -> layout.schema().property(event.type(), name));
            }
            requireType("property", property, declared);
            Object canonical = canonical("property", property, value);
            long code = code(property, canonical);
            long bit = 1L << property.index();
            presence[0] |= bit;
            if (property.dictionary() != null && code == PENDING) {
              presence[1] |= bit;
              code = target.addObject(canonical);
            } else {
              presence[1] &= ~bit;
            }
            values[property.index()] = code;
          });
      head(EncodedBatch.EVENT, type.index(), event);
      target.add(time);
      String eventId = event.eventId();
      target.add(eventId == null ? -1 : target.addObject(eventId));
      target.add(presence[0]);
      target.add(presence[1]);
      for (long left = presence[0]; left != 0; left &= left - 1) {
        target.add(values[Long.numberOfTrailingZeros(left)]);
      }
    }

    private long time(Event event) {
      boolean timed = event.epochMillis() != Event.NO_TIME;
      long time = timed ? event.epochMillis() : target.ingestMillis;
      long ahead = time - target.ingestMillis;
      if (timed && ahead > futureSkew.toMillis()) {
        throw reject(
            Reason.FUTURE_EVENT,
            "an event may lie at most "
                + futureSkew
                + " after its ingest time"
                + told(event, time)
                + " ingest time="
                + Instant.ofEpochMilli(target.ingestMillis),
            null);
      }
      if (timed && retention != null && -ahead >= retention.toMillis()) {
        throw reject(
            Reason.BEYOND_RETENTION,
            "an event must be younger than the retention of "
                + retention
                + told(event, time)
                + " ingest time="
                + Instant.ofEpochMilli(target.ingestMillis),
            null);
      }
      if (time < floorMillis) {
        throw reject(
            Reason.BEYOND_RETENTION,
            "an event must not lie before what is kept"
                + told(event, time)
                + " first kept="
                + Instant.ofEpochMilli(floorMillis),
            null);
      }
      return time;
    }

    private static String told(Event event, long time) {
      return ", event=" + event.type() + " time=" + Instant.ofEpochMilli(time);
    }

    /** No code of a dictionary is negative. */
    private static final long PENDING = -1;

    private long code(Field field, Object canonical) {
      Dictionary dictionary = field.dictionary();
      return dictionary == null
          ? ValueCode.encode(field.type(), canonical)
          : dictionary.find(canonical);
    }

    private Object canonical(String what, Field field, @Nullable Object value) {
      try {
        return ValueRules.canonical(field.type(), value);
      } catch (InvalidValueException e) {
        Reason reason =
            e.rule() == InvalidValueException.Rule.WRONG_TYPE
                ? Reason.WRONG_TYPE
                : Reason.INVALID_VALUE;
        throw reject(reason, what + " '" + field.name() + "': " + e.getMessage(), e);
      }
    }

    private void requireType(String what, Field field, @Nullable ValueType declared) {
      if (declared != null && !declared.equals(field.type())) {
        throw reject(
            Reason.WRONG_TYPE,
            what
                + " '"
                + field.name()
                + "': the schema has "
                + field.type()
                + ", the constant says "
                + declared,
            null);
      }
    }

    /** The schema's own refusal of an unknown name, which also suggests the nearest one. */
    private RejectedOperationException unknown(Runnable lookup) {
      try {
        lookup.run();
      } catch (SchemaException e) {
        return reject(Reason.UNKNOWN_NAME, String.valueOf(e.getMessage()), e);
      }
      throw new AssertionError("the layout lacks what its schema has");
    }

    private RejectedOperationException reject(
        Reason reason, String message, @Nullable Throwable cause) {
      rejected.increment();
      return new RejectedOperationException(reason, index, message, cause);
    }
  }
}

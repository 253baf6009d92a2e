// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.profile.Batch;
import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.SchemaLayout.EventFields;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.dictionary.ByteHash;
import dev.muster.shard.document.DocumentChange;
import dev.muster.value.InvalidValueException;
import dev.muster.value.ValueRules;
import dev.muster.value.ValueType;
import dev.muster.value.Version;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An encoded batch as bytes, and back.
 *
 * <pre>
 * ingest millis    signed
 * producer         0, or 1 and text and its sequence as signed
 * operations       varint, then each:
 *   head           varint: kind in the low 2 bits; number of fields or event type above
 *   identifier     length and bytes
 *   UPDATE         per field: varint of form in the low 2 bits and attribute above, then its value
 *   EVENT          time as signed distance from the ingest time; event id as 0, or 1 and text;
 *                  presence and pending as varints; one value per property present
 *   DOCUMENT       name as text; if it is put, length and bytes of its content
 * value            a code as signed; or, pending, the value itself: text, version text, or a
 *                  number of members and their texts
 * </pre>
 *
 * <p>Codes mean what the dictionaries hold after all batches before this one: whoever reads batches
 * must apply them in the order in which they were written. Confined to one thread.
 */
final class BatchCodec {

  private static final int KIND_BITS = 2;
  private static final int KIND_MASK = (1 << KIND_BITS) - 1;

  /** Room for every character of the longest text. */
  private static final int TEXT_BYTES_MAX = 3 * ValueRules.TEXT_LENGTH_MAX;

  private static final int NAME_BYTES_MAX = 1 << 16;

  private static final int DOCUMENT_NAME_BYTES_MAX = 3 * ProfileDocument.NAME_LENGTH_MAX;

  private BatchCodec() {}

  static void write(EncodedBatch batch, ByteWriter out) {
    out.writeSigned(batch.ingestMillis);
    writeOptional(batch.producer, out);
    if (batch.producer != null) {
      out.writeSigned(batch.sequence);
    }
    out.writeVarint(batch.operations);
    int at = 0;
    for (int i = 0; i < batch.operations; i++) {
      at = writeOperation(batch, at, out);
    }
  }

  private static void writeOptional(@Nullable String text, ByteWriter out) {
    out.writeByte(text == null ? 0 : 1);
    if (text != null) {
      out.writeText(text);
    }
  }

  private static int writeOperation(EncodedBatch batch, int start, ByteWriter out) {
    long[] words = batch.words();
    int kind = (int) words[start] & 0xF;
    int what = (int) (words[start] >>> 4);
    out.writeVarint((long) what << KIND_BITS | kind);
    out.writeBytes(batch.ids(), (int) (words[start + 2] >>> 32), (int) words[start + 2]);
    int at = start + 3;
    if (kind == EncodedBatch.UPDATE) {
      for (int i = 0; i < what; i++, at += 2) {
        writeField(batch, words[at], words[at + 1], out);
      }
    } else if (kind == EncodedBatch.EVENT) {
      at = writeEvent(batch, at, batch.layout.eventTypes().get(what), out);
    } else if (kind == EncodedBatch.DOCUMENT) {
      writeDocument(batch.documents().get((int) words[at]), out);
      at++;
    }
    return at;
  }

  private static void writeField(EncodedBatch batch, long head, long value, ByteWriter out) {
    int attribute = (int) head;
    int form = (int) (head >>> 32);
    out.writeVarint((long) attribute << KIND_BITS | form);
    if (form == EncodedBatch.FORM_CODE) {
      out.writeSigned(value);
    } else if (form == EncodedBatch.FORM_PENDING) {
      writeValue(batch.object((int) value), out);
    }
  }

  private static int writeEvent(EncodedBatch batch, int at, EventFields type, ByteWriter out) {
    long[] words = batch.words();
    long presence = words[at + 2];
    long pending = words[at + 3];
    out.writeSigned(words[at] - batch.ingestMillis);
    int eventId = (int) words[at + 1];
    writeOptional(eventId < 0 ? null : (String) batch.object(eventId), out);
    out.writeVarint(presence);
    out.writeVarint(pending);
    int next = at + 4;
    for (long left = presence; left != 0; left &= left - 1) {
      long bit = Long.lowestOneBit(left);
      if ((pending & bit) != 0) {
        writeValue(batch.object((int) words[next]), out);
      } else {
        out.writeSigned(words[next]);
      }
      next++;
    }
    assert Long.numberOfTrailingZeros(Long.highestOneBit(presence)) < type.properties().size()
        || presence == 0;
    return next;
  }

  private static void writeDocument(DocumentChange change, ByteWriter out) {
    out.writeText(Objects.requireNonNull(change.name(), "name"));
    byte[] content = change.content();
    if (content != null) {
      out.writeBytes(content, 0, content.length);
    }
  }

  private static void writeValue(Object value, ByteWriter out) {
    if (value instanceof Set<?> members) {
      out.writeVarint(members.size());
      members.forEach(member -> out.writeText((String) member));
    } else {
      out.writeText(value.toString());
    }
  }

  /**
   * Reads a batch that was written under {@code layout} or an earlier one.
   *
   * @throws MalformedRecordException if it is not one
   */
  static EncodedBatch read(ByteReader in, SchemaLayout layout) {
    long ingestMillis = in.readSigned();
    String producer = readOptional(in, "producer");
    long sequence = producer == null ? -1 : in.readSigned();
    int operations = in.readCount(Batch.OPERATIONS_MAX, "number of operations");
    EncodedBatch batch = new EncodedBatch(layout, ingestMillis, operations, producer, sequence);
    for (int i = 0; i < operations; i++) {
      readOperation(in, batch);
    }
    return batch;
  }

  private static @Nullable String readOptional(ByteReader in, String what) {
    return in.readCount(1, "presence of " + what) == 0 ? null : in.readText(NAME_BYTES_MAX, what);
  }

  private static void readOperation(ByteReader in, EncodedBatch batch) {
    long head = in.readVarint();
    int kind = (int) head & KIND_MASK;
    long what = head >>> KIND_BITS;
    byte[] id = in.readBytes(ProfileId.SIZE_MAX_BYTES, "identifier");
    if (id.length == 0 || what > Integer.MAX_VALUE) {
      throw new MalformedRecordException(
          "unknown operation, head=" + head + " identifier bytes=" + id.length);
    }
    batch.addHead(kind, (int) what, ByteHash.of(id, 0, id.length), id);
    if (kind == EncodedBatch.UPDATE) {
      for (long i = 0; i < what; i++) {
        readField(in, batch);
      }
    } else if (kind == EncodedBatch.EVENT) {
      readEvent(in, batch, known(batch.layout.eventTypes(), what, "event type"));
    } else if (kind == EncodedBatch.DOCUMENT) {
      readDocument(in, batch, what, id);
    }
  }

  private static void readDocument(ByteReader in, EncodedBatch batch, long what, byte[] id) {
    if (what > EncodedBatch.DOCUMENT_PUT) {
      throw new MalformedRecordException("unknown change of a document, number=" + what);
    }
    String name = in.readText(DOCUMENT_NAME_BYTES_MAX, "name of a document");
    if (name.isEmpty() || name.length() > ProfileDocument.NAME_LENGTH_MAX) {
      throw new MalformedRecordException(
          "the name of a document must have 1 to "
              + ProfileDocument.NAME_LENGTH_MAX
              + " characters, found "
              + name.length());
    }
    byte[] content =
        what == EncodedBatch.DOCUMENT_PUT
            ? in.readBytes(ProfileDocument.SIZE_MAX_BYTES, "a document")
            : null;
    batch.addDocument(new DocumentChange(profile(id), name, content));
  }

  private static ProfileId profile(byte[] id) {
    try {
      return ProfileId.of(new ByteReader(ByteBuffer.wrap(id)).readRest("identifier"));
    } catch (InvalidValueException e) {
      throw new MalformedRecordException("bad identifier of a document", e);
    }
  }

  private static <T> T known(List<T> things, long index, String what) {
    if (index < 0 || index >= things.size()) {
      throw new MalformedRecordException("unknown " + what + ", number=" + index);
    }
    return things.get((int) index);
  }

  private static void readField(ByteReader in, EncodedBatch batch) {
    long head = in.readVarint();
    int form = (int) head & KIND_MASK;
    Field attribute = known(batch.layout.columns(), head >>> KIND_BITS, "attribute");
    batch.add((long) form << 32 | attribute.index());
    switch (form) {
      case EncodedBatch.FORM_UNSET -> batch.add(0);
      case EncodedBatch.FORM_CODE -> batch.add(readCode(in, attribute));
      case EncodedBatch.FORM_PENDING -> batch.add(batch.addObject(readValue(in, attribute)));
      default -> throw new MalformedRecordException("unknown form of a value, form=" + form);
    }
  }

  private static void readEvent(ByteReader in, EncodedBatch batch, EventFields type) {
    batch.add(batch.ingestMillis + in.readSigned());
    String eventId = readOptional(in, "event id");
    batch.add(eventId == null ? -1 : batch.addObject(eventId));
    long presence = in.readVarint();
    long pending = in.readVarint();
    if ((pending & ~presence) != 0) {
      throw new MalformedRecordException("a value that is not there cannot be new");
    }
    batch.add(presence);
    batch.add(pending);
    for (long left = presence; left != 0; left &= left - 1) {
      int place = Long.numberOfTrailingZeros(left);
      Field property = known(type.properties(), place, "property");
      boolean isNew = (pending >>> place & 1) != 0;
      batch.add(isNew ? batch.addObject(readValue(in, property)) : readCode(in, property));
    }
  }

  private static long readCode(ByteReader in, Field field) {
    long code = in.readSigned();
    if (field.dictionary() != null && (code < 0 || code >= field.dictionary().size())) {
      throw new MalformedRecordException("unknown code of '" + field.name() + "', code=" + code);
    }
    return code;
  }

  private static Object readValue(ByteReader in, Field field) {
    ValueType type = field.type();
    try {
      Object value =
          switch (type.kind()) {
            case STRING -> in.readText(TEXT_BYTES_MAX, "a text");
            case VERSION -> Version.parse(in.readText(TEXT_BYTES_MAX, "a version"));
            case STRING_SET -> readSet(in);
            default ->
                throw new MalformedRecordException(
                    "a value of '" + field.name() + "' has no dictionary, type=" + type);
          };
      return ValueRules.canonical(type, value);
    } catch (InvalidValueException e) {
      throw new MalformedRecordException("bad value of '" + field.name() + "'", e);
    }
  }

  private static Set<String> readSet(ByteReader in) {
    int members = in.readCount(ValueRules.SET_SIZE_MAX, "number of members");
    Set<String> set = new TreeSet<>();
    for (int i = 0; i < members; i++) {
      set.add(in.readText(TEXT_BYTES_MAX, "a member"));
    }
    return set;
  }
}

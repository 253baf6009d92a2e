// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.shard.SchemaLayout;
import dev.muster.shard.document.DocumentChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Operations that have passed every check and only wait for rows and for the codes of values never
 * seen before. Made on the caller's thread, read once by the sequencer.
 *
 * <pre>
 * each     head (kind, event type or number of fields), hash of the identifier, its place in ids
 * UPDATE   then per field: attribute and form of value, value
 * EVENT    then epoch millis, event id (place in objects, or -1), presence, pending, one value each
 * DELETE   nothing more
 * DOCUMENT then its place in documents; the head says 1 to put and 0 to remove
 * </pre>
 *
 * <p>A pending value is its place in {@code objects}; any other is a code.
 */
final class EncodedBatch {

  static final int UPDATE = 0;
  static final int EVENT = 1;
  static final int DELETE = 2;
  static final int DOCUMENT = 3;

  /** What the head of a document says. */
  static final int DOCUMENT_REMOVED = 0;

  static final int DOCUMENT_PUT = 1;

  /** New text that weighs as much as an operation: about the bytes that one takes in the queue. */
  private static final int TEXT_PER_OPERATION = 128;

  /** Forms of an attribute's value. */
  static final int FORM_UNSET = 0;

  static final int FORM_CODE = 1;
  static final int FORM_PENDING = 2;

  final SchemaLayout layout;
  final long ingestMillis;
  final int operations;
  final @Nullable String producer;
  final long sequence;

  private long[] words;
  private int size;
  private byte[] ids;
  private int idsSize;
  private final List<Object> objects = new ArrayList<>(0);
  private final List<DocumentChange> documents = new ArrayList<>(0);
  private long textLength;

  EncodedBatch(
      SchemaLayout layout,
      long ingestMillis,
      int operations,
      @Nullable String producer,
      long sequence) {
    this.layout = layout;
    this.ingestMillis = ingestMillis;
    this.operations = operations;
    this.producer = producer;
    this.sequence = sequence;
    this.words = new long[Math.max(16, operations * 8)];
    this.ids = new byte[Math.max(16, operations * 16)];
  }

  void add(long word) {
    if (size == words.length) {
      words = Arrays.copyOf(words, size * 2);
    }
    words[size++] = word;
  }

  /** Adds the head of an operation; the identifier's bytes are copied. */
  void addHead(int kind, int what, long hash, byte[] id) {
    if (idsSize + id.length > ids.length) {
      ids = Arrays.copyOf(ids, Math.max(ids.length * 2, idsSize + id.length));
    }
    System.arraycopy(id, 0, ids, idsSize, id.length);
    add((long) what << 4 | kind);
    add(hash);
    add((long) idsSize << 32 | id.length);
    idsSize += id.length;
  }

  /** How much of the queue's room the batch takes: its operations, or more if texts are long. */
  int weight() {
    return (int) Math.max(Math.max(1, operations), textLength / TEXT_PER_OPERATION);
  }

  /** Keeps an object and tells its place. */
  int addObject(Object object) {
    if (object instanceof String text) {
      textLength += text.length();
    } else if (object instanceof Set<?> set) {
      set.forEach(member -> textLength += String.valueOf(member).length());
    }
    objects.add(object);
    return objects.size() - 1;
  }

  /** Adds what an operation on a document has after its head. */
  void addDocument(DocumentChange change) {
    byte[] content = change.content();
    textLength += content == null ? 0 : content.length;
    add(documents.size());
    documents.add(change);
  }

  /** What the batch does to documents, in order. */
  List<DocumentChange> documents() {
    return documents;
  }

  /** Puts right the number of fields of a head once they are known. */
  void setFields(int headAt, int fields) {
    words[headAt] = (long) fields << 4 | words[headAt] & 0xF;
  }

  int size() {
    return size;
  }

  long[] words() {
    return words;
  }

  byte[] ids() {
    return ids;
  }

  Object object(int index) {
    return objects.get(index);
  }
}

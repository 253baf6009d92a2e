// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.query.plan.SegmentCatalog;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import dev.muster.segment.SegmentDefinition;
import dev.muster.text.PredicateText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes of the segment registry as they are kept in the log.
 *
 * <pre>
 * 1 byte  1: segments defined together; 2: a segment removed; 3: all there are
 * texts   name and predicate of each segment defined; or the name removed; or name, version and
 *         predicate of each name ever defined, an empty predicate if it has been removed
 * text    4 bytes of length, highest first, and so many bytes of UTF-8
 * </pre>
 */
final class DefinitionNotes {

  private static final byte DEFINE = 1;
  private static final byte REMOVE = 2;
  private static final byte ALL = 3;

  private DefinitionNotes() {}

  /**
   * The note of a definition.
   *
   * @throws IllegalArgumentException if a predicate is larger than its text form may be
   */
  static byte[] define(Iterable<Segment> segments, Schema schema) {
    List<byte[]> texts = new ArrayList<>();
    for (Segment segment : segments) {
      String text = segment.predicate().toText();
      if (!PredicateText.parse(text, schema).equals(segment.predicate())) {
        throw new IllegalArgumentException(
            "a segment that is kept must be one of the text form, segment='"
                + segment.name()
                + "'");
      }
      texts.add(segment.name().getBytes(StandardCharsets.UTF_8));
      texts.add(text.getBytes(StandardCharsets.UTF_8));
    }
    return note(DEFINE, texts);
  }

  static byte[] remove(String name) {
    return note(REMOVE, List.of(name.getBytes(StandardCharsets.UTF_8)));
  }

  /** One note that has the effect of all those that led to {@code catalog}. */
  static byte[] all(SegmentCatalog catalog) {
    List<byte[]> texts = new ArrayList<>();
    catalog
        .versions()
        .forEach(
            (name, version) -> {
              SegmentDefinition present = catalog.find(name);
              texts.add(name.getBytes(StandardCharsets.UTF_8));
              texts.add(version.toString().getBytes(StandardCharsets.UTF_8));
              texts.add(
                  (present == null ? "" : present.predicate().toText())
                      .getBytes(StandardCharsets.UTF_8));
            });
    return note(ALL, texts);
  }

  private static byte[] note(byte kind, List<byte[]> texts) {
    long size = 1;
    for (byte[] text : texts) {
      size += Integer.BYTES + text.length;
    }
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "definitions kept together have at most 2147483647 bytes, bytes=" + size);
    }
    ByteBuffer note = ByteBuffer.allocate((int) size).put(kind);
    texts.forEach(text -> note.putInt(text.length).put(text));
    return note.array();
  }

  /** Takes what a note says. */
  interface Reader {
    void defined(List<Segment> segments);

    void removed(String name);

    void all(SegmentCatalog catalog);
  }

  /**
   * Reads a note.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static void read(ByteBuffer note, Schema schema, Reader reader) {
    byte kind = note.hasRemaining() ? note.get() : 0;
    List<String> texts = new ArrayList<>();
    while (note.hasRemaining()) {
      int length = note.remaining() < Integer.BYTES ? -1 : note.getInt();
      if (length < 0 || length > note.remaining()) {
        throw new IllegalArgumentException(
            "a text must end within its note, length=" + length + " left=" + note.remaining());
      }
      byte[] text = new byte[length];
      note.get(text);
      texts.add(new String(text, StandardCharsets.UTF_8));
    }
    if (kind == REMOVE && texts.size() == 1) {
      reader.removed(texts.get(0));
      return;
    }
    if (kind == ALL && texts.size() % 3 == 0) {
      reader.all(all(texts, schema));
      return;
    }
    if (kind != DEFINE || texts.size() % 2 != 0) {
      throw new IllegalArgumentException("unknown note, kind=" + kind);
    }
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < texts.size(); i += 2) {
      segments.add(Segment.of(texts.get(i), PredicateText.parse(texts.get(i + 1), schema)));
    }
    reader.defined(segments);
  }

  private static SegmentCatalog all(List<String> texts, Schema schema) {
    List<Segment> segments = new ArrayList<>();
    Map<String, Long> versions = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i += 3) {
      versions.put(texts.get(i), Long.valueOf(texts.get(i + 1)));
      if (!texts.get(i + 2).isEmpty()) {
        segments.add(Segment.of(texts.get(i), PredicateText.parse(texts.get(i + 2), schema)));
      }
    }
    return SegmentCatalog.restored(segments, versions);
  }
}

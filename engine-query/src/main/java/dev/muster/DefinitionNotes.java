// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import dev.muster.text.PredicateText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes of the segment registry as they are kept in the log.
 *
 * <pre>
 * 1 byte  1: segments defined together; 2: a segment removed
 * texts   name and predicate of each segment defined; or the name removed
 * text    4 bytes of length, highest first, and so many bytes of UTF-8
 * </pre>
 */
final class DefinitionNotes {

  private static final byte DEFINE = 1;
  private static final byte REMOVE = 2;

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

  private static byte[] note(byte kind, List<byte[]> texts) {
    int size = 1;
    for (byte[] text : texts) {
      size += Integer.BYTES + text.length;
    }
    ByteBuffer note = ByteBuffer.allocate(size).put(kind);
    texts.forEach(text -> note.putInt(text.length).put(text));
    return note.array();
  }

  /** Takes what a note says. */
  interface Reader {
    void defined(List<Segment> segments);

    void removed(String name);
  }

  /**
   * Reads a note.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static void read(ByteBuffer note, Schema schema, Reader reader) {
    byte kind = note.get();
    List<String> texts = new ArrayList<>();
    while (note.hasRemaining()) {
      byte[] text = new byte[note.getInt()];
      note.get(text);
      texts.add(new String(text, StandardCharsets.UTF_8));
    }
    if (kind == REMOVE) {
      reader.removed(texts.get(0));
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
}

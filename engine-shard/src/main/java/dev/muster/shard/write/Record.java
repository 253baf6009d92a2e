// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * One command in a log: a byte that tells its kind, four bytes of length, lowest first, and its
 * content.
 */
final class Record {

  /** An encoded batch, see {@link BatchCodec}. */
  static final int WRITE = 1;

  /** The whole schema from here on, see {@link SchemaCodec}. */
  static final int GROW = 2;

  /** What the engine asked to have kept. */
  static final int NOTE = 3;

  /** From here on no event before an instant is kept; its epoch milliseconds as signed. */
  static final int EXPIRE = 4;

  private static final int HEAD_BYTES = 5;

  private Record() {}

  /** A record of what {@code content} writes. */
  static ByteBuffer of(int kind, Consumer<ByteWriter> content) {
    ByteWriter out = new ByteWriter();
    for (int i = 0; i < HEAD_BYTES; i++) {
      out.writeByte(0);
    }
    content.accept(out);
    ByteBuffer record = out.buffer().order(ByteOrder.LITTLE_ENDIAN);
    record.put(0, (byte) kind).putInt(1, out.size() - HEAD_BYTES);
    return record;
  }

  /** Takes the records of a frame. */
  interface Visitor {
    void visit(int kind, ByteBuffer content);
  }

  /**
   * Visits all records in {@code frame}.
   *
   * @throws MalformedRecordException if there is anything else in it
   */
  static void forEach(ByteBuffer frame, Visitor visitor) {
    ByteBuffer rest = frame.slice().order(ByteOrder.LITTLE_ENDIAN);
    while (rest.hasRemaining()) {
      if (rest.remaining() < HEAD_BYTES) {
        throw new MalformedRecordException(
            "the frame ends within the head of a record, bytes left=" + rest.remaining());
      }
      int kind = rest.get();
      int length = rest.getInt();
      if (length < 0 || length > rest.remaining()) {
        throw new MalformedRecordException(
            "a record must end within its frame, length="
                + length
                + " bytes left="
                + rest.remaining());
      }
      visitor.visit(kind, rest.slice(rest.position(), length));
      rest.position(rest.position() + length);
    }
  }
}

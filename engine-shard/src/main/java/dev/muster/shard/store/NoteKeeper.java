// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.schema.Schema;
import dev.muster.shard.write.StateCapture;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Whoever has notes kept in the log: what they mean is not known here. */
public interface NoteKeeper {

  /** Takes a note that was kept, with the schema as it was then. */
  void replay(ByteBuffer note, Schema schema);

  /** Has {@code source} make a capture while no note is under way. */
  NotedCapture capture(CaptureSource source) throws IOException, InterruptedException;

  /** Makes captures. */
  @FunctionalInterface
  interface CaptureSource {
    /** A capture, to be released. */
    StateCapture capture() throws IOException, InterruptedException;
  }

  /**
   * A capture and the notes of the same moment.
   *
   * @param capture to be released
   * @param notes one note that does what all before it did
   */
  record NotedCapture(StateCapture capture, byte[] notes) {}
}

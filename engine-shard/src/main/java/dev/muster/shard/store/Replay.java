// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.document.DocumentsRequiredException;
import dev.muster.shard.file.DamagedFileException;
import dev.muster.shard.journal.Frame;
import dev.muster.shard.write.MalformedRecordException;
import java.io.IOException;
import java.nio.BufferUnderflowException;

/**
 * Applies frames of a journal to the parts of an engine, and counts their bytes. Not thread-safe.
 */
final class Replay {
  private final EngineDirectory.Parts parts;
  private final SealedFrames frames;
  private long bytes;

  Replay(EngineDirectory.Parts parts, SealedFrames frames) {
    this.parts = parts;
    this.frames = frames;
  }

  void apply(Frame frame) throws IOException {
    apply("journal", frame);
  }

  /** Applies a frame of the segment {@code file}. */
  void apply(String file, Frame frame) throws IOException {
    bytes += frame.payload().remaining();
    try {
      parts.sequencer().replay(frame.epoch(), frames.open(frame), parts.notes()::replay);
    } catch (InterruptedException e) {
      throw EngineDirectory.interrupted();
    } catch (DocumentsRequiredException e) {
      throw e;
    } catch (MalformedRecordException | IllegalArgumentException | BufferUnderflowException e) {
      throw new DamagedFileException(
          file, -1, "epoch " + frame.epoch() + " holds what cannot be read: " + e.getMessage());
    }
  }

  /** Of all payloads applied so far. */
  long bytes() {
    return bytes;
  }
}

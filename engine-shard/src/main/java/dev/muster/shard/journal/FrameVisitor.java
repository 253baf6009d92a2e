// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import java.io.IOException;

/** Takes the frames of a journal, in the order of their epochs. */
@FunctionalInterface
public interface FrameVisitor {

  /** Takes the next frame. What this throws ends the reading and reaches the caller. */
  void visit(Frame frame) throws IOException;
}

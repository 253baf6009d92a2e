// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.schema.Schema;

/** What the sequencer is asked to do. */
sealed interface Command {

  /** Apply a batch. */
  record Write(EncodedBatch batch) implements Command {}

  /** Continue with a larger schema. */
  record Grow(Schema larger) implements Command {}

  /** Keep the ticket's record in the log, and nothing else. */
  record Note() implements Command {}

  /** Do this while nothing is in flight; it does not throw. */
  record Call(Runnable action) implements Command {}

  /** Finish what is queued before and stop. */
  record Stop() implements Command {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.profile.Receipt;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A write on its way, and the future that its caller waits for. */
final class Ticket {

  final CompletableFuture<Receipt> future = new CompletableFuture<>();

  /** Operations the queue holds room for; a write of long texts weighs more. */
  final int weight;

  /** Whether the caller waits for the future and shows it to nobody. */
  final boolean waitedFor;

  final Command command;

  /** What the log keeps of the command, or null if nothing. */
  final @Nullable ByteBuffer record;

  // Set by the sequencer.
  int applied;
  int duplicates;
  int expired;
  @Nullable RuntimeException refusal;

  Ticket(Command command, int weight, boolean waitedFor) {
    this(command, weight, waitedFor, null);
  }

  Ticket(Command command, int weight, boolean waitedFor, @Nullable ByteBuffer record) {
    this.command = command;
    this.record = record;
    this.weight = weight;
    this.waitedFor = waitedFor;
  }
}

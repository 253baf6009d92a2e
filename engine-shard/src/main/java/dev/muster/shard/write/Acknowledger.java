// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.profile.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells callers what became of their writes.
 *
 * <p>A caller that only waits is told at once. One that got a future may have hung its own code on
 * it; that runs on a thread of its own, so that it holds up neither the epochs nor those who wait:
 * it may even write and wait itself.
 */
final class Acknowledger {

  private final ExecutorService callbacks =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "muster-acknowledger");
            thread.setDaemon(true);
            return thread;
          });

  /** The tickets' writes are visible as of {@code epoch}. */
  void acknowledge(List<Ticket> tickets, long epoch) {
    tell(tickets, ticket -> acknowledge(ticket, epoch));
  }

  private static void acknowledge(Ticket ticket, long epoch) {
    RuntimeException refusal = ticket.refusal;
    if (refusal == null) {
      ticket.future.complete(new Receipt(epoch, ticket.applied, ticket.duplicates, ticket.expired));
    } else {
      ticket.future.completeExceptionally(refusal);
    }
  }

  /** The tickets' writes will never be visible; those that are, have been told. */
  void fail(List<Ticket> tickets, @Nullable Throwable cause) {
    tell(tickets, ticket -> ticket.future.completeExceptionally(new IngestStoppedException(cause)));
  }

  private interface Telling {
    void tell(Ticket ticket);
  }

  private void tell(List<Ticket> tickets, Telling telling) {
    List<Ticket> shared = new ArrayList<>();
    for (Ticket ticket : tickets) {
      if (ticket.waitedFor) {
        telling.tell(ticket);
      } else {
        shared.add(ticket);
      }
    }
    if (!shared.isEmpty()) {
      callbacks.execute(() -> shared.forEach(telling::tell));
    }
  }

  /** Ends the thread once it has told everybody, or after a while if a callback does not end. */
  void close() throws InterruptedException {
    callbacks.shutdown();
    callbacks.awaitTermination(10, TimeUnit.SECONDS);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.metrics.EpochPublished;
import dev.muster.shard.document.Documents;
import dev.muster.shard.epoch.Epochs;
import dev.muster.shard.observe.Observers;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The epoch that is being applied and kept, of which there is one at most. Whoever finishes its
 * last part publishes it and has its writes acknowledged.
 */
final class Flight {

  private final Epochs epochs;
  private final Acknowledger acknowledger;
  private final IngestQueue queue;
  private final Observers observers;
  private final @Nullable Documents documents;
  private final Object monitor = new Object();

  /** Guarded by {@code monitor}. */
  private @Nullable EpochTask task;

  Flight(
      Epochs epochs,
      Acknowledger acknowledger,
      IngestQueue queue,
      Observers observers,
      @Nullable Documents documents) {
    this.observers = observers;
    this.documents = documents;
    this.epochs = epochs;
    this.acknowledger = acknowledger;
    this.queue = queue;
  }

  /** Lets {@code next} set out, which has so many parts to finish; nothing else is in flight. */
  void begin(EpochTask next, int parts) {
    next.unfinishedParts.set(parts);
    next.sinceNanos = System.nanoTime();
    synchronized (monitor) {
      task = next;
    }
  }

  /** Waits until nothing is in flight; sequencer only. */
  void await() throws InterruptedException {
    synchronized (monitor) {
      while (task != null) {
        monitor.wait();
      }
    }
    IngestStoppedException stopped = queue.stopped();
    if (stopped != null && stopped.getCause() != null) {
      throw new IllegalStateException("a shard writer failed", stopped.getCause());
    }
  }

  /** Called by the threads that finished a part of a task. The last one ends the flight. */
  void finished(EpochTask of, @Nullable Throwable failure) {
    if (failure == null && of.unfinishedParts.decrementAndGet() > 0) {
      return;
    }
    try {
      if (failure == null) {
        if (documents != null && of.documents != null) {
          // They have no epochs. Nothing can keep this one from being published any more, and
          // a profile that begins anew must not be seen with what it had.
          documents.apply(of.documents);
        }
        epochs.publish(of.epoch);
        if (observers.isAnyone() && !of.replayed) {
          tell(of);
        }
        // Before the flight ends: a sequencer that stops fails whatever is not acknowledged.
        acknowledger.acknowledge(new ArrayList<>(of.tickets), of.epoch);
      } else {
        queue.fail(failure);
      }
    } catch (Throwable unexpected) {
      queue.fail(unexpected);
    } finally {
      synchronized (monitor) {
        task = null;
        monitor.notifyAll();
      }
    }
  }

  private void tell(EpochTask published) {
    final long nanos = System.nanoTime() - published.sinceNanos;
    long applied = 0;
    long duplicates = 0;
    long expired = 0;
    for (Ticket ticket : published.tickets) {
      applied += ticket.applied;
      duplicates += ticket.duplicates;
      expired += ticket.expired;
    }
    observers.epochPublished(
        new EpochPublished(
            published.epoch,
            published.tickets.size(),
            applied,
            duplicates,
            expired,
            published.purged,
            nanos));
  }
}

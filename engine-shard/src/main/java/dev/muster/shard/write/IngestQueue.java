// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.metrics.EngineFailed;
import dev.muster.metrics.WriteWaited;
import dev.muster.shard.observe.Observers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes on their way to the sequencer: bounded, in order, until closed or failed.
 *
 * <p>Any number of callers, one taker. A caller waits for as much room as its write weighs; the
 * waiting line is fair, so that a large batch is not passed over for ever by small ones. Once
 * stopped, nothing gets in any more and all who wait are sent away.
 */
final class IngestQueue {

  /** Far more than the room of any queue, and far from overflowing together with it. */
  private static final int ROOM_TO_WAKE_ALL = 1 << 29;

  private final int capacity;
  private final Observers observers;
  private final LinkedBlockingQueue<Ticket> tickets = new LinkedBlockingQueue<>();
  private final Semaphore room;
  private final Object gate = new Object();

  /** If there is no memory left to say why. */
  private final IngestStoppedException outOfMemory =
      new IngestStoppedException(new OutOfMemoryError("while another failure was reported"));

  /** Set once by the first who stops it, under {@code gate}; a failure replaces a mere close. */
  private volatile @Nullable IngestStoppedException stop;

  /** A queue with room for {@code capacity} operations, at most 2^24. */
  IngestQueue(int capacity, Observers observers) {
    this.observers = observers;
    this.capacity = capacity;
    this.room = new Semaphore(capacity, true);
  }

  /** Why nothing is taken any more, or null. */
  @Nullable IngestStoppedException stopped() {
    return stop;
  }

  void requireRunning() {
    IngestStoppedException stopped = stop;
    if (stopped != null) {
      throw new IngestStoppedException(stopped.getCause());
    }
  }

  /**
   * Queues {@code ticket}; waits while there is no room for it.
   *
   * @throws IngestStoppedException if nothing is taken any more
   * @throws InterruptedException if interrupted while waiting; the ticket is not queued
   */
  void put(Ticket ticket) throws InterruptedException {
    requireRunning();
    // What weighs more than the whole queue waits until it is empty.
    int weight = Math.min(ticket.weight, capacity);
    takeRoom(weight);
    synchronized (gate) {
      if (stop == null) {
        tickets.add(ticket);
        return;
      }
    }
    // For the next one in the line, who is to be sent away too.
    room.release(weight);
    requireRunning();
  }

  private void takeRoom(int weight) throws InterruptedException {
    if (!observers.isAnyone()) {
      room.acquire(weight);
    } else if (!room.tryAcquire(weight, 0, TimeUnit.NANOSECONDS)) {
      // Tried with a time, even of none, it does not pass over those who wait already.
      long begin = System.nanoTime();
      room.acquire(weight);
      observers.writeWaited(new WriteWaited(System.nanoTime() - begin));
    }
  }

  /** What the tickets that wait weigh. Any thread; a moment old. */
  int weight() {
    // Once it is stopped, there is room for everybody.
    return Math.max(0, capacity - room.availablePermits());
  }

  /** The next ticket, or null if none comes within {@code millis}. Taker only. */
  @Nullable Ticket poll(long millis) throws InterruptedException {
    return taken(tickets.poll(millis, TimeUnit.MILLISECONDS));
  }

  /** The next ticket, or null if there is none. Taker only. */
  @Nullable Ticket poll() {
    return taken(tickets.poll());
  }

  /** Whether there is no ticket. */
  boolean isEmpty() {
    return tickets.isEmpty();
  }

  private @Nullable Ticket taken(@Nullable Ticket ticket) {
    if (ticket != null && stop == null) {
      room.release(Math.min(ticket.weight, capacity));
    }
    return ticket;
  }

  /** Takes everything that is left. */
  List<Ticket> drain() {
    List<Ticket> left = new ArrayList<>();
    tickets.drainTo(left);
    return left;
  }

  /** Lets nothing more in and puts {@code last} at the end. Idempotent. */
  void close(Ticket last) {
    synchronized (gate) {
      if (stop != null) {
        return;
      }
      stop = new IngestStoppedException(null);
      tickets.add(last);
    }
    room.release(ROOM_TO_WAKE_ALL);
  }

  /** Lets nothing more in, because of {@code failure}. The first failure is kept. */
  void fail(Throwable failure) {
    boolean first;
    synchronized (gate) {
      IngestStoppedException earlier = stop;
      if (earlier != null && earlier.getCause() != null) {
        return;
      }
      first = earlier == null;
      try {
        stop = new IngestStoppedException(failure);
      } catch (OutOfMemoryError e) {
        stop = outOfMemory;
      }
    }
    if (first) {
      room.release(ROOM_TO_WAKE_ALL);
    }
    try {
      observers.engineFailed(new EngineFailed(failure, failure instanceof IOException));
    } catch (OutOfMemoryError e) {
      // There is none left to tell of it; every caller is told.
      return;
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets as many evaluations work at once as there are places; the others stand in line, first come,
 * first served. One that has worked for a while lets the next one go on and stands at the end of
 * the line, so that a short evaluation never waits for the end of a long one.
 *
 * <p>More evaluations at once than processors are no faster. They only push each other's data out
 * of the caches, and whoever is needed for a moment, as the threads that apply writes are, waits
 * behind all of them each time it wakes.
 *
 * <p>Who has a place waits for nobody who stands in line: so there is no deadlock as long as nobody
 * takes a turn within a turn. Thread-safe.
 */
final class Turns {

  /** How long one works while others wait: long beside the some 50 µs that handing over takes. */
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** How often one who waits looks whether the answer is still wanted. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final int places;
  private final long turnNanos;

  /** Who waits. Guarded by this object. */
  private final ArrayDeque<Turn> line = new ArrayDeque<>();

  /** Written under the lock; a moment old for who has it not. */
  private volatile int taken;

  /** Whether anybody waits; a moment old for who has not the lock. */
  private volatile boolean crowded;

  /** So many places, at least 1. */
  Turns(int places) {
    this(places, TURN_NANOS);
  }

  /** The same with turns of another length. */
  Turns(int places, long turnNanos) {
    this.places = places;
    this.turnNanos = turnNanos;
  }

  /**
   * Waits for a place.
   *
   * @param wish asked now and then; whatever it throws ends the waiting
   * @return to be ended
   */
  Turn take(Runnable wish) {
    Turn turn = new Turn(wish);
    turn.begin();
    return turn;
  }

  /** How many evaluations have a place. */
  int taken() {
    return taken;
  }

  /** How many wait for one. */
  synchronized int waiting() {
    return line.size();
  }

  /** The turn of one evaluation. Belongs to the thread that took it. */
  final class Turn {

    private final Thread thread = Thread.currentThread();
    private final Runnable wish;
    private long sinceNanos;

    /** Whether it has a place. Given, under the lock, by whoever leaves one. */
    private volatile boolean placed;

    private Turn(Runnable wish) {
      this.wish = wish;
    }

    private void begin() {
      synchronized (Turns.this) {
        if (taken < places) {
          taken++;
          placed = true;
        } else {
          line.add(this);
          crowded = true;
        }
      }
      if (!placed) {
        await();
      }
      sinceNanos = System.nanoTime();
    }

    private void await() {
      boolean interrupted = false;
      try {
        while (!placed) {
          LockSupport.parkNanos(Turns.this, LOOK_NANOS);
          interrupted |= Thread.interrupted();
          wish.run();
        }
      } catch (RuntimeException | Error unwanted) {
        end();
        throw unwanted;
      } finally {
        if (interrupted) {
          thread.interrupt();
        }
      }
    }

    /** Lets the next one go on, if anybody waits and this one has had its time, and waits again. */
    void pass() {
      if (crowded && System.nanoTime() - sinceNanos >= turnNanos) {
        end();
        begin();
      }
    }

    /** Leaves its place, or the line. Idempotent. */
    void end() {
      synchronized (Turns.this) {
        if (placed) {
          placed = false;
          leave();
        } else {
          line.remove(this);
        }
        crowded = !line.isEmpty();
      }
    }

    private void leave() {
      Turn next = line.poll();
      if (next == null) {
        taken--;
      } else {
        next.placed = true;
        LockSupport.unpark(next.thread);
      }
    }
  }
}

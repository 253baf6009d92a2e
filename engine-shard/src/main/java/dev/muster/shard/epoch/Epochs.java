// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.epoch;

import java.time.Duration;

/**
 * The published epoch, and which earlier ones are still in use.
 *
 * <p>An epoch is what becomes visible at once, on all shards. One thread at a time publishes. A
 * reader pins the published epoch and reads at it; what a later epoch overwrites is kept for it.
 *
 * <h2>Why no pin is overlooked</h2>
 *
 * <pre>
 * reader   slot = published (e);  read published again;  if it is not e: slot = that, and again
 * writer   published = e + 1;  then look at the slots: the least of them and e + 1 is safe to keep
 * </pre>
 *
 * <p>All four accesses are sequentially consistent. If the reader's second look still finds e, its
 * slot was set before the writer published e + 1, and so before the writer looked at the slots.
 *
 * <p>There are two kinds of hold. A <em>read</em> pins every value of the epoch and is revoked when
 * it lasts too long, since overwritten values pile up meanwhile. A <em>lease</em> only keeps rows
 * from being given to another profile, so that an audience can be listed at leisure; it costs
 * nothing but the rows of deleted profiles and is never revoked.
 */
public final class Epochs {

  /**
   * 146 years: any two readings of the clock are less apart, so that differences keep their sign.
   */
  private static final Duration LIMIT_MAX = Duration.ofNanos(Long.MAX_VALUE / 2);

  private final Pins reads = new Pins();
  private final Pins leases = new Pins();

  /** The newest epoch that readers may see. */
  private volatile long published;

  /** The epoch that readers see from now on. */
  public long published() {
    return published;
  }

  /** Holds all values of the published epoch. Never waits. */
  public Pin pinRead() {
    return pin(reads);
  }

  /**
   * Holds all values of the published epoch and is never revoked: for the engine itself, which sees
   * to it that it does not last. Publisher only, while nothing is being published.
   */
  public Pin pinForCopy() {
    Pin pin = new Pin(published, System.nanoTime(), false);
    reads.hang(pin);
    return pin;
  }

  /** Gives a read back. Idempotent. */
  public void releaseRead(Pin pin) {
    reads.unhang(pin);
  }

  /**
   * Keeps the rows of {@code read}'s epoch from being reused, beyond the read itself. To be called
   * while {@code read} is held and not revoked.
   */
  public Pin lease(Pin read) {
    Pin lease = new Pin(read.epoch(), System.nanoTime());
    leases.hang(lease);
    return lease;
  }

  /** Gives a lease back. Idempotent. */
  public void releaseLease(Pin lease) {
    leases.unhang(lease);
  }

  private Pin pin(Pins pins) {
    Pin pin = new Pin(published, System.nanoTime());
    pins.hang(pin);
    for (long now = published; pin.epoch != now; now = published) {
      pin.epoch = now;
    }
    return pin;
  }

  /** Makes {@code epoch} the one that readers see. Publisher only; epochs ascend by one. */
  public void publish(long epoch) {
    assert epoch == published + 1 : "epochs ascend by one: " + published + " " + epoch;
    published = epoch;
  }

  /** The oldest epoch that a reader may still read. Writer; what only earlier ones need may go. */
  public long minRead() {
    return reads.min(published);
  }

  /** Goes on from {@code epoch}. Before anybody reads; not earlier than what is published. */
  public void restart(long epoch) {
    assert epoch >= published : "epochs ascend: " + published + " " + epoch;
    published = epoch;
  }

  /** What readers may still look at. Writer; what lies outside and between may go. */
  public Horizon horizon() {
    return reads.horizon(published);
  }

  /** The oldest epoch whose rows may still be listed. Writer. */
  public long minLeased() {
    return leases.min(minRead());
  }

  /** Revokes reads that have lasted longer than {@code limit}. Writer. */
  public void revokeReadsOlderThan(Duration limit) {
    // More does not fit in nanoseconds, and is never over.
    Duration atMost = limit.compareTo(LIMIT_MAX) < 0 ? limit : LIMIT_MAX;
    reads.revokeOlderThan(System.nanoTime() - atMost.toNanos());
  }
}

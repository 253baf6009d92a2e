// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EpochsTest {

  private final Epochs epochs = new Epochs();

  @Test
  void withoutHolds_onlyThePublishedEpochIsKept() {
    assertThat(epochs.published()).isZero();

    epochs.publish(1);
    epochs.publish(2);

    assertThat(epochs.published()).isEqualTo(2);
    assertThat(epochs.minRead()).isEqualTo(2);
    assertThat(epochs.minLeased()).isEqualTo(2);
  }

  @Test
  void read_keepsItsEpochUntilItIsReleased() {
    epochs.publish(1);
    Pin pin = epochs.pinRead();
    epochs.publish(2);

    assertThat(pin.epoch()).isEqualTo(1);
    assertThat(epochs.minRead()).isEqualTo(1);
    assertThat(epochs.minLeased()).isEqualTo(1);

    epochs.releaseRead(pin);
    epochs.releaseRead(pin);
    assertThat(epochs.minRead()).isEqualTo(2);
  }

  @Test
  void lease_keepsRowsButNoValues() {
    epochs.publish(1);
    Pin read = epochs.pinRead();
    Pin lease = epochs.lease(read);
    epochs.releaseRead(read);
    epochs.publish(2);

    assertThat(epochs.minRead()).isEqualTo(2);
    assertThat(epochs.minLeased()).isEqualTo(1);

    epochs.releaseLease(lease);
    epochs.releaseLease(lease);
    assertThat(epochs.minLeased()).isEqualTo(2);
  }

  /** A slot that was given back and taken by another is not given back again. */
  @Test
  void release_isIdempotentEvenWhenTheSlotIsTakenAgain() {
    List<Pin> first = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      first.add(epochs.pinRead());
    }
    first.forEach(epochs::releaseRead);
    List<Pin> second = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      second.add(epochs.pinRead());
    }
    epochs.publish(1);

    first.forEach(epochs::releaseRead);

    assertThat(epochs.minRead()).isZero();
    second.forEach(epochs::releaseRead);
    assertThat(epochs.minRead()).isEqualTo(1);
  }

  @Test
  void revokedRead_keepsNothing() {
    Pin pin = epochs.pinRead();
    Pin lease = epochs.lease(pin);
    epochs.publish(1);
    epochs.revokeReadsOlderThan(Duration.ofHours(1));
    assertThat(pin.isRevoked()).isFalse();

    epochs.revokeReadsOlderThan(Duration.ofNanos(-1));

    assertThat(pin.isRevoked()).isTrue();
    assertThat(epochs.minRead()).isEqualTo(1);
    assertThat(lease.isRevoked()).isFalse();
    assertThat(epochs.minLeased()).isZero();
  }

  @Test
  void longestLimit_revokesNothing() {
    Pin pin = epochs.pinRead();

    epochs.revokeReadsOlderThan(Duration.ofDays(365_000));
    epochs.revokeReadsOlderThan(Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(pin.isRevoked()).isFalse();
  }

  /** Holds of any number, more than there are slots at first, given back in any order. */
  @SeededTest
  void minimum_isThatOfAPlainList(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    int most = choice.of(List.of(3, 64, 65, 300));
    List<Pin> reads = new ArrayList<>();
    List<Pin> leases = new ArrayList<>();
    for (int step = 0; step < 2_000; step++) {
      switch (choice.below(5)) {
        case 0 -> epochs.publish(epochs.published() + 1);
        case 1, 2 -> {
          if (reads.size() < most) {
            reads.add(epochs.pinRead());
          }
        }
        case 3 -> {
          if (!reads.isEmpty()) {
            Pin read = reads.remove(choice.below(reads.size()));
            if (choice.chance(30)) {
              leases.add(epochs.lease(read));
            }
            epochs.releaseRead(read);
          }
        }
        default -> {
          if (!leases.isEmpty()) {
            epochs.releaseLease(leases.remove(choice.below(leases.size())));
          }
        }
      }
      long minRead = min(reads, epochs.published());
      assertThat(epochs.minRead()).isEqualTo(minRead);
      assertThat(epochs.minLeased()).isEqualTo(min(leases, minRead));
    }
  }

  private static long min(List<Pin> pins, long none) {
    return pins.stream().mapToLong(Pin::epoch).reduce(none, Math::min);
  }

  /** What a writer forgets after a publication, no reader that has pinned comes to need. */
  @Test
  void concurrentReaders_areNeverOverlooked() throws Exception {
    // The writer forgets everything before this; a pinned reader must never find more forgotten.
    AtomicLong forgotten = new AtomicLong();
    CountDownLatch start = new CountDownLatch(1);
    List<FutureTask<Void>> readers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      FutureTask<Void> reader =
          new FutureTask<>(
              () -> {
                start.await();
                for (int round = 0; round < 30_000; round++) {
                  Pin pin = epochs.pinRead();
                  assertThat(forgotten.get()).isLessThanOrEqualTo(pin.epoch());
                  epochs.releaseRead(pin);
                }
                return null;
              });
      new Thread(reader, "test-reader").start();
      readers.add(reader);
    }
    start.countDown();
    while (readers.stream().anyMatch(reader -> !reader.isDone())) {
      epochs.publish(epochs.published() + 1);
      forgotten.set(epochs.minRead());
    }
    for (FutureTask<Void> reader : readers) {
      reader.get();
    }
  }
}

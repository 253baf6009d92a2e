// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.SeededTest;
import dev.muster.shard.file.FaultPlan;
import dev.muster.shard.file.FaultyFileStore;
import dev.muster.shard.file.FaultyFileStore.Io;
import dev.muster.shard.file.StoppedException;
import dev.muster.shard.file.StorageFullException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;

/**
 * A journal whose process dies, or whose disk fails, at every I/O in turn. {@link JournalHistory}
 * checks at each opening that what is read is a prefix of what was appended and has all of it that
 * was forced; then the journal goes on.
 */
class JournalCrashTest {

  private static final int STEPS = 40;

  /** Stopping in front of these is the same as stopping in the change before. */
  private static final Set<Io> CHANGES =
      EnumSet.complementOf(EnumSet.of(Io.READ, Io.LIST, Io.OPEN));

  private static final AtomicLong CRASHES = new AtomicLong();
  private static final AtomicLong ERRORS = new AtomicLong();

  @AfterAll
  static void report() {
    System.out.println(
        "journal: " + CRASHES + " crash points, " + ERRORS + " failures of the disk");
  }

  @SeededTest(count = 24)
  void crash_leavesAPrefixWithAllThatWasForced(long seed) throws IOException {
    SplittableRandom seeds = new SplittableRandom(seed);
    List<Io> trace = undisturbed(seed);
    for (int index = 0; index < trace.size(); index++) {
      if (!CHANGES.contains(trace.get(index))) {
        continue;
      }
      FaultyFileStore disk =
          new FaultyFileStore().withPlan(FaultPlan.stop(index, seeds.nextLong()));
      JournalHistory history = new JournalHistory();
      assertThat(stops(() -> history.live(disk, seed, STEPS), disk)).isTrue();
      for (int i = 0; i < 3; i++) {
        afterPowerLoss(history, disk, seeds);
      }
      afterKill(history, disk, seeds);
      diesAgain(history, disk.afterPowerLoss(seeds.nextLong()), false, seeds);
      diesAgain(history, disk.afterKill(), true, seeds);
    }
  }

  /** Power goes, the journal goes on, power goes again. */
  private static void afterPowerLoss(
      JournalHistory before, FaultyFileStore disk, SplittableRandom seeds) throws IOException {
    CRASHES.incrementAndGet();
    JournalHistory history = before.copy();
    FaultyFileStore next = disk.afterPowerLoss(seeds.nextLong());
    history.live(next, seeds.nextLong(), 6);
    history.live(next.afterPowerLoss(seeds.nextLong()), seeds.nextLong(), 2);
  }

  /** The process dies, the journal goes on, power goes. */
  private static void afterKill(JournalHistory before, FaultyFileStore disk, SplittableRandom seeds)
      throws IOException {
    CRASHES.incrementAndGet();
    JournalHistory history = before.copy();
    FaultyFileStore next = disk.afterKill();
    history.liveAfterKill(next, seeds.nextLong(), 6);
    history.live(next.afterPowerLoss(seeds.nextLong()), seeds.nextLong(), 2);
  }

  /** The process that goes on dies too, mostly while it opens the journal; then power goes. */
  private static void diesAgain(
      JournalHistory before, FaultyFileStore disk, boolean killed, SplittableRandom seeds)
      throws IOException {
    CRASHES.incrementAndGet();
    JournalHistory history = before.copy();
    disk.withPlan(FaultPlan.stop(seeds.nextInt(30), seeds.nextLong()));
    long seed = seeds.nextLong();
    stops(
        () -> {
          if (killed) {
            history.liveAfterKill(disk, seed, 6);
          } else {
            history.live(disk, seed, 6);
          }
        },
        disk);
    history.live(disk.afterPowerLoss(seeds.nextLong()), seeds.nextLong(), 2);
  }

  /** Also while segments are dropped: those that are left always follow each other. */
  @SeededTest(count = 4)
  void drop_leavesNoGap(long seed) throws IOException {
    stopAtEveryChange(
        seed,
        journalOf(12),
        store -> {
          try (Journal journal = Journal.open(store, JournalHistory.OPTIONS, 0, frame -> {})) {
            journal.dropThrough(11);
          }
        },
        left -> {
          long first = SegmentName.firstEpochs(left).get(0);
          List<Long> epochs = new ArrayList<>();
          JournalReader.read(
              left, JournalHistory.OPTIONS, first - 1, frame -> epochs.add(frame.epoch()));
          assertThat(epochs).startsWith(first).endsWith(12L).hasSize((int) (13 - first));
        });
  }

  /** A start that was cut short is done again, if need be with another first epoch. */
  @SeededTest(count = 4)
  void create_isDoneAgain(long seed) throws IOException {
    stopAtEveryChange(
        seed,
        journalOf(0),
        store -> Journal.create(store, JournalHistory.OPTIONS, 8).close(),
        left -> {
          try (Journal journal = Journal.create(left, JournalHistory.OPTIONS, 5)) {
            assertThat(journal.lastEpoch()).isEqualTo(4);
            assertThat(journal.segmentCount()).isEqualTo(1);
          }
        });
  }

  /** Torn bytes are on disk elsewhere before they are cut. */
  @SeededTest(count = 4)
  void open_keepsWhatItCuts(long seed) throws IOException {
    FaultyFileStore torn = journalOf(2);
    String name = SegmentName.of(1);
    byte[] bytes = torn.bytes(name);
    // Into the second frame; the end mark is overwritten as by a third one, of which this is left.
    Arrays.fill(bytes, 64 + 448 + 100, bytes.length, (byte) 0);
    torn.put(name, bytes);
    byte[] cut = Arrays.copyOfRange(bytes, 64 + 448, 64 + 448 + 100);

    stopAtEveryChange(
        seed,
        torn,
        store -> Journal.open(store, JournalHistory.OPTIONS, 0, frame -> {}).close(),
        left -> {
          if (!Arrays.equals(left.bytes(name), bytes)) {
            String saved =
                left.list().stream().filter(file -> file.contains("torn")).findAny().orElseThrow();
            assertThat(left.bytes(saved)).isEqualTo(cut);
          }
          assertThat(JournalReader.read(left, JournalHistory.OPTIONS, 0, frame -> {}).lastEpoch())
              .isEqualTo(1);
        });
  }

  /** A closed journal of so many frames, two to a segment, without a byte that is zero. */
  private static FaultyFileStore journalOf(int frameCount) throws IOException {
    FaultyFileStore store = new FaultyFileStore();
    byte[] payload = new byte[400];
    Arrays.fill(payload, (byte) 7);
    try (Journal journal = Journal.create(store, JournalHistory.OPTIONS, 1)) {
      for (int epoch = 1; epoch <= frameCount; epoch++) {
        journal.prepare(payload.length);
        journal.append(epoch, 1, ByteBuffer.wrap(payload));
      }
    }
    return store;
  }

  private interface OnDisk {
    void accept(FaultyFileStore store) throws IOException;
  }

  /**
   * Does {@code act} to {@code before}, dying at each change in turn, and looks at what is left.
   */
  private static void stopAtEveryChange(long seed, FaultyFileStore before, OnDisk act, OnDisk check)
      throws IOException {
    SplittableRandom seeds = new SplittableRandom(seed);
    FaultyFileStore undisturbed = before.afterKill();
    act.accept(undisturbed);
    List<Io> trace = undisturbed.trace();
    for (int index = 0; index < trace.size(); index++) {
      if (CHANGES.contains(trace.get(index))) {
        FaultyFileStore disk = before.afterKill();
        disk.withPlan(FaultPlan.stop(index, seeds.nextLong()));
        assertThat(stops(() -> act.accept(disk), disk)).isTrue();
        for (int i = 0; i < 20; i++) {
          CRASHES.incrementAndGet();
          check.accept(disk.afterPowerLoss(seeds.nextLong()));
        }
        check.accept(disk.afterKill());
      }
    }
  }

  @SeededTest(count = 6)
  void error_failsTheJournalAndLosesNothing(long seed) throws IOException {
    failAtEveryIo(seed, FaultPlan.Kind.ERROR);
  }

  @SeededTest(count = 6)
  void shortWrite_failsTheJournalAndLosesNothing(long seed) throws IOException {
    failAtEveryIo(seed, FaultPlan.Kind.SHORT_WRITE);
  }

  @SeededTest(count = 6)
  void fullDisk_isWaitedForOrFailsTheJournalAndLosesNothing(long seed) throws IOException {
    failAtEveryIo(seed, FaultPlan.Kind.FULL);
  }

  private static void failAtEveryIo(long seed, FaultPlan.Kind kind) throws IOException {
    SplittableRandom seeds = new SplittableRandom(seed);
    int count = undisturbed(seed).size();
    int fullCount = 0;
    for (int index = 0; index < count; index++) {
      ERRORS.incrementAndGet();
      FaultyFileStore disk =
          new FaultyFileStore().withPlan(new FaultPlan(index, kind, seeds.nextLong()));
      JournalHistory history = new JournalHistory();
      try {
        history.live(disk, seed, STEPS);
      } catch (JournalFailedException | StorageFullException expected) {
        // Then it is opened again.
      } catch (IOException expected) {
        assertThat(expected).hasMessageContaining("at I/O " + index);
      }
      fullCount += history.fullCount();
      afterPowerLoss(history, disk, seeds);
      afterKill(history, disk, seeds);
    }
    assertThat(fullCount > 0).isEqualTo(kind == FaultPlan.Kind.FULL);
  }

  /** The I/O of a life in which nothing goes wrong. */
  private static List<Io> undisturbed(long seed) throws IOException {
    FaultyFileStore disk = new FaultyFileStore();
    new JournalHistory().live(disk, seed, STEPS);
    return disk.trace();
  }

  private interface Life {
    void live() throws IOException;
  }

  private static boolean stops(Life life, FaultyFileStore disk) throws IOException {
    try {
      life.live();
      return false;
    } catch (StoppedException expected) {
      assertThat(disk.isStopped()).isTrue();
      return true;
    }
  }
}

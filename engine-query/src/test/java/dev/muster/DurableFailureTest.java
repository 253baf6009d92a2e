// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.DurableWorkload.Step;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.file.FaultPlan;
import dev.muster.shard.file.FaultyFileStore;
import dev.muster.shard.file.FaultyFileStore.Io;
import dev.muster.shard.file.StoppedException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;

/**
 * The disk fails, or is full, at every I/O of a workload with snapshots in turn, once or from there
 * on. Nothing acknowledged is lost; what fails says so; and what need not stop goes on: reads
 * always, writes unless the journal failed, snapshots unless the manifest did, and all of it once a
 * full disk has room.
 */
@Timeout(600)
class DurableFailureTest {

  private static final int STEPS = 16;
  private static final Set<Io> TAKING_SPACE = EnumSet.of(Io.WRITE, Io.FORCE, Io.CREATE, Io.RENAME);
  private static final AtomicLong POINTS = new AtomicLong();

  @AfterAll
  static void report() {
    System.out.println("engine: " + POINTS + " failures of the disk");
  }

  @SeededTest(count = 4)
  void error_losesNothingAcknowledged(long seed) {
    failAtEveryIo(seed, FaultPlan.Kind.ERROR, EnumSet.allOf(Io.class));
  }

  @SeededTest(count = 4)
  void fullDisk_isWaitedFor(long seed) {
    failAtEveryIo(seed, FaultPlan.Kind.FULL, TAKING_SPACE);
  }

  @SeededTest(count = 4)
  void shortWrite_losesNothingAcknowledged(long seed) {
    failAtEveryIo(seed, FaultPlan.Kind.SHORT_WRITE, EnumSet.of(Io.WRITE));
  }

  /**
   * The disk of a backup dies, fails or is full at every I/O: the engine goes on, and the copy is
   * whole, or is refused, or has nothing that would make it an engine's.
   */
  @SeededTest(count = 6)
  void backup_isWholeOrNone(long seed) {
    DurableWorkload workload = new DurableWorkload(seed, STEPS);
    FaultyFileStore store = new FaultyFileStore();
    RandomChoice settings = new RandomChoice(seed);
    int changes = workload.changeCount();
    try (SegmentationEngine engine = workload.open(store, 0, settings)) {
      workload.steps().forEach(step -> workload.act(engine, step));
      FaultyFileStore undisturbed = new FaultyFileStore();
      engine.backup(undisturbed);
      List<Io> trace = undisturbed.trace();
      for (int index = 0; index < trace.size(); index++) {
        for (FaultPlan.Kind kind : FaultPlan.Kind.values()) {
          POINTS.incrementAndGet();
          FaultPlan plan = new FaultPlan(index, kind, seed + index);
          FaultyFileStore target = new FaultyFileStore().withPlan(plan);
          boolean done = isBackedUp(engine, target);
          FaultyFileStore left = target.afterPowerLoss(seed + index);
          assertThat(requireWholeOrNone(workload, left, settings) || !done).as("%s", plan).isTrue();
        }
      }
      assertThat(DurableWorkload.hash(engine)).isEqualTo(workload.state(changes));
      workload.probe(engine);
      engine.snapshot();
    }
  }

  private static boolean isBackedUp(SegmentationEngine engine, FaultyFileStore target) {
    try {
      engine.backup(target);
      return true;
    } catch (StorageException failed) {
      assertThat(target.faultyFile()).isNotNull();
    } catch (StoppedException dead) {
      assertThat(target.isStopped()).isTrue();
    }
    return false;
  }

  /** Whether it is whole. */
  private static boolean requireWholeOrNone(
      DurableWorkload workload, FaultyFileStore copy, RandomChoice settings) {
    int changes = workload.changeCount();
    boolean isNone = copy.isMissing("manifest");
    try (SegmentationEngine engine = workload.open(copy, changes, settings)) {
      assertThat(engine.statistics().profiles() == 0 || !isNone).isTrue();
      assertThat(isNone || DurableWorkload.hash(engine) == workload.state(changes)).isTrue();
      return !isNone;
    } catch (StorageException refused) {
      assertThat(refused.kind()).isEqualTo(StorageException.Kind.DAMAGED);
      assertThat(refused.file()).isEqualTo("manifest");
      assertThat(isNone).isTrue();
      return false;
    }
  }

  private static void failAtEveryIo(long seed, FaultPlan.Kind kind, Set<Io> where) {
    DurableWorkload workload = new DurableWorkload(seed, STEPS);
    FaultyFileStore undisturbed = new FaultyFileStore();
    new Life(workload, undisturbed, FaultPlan.none(), seed).live();
    List<Io> trace = undisturbed.trace();
    for (int index = 0; index < trace.size(); index++) {
      if (where.contains(trace.get(index))) {
        for (int count : new int[] {1, Integer.MAX_VALUE}) {
          POINTS.incrementAndGet();
          FaultPlan plan = new FaultPlan(index, count, kind, seed + index);
          try {
            new Life(workload, new FaultyFileStore(), plan, seed).live();
          } catch (Throwable failure) {
            throw new AssertionError(plan + " of " + trace.size(), failure);
          }
        }
      }
    }
  }

  /** One way through a workload, and what is left of it after the power went. */
  private static final class Life {
    private final DurableWorkload workload;
    private final FaultyFileStore store;
    private final FaultPlan plan;
    private final RandomChoice settings;
    private int acknowledged;

    /** Whether writes are refused, as the journal failed. */
    private boolean poisoned;

    /** Whether a snapshot failed that is not to be tried again before the directory is opened. */
    private boolean snapshotsEnded;

    Life(DurableWorkload workload, FaultyFileStore store, FaultPlan plan, long seed) {
      this.workload = workload;
      this.store = store.withPlan(plan);
      this.plan = plan;
      this.settings = new RandomChoice(seed);
    }

    void live() {
      SegmentationEngine engine = open();
      for (Step step : workload.steps()) {
        switch (step.kind()) {
          case CHANGE -> change(engine, step);
          case SNAPSHOT -> snapshot(engine, step);
          case REOPEN -> {
            closeOrFail(engine);
            engine = open();
          }
        }
        if (poisoned) {
          break;
        }
      }
      int most = poisoned ? acknowledged + 1 : acknowledged;
      assertThat(workload.allowed(acknowledged, most))
          .as("live state")
          .containsKey(DurableWorkload.hash(engine));
      assertThat(poisoned || acknowledged == workload.changeCount()).isTrue();
      closeOrFail(engine);
      mended();
      requireState(store.afterPowerLoss(plan.seed()), most);
      requireState(store, most);
    }

    private void requireState(FaultyFileStore left, int most) {
      try (SegmentationEngine engine = workload.open(left, acknowledged + 1, settings)) {
        assertThat(workload.allowed(acknowledged, most))
            .as("state, opened again")
            .containsKey(DurableWorkload.hash(engine));
        engine.snapshot();
      }
    }

    private SegmentationEngine open() {
      try {
        return opened(() -> workload.open(store, acknowledged, settings));
      } catch (StorageException failed) {
        requireCause(failed);
        mended();
        return opened(() -> workload.open(store, acknowledged, settings));
      }
    }

    private SegmentationEngine opened(Supplier<SegmentationEngine> opening) {
      SegmentationEngine engine = opening.get();
      snapshotsEnded = false;
      assertThat(DurableWorkload.hash(engine)).isEqualTo(workload.state(acknowledged));
      return engine;
    }

    private void closeOrFail(SegmentationEngine engine) {
      StorageException failed = catchThrowableOfType(StorageException.class, engine::close);
      if (failed != null) {
        requireCause(failed);
      }
      assertThat(failed != null || !poisoned).as("a failed engine says so when closed").isTrue();
    }

    private void change(SegmentationEngine engine, Step step) {
      StorageException failed =
          catchThrowableOfType(StorageException.class, () -> workload.act(engine, step));
      if (failed == null) {
        acknowledged++;
        return;
      }
      requireCause(failed);
      if (failed.kind() == StorageException.Kind.FULL) {
        assertThat(DurableWorkload.hash(engine)).isEqualTo(workload.state(acknowledged));
        mended();
        workload.act(engine, step);
        acknowledged++;
        return;
      }
      assertThat(isOfSnapshots(store.faultyFile()) && plan.count() == 1)
          .as("writes go on, whatever snapshots do, failed by " + store.faultyFile())
          .isFalse();
      poisoned = true;
      mended();
      assertThat(catchThrowableOfType(StorageException.class, () -> workload.probe(engine)).kind())
          .isEqualTo(StorageException.Kind.FAILED);
    }

    private void snapshot(SegmentationEngine engine, Step step) {
      List<String> before = files();
      boolean wasFaulty = store.faultyFile() != null;
      StorageException failed =
          catchThrowableOfType(StorageException.class, () -> workload.act(engine, step));
      if (failed == null) {
        assertThat(snapshotsEnded).isFalse();
        return;
      }
      requireCause(failed);
      if (failed.kind() == StorageException.Kind.FULL) {
        assertThat(files()).as("partial files are gone").isEqualTo(before);
        mended();
        workload.act(engine, step);
        return;
      }
      String faulty = store.faultyFile();
      if (!wasFaulty && plan.count() == 1 && isOfSnapshots(faulty)) {
        if (faulty.startsWith("manifest")) {
          // Until it is renamed, there is no doubt which manifest is on disk.
          snapshotsEnded =
              catchThrowableOfType(StorageException.class, () -> workload.act(engine, step))
                  != null;
        } else if (!files().contains(faulty)) {
          // Not a file that was to be deleted.
          assertThat(files()).as("partial files are gone").isEqualTo(before);
          workload.act(engine, step);
        }
      }
    }

    private static boolean isOfSnapshots(@Nullable String file) {
      return file != null
          && (file.startsWith("snapshot-")
              || file.startsWith("runs-")
              || file.startsWith("manifest"));
    }

    private List<String> files() {
      try {
        return store.afterKill().list().stream()
            .filter(name -> name.startsWith("snapshot-") || name.startsWith("runs-"))
            .toList();
      } catch (java.io.IOException e) {
        throw new AssertionError(e);
      }
    }

    /** Nothing fails but what was made to. */
    private void requireCause(StorageException failed) {
      assertThat(store.faultyFile()).as("what failed: " + failed.getMessage()).isNotNull();
      assertThat(failed.kind()).isIn(StorageException.Kind.FULL, StorageException.Kind.FAILED);
      if (plan.kind() != FaultPlan.Kind.FULL) {
        assertThat(failed.kind()).isEqualTo(StorageException.Kind.FAILED);
      }
    }

    private void mended() {
      store.withPlan(FaultPlan.none());
    }
  }
}

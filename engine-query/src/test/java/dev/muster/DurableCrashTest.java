// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.DurableWorkload.Kind;
import dev.muster.DurableWorkload.Step;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.shard.file.FaultPlan;
import dev.muster.shard.file.FaultyFileStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;

/**
 * The process dies at every I/O of a workload with snapshots in turn, alone or with the power, and
 * again while the directory is opened: what is there afterwards is the state after all changes up
 * to some point, the acknowledged ones among them, and it is one to go on from.
 */
@Timeout(600)
class DurableCrashTest {

  private static final int STEPS = 16;
  private static final AtomicLong POINTS = new AtomicLong();
  private static final AtomicLong OPENINGS = new AtomicLong();

  @AfterAll
  static void report() {
    System.out.println("engine: " + POINTS + " crash points, " + OPENINGS + " openings");
  }

  @SeededTest(count = 16)
  void death_losesNothingAcknowledged(long seed) {
    DurableWorkload workload = new DurableWorkload(seed, STEPS);
    FaultyFileStore undisturbed = new FaultyFileStore();
    assertThat(live(workload, undisturbed, seed)).isEqualTo(workload.changeCount());
    int points = undisturbed.trace().size();
    for (int index = 0; index < points; index++) {
      FaultyFileStore dead =
          new FaultyFileStore().withPlan(FaultPlan.stop(index, seed * 31 + index));
      int acknowledged = live(workload, dead, seed);
      Map<Long, List<Long>> allowed = workload.allowed(acknowledged, acknowledged + 1);
      RandomChoice choice = new RandomChoice(seed * 37 + index);
      for (int loss = 0; loss < 4; loss++) {
        POINTS.incrementAndGet();
        FaultyFileStore left =
            loss == 0 ? dead.afterKill() : dead.afterPowerLoss(seed * 41 + index * 4L + loss);
        try {
          new Afterlife(workload, acknowledged, allowed, choice).live(left);
        } catch (Throwable failure) {
          throw new AssertionError("stopped at " + index + " of " + points, failure);
        }
      }
    }
  }

  /**
   * The process dies at any I/O of an opening, some writes and a snapshot that lets go of an older
   * one; the next process opens the directory, and the power goes: whatever of names and deletions
   * was not on disk by then, what was shown is.
   */
  @SeededTest(count = 3)
  void deathInASnapshot_andPowerLossAfterTheNextOpening(long seed) {
    DurableWorkload workload = new DurableWorkload(seed, STEPS);
    FaultyFileStore before = new FaultyFileStore();
    int changes = live(workload, before, seed);
    FaultyFileStore undisturbed = before.afterKill();
    snapshot(workload, undisturbed);
    int points = undisturbed.trace().size();
    for (int index = 0; index < points; index++) {
      FaultyFileStore dead = before.afterKill().withPlan(FaultPlan.stop(index, seed * 43 + index));
      try {
        snapshot(workload, dead);
      } catch (RuntimeException death) {
        requireDead(dead, death);
      }
      FaultyFileStore killed = dead.afterKill();
      SegmentationEngine engine = workload.open(killed, changes, new RandomChoice(seed));
      long shown = DurableWorkload.hash(engine);
      for (int loss = 0; loss < 8; loss++) {
        POINTS.incrementAndGet();
        OPENINGS.incrementAndGet();
        FaultyFileStore left = killed.afterPowerLoss(seed * 47 + index * 8L + loss);
        try (SegmentationEngine again = workload.open(left, changes, new RandomChoice(loss))) {
          assertThat(DurableWorkload.hash(again)).as("%s of %s", index, points).isEqualTo(shown);
        }
      }
      engine.close();
    }
  }

  private static void snapshot(DurableWorkload workload, FaultyFileStore store) {
    SegmentationEngine engine =
        workload.open(store, workload.changeCount(), new RandomChoice(store.trace().size()));
    try {
      workload.probe(engine);
      engine.snapshot();
    } finally {
      close(engine, store);
    }
  }

  /**
   * Goes through the workload as long as it is let, and returns how many changes are acknowledged.
   */
  private static int live(DurableWorkload workload, FaultyFileStore store, long seed) {
    RandomChoice settings = new RandomChoice(seed);
    int acknowledged = 0;
    SegmentationEngine engine = null;
    try {
      engine = workload.open(store, acknowledged, settings);
      for (Step step : workload.steps()) {
        if (step.kind() == Kind.REOPEN) {
          engine.close();
          engine = workload.open(store, acknowledged, settings);
        } else {
          workload.act(engine, step);
          acknowledged += step.kind() == Kind.CHANGE ? 1 : 0;
        }
      }
    } catch (RuntimeException death) {
      requireDead(store, death);
    }
    close(engine, store);
    return acknowledged;
  }

  private static void close(SegmentationEngine engine, FaultyFileStore store) {
    try {
      if (engine != null) {
        engine.close();
      }
    } catch (RuntimeException death) {
      requireDead(store, death);
    }
  }

  private static void requireDead(FaultyFileStore store, RuntimeException death) {
    if (!store.isStopped()) {
      throw death;
    }
  }

  /** What becomes of a directory whose engine died. */
  private static final class Afterlife {
    private final DurableWorkload workload;
    private final int acknowledged;
    private final Map<Long, List<Long>> allowed;
    private final RandomChoice choice;

    Afterlife(
        DurableWorkload workload,
        int acknowledged,
        Map<Long, List<Long>> allowed,
        RandomChoice choice) {
      this.workload = workload;
      this.acknowledged = acknowledged;
      this.allowed = allowed;
      this.choice = choice;
    }

    void live(FaultyFileStore left) {
      FaultyFileStore disk = left;
      while (choice.chance(30)) {
        disk = diesOpening(disk);
      }
      SegmentationEngine engine = open(disk);
      long found = DurableWorkload.hash(engine);
      assertThat(allowed).as("state").containsKey(found);
      if (choice.chance(40)) {
        // Shown once, and there for good.
        disk = end(disk, engine);
        engine = open(disk);
        assertThat(DurableWorkload.hash(engine)).as("state, opened again").isEqualTo(found);
      }
      if (choice.chance(50)) {
        goesOn(disk, engine, allowed.get(found));
      } else {
        engine.close();
      }
    }

    private void goesOn(FaultyFileStore disk, SegmentationEngine engine, List<Long> probed) {
      if (choice.chance(30)) {
        engine.snapshot();
      }
      workload.probe(engine);
      long found = DurableWorkload.hash(engine);
      assertThat(probed).as("state, after the probe").contains(found);
      if (choice.chance(70)) {
        engine.snapshot();
      }
      FaultyFileStore next = end(disk, engine);
      try (SegmentationEngine last = open(next)) {
        assertThat(DurableWorkload.hash(last)).as("state, in the end").isEqualTo(found);
      }
    }

    private SegmentationEngine open(FaultyFileStore disk) {
      OPENINGS.incrementAndGet();
      return workload.open(disk, acknowledged + 1, choice);
    }

    /** Dies at any I/O of an opening, and a snapshot if it comes to that. */
    private FaultyFileStore diesOpening(FaultyFileStore disk) {
      disk.withPlan(FaultPlan.stop(choice.below(60), choice.below(1 << 30)));
      SegmentationEngine engine = null;
      try {
        engine = open(disk);
        engine.snapshot();
      } catch (RuntimeException death) {
        requireDead(disk, death);
      }
      FaultyFileStore left = after(disk);
      close(engine, disk);
      return left;
    }

    /** The engine is closed, or killed, or its power goes. */
    private FaultyFileStore end(FaultyFileStore disk, SegmentationEngine engine) {
      if (choice.chance(30)) {
        engine.close();
        return after(disk);
      }
      FaultyFileStore left = after(disk);
      engine.close();
      return left;
    }

    private FaultyFileStore after(FaultyFileStore disk) {
      return choice.chance(40) ? disk.afterKill() : disk.afterPowerLoss(choice.below(1 << 30));
    }
  }
}

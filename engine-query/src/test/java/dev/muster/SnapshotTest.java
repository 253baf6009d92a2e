// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.DurableWorkload.Kind;
import dev.muster.DurableWorkload.Step;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.SeededTest;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringSetAttribute;
import dev.muster.shard.file.FaultyFileStore;
import dev.muster.shard.file.FileStore;
import dev.muster.shard.file.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A snapshot is the state of one epoch, whatever is written meanwhile and however it is read. */
@Timeout(120)
class SnapshotTest {

  private static final int STEPS = 40;
  private static final EventType VISIT = EventType.of("visit");
  private static final Schema SCHEMA = Schema.builder().eventTypes(VISIT).build();

  private static SegmentationEngine open(FileStore store) {
    return SegmentationEngine.builder(SCHEMA)
        .clock(new ManualClock(RandomDomain.BASE))
        .sealEvents(1)
        .open(store, DurableWorkload.SEGMENT_BYTES);
  }

  /**
   * The engine that never stopped, snapshots with what was written after them, a journal without
   * any snapshot, a backup, and an engine in memory: all of them are the same.
   */
  @SeededTest(count = 60)
  void everyWayToAState_isTheSame(long seed) {
    DurableWorkload workload = new DurableWorkload(seed, STEPS);
    RandomChoice settings = new RandomChoice(seed);
    FaultyFileStore store = new FaultyFileStore();
    FaultyFileStore journal = new FaultyFileStore();
    SegmentationEngine live = workload.open(store, 0, settings);
    SegmentationEngine inMemory = workload.openInMemory(settings);
    SegmentationEngine replayed = workload.open(journal, 0, settings);
    int changes = 0;
    for (Step step : workload.steps()) {
      if (step.kind() == Kind.CHANGE) {
        workload.act(live, step);
        workload.act(inMemory, step);
        workload.act(replayed, step);
        changes++;
        assertThat(DurableWorkload.hash(live)).isEqualTo(workload.state(changes));
      } else if (step.kind() == Kind.SNAPSHOT) {
        workload.act(live, step);
      } else {
        live.close();
        live = workload.open(store, changes, settings);
        assertThat(DurableWorkload.hash(live)).isEqualTo(workload.state(changes));
      }
      if (settings.chance(15)) {
        backedUp(workload, live, changes, settings);
      }
    }
    backedUp(workload, live, changes, settings);
    live.close();
    replayed.close();

    Map<Long, List<Long>> end = workload.allowed(changes, changes);
    requireState(workload, inMemory, end);
    requireState(workload, workload.open(store, changes, settings), end);
    requireState(workload, workload.open(journal, changes, settings), end);
  }

  private static void backedUp(
      DurableWorkload workload, SegmentationEngine engine, int changes, RandomChoice settings) {
    FaultyFileStore target = new FaultyFileStore();
    engine.backup(target);
    FaultyFileStore copy = target.afterPowerLoss(changes);
    requireState(
        workload, workload.open(copy, changes, settings), workload.allowed(changes, changes));
    // With what was written to the copy.
    try (SegmentationEngine again = workload.open(copy.afterPowerLoss(1), changes, settings)) {
      assertThat(workload.allowed(changes, changes).values().iterator().next())
          .contains(DurableWorkload.hash(again));
    }
  }

  /** Closes {@code engine}. */
  private static void requireState(
      DurableWorkload workload, SegmentationEngine engine, Map<Long, List<Long>> allowed) {
    try (engine) {
      long state = DurableWorkload.hash(engine);
      assertThat(allowed).containsOnlyKeys(state);
      workload.probe(engine);
      assertThat(allowed.get(state)).contains(DurableWorkload.hash(engine));
    }
  }

  /**
   * Between the moment that a snapshot is of and the writing of its columns, and between columns
   * and events, the whole rest of a workload is done: rows are deleted, purged and given again,
   * texts and attributes are new, tails are sealed and runs merged.
   */
  @SeededTest(count = 100)
  void whatIsWrittenMeanwhile_isNotInIt(long seed) {
    DurableWorkload workload = new DurableWorkload(seed, STEPS);
    RandomChoice settings = new RandomChoice(seed);
    List<Step> changes =
        workload.steps().stream().filter(step -> step.kind() == Kind.CHANGE).toList();
    for (String hooked : List.of("snapshot-", "runs-")) {
      FaultyFileStore disk = new FaultyFileStore();
      int before = settings.between(0, changes.size());
      Iterator<Step> rest = changes.subList(before, changes.size()).iterator();
      Hooked store = new Hooked(disk, hooked);
      try (SegmentationEngine engine = workload.open(store, 0, settings)) {
        changes.subList(0, before).forEach(step -> workload.act(engine, step));
        store.hook = () -> rest.forEachRemaining(step -> workload.act(engine, step));
        FaultyFileStore target = new FaultyFileStore();
        engine.backup(target);

        requireState(
            workload, workload.open(target, before, settings), workload.allowed(before, before));
        store.hook = () -> {};
        rest.forEachRemaining(step -> workload.act(engine, step));
        assertThat(DurableWorkload.hash(engine)).isEqualTo(workload.state(changes.size()));
      }
      requireState(
          workload,
          workload.open(disk.afterPowerLoss(seed), changes.size(), settings),
          workload.allowed(changes.size(), changes.size()));
    }
  }

  @Test
  void fileOfASnapshotThatIsGone_isDamage() throws IOException {
    FaultyFileStore store = new FaultyFileStore();
    try (SegmentationEngine engine = open(store)) {
      engine.record(Event.of(ProfileId.of("p"), VISIT));
      engine.snapshot();
    }
    for (String name : List.of("snapshot-0000000000000001", "runs-0000000000000001")) {
      FaultyFileStore damaged = store.afterKill();
      damaged.remove(name);

      StorageException refused = catchThrowableOfType(StorageException.class, () -> open(damaged));

      assertThat(refused.kind()).isEqualTo(StorageException.Kind.DAMAGED);
      assertThat(refused.file()).isEqualTo(name);
    }
  }

  /** Whoever waits for a snapshot that is given up learns that the engine is closed. */
  /** Postings of sets need to know the sets, which a snapshot tells after the columns. */
  @Test
  void postingsAreBuiltAnew_ofSetsToo() {
    StringSetAttribute tags = StringSetAttribute.of("tags");
    LongAttribute age = LongAttribute.of("age");
    Schema schema = Schema.builder().attributes(tags, age).build();
    FaultyFileStore store = new FaultyFileStore();
    Predicate some = tags.has("t7").and(age.between(20, 40));
    try (SegmentationEngine engine =
        SegmentationEngine.builder(schema).shards(1).open(store, DurableWorkload.SEGMENT_BYTES)) {
      for (int i = 0; i < 3_000; i++) {
        engine.submit(
            Batch.of(
                ProfileUpdate.of("p" + i)
                    .set(tags, Set.of("t" + i % 200, "u" + i % 7))
                    .set(age, 18 + i % 50)));
      }
      engine.ingest(Batch.of(ProfileUpdate.of("last").set(tags, Set.of("t7")).set(age, 20)));
      assertThat(engine.count(tags.has("t7"))).isEqualTo(16);
      engine.snapshot();
    }
    try (SegmentationEngine engine =
        SegmentationEngine.builder(schema).shards(1).open(store, DurableWorkload.SEGMENT_BYTES)) {
      assertThat(engine.count(tags.has("t7"))).isEqualTo(16);
      long expected =
          1
              + IntStream.range(0, 3_000)
                  .filter(i -> i % 200 == 7 && i % 50 >= 2 && i % 50 <= 22)
                  .count();
      assertThat(engine.count(some)).isEqualTo(expected);
      assertThat(
              engine.statistics().memory().stream()
                  .filter(use -> use.what().equals("value postings"))
                  .mapToLong(MemoryUse::sizeBytes)
                  .sum())
          .isGreaterThan(10_000);
    }
  }

  @Test
  void close_givesUpTheSnapshotUnderWay() throws InterruptedException {
    List<Thread> closing = new ArrayList<>();
    List<SegmentationEngine> engines = new ArrayList<>();
    FaultyFileStore disk = new FaultyFileStore();
    FileStore store =
        new ForwardingStore(disk) {
          @Override
          void writing(String name) {
            if (name.startsWith("snapshot-") && closing.isEmpty()) {
              closing.add(new Thread(engines.get(0)::close));
              closing.get(0).start();
              while (closing.get(0).getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
            }
          }
        };
    engines.add(open(store));
    engines.get(0).update(ProfileUpdate.of("p"));

    assertThatThrownBy(engines.get(0)::snapshot).isInstanceOf(EngineClosedException.class);

    closing.get(0).join();
    try (SegmentationEngine again = open(disk)) {
      assertThat(again.count(Predicate.everyone())).isEqualTo(1);
    }
  }

  /** Does something when a file of a kind is begun. */
  private static final class Hooked extends ForwardingStore {
    private final String prefix;
    private volatile Runnable hook = () -> {};

    Hooked(FileStore store, String prefix) {
      super(store);
      this.prefix = prefix;
    }

    @Override
    public StoredFile create(String name) throws IOException {
      if (name.startsWith(prefix)) {
        hook.run();
      }
      return super.create(name);
    }
  }
}

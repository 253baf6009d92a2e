// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.profile.Batch;
import dev.muster.profile.ProfileId;
import dev.muster.profile.Receipt;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.ReferenceEngine;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Schema;
import dev.muster.shard.document.DocumentStorage;
import dev.muster.shard.file.FaultyFileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every store of documents must make of an engine: the documents that the reference has. */
@Timeout(300)
public abstract class DocumentHistories {

  private static final long SEGMENT_BYTES = 1 << 16;

  @TempDir protected Path directory;

  /** The same place each time. */
  protected abstract DocumentStorage storage();

  /**
   * Whatever was written, however often the engine was closed, killed or cut off from power, and
   * with snapshots while it was written: documents and profiles equal the reference.
   */
  @SeededTest(count = 30)
  void everyOpening_hasTheDocuments(long seed) {
    RandomDomain domain = new RandomDomain(seed).withDocuments();
    RandomChoice choice = domain.choice();
    Schema schema = domain.schema();
    ManualClock clock = new ManualClock(RandomDomain.BASE);
    ReferenceEngine reference = new ReferenceEngine(schema);
    FaultyFileStore store = new FaultyFileStore();
    for (int opening = 0; opening < 5; opening++) {
      boolean safe = choice.chance(60);
      SegmentationEngine engine =
          EngineUnderTest.random(schema, choice, clock)
              .documents(storage())
              .durability(safe ? Durability.SYNC : Durability.interval(Duration.ofSeconds(1)))
              .open(store, SEGMENT_BYTES);
      check(engine, reference, clock);
      for (int part = choice.between(0, 3); part > 0; part--) {
        CompletableFuture<?> snapshot =
            choice.chance(50)
                ? CompletableFuture.runAsync(engine::snapshot)
                : CompletableFuture.completedFuture(null);
        for (int batches = choice.between(0, 10); batches > 0; batches--) {
          Batch batch = batch(domain, schema, choice);
          reference.apply(batch, clock.millis());
          engine.ingest(batch);
          clock.advance(Duration.ofMillis(choice.between(0, 400_000)));
        }
        snapshot.join();
        if (choice.chance(10)) {
          engine.rewriteDirectory();
        }
      }
      check(engine, reference, clock);
      FaultyFileStore killed = store.afterKill();
      FaultyFileStore unpowered = store.afterPowerLoss(seed + opening);
      engine.close();
      int end = choice.below(3);
      store = end == 0 ? store.afterPowerLoss(1) : end == 1 && safe ? unpowered : killed;
    }
  }

  private static Batch batch(RandomDomain domain, Schema schema, RandomChoice choice) {
    return choice.chance(30)
        ? Batch.of(domain.document(), domain.document())
        : domain.batch(schema, choice.of(List.of(1, 4, 30)));
  }

  private static void check(
      SegmentationEngine engine, ReferenceEngine reference, ManualClock clock) {
    for (ProfileId id : RandomDomain.profileIds()) {
      assertThat(engine.profile(id, 100)).isEqualTo(reference.profileAt(id, 100, clock.millis()));
      reference
          .documents(id)
          .forEach((name, content) -> assertThat(engine.document(id, name)).contains(content));
    }
  }

  /** A copy made while others write has the documents of its epoch: none newer, none older. */
  @SeededTest(count = 6)
  void backup_hasTheDocumentsOfItsEpoch(long seed) throws IOException {
    RandomDomain domain = new RandomDomain(seed).withDocuments();
    Schema schema = domain.schema();
    ManualClock clock = new ManualClock(RandomDomain.BASE);
    ReferenceEngine reference = new ReferenceEngine(schema);
    TreeMap<Long, Map<ProfileId, SortedMap<String, byte[]>>> states = new TreeMap<>();
    states.put(0L, state(reference));
    long epoch;
    Path target = directory.resolve("copy-" + Long.toHexString(seed));
    try (SegmentationEngine engine =
        EngineUnderTest.random(schema, domain.choice(), clock)
            .documents(storage())
            .open(new FaultyFileStore(), SEGMENT_BYTES)) {
      CompletableFuture<Long> backup = null;
      for (int i = 0; backup == null || !backup.isDone(); i++) {
        Batch batch = batch(domain, schema, domain.choice());
        reference.apply(batch, clock.millis());
        Receipt receipt = engine.ingest(batch);
        states.put(receipt.epoch(), state(reference));
        if (i == 40) {
          backup = CompletableFuture.supplyAsync(() -> engine.backup(target));
        }
      }
      epoch = backup.join();
    }

    try (SegmentationEngine copy =
        SegmentationEngine.builder(schema)
            .clock(clock)
            .documentsOnHeap()
            .directory(target)
            .open()) {
      Map<ProfileId, SortedMap<String, byte[]>> expected = states.floorEntry(epoch).getValue();
      for (ProfileId id : RandomDomain.profileIds()) {
        Map<String, Integer> sizes = new HashMap<>();
        expected
            .get(id)
            .forEach(
                (name, content) -> {
                  sizes.put(name, content.length);
                  assertThat(copy.document(id, name)).as("%s %s", id, name).contains(content);
                });
        assertThat(copy.profile(id).map(profile -> profile.documents()).orElse(Map.of()))
            .isEqualTo(sizes);
      }
    }
  }

  private static Map<ProfileId, SortedMap<String, byte[]>> state(ReferenceEngine reference) {
    Map<ProfileId, SortedMap<String, byte[]>> state = new HashMap<>();
    RandomDomain.profileIds().forEach(id -> state.put(id, reference.documents(id)));
    return state;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.profile.Batch;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.schema.Schema;
import dev.muster.shard.file.FaultyFileStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A directory that a random workload has written, and the state after each of its writes.
 *
 * <p>Regimes: no snapshot, one, two and more; runs of one event and none at all; one segment of the
 * journal and several; closed or killed; a schema that grows and segments that are defined on the
 * way.
 */
final class WrittenDirectory {

  static final long SEGMENT_BYTES = 4_096;

  /** Small enough for segments, large enough for a batch. */
  private static final int BATCHES = 24;

  /** Zeros that may end what was written, and do not show. */
  private static final int HIDDEN_BYTES = 64;

  /** Where the journal stood after a write: nothing of it lies behind this. */
  record Position(long epoch, String segment, int end) {}

  private final TreeMap<Long, Schema> schemas = new TreeMap<>();
  private final TreeMap<Long, Long> hashes = new TreeMap<>();
  private final List<Position> positions = new ArrayList<>();
  private final FaultyFileStore store = new FaultyFileStore();
  private final FaultyFileStore left;

  WrittenDirectory(long seed, boolean closed) throws IOException {
    RandomDomain domain = new RandomDomain(seed);
    RandomChoice choice = domain.choice();
    ManualClock clock = new ManualClock(RandomDomain.BASE);
    Schema current = domain.schema();
    int snapshotPercent = choice.of(List.of(0, 5, 15, 30));
    SegmentationEngine engine =
        EngineUnderTest.random(current, choice, clock)
            .sealEvents(choice.of(List.of(1, 2, 5, 64)))
            .open(store, SEGMENT_BYTES);
    noteNothing();
    note(engine);
    for (int i = 0; i < BATCHES; i++) {
      Batch batch = domain.batch(current, choice.of(List.of(2, 12, 30)));
      engine.ingest(batch);
      clock.advance(Duration.ofMillis(choice.between(0, 400_000)));
      note(engine);
      if (choice.chance(5)) {
        current = domain.growth(current);
        engine.extendSchema(current);
        note(engine);
      }
      if (choice.chance(10)) {
        engine.segments().define(domain.segment(current));
        note(engine);
      }
      if (choice.chance(snapshotPercent)) {
        engine.snapshot();
        note(engine);
      }
    }
    FaultyFileStore killed = store.afterKill();
    engine.close();
    this.left = closed ? store.afterKill() : killed;
  }

  /** Before its first epoch, an engine does not even know its schema. */
  private void noteNothing() {
    Schema nothing = Schema.builder().build();
    try (SegmentationEngine empty = SegmentationEngine.builder(nothing).open()) {
      hashes.put(0L, empty.stateHash());
    }
    schemas.put(0L, nothing);
  }

  private void note(SegmentationEngine engine) throws IOException {
    long epoch = engine.statistics().epoch();
    hashes.put(epoch, engine.stateHash());
    schemas.put(epoch, engine.schema());
    String segment = "";
    for (String name : store.list()) {
      segment = name.matches("journal-[0-9]{19}") ? name : segment;
    }
    byte[] bytes = store.bytes(segment);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    positions.add(new Position(epoch, segment, end + HIDDEN_BYTES));
  }

  /** A disk of its own with all files. */
  FaultyFileStore files() {
    return left.afterKill();
  }

  /** The state at {@code epoch}. */
  long hashAt(long epoch) {
    return hashes.floorEntry(epoch).getValue();
  }

  /** The last write. */
  long lastEpoch() {
    return hashes.lastKey();
  }

  long lastHash() {
    return hashes.lastEntry().getValue();
  }

  /** A write that must be there if a segment is damaged only at or behind {@code offset}. */
  long epochBefore(String segment, long offset) {
    long epoch = 0;
    for (Position position : positions) {
      boolean before =
          position.segment().compareTo(segment) < 0
              || (position.segment().equals(segment) && position.end() <= offset);
      epoch = before ? Math.max(epoch, position.epoch()) : epoch;
    }
    return epoch;
  }

  /** An engine on {@code files}, with the schema of {@code epoch}. */
  SegmentationEngine open(FaultyFileStore files, long epoch) {
    return SegmentationEngine.builder(schemas.floorEntry(epoch).getValue())
        .clock(new ManualClock(RandomDomain.BASE))
        .shards(2)
        .writerThreads(0)
        .open(files, SEGMENT_BYTES);
  }

  /** As {@link #open}, and its state; -1 if it is refused as damaged. */
  long openedHash(FaultyFileStore files, long epoch) {
    try (SegmentationEngine engine = open(files, epoch)) {
      return engine.stateHash();
    } catch (StorageException e) {
      if (e.kind() != StorageException.Kind.DAMAGED) {
        throw e;
      }
      return -1;
    }
  }
}

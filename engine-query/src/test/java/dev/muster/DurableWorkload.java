// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileDeletion;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.ReferenceEngine;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import dev.muster.shard.file.FileStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A random sequence of things to do with an engine that has a directory, and what the reference
 * says its state is after each change.
 *
 * <p>Writes, deletions, definitions of segments and a schema that grows, with snapshots and
 * openings in between; settings that make sealing, merging and purging common. Each state comes
 * with the one that a probe leads to: writes whose effect hangs on what a state hash does not show,
 * such as which batches of a producer were taken and which event ids are remembered. Some
 * directories are encrypted.
 */
final class DurableWorkload {

  static final long SEGMENT_BYTES = 4_096;

  /** When states are hashed and probes written: after all writes, within the dedup horizon. */
  private static final Instant END = RandomDomain.BASE.plus(Duration.ofHours(3));

  private static final Map<Integer, byte[]> KEYS =
      Map.of(1, "1".repeat(32).getBytes(UTF_8), 2, "2".repeat(32).getBytes(UTF_8));

  /** What a step does. */
  enum Kind {
    /** Changes the state; whole and durable once it returns. */
    CHANGE,
    SNAPSHOT,
    /** Closes the engine and opens another one on its directory. */
    REOPEN
  }

  /**
   * One step.
   *
   * @param atMillis when
   */
  record Step(
      Kind kind, long atMillis, Consumer<SegmentationEngine> act, Consumer<ReferenceEngine> twin) {}

  private final ManualClock clock = new ManualClock(RandomDomain.BASE);
  private final List<Step> steps = new ArrayList<>();
  private final List<Batch> probe = new ArrayList<>();
  private final List<Long> states = new ArrayList<>();
  private final List<Long> probed = new ArrayList<>();

  /** After so many changes; the schema of an engine must know all of its directory's. */
  private final List<Schema> schemas = new ArrayList<>();

  private final RandomDomain domain;
  private final RandomChoice choice;
  private final boolean encrypted;
  private Schema schema;
  private long millis = RandomDomain.BASE.toEpochMilli();

  DurableWorkload(long seed, int stepCount) {
    this.domain = new RandomDomain(seed);
    this.choice = domain.choice();
    this.encrypted = choice.chance(25);
    this.schema = domain.schema();
    Schema first = schema;
    schemas.add(schema);
    for (int i = 0; i < stepCount; i++) {
      // However it is drawn, there are a first snapshot, a second, and one that lets go of a first.
      if (i % 4 == 3) {
        steps.add(
            choice.chance(85)
                ? step(Kind.SNAPSHOT, SegmentationEngine::snapshot, reference -> {})
                : step(Kind.SNAPSHOT, SegmentationEngine::rewriteDirectory, reference -> {}));
      } else {
        addStep();
      }
      millis += choice.between(0, 400_000);
    }
    for (String producer : List.of("crm", "web")) {
      List<Operation> operations = operations(first);
      probe.add(Batch.of(operations).from(producer, choice.between(0, stepCount)));
    }
    probe.add(Batch.of(operations(first)));
    computeStates(first);
  }

  private List<Operation> operations(Schema known) {
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      operations.add(domain.operation(known));
    }
    return operations;
  }

  private void addStep() {
    int kind = choice.below(100);
    if (kind < 60) {
      write(domain.batch(schema, choice.of(List.of(1, 4, 12, 30))));
    } else if (kind < 70) {
      write(Batch.of(new ProfileDeletion(domain.profileId())));
    } else if (kind < 78) {
      Schema larger = domain.growth(schema);
      schema = larger;
      change(engine -> engine.extendSchema(larger), reference -> reference.extendSchema(larger));
    } else if (kind < 90) {
      Segment segment = domain.segment(schema);
      change(engine -> engine.segments().define(segment), reference -> reference.define(segment));
    } else {
      steps.add(step(Kind.REOPEN, engine -> {}, reference -> {}));
    }
  }

  private void write(Batch batch) {
    long at = millis;
    change(engine -> engine.ingest(batch), reference -> reference.apply(batch, at));
  }

  private void change(Consumer<SegmentationEngine> act, Consumer<ReferenceEngine> twin) {
    steps.add(step(Kind.CHANGE, act, twin));
    schemas.add(schema);
  }

  private Step step(Kind kind, Consumer<SegmentationEngine> act, Consumer<ReferenceEngine> twin) {
    return new Step(kind, millis, act, twin);
  }

  private void computeStates(Schema first) {
    List<Step> changes = steps.stream().filter(step -> step.kind() == Kind.CHANGE).toList();
    for (int count = 0; count <= changes.size(); count++) {
      ReferenceEngine reference = new ReferenceEngine(first);
      changes.subList(0, count).forEach(step -> step.twin().accept(reference));
      states.add(reference.stateHash(END.toEpochMilli()));
      probe.forEach(batch -> reference.apply(batch, END.toEpochMilli()));
      probed.add(reference.stateHash(END.toEpochMilli()));
    }
  }

  List<Step> steps() {
    return steps;
  }

  int changeCount() {
    return states.size() - 1;
  }

  /** Does {@code step}. */
  void act(SegmentationEngine engine, Step step) {
    clock.set(Instant.ofEpochMilli(step.atMillis()));
    step.act().accept(engine);
  }

  /** Opens an engine without a directory. */
  SegmentationEngine openInMemory(RandomChoice settings) {
    return builder(0, settings).open();
  }

  private EngineBuilder builder(int changes, RandomChoice settings) {
    return SegmentationEngine.builder(schemas.get(Math.min(changes, changeCount())))
        .clock(clock)
        .shards(settings.of(List.of(1, 2, 5)))
        .writerThreads(0)
        .queryThreads(1)
        .sealEvents(settings.of(List.of(1, 2, 4, 16)))
        .purgeRows(1)
        .snapshots(SnapshotPolicy.MANUAL);
  }

  /** Opens an engine that may have seen so many changes; everything runs on one thread, nearly. */
  SegmentationEngine open(FileStore store, int changes, RandomChoice settings) {
    EngineBuilder builder = builder(changes, settings);
    if (encrypted) {
      builder.encryption(EncryptionKeys.of(settings.between(1, 2), KEYS));
    }
    return builder.open(store, SEGMENT_BYTES);
  }

  /** The hash of the state of {@code engine}. */
  static long hash(SegmentationEngine engine) {
    try (ReadView view = engine.view(END)) {
      return view.stateHash();
    }
  }

  /** Writes the probe. */
  void probe(SegmentationEngine engine) {
    clock.set(END);
    probe.forEach(engine::ingest);
  }

  /** The states after {@code least} to {@code most} changes, with those after the probe. */
  Map<Long, List<Long>> allowed(int least, int most) {
    Map<Long, List<Long>> allowed = new TreeMap<>();
    for (int count = least; count <= Math.min(most, changeCount()); count++) {
      allowed.computeIfAbsent(states.get(count), state -> new ArrayList<>()).add(probed.get(count));
    }
    return allowed;
  }

  /** The state after so many changes. */
  long state(int changes) {
    return states.get(changes);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileDeletion;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.Receipt;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.ReferenceEngine;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Four threads write at once, each to profiles of its own, so that the order of the writes of one
 * profile is known; the answers in the end are the reference's. Two threads read meanwhile and hold
 * every view to the laws.
 */
class ConcurrentDifferentialTest {

  private static final int WRITERS = 4;
  private static final int READERS = 2;
  private static final int BATCHES = 250;
  private static final int QUESTIONS = 30;

  private Schema schema;
  private SegmentationEngine engine;

  @SeededTest(count = 15)
  void writesOfFourThreads_giveTheAnswersOfTheReference(long seed) throws Exception {
    RandomDomain domain = new RandomDomain(seed);
    schema = domain.schema();
    ReferenceEngine reference = new ReferenceEngine(schema);
    List<List<Batch>> batches = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      List<Batch> own = batches(new RandomDomain(seed + writer), writer);
      own.forEach(batch -> reference.apply(batch, RandomDomain.BASE.toEpochMilli()));
      batches.add(own);
    }
    try (SegmentationEngine opened =
        EngineUnderTest.random(schema, domain.choice(), new ManualClock(RandomDomain.BASE))
            .open()) {
      engine = opened;

      run(seed, batches);

      for (int i = 0; i < QUESTIONS; i++) {
        Predicate predicate = domain.predicate(schema, 3);
        Instant now = domain.now();
        assertThat(EngineUnderTest.members(engine, predicate, now))
            .as("%s at %s", predicate, now)
            .isEqualTo(reference.audience(predicate, now.toEpochMilli()));
      }
      for (ProfileId id : reference.profileIds()) {
        assertThat(engine.profile(id, 1_000)).isEqualTo(reference.profile(id, 1_000));
      }
    }
  }

  private List<Batch> batches(RandomDomain domain, int writer) {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      Batch drawn = domain.batch(schema, domain.choice().of(List.of(1, 5, 40)));
      List<Operation> operations = new ArrayList<>();
      for (Operation operation : drawn.operations()) {
        operations.add(
            Retargeted.to(ProfileId.of(writer + "-" + operation.profileId()), operation));
      }
      Batch batch = Batch.of(operations);
      String producer = drawn.producer();
      batches.add(producer == null ? batch : batch.from(writer + producer, drawn.sequence()));
    }
    return batches;
  }

  private void run(long seed, List<List<Batch>> batches)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS + READERS);
    AtomicBoolean written = new AtomicBoolean();
    try {
      List<Future<?>> writers = new ArrayList<>();
      List<Future<?>> readers = new ArrayList<>();
      for (List<Batch> own : batches) {
        writers.add(threads.submit(() -> write(own)));
      }
      for (int reader = 0; reader < READERS; reader++) {
        RandomDomain questions = new RandomDomain(seed - 1 - reader);
        readers.add(threads.submit(() -> read(questions, written)));
      }
      try {
        for (Future<?> writer : writers) {
          writer.get();
        }
      } finally {
        written.set(true);
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Single writes wait, batches wait or are waited for in the end. */
  private void write(List<Batch> batches) {
    List<CompletableFuture<Receipt>> submitted = new ArrayList<>();
    List<Batch> asked = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      Batch batch = batches.get(i);
      if (batch.operations().size() == 1 && batch.producer() == null) {
        writeOne(batch.operations().get(0));
      } else if (i % 2 == 0) {
        checkReceipt(batch, engine.ingest(batch));
      } else {
        submitted.add(engine.submit(batch));
        asked.add(batch);
      }
    }
    long epoch = 0;
    for (int i = 0; i < submitted.size(); i++) {
      Receipt receipt = submitted.get(i).join();
      checkReceipt(asked.get(i), receipt);
      assertThat(receipt.epoch()).isGreaterThanOrEqualTo(epoch);
      epoch = receipt.epoch();
    }
  }

  private void writeOne(Operation operation) {
    if (operation instanceof ProfileUpdate update) {
      engine.update(update);
    } else if (operation instanceof Event event) {
      engine.record(event);
    } else if (operation instanceof ProfileDeletion deletion) {
      engine.delete(deletion.profileId());
    } else {
      engine.ingest(Batch.of(operation));
    }
  }

  private static void checkReceipt(Batch batch, Receipt receipt) {
    assertThat(receipt.applied() + receipt.duplicates()).isEqualTo(batch.operations().size());
  }

  private void read(RandomDomain domain, AtomicBoolean written) {
    long epoch = 0;
    while (!written.get()) {
      Predicate predicate = domain.predicate(schema, 3);
      try (ReadView view = engine.view(domain.now())) {
        assertThat(view.epoch()).isGreaterThanOrEqualTo(epoch);
        epoch = view.epoch();
        Set<ProfileId> inside = EngineUnderTest.members(view, predicate);
        Set<ProfileId> outside = EngineUnderTest.members(view, predicate.not());
        Set<ProfileId> everyone = EngineUnderTest.members(view, Predicate.everyone());
        assertThat(inside.size() + outside.size())
            .as(predicate.toString())
            .isEqualTo(everyone.size());
        assertThat(everyone).containsAll(inside).containsAll(outside);
        assertThat(EngineUnderTest.members(view, predicate)).isEqualTo(inside);
        for (ProfileId id : everyone) {
          assertThat(view.profile(id, 1)).isPresent();
        }
      }
    }
  }
}

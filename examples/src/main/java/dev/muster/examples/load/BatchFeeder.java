// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import dev.muster.SegmentationEngine;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.Receipt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Feeds operations to an engine from one thread: gathers them into batches and keeps a few batches
 * under way, so that the engine never waits for the producer nor the producer for each batch.
 *
 * <p>Confined to one thread. Nothing is known to be in the engine before {@link #finish()}.
 */
public final class BatchFeeder {

  /** Large enough to pay for a hand-over, small enough to keep the epochs short. */
  private static final int BATCH_OPERATIONS = 4_096;

  /** Batches under way: one being applied, some waiting, some being acknowledged. */
  private static final int BATCHES_UNDER_WAY = 8;

  private final SegmentationEngine engine;
  private final Deque<CompletableFuture<Receipt>> underWay = new ArrayDeque<>();
  private List<Operation> gathered = new ArrayList<>(BATCH_OPERATIONS);
  private long applied;

  public BatchFeeder(SegmentationEngine engine) {
    this.engine = engine;
  }

  /**
   * Adds an operation.
   *
   * @throws RuntimeException whatever the engine made of an earlier batch
   */
  public void add(Operation operation) {
    gathered.add(operation);
    if (gathered.size() == BATCH_OPERATIONS) {
      submit();
    }
  }

  /** Waits until everything that was added is visible, and returns how many were applied. */
  public long finish() {
    submit();
    while (!underWay.isEmpty()) {
      awaitOldest();
    }
    return applied;
  }

  private void submit() {
    if (gathered.isEmpty()) {
      return;
    }
    if (underWay.size() == BATCHES_UNDER_WAY) {
      awaitOldest();
    }
    underWay.add(engine.submit(Batch.of(gathered)));
    gathered = new ArrayList<>(BATCH_OPERATIONS);
  }

  private void awaitOldest() {
    try {
      applied += underWay.remove().join().applied();
    } catch (CompletionException e) {
      // The engine's own exception says more than the wrapper of the future.
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.dataset;

import dev.muster.SegmentationEngine;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** Writes many operations into an engine. */
public final class Loading {

  /** Operations that are handed over at a time. */
  private static final int BATCH_OPERATIONS = 10_000;

  private Loading() {}

  /** Writes operations 0 to {@code count}; returns when {@code engine} shows them. */
  public static void write(
      SegmentationEngine engine, int count, IntFunction<? extends Operation> operations) {
    CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    for (int from = 0; from < count; from += BATCH_OPERATIONS) {
      List<Operation> batch = new ArrayList<>(BATCH_OPERATIONS);
      for (int i = from; i < Math.min(count, from + BATCH_OPERATIONS); i++) {
        batch.add(operations.apply(i));
      }
      last = engine.submit(Batch.of(batch));
    }
    // Writes take effect in order: once the last one is visible, so are all before it.
    last.join();
  }
}

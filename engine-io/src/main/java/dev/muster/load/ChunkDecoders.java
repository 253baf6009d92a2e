// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decodes chunks on threads of its own, a bounded number ahead, and gives them out in order. Used
 * by one thread, which also reads the source.
 */
final class ChunkDecoders implements AutoCloseable {

  private final RecordSource source;
  private final RecordConverter converter;
  private final UnknownFields unknown;
  private final ExecutorService threads;
  private final int aheadMax;
  private final Deque<Future<ChunkConversion.Result>> ahead = new ArrayDeque<>();
  private final long done;
  private int chunks;
  private boolean ended;

  /** Why the source ended before its end. */
  private @Nullable IOException failed;

  /**
   * Begins behind what is done.
   *
   * @param done the sequence of {@link BatchWriter} up to which all is dealt with
   */
  ChunkDecoders(
      RecordSource source,
      RecordConverter converter,
      UnknownFields unknown,
      int threadCount,
      long done) {
    this.source = source;
    this.converter = converter;
    this.unknown = unknown;
    this.done = done;
    // One chunk is at work on each thread and one is ready, while another is written.
    this.aheadMax = 2 * threadCount;
    this.threads =
        Executors.newFixedThreadPool(
            threadCount,
            task -> {
              Thread thread = new Thread(task, "muster-load");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The next chunk, or null after the last. */
  ChunkConversion.@Nullable Result next() throws IOException, InterruptedException {
    fill();
    Future<ChunkConversion.Result> next = ahead.poll();
    if (next == null) {
      if (failed != null) {
        throw failed;
      }
      return null;
    }
    try {
      return next.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException unreadable) {
        throw unreadable.getCause();
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    }
  }

  /** Reads ahead. What was read before a fault is still given out. */
  private void fill() throws InterruptedException {
    while (!ended && ahead.size() < aheadMax) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      RecordChunk chunk;
      try {
        chunk = source.next();
      } catch (IOException e) {
        failed = e;
        ended = true;
        break;
      }
      if (chunk == null) {
        ended = true;
        break;
      }
      int index = chunks++;
      if (index >= BatchWriter.chunk(done)) {
        int records = index == BatchWriter.chunk(done) ? BatchWriter.recordsDone(done) : 0;
        ahead.add(
            threads.submit(() -> ChunkConversion.of(chunk, index, records, converter, unknown)));
      }
    }
  }

  /** Stops what is under way; afterwards no chunk is looked at any more. */
  @Override
  public void close() {
    threads.shutdownNow();
    boolean interrupted = false;
    boolean terminated = false;
    while (!terminated) {
      try {
        terminated = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        // The source may be closed next, so nobody may read from it. A chunk takes milliseconds.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.metrics.SnapshotDone;
import dev.muster.shard.file.FileStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread that takes snapshots: when it is time, and when asked to. Whoever asks gets a future;
 * what fails without having been asked for is tried again later, and told by {@link #figures}.
 */
public final class Snapshots implements AutoCloseable {

  /** How often it is looked whether it is time. */
  private static final long LOOK_MILLIS = 200;

  /** How long to wait after one that failed. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final SnapshotStore store;
  private final JournalLog log;
  private final SnapshotPolicy policy;
  private final LinkedBlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final Thread thread;

  private volatile boolean closed;
  private volatile @Nullable Throwable failure;

  // Written by the thread, read by any.
  private volatile long coveredBytes;
  private volatile long lastNanos = System.nanoTime();

  /** The thread's own. */
  private long notBeforeNanos = System.nanoTime();

  private interface Work {
    long run() throws Exception;
  }

  private record Request(Work work, CompletableFuture<Long> done) {}

  Snapshots(SnapshotStore store, JournalLog log, SnapshotPolicy policy) {
    this.store = store;
    this.log = log;
    this.policy = policy;
    this.thread = new Thread(this::run, "muster-snapshots");
    thread.setDaemon(true);
  }

  /** Begins; the engine has started. */
  public void start() {
    thread.start();
  }

  /**
   * Takes a snapshot of all that was written before the call.
   *
   * @param alone whether nothing older is to be left on disk
   * @return the epoch of the snapshot, once it is durable
   */
  public CompletableFuture<Long> request(boolean alone) {
    return ask(() -> take(alone));
  }

  /**
   * Makes {@code target}, which must be empty, a directory with all that was written before the
   * call.
   *
   * @return the epoch of the copy, once it is durable
   */
  public CompletableFuture<Long> backup(FileStore target) {
    return ask(
        () -> {
          Backup.requireEmpty(target);
          take(false);
          return store.copyTo(target);
        });
  }

  private CompletableFuture<Long> ask(Work work) {
    Request request = new Request(work, new CompletableFuture<>());
    requests.add(request);
    if (closed) {
      failRest();
    }
    return request.done();
  }

  /** How things stand. Any thread; a moment old. */
  public StorageFigures figures() {
    Manifest manifest = store.manifest();
    Manifest.SnapshotFile newest = store.newest();
    Throwable last = failure;
    return new StorageFigures(
        log.segments(),
        log.keptBytes() - coveredBytes,
        manifest.snapshots().size(),
        newest == null ? 0 : newest.epoch(),
        newest == null ? 0 : newest.contentBytes(),
        Duration.ofNanos(System.nanoTime() - lastNanos),
        last == null ? null : String.valueOf(last.getMessage()));
  }

  private void run() {
    try {
      attendUntilClosed();
    } catch (Throwable e) {
      // Whoever asks from now on is told, instead of waiting for a thread that is gone.
      failure = e;
      closed = true;
    }
    failRest();
  }

  private void attendUntilClosed() {
    while (!closed) {
      try {
        Request request = requests.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (closed) {
          requests.addAll(request == null ? List.of() : List.of(request));
        } else if (request != null) {
          attend(request);
        } else if (isDue()) {
          attend(new Request(() -> take(false), new CompletableFuture<>()));
        }
      } catch (InterruptedException e) {
        // Nobody does, and nothing is under way here.
        Thread.currentThread().interrupt();
        closed = true;
      }
    }
  }

  private boolean isDue() {
    Manifest.SnapshotFile newest = store.newest();
    long now = System.nanoTime();
    return now - notBeforeNanos >= 0
        && policy.isDue(
            log.keptBytes() - coveredBytes,
            newest == null ? 0 : newest.bytesAnew(),
            Duration.ofNanos(now - lastNanos));
  }

  private void attend(Request request) {
    try {
      request.done().complete(request.work().run());
    } catch (Throwable e) {
      request.done().completeExceptionally(e);
    }
  }

  private long take(boolean alone) throws Exception {
    long kept = log.keptBytes();
    long begin = System.nanoTime();
    try {
      long epoch = store.take(alone).epoch();
      coveredBytes = kept;
      failure = null;
      lastNanos = System.nanoTime();
      return epoch;
    } catch (SnapshotAbandonedException e) {
      throw e;
    } catch (Throwable e) {
      failure = e;
      long now = System.nanoTime();
      notBeforeNanos = now + PATIENCE_NANOS;
      store.observers().snapshotDone(SnapshotDone.failed(e, now - begin));
      throw e;
    }
  }

  private void failRest() {
    for (Request left = requests.poll(); left != null; left = requests.poll()) {
      left.done().completeExceptionally(new SnapshotAbandonedException());
    }
  }

  /** Gives up what is under way and ends the thread, while the engine still runs. Idempotent. */
  @Override
  public void close() throws InterruptedException {
    closed = true;
    store.stop();
    // Wakes the thread.
    requests.add(new Request(() -> 0, new CompletableFuture<>()));
    thread.join();
    failRest();
  }
}

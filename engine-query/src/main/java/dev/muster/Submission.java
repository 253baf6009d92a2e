// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.shard.write.IngestStoppedException;
import dev.muster.shard.write.NoSpaceException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Hands something to the write path; and how that is waited for, and its failures told. */
@FunctionalInterface
interface Submission<T> {

  CompletableFuture<T> submit() throws InterruptedException;

  /** Hands {@code submission} over, waiting for room if there is none. */
  static <T> CompletableFuture<T> queued(Submission<T> submission) {
    try {
      return submission.submit();
    } catch (IngestStoppedException e) {
      throw translate(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WriteInterruptedException(false);
    }
  }

  /** Hands {@code submission} over and waits until every later read sees it. */
  static <T> T await(Submission<T> submission) {
    try {
      return queued(submission).get();
    } catch (ExecutionException e) {
      RuntimeException failure = translate(e.getCause());
      // Made by a thread of the engine; this is where it is wanted.
      failure.addSuppressed(new IllegalStateException("waited for here"));
      throw failure;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WriteInterruptedException(true);
    }
  }

  /**
   * Hands {@code submission} over and waits, however often the thread is interrupted meanwhile: for
   * what the caller must know the outcome of. Only while it waits for room can it be interrupted.
   */
  static <T> void awaitUninterrupted(Submission<T> submission) {
    CompletableFuture<T> submitted = queued(submission);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          submitted.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw translate(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What an application is told of {@code failure}. */
  static RuntimeException translate(@Nullable Throwable failure) {
    if (failure instanceof IngestStoppedException stopped) {
      return translate(stopped);
    }
    if (failure instanceof NoSpaceException full) {
      return StorageException.of(full);
    }
    return failure instanceof RuntimeException refusal
        ? refusal
        : new IllegalStateException(failure);
  }

  /** Why nothing is taken any more. */
  static EngineException translate(IngestStoppedException stopped) {
    Throwable cause = stopped.getCause();
    if (cause == null) {
      return new EngineClosedException();
    }
    return cause instanceof IOException
        ? StorageException.of(cause)
        : new EngineFailedException(cause);
  }
}

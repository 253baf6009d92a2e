// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

import java.util.Optional;

/**
 * A snapshot that was taken, or was not.
 *
 * @param epoch that it is of; 0 if it failed
 * @param bytes that were written, newly kept runs included; 0 if it failed
 * @param pinNanos for which it kept values from being overwritten for good; 0 if it failed
 * @param nanos from its beginning until it was durable, or had failed
 * @param failure why it failed; empty if it was taken
 */
public record SnapshotDone(
    long epoch, long bytes, long pinNanos, long nanos, Optional<Throwable> failure) {

  /** A snapshot that failed after so long. */
  public static SnapshotDone failed(Throwable failure, long nanos) {
    return new SnapshotDone(0, 0, 0, nanos, Optional.of(failure));
  }
}

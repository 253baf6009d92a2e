// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

/**
 * What goes wrong in a {@link FaultyFileStore}, and when.
 *
 * @param index of the I/O, counted from 0
 * @param seed decides how much of that I/O is done
 */
public record FaultPlan(int index, Kind kind, long seed) {

  /** Ways to go wrong. */
  public enum Kind {
    /** The process dies in the middle of it. */
    STOP,
    /** The device reports an error; a write is done in part, a force for some of the writes. */
    ERROR,
    /** The device is full. I/O that takes no space succeeds. */
    FULL,
    /** A write ends early, with an error. I/O that writes nothing succeeds. */
    SHORT_WRITE
  }

  /** Nothing goes wrong. */
  public static FaultPlan none() {
    return new FaultPlan(-1, Kind.STOP, 0);
  }

  /** The process dies at {@code index}. */
  public static FaultPlan stop(int index, long seed) {
    return new FaultPlan(index, Kind.STOP, seed);
  }
}

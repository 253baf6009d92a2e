// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

/**
 * What goes wrong in a {@link FaultyFileStore}, and when.
 *
 * @param index of the first I/O, counted from 0
 * @param count of the I/Os, one after the other, that go wrong
 * @param seed decides how much of each is done
 */
public record FaultPlan(int index, int count, Kind kind, long seed) {

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

  /** One I/O goes wrong. */
  public FaultPlan(int index, Kind kind, long seed) {
    this(index, 1, kind, seed);
  }

  /** From {@code index} on, until there is another plan. */
  public static FaultPlan lasting(int index, Kind kind, long seed) {
    return new FaultPlan(index, Integer.MAX_VALUE, kind, seed);
  }

  boolean covers(int io) {
    return io >= index && io - index < count;
  }

  /** Nothing goes wrong. */
  public static FaultPlan none() {
    return new FaultPlan(0, 0, Kind.STOP, 0);
  }

  /** The process dies at {@code index}. */
  public static FaultPlan stop(int index, long seed) {
    return new FaultPlan(index, Kind.STOP, seed);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.shard.SchemaLayout;
import dev.muster.shard.Shard;
import dev.muster.shard.directory.Directory;
import dev.muster.shard.epoch.Epochs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the sequencer lets go of by itself: events that have left the retention, and profiles that
 * nothing is written about any more.
 *
 * <p>Both are decided by the clock and kept as commands, in their place among the writes: the floor
 * of events as a record of its own, the profiles as a batch of deletions. So replay, which asks no
 * clock, decides the same. The memory of events is given back piece by piece in the epochs that
 * follow, on the shard writers; no answer depends on how far that has come.
 *
 * <p>Sequencer only, but for the floor and the figures.
 */
final class Expiry {

  /** Makes sure that the log can take a record. */
  @FunctionalInterface
  interface Room {
    boolean isThereFor(ByteBuffer record) throws IOException;
  }

  private final ExpiryOptions options;
  private final @Nullable RetentionClock retention;
  private final Shard[] shards;
  private final Epochs epochs;
  private final EventFloor floor = new EventFloor();
  private final @Nullable ActivityDays activity;
  private final @Nullable InactiveProfiles inactive;

  /** The shard whose turn it is to drop events. */
  private int turn;

  /** Read by any thread for figures. */
  private volatile long expiredProfiles;

  Expiry(ExpiryOptions options, Shard[] shards, Directory directory, Epochs epochs) {
    this.options = options;
    this.shards = shards;
    this.epochs = epochs;
    Duration keptFor = options.retention();
    this.retention = keptFor == null ? null : RetentionClock.of(keptFor);
    Duration inactivity = options.inactivity();
    this.activity = inactivity == null ? null : new ActivityDays();
    this.inactive =
        inactivity == null || activity == null
            ? null
            : new InactiveProfiles(inactivity, directory, activity);
  }

  EventFloor floor() {
    return floor;
  }

  /** When profiles were last written to, or null if nobody wants to know. */
  @Nullable ActivityDays activity() {
    return activity;
  }

  /** Profiles that were deleted for their inactivity since the engine was opened. Any thread. */
  long expiredProfiles() {
    return expiredProfiles;
  }

  /**
   * Puts what is due at the beginning of the open epoch, before any write. What the log has no room
   * for is left for later.
   *
   * @return whether there is anything in the epoch now
   */
  boolean begin(EpochTask open, EpochBuilder builder, SchemaLayout layout, Room room)
      throws IOException {
    if (retention == null && inactive == null) {
      return false;
    }
    long nowMillis = options.clock().millis();
    boolean raised = retention != null && raise(retention, open, nowMillis, room);
    return inactive != null && delete(inactive, open, builder, layout, nowMillis, room) || raised;
  }

  private boolean raise(RetentionClock clock, EpochTask open, long nowMillis, Room room)
      throws IOException {
    long due = clock.due(floor.newest(), nowMillis);
    if (due <= floor.newest()) {
      return false;
    }
    ByteBuffer record = Record.of(Record.EXPIRE, out -> out.writeSigned(due));
    if (!room.isThereFor(record)) {
      return false;
    }
    open.keep(record);
    raise(open.epoch, due);
    return true;
  }

  private void raise(long openEpoch, long floorMillis) {
    floor.raise(openEpoch, floorMillis, epochs.horizon().oldest());
  }

  private boolean delete(
      InactiveProfiles profiles,
      EpochTask open,
      EpochBuilder builder,
      SchemaLayout layout,
      long nowMillis,
      Room room)
      throws IOException {
    EncodedBatch batch = profiles.find(layout, nowMillis);
    if (batch == null) {
      return false;
    }
    ByteBuffer record = Record.of(Record.WRITE, out -> BatchCodec.write(batch, out));
    if (!room.isThereFor(record)) {
      return false;
    }
    open.keep(record);
    builder.add(open, new Ticket(new Command.Write(batch), 0, true), batch);
    profiles.passed();
    expiredProfiles += batch.operations;
    return true;
  }

  /** Takes a record of the log again. */
  void replay(ByteReader in, EpochTask open) {
    long floorMillis = in.readSigned();
    if (floorMillis <= floor.newest()) {
      throw new MalformedRecordException(
          "the floor of events only rises, from=" + floor.newest() + " to=" + floorMillis);
    }
    raise(open.epoch, floorMillis);
  }

  /** Whether there may be events left to drop; while nothing is in flight. */
  boolean hasSweeps() {
    for (Shard shard : shards) {
      if (shard.mayHaveEventsBefore(floor.newest())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Has one shard go on dropping events in the open epoch, if any has to: one, so that an epoch is
   * never held up for long. While nothing is in flight.
   */
  void addSweep(EpochTask open) {
    for (int i = 0; i < shards.length; i++) {
      int shard = turn;
      turn = (turn + 1) % shards.length;
      if (shards[shard].mayHaveEventsBefore(floor.newest())) {
        open.lists[shard].expire(floor.newest());
        return;
      }
    }
  }
}

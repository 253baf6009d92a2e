// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import java.io.IOException;
import java.util.Map;

/**
 * What the order of writes has come to: all that decides what the next write means, but for rows,
 * shards and dictionaries. Does not change any more and may be read by any one thread.
 *
 * @param ingestMillis the ingest time that has been reached
 * @param producers the last batch taken of each producer
 * @param events the events with an id that are remembered
 * @param floorMillis before which no event is kept, or {@link EventFloor#NONE}
 * @param activityDays the day of the last write to each identifier, counted from 1970, by directory
 *     entry; 0, or nothing, if it is not known. Never to be written to
 */
public record WriterImage(
    long ingestMillis,
    Map<String, Long> producers,
    TakenEvents events,
    long floorMillis,
    char[] activityDays) {

  /** Takes events that are remembered. */
  @FunctionalInterface
  public interface EventVisitor {
    /** An event of the identifier {@code entry}, taken at {@code millis}. */
    void visit(int entry, String eventId, long millis) throws IOException;
  }

  /** Events with an id, in the order in which they were taken. */
  @FunctionalInterface
  public interface TakenEvents {
    /** Shows all of them. */
    void forEach(EventVisitor visitor) throws IOException;
  }
}

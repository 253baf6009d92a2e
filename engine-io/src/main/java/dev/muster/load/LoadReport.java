// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a load did in this run. Immutable.
 *
 * @param name of the load
 * @param resumed whether the engine had some of it from an earlier run, which is not counted here
 * @param records that were looked at, rejects included
 * @param applied operations that took effect
 * @param duplicates events that had been taken before, by their id, and operations of batches that
 *     somebody else had handed over under the same name
 * @param expired events that left the retention while they waited
 * @param afterNow events that were left out because they lie after {@link BulkLoad.Builder#until}
 * @param rejects what was left out because something is wrong with it
 * @param unknownFields for each field that the mapping does not name, how many records have it;
 *     empty unless asked for; the first {@link #UNKNOWN_FIELDS_MAX} that turn up
 * @param moreUnknown how many values there are in further fields that the mapping does not name
 * @param eventCounts how many events of each type were handed over, the first to turn up first
 * @param earliest the time of the earliest event that was handed over
 * @param latest the time of the latest
 * @param readBytes how much of the file was read, what the engine had already included
 * @param elapsed how long it took
 */
public record LoadReport(
    String name,
    boolean resumed,
    long records,
    long applied,
    long duplicates,
    long expired,
    long afterNow,
    RejectReport rejects,
    Map<String, Long> unknownFields,
    long moreUnknown,
    Map<String, Long> eventCounts,
    Optional<Instant> earliest,
    Optional<Instant> latest,
    long readBytes,
    Duration elapsed) {

  /** How many fields are counted by name: a file may have keys for names. */
  public static final int UNKNOWN_FIELDS_MAX = 1_000;

  public LoadReport {
    unknownFields = Collections.unmodifiableMap(new LinkedHashMap<>(unknownFields));
    eventCounts = Collections.unmodifiableMap(new LinkedHashMap<>(eventCounts));
  }

  /** Records a second; 0 if it took no time. */
  public double recordsPerSecond() {
    return elapsed.isZero() ? 0 : records * 1e9 / elapsed.toNanos();
  }

  /** A few words for a person. */
  @Override
  public String toString() {
    return name
        + ": "
        + records
        + " records, "
        + applied
        + " applied, "
        + rejects.total()
        + " rejected"
        + (afterNow == 0 ? "" : ", " + afterNow + " after now")
        + (duplicates == 0 ? "" : ", " + duplicates + " duplicates")
        + (resumed ? ", resumed" : "");
  }
}

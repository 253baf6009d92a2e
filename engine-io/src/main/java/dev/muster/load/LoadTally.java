// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import dev.muster.load.LoadException.Kind;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts what a load does, and gives it up when there are too many rejects. One thread. */
final class LoadTally {

  private final String name;
  private final ErrorPolicy policy;
  private final Consumer<Reject> sink;
  private final RecordSource source;
  private final long beginNanos = System.nanoTime();

  private boolean resumed;
  private long records;
  private long rejected;
  private long applied;
  private long duplicates;
  private long expired;
  private long afterNow;
  private long earliestMillis = Long.MAX_VALUE;
  private long latestMillis = Long.MIN_VALUE;
  private final Map<Reject.Reason, Long> rejectCounts = new EnumMap<>(Reject.Reason.class);
  private final List<Reject> firstRejects = new ArrayList<>();
  private final Map<String, Long> unknownFields = new LinkedHashMap<>();
  private long moreUnknown;
  private final Map<String, Long> eventCounts = new LinkedHashMap<>();

  LoadTally(String name, ErrorPolicy policy, Consumer<Reject> sink, RecordSource source) {
    this.name = name;
    this.policy = policy;
    this.sink = sink;
    this.source = source;
  }

  /** The engine has some of it already. */
  void resume() {
    resumed = true;
  }

  /** Records that have been dealt with. */
  long records() {
    return records;
  }

  void addRecords(long count) {
    records += count;
  }

  void addUnknown(Map<String, Long> counts) {
    counts.forEach(
        (field, count) -> {
          if (unknownFields.size() < LoadReport.UNKNOWN_FIELDS_MAX
              || unknownFields.containsKey(field)) {
            unknownFields.merge(field, count, Long::sum);
          } else {
            moreUnknown += count;
          }
        });
  }

  void addAfterNow() {
    afterNow++;
  }

  /** The engine has taken {@code operations}. */
  void addTaken(List<Operation> operations, Receipt receipt) {
    applied += receipt.applied();
    duplicates += receipt.duplicates();
    expired += receipt.expired();
    for (Operation operation : operations) {
      if (operation instanceof Event event) {
        eventCounts.merge(event.type(), 1L, Long::sum);
        earliestMillis = Math.min(earliestMillis, event.epochMillis());
        latestMillis = Math.max(latestMillis, event.epochMillis());
      }
    }
  }

  /**
   * Reports rejects and gives the load up if with them they are too many; otherwise does nothing.
   *
   * @param recordsThen how many records there are with those among which they were found
   * @throws LoadException if they are too many
   */
  void requireTolerable(List<Reject> rejects, long recordsThen) {
    if (policy.isExceeded(rejected + rejects.size(), recordsThen)) {
      addRejects(rejects, recordsThen);
    }
  }

  /**
   * Reports rejects.
   *
   * @param recordsThen how many records there are with those among which they were found
   * @throws LoadException if they are too many
   */
  void addRejects(List<Reject> rejects, long recordsThen) {
    for (Reject reject : rejects) {
      rejected++;
      rejectCounts.merge(reject.reason(), 1L, Long::sum);
      if (firstRejects.size() < RejectReport.FIRST_MAX) {
        firstRejects.add(reject);
      }
      sink.accept(reject);
      if (policy.isExceeded(rejected, recordsThen)) {
        throw failure(
            Kind.TOO_MANY_REJECTS,
            (policy.rejectsMax() == 0
                    ? ""
                    : rejected + " of " + recordsThen + " records are rejected, the last: ")
                + reject);
      }
    }
  }

  LoadException failure(Kind kind, String message) {
    return new LoadException(kind, message, report(), null);
  }

  LoadReport report() {
    return new LoadReport(
        name,
        resumed,
        records,
        applied,
        duplicates,
        expired,
        afterNow,
        new RejectReport(rejectCounts, firstRejects),
        unknownFields,
        moreUnknown,
        eventCounts,
        instant(earliestMillis),
        instant(latestMillis),
        source.positionBytes(),
        Duration.ofNanos(System.nanoTime() - beginNanos));
  }

  private Optional<Instant> instant(long millis) {
    return eventCounts.isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}

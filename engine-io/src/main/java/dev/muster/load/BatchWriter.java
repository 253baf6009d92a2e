// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import dev.muster.SegmentationEngine;
import dev.muster.load.LoadException.Kind;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.Receipt;
import dev.muster.profile.RejectedOperationException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Hands converted records to the engine, in order, each batch once.
 *
 * <p>A batch is number {@code (chunk, record)} of its producer, in one number: all records before
 * that one are dealt with. So the last number that the engine has taken tells where to go on.
 *
 * <p>The next batch is only handed over when the one before is acknowledged. The engine may refuse
 * a batch late, for want of space on disk or of room for documents; had it taken the next one
 * meanwhile, the refused one would count as a duplicate for ever.
 *
 * <p>Confined to one thread.
 */
final class BatchWriter {

  /** Large enough to pay for a sync, small enough to keep the epochs short. */
  private static final int BATCH_RECORDS = 16_384;

  /** Bits of a sequence that count records of a chunk. */
  private static final int RECORD_BITS = 20;

  private final SegmentationEngine engine;
  private final String producer;
  private final SchemaFit fit;
  private final LoadTally tally;
  private final long untilMillis;
  private final @Nullable ReplayClock clock;

  BatchWriter(
      SegmentationEngine engine,
      String producer,
      SchemaFit fit,
      LoadTally tally,
      long untilMillis,
      @Nullable ReplayClock clock) {
    this.engine = engine;
    this.producer = producer;
    this.fit = fit;
    this.tally = tally;
    this.untilMillis = untilMillis;
    this.clock = clock;
  }

  /** The chunk in which {@code sequence} lies. */
  static int chunk(long sequence) {
    return (int) (sequence >>> RECORD_BITS);
  }

  /** How many of its records are dealt with. */
  static int recordsDone(long sequence) {
    return (int) sequence & RecordChunk.RECORDS_MAX;
  }

  /** Writes a chunk; afterwards every read sees it. */
  void write(ChunkConversion.Result chunk) throws InterruptedException {
    List<LoadRecord> records = chunk.records();
    for (int from = 0; from < records.size(); from += BATCH_RECORDS) {
      int to = Math.min(from + BATCH_RECORDS, records.size());
      List<Reject> rejects = new ArrayList<>();
      List<LoadRecord> left = accepted(records.subList(from, to), rejects);
      // Before anything is handed over, so that a load that must not skip stops in front of it.
      long recordsThen = tally.records() + to - from;
      tally.addRejects(rejects, recordsThen);
      rejects.clear();
      boolean whole = to == records.size();
      long end =
          whole ? (chunk.index() + 1L) << RECORD_BITS : sequence(chunk.index(), chunk.done() + to);
      write(left, chunk, end, rejects);
      rejects.sort(Comparator.comparingLong(Reject::line));
      tally.addRecords(to - from);
      tally.addRejects(rejects, recordsThen);
    }
    tally.addUnknown(chunk.otherCounts());
  }

  private static long sequence(int chunk, int records) {
    return (long) chunk << RECORD_BITS | records;
  }

  /** Those that are neither rejected nor left out; makes the engine ready for them. */
  private List<LoadRecord> accepted(List<LoadRecord> records, List<Reject> rejects) {
    List<LoadRecord> left = new ArrayList<>(records.size());
    long latestMillis = Long.MIN_VALUE;
    for (LoadRecord record : records) {
      if (record.reject() != null) {
        rejects.add(record.reject());
        continue;
      }
      if (record.operations().get(0) instanceof Event event) {
        if (event.epochMillis() > untilMillis) {
          tally.addAfterNow();
          continue;
        }
        if (!fit.meet(event.type())) {
          throw tally.failure(
              Kind.TOO_MANY_EVENT_TYPES,
              "line "
                  + record.line()
                  + ": there are more than "
                  + SchemaFit.EVENT_TYPES_MAX
                  + " different event types: is it the right field?");
        }
        latestMillis = Math.max(latestMillis, event.epochMillis());
      }
      left.add(record);
    }
    if (clock != null && latestMillis != Long.MIN_VALUE) {
      clock.reach(latestMillis);
    }
    return left;
  }

  /** Writes {@code records}; with them, all up to {@code sequence} are dealt with. */
  private void write(
      List<LoadRecord> records, ChunkConversion.Result chunk, long sequence, List<Reject> rejects)
      throws InterruptedException {
    List<LoadRecord> left = records;
    while (!left.isEmpty()) {
      List<Operation> operations = operations(left);
      CompletableFuture<Receipt> handedOver;
      try {
        handedOver = engine.submit(Batch.of(operations).from(producer, sequence));
      } catch (RejectedOperationException e) {
        if (e.reason() == RejectedOperationException.Reason.BATCH_TOO_LARGE) {
          halve(left, chunk, sequence, e, rejects);
          return;
        }
        left = without(left, e, rejects);
        continue;
      }
      try {
        tally.addTaken(operations, handedOver.get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RejectedOperationException refused)) {
          throw e.getCause() instanceof RuntimeException failure
              ? failure
              : new IllegalStateException(e.getCause());
        }
        // A late refusal does not tell which operation it is about.
        halve(left, chunk, sequence, refused, rejects);
      }
      return;
    }
  }

  /** Writes the halves one after the other; a single record is a reject. */
  private void halve(
      List<LoadRecord> records,
      ChunkConversion.Result chunk,
      long sequence,
      RejectedOperationException refused,
      List<Reject> rejects)
      throws InterruptedException {
    if (records.size() == 1) {
      rejects.add(reject(records.get(0), refused));
      return;
    }
    int middle = records.size() / 2;
    LoadRecord lastOfFirst = records.get(middle - 1);
    int done = chunk.done() + chunk.records().indexOf(lastOfFirst) + 1;
    write(records.subList(0, middle), chunk, sequence(chunk.index(), done), rejects);
    write(records.subList(middle, records.size()), chunk, sequence, rejects);
  }

  /** The others, without the one that the engine refused. */
  private static List<LoadRecord> without(
      List<LoadRecord> records, RejectedOperationException refused, List<Reject> rejects) {
    int operation = refused.operationIndex();
    int index = 0;
    while (operation >= records.get(index).operations().size()) {
      operation -= records.get(index).operations().size();
      index++;
    }
    List<LoadRecord> left = new ArrayList<>(records.subList(0, index));
    LoadRecord found = records.get(index);
    rejects.add(reject(found, refused));
    for (LoadRecord record : records.subList(index + 1, records.size())) {
      if (isRefusedLike(record, found, refused)) {
        rejects.add(reject(record, refused));
      } else {
        left.add(record);
      }
    }
    return left;
  }

  /**
   * Whether the engine, which looks at the clock once a batch, refuses {@code record} as it did
   * {@code found}. So a batch with thousands of events of another year is not handed over thousands
   * of times.
   */
  private static boolean isRefusedLike(
      LoadRecord record, LoadRecord found, RejectedOperationException refused) {
    if (!(record.operations().get(0) instanceof Event event)
        || !(found.operations().get(0) instanceof Event first)) {
      return false;
    }
    return switch (refused.reason()) {
      case FUTURE_EVENT -> event.epochMillis() >= first.epochMillis();
      case BEYOND_RETENTION -> event.epochMillis() <= first.epochMillis();
      case UNKNOWN_NAME,
          WRONG_TYPE,
          INVALID_VALUE,
          BATCH_TOO_LARGE,
          NO_DOCUMENTS,
          TOO_MANY_DOCUMENTS ->
          false;
    };
  }

  private static Reject reject(LoadRecord record, RejectedOperationException refused) {
    Reject.Reason reason =
        switch (refused.reason()) {
          case FUTURE_EVENT -> Reject.Reason.FUTURE_EVENT;
          case BEYOND_RETENTION -> Reject.Reason.BEYOND_RETENTION;
          case UNKNOWN_NAME,
              WRONG_TYPE,
              INVALID_VALUE,
              BATCH_TOO_LARGE,
              NO_DOCUMENTS,
              TOO_MANY_DOCUMENTS ->
              Reject.Reason.REFUSED;
        };
    String message = String.valueOf(refused.getMessage()).replaceFirst("^operation [0-9]+: ", "");
    return new Reject(record.line(), reason, null, null, message);
  }

  private static List<Operation> operations(List<LoadRecord> records) {
    List<Operation> operations = new ArrayList<>(records.size());
    records.forEach(record -> operations.addAll(record.operations()));
    return operations;
  }
}

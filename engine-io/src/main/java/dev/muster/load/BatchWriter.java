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
import java.util.List;
import java.util.Objects;
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
      List<LoadRecord> wanted = wanted(records.subList(from, to));
      long recordsThen = tally.records() + to - from;
      write(
          new Part(chunk.index(), chunk.done() + from, wanted, to == records.size()), recordsThen);
    }
    tally.addUnknown(chunk.otherCounts());
  }

  /**
   * Records of a chunk that follow each other.
   *
   * @param first how many records of the chunk are in front of them
   * @param records those records; one that the engine refuses is replaced by its reject
   * @param last whether the chunk ends with them
   */
  private record Part(int chunk, int first, List<LoadRecord> records, boolean last) {

    /** The number of the batch with which all of them are dealt with. */
    long sequence() {
      return last
          ? (chunk + 1L) << RECORD_BITS
          : BatchWriter.sequence(chunk, first + records.size());
    }

    Part front(int count) {
      return new Part(chunk, first, records.subList(0, count), false);
    }

    Part behind(int count) {
      return new Part(chunk, first + count, records.subList(count, records.size()), last);
    }

    List<Reject> rejects() {
      return records.stream().map(LoadRecord::reject).filter(Objects::nonNull).toList();
    }

    List<Operation> operations() {
      List<Operation> operations = new ArrayList<>(records.size());
      records.forEach(record -> operations.addAll(record.operations()));
      return operations;
    }
  }

  private static long sequence(int chunk, int records) {
    return (long) chunk << RECORD_BITS | records;
  }

  /** The records, without the operations of those to be left out; the engine is ready for them. */
  private List<LoadRecord> wanted(List<LoadRecord> records) {
    List<LoadRecord> wanted = new ArrayList<>(records);
    long latestMillis = Long.MIN_VALUE;
    for (int i = 0; i < wanted.size(); i++) {
      LoadRecord record = wanted.get(i);
      if (record.reject() != null || !(record.operations().get(0) instanceof Event event)) {
        continue;
      }
      if (event.epochMillis() > untilMillis) {
        tally.addAfterNow();
        wanted.set(i, new LoadRecord(record.line(), List.of(), null));
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
    if (clock != null && latestMillis != Long.MIN_VALUE) {
      clock.reach(latestMillis);
    }
    return wanted;
  }

  /**
   * Writes {@code part}, and reports its rejects once the engine has the others: only then are all
   * that are in front of them known. A part of rejects only is an empty batch, so that they are not
   * reported again.
   *
   * @param recordsThen how many records there are with those of the batch
   */
  private void write(Part part, long recordsThen) throws InterruptedException {
    while (true) {
      List<Reject> rejects = part.rejects();
      // Each time before anything is handed over: a load that must not skip stops in front of it.
      tally.requireTolerable(rejects, recordsThen);
      List<Operation> operations = part.operations();
      RejectedOperationException refused;
      try {
        Receipt receipt = engine.submit(Batch.of(operations).from(producer, part.sequence())).get();
        tally.addTaken(operations, receipt);
        tally.addRecords(part.records().size());
        tally.addRejects(rejects, recordsThen);
        return;
      } catch (InterruptedException e) {
        // The engine may take the batch all the same, and then nobody comes by here again.
        tally.addRejects(rejects, recordsThen);
        throw e;
      } catch (RejectedOperationException e) {
        refused = e;
        if (refused.reason() != RejectedOperationException.Reason.BATCH_TOO_LARGE) {
          refuse(part.records(), refused);
          continue;
        }
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RejectedOperationException late)) {
          throw e.getCause() instanceof RuntimeException failure
              ? failure
              : new IllegalStateException(e.getCause());
        }
        // A late refusal does not tell which operation it is about.
        refused = late;
      }
      if (!refuseOnly(part.records(), refused)) {
        int middle = part.records().size() / 2;
        write(part.front(middle), recordsThen);
        write(part.behind(middle), recordsThen);
        return;
      }
    }
  }

  /** Makes a reject of the only record that has operations; false if there are more of them. */
  private static boolean refuseOnly(List<LoadRecord> records, RejectedOperationException refused) {
    int found = -1;
    for (int i = 0; i < records.size(); i++) {
      if (!records.get(i).operations().isEmpty()) {
        if (found >= 0) {
          return false;
        }
        found = i;
      }
    }
    if (found < 0) {
      // An empty batch has nothing that could be left out.
      throw refused;
    }
    records.set(found, rejected(records.get(found), refused));
    return true;
  }

  /** Makes rejects of the record that the engine refused, and of those it would refuse next. */
  private static void refuse(List<LoadRecord> records, RejectedOperationException refused) {
    int operation = refused.operationIndex();
    int index = 0;
    while (operation >= records.get(index).operations().size()) {
      operation -= records.get(index).operations().size();
      index++;
    }
    LoadRecord found = records.get(index);
    records.set(index, rejected(found, refused));
    for (int i = index + 1; i < records.size(); i++) {
      if (isRefusedLike(records.get(i), found, refused)) {
        records.set(i, rejected(records.get(i), refused));
      }
    }
  }

  /**
   * Whether the engine, which looks at the clock once a batch, refuses {@code record} as it did
   * {@code found}. So a batch with thousands of events of another year is not handed over thousands
   * of times.
   */
  private static boolean isRefusedLike(
      LoadRecord record, LoadRecord found, RejectedOperationException refused) {
    if (record.operations().isEmpty()
        || !(record.operations().get(0) instanceof Event event)
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

  private static LoadRecord rejected(LoadRecord record, RejectedOperationException refused) {
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
    return new LoadRecord(
        record.line(), List.of(), new Reject(record.line(), reason, null, null, message));
  }
}

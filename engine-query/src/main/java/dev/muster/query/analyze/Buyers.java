// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.query.execute.ChunkRows;
import dev.muster.query.execute.StopCheck;
import dev.muster.query.plan.MeasuredEvents;
import dev.muster.shard.event.MeasureScan;
import dev.muster.shard.scan.RowMask;

/**
 * When each buyer bought last, how often and for how much, one after the other. Confined to one
 * thread.
 */
final class Buyers {

  /**
   * What is measured of purchases. Immutable.
   *
   * @param latest when the last of them was
   * @param count how many
   * @param spent what they sum up to
   */
  record Queries(MeasuredEvents latest, MeasuredEvents count, MeasuredEvents spent) {}

  private final Queries queries;
  private final CollectedValues latest = new CollectedValues();
  private final CollectedValues counts = new CollectedValues();
  private final CollectedValues spent = new CollectedValues();

  Buyers(Queries queries) {
    this.queries = queries;
  }

  /** Adds the buyers of {@code chunk} by row; {@code found} is overwritten with their rows. */
  void add(ChunkRows chunk, long[] found) {
    RowMask.clear(found);
    MeasureScan.forEachRow(
        chunk.events(queries.latest.eventType()),
        queries.latest.query(),
        chunk.rows(),
        chunk.scratch(),
        (row, value) -> {
          if (value.isPresent()) {
            RowMask.add(found, row);
            latest.add(value.high(), value.low());
          }
        });
    chunk.checkStopped();
    collect(chunk, queries.count, found, counts);
    chunk.checkStopped();
    collect(chunk, queries.spent, found, spent);
  }

  /** Rows come in the same order each time, and those with an event always have a value. */
  private static void collect(
      ChunkRows chunk, MeasuredEvents events, long[] rows, CollectedValues values) {
    MeasureScan.forEachRow(
        chunk.events(events.eventType()),
        events.query(),
        rows,
        chunk.scratch(),
        (row, value) -> values.add(value.high(), value.low()));
  }

  /** Adds those of {@code other}, in their order. */
  void addAll(Buyers other) {
    latest.addAll(other.latest);
    counts.addAll(other.counts);
    spent.addAll(other.spent);
  }

  /** How many. */
  int size() {
    return latest.size();
  }

  /** How often buyer {@code i} bought. */
  long count(int i) {
    return counts.low(i);
  }

  /** Adds what buyer {@code i} spent to {@code total}. */
  void addSpent(int i, ExactTotal total) {
    total.add(spent.high(i), spent.low(i));
  }

  /** Scores all buyers among themselves; there must be one. */
  Scores scores(StopCheck stop) {
    return new Scores(quintiles(latest, stop), quintiles(counts, stop), quintiles(spent, stop));
  }

  private static Quintiles quintiles(CollectedValues values, StopCheck stop) {
    Quintiles quintiles = Quintiles.of(values);
    stop.check();
    return quintiles;
  }

  /** The scores of the buyers, each in [1, 5]. */
  final class Scores {

    private final Quintiles byLatest;
    private final Quintiles byCount;
    private final Quintiles bySpent;

    private Scores(Quintiles byLatest, Quintiles byCount, Quintiles bySpent) {
      this.byLatest = byLatest;
      this.byCount = byCount;
      this.bySpent = bySpent;
    }

    /** Later is better, so recency needs no turning round. */
    int recency(int i) {
      return byLatest.score(latest.high(i), latest.low(i));
    }

    int frequency(int i) {
      return byCount.score(counts.high(i), counts.low(i));
    }

    int monetary(int i) {
      return bySpent.score(spent.high(i), spent.low(i));
    }
  }
}

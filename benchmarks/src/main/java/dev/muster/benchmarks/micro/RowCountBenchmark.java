// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import dev.muster.predicate.TimeRange;
import dev.muster.shard.event.EventFilterNode;
import dev.muster.shard.event.EventQuery;
import dev.muster.shard.event.MeasureSpec;
import dev.muster.shard.event.ResultTest;
import dev.muster.shard.scan.LongTest;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;
import java.util.PriorityQueue;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * How are events best counted by row, to find the rows with at least three?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar RowCountBenchmark}
 *
 * <p>One chunk, all events of a type. The engine has a byte for each row, and four where more is
 * told apart. The others gather rows and sort them, merge the runs, which are sorted, or count in a
 * hash map.
 */
public class RowCountBenchmark extends RowEventsBenchmark {

  static final int LEAST = 3;

  private char[] gathered = {};

  @Override
  void prepare() {
    gathered = new char[events];
  }

  @Benchmark
  public int bytes() {
    return engine(new LongTest.Range(LEAST, Long.MAX_VALUE));
  }

  /** An upper bound that no byte tells from others makes the engine count in whole numbers. */
  @Benchmark
  public int ints() {
    return engine(new LongTest.Range(LEAST, Integer.MAX_VALUE - 1));
  }

  private int engine(LongTest test) {
    return engine(
        new EventQuery(
            TimeRange.ALL,
            EventFilterNode.ALL,
            MeasureSpec.COUNT,
            new ResultTest.Code(test, false)));
  }

  @Benchmark
  public int sorted() {
    int[] size = new int[1];
    chunk.forEachBlock(
        (rows, count) -> {
          System.arraycopy(rows, 0, gathered, size[0], count);
          size[0] += count;
        });
    Arrays.sort(gathered, 0, size[0]);
    int matched = 0;
    int same = 0;
    for (int i = 0; i < size[0]; i++) {
      same = i > 0 && gathered[i] == gathered[i - 1] ? same + 1 : 1;
      matched += same == LEAST ? 1 : 0;
    }
    return matched;
  }

  /** Where a run stands. */
  private static final class Cursor {
    private final char[] rows;
    private final int end;
    private int at;

    Cursor(char[] rows, int end) {
      this.rows = rows;
      this.end = end;
    }

    char row() {
      return rows[at];
    }
  }

  @Benchmark
  public int merged() {
    PriorityQueue<Cursor> cursors =
        new PriorityQueue<>((one, other) -> Character.compare(one.row(), other.row()));
    chunk.forEachBlock(
        (rows, count) -> {
          if (count > 0) {
            cursors.add(new Cursor(inOrder(rows, count), count));
          }
        });
    int matched = 0;
    int row = -1;
    int same = 0;
    for (Cursor next = cursors.poll(); next != null; next = cursors.poll()) {
      same = next.row() == row ? same + 1 : 1;
      row = next.row();
      matched += same == LEAST ? 1 : 0;
      if (++next.at < next.end) {
        cursors.add(next);
      }
    }
    return matched;
  }

  /** Runs are in order of rows; what is still in the tail is not. */
  private static char[] inOrder(char[] rows, int count) {
    for (int i = 1; i < count; i++) {
      if (rows[i] < rows[i - 1]) {
        char[] copy = Arrays.copyOf(rows, count);
        Arrays.sort(copy);
        return copy;
      }
    }
    return rows;
  }

  @Benchmark
  public int hashed() {
    Int2IntOpenHashMap counts = new Int2IntOpenHashMap();
    chunk.forEachBlock(
        (rows, count) -> {
          for (int i = 0; i < count; i++) {
            counts.addTo(rows[i], 1);
          }
        });
    int matched = 0;
    for (int count : counts.values()) {
      matched += count >= LEAST ? 1 : 0;
    }
    return matched;
  }
}

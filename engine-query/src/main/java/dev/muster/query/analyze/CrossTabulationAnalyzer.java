// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import dev.muster.analysis.AnalysisTooLargeException;
import dev.muster.analysis.CrossTabulation;
import dev.muster.analysis.Dimension;
import dev.muster.query.execute.ChunkAccumulator;
import dev.muster.query.execute.ChunkRows;
import dev.muster.query.execute.StopCheck;
import dev.muster.shard.SchemaLayout.Field;
import dev.muster.shard.scan.RowMask;
import dev.muster.value.ValueOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Loads all attributes of a chunk and counts the combinations of their codes. */
record CrossTabulationAnalyzer(CrossTabulation table, List<Field> fields)
    implements Analyzer<CrossTabulationAnalyzer.Counts, CrossTabulation.Result> {

  @Override
  public Counts accumulator() {
    return new Counts(fields, this::tooMany);
  }

  AnalysisTooLargeException tooMany() {
    return new AnalysisTooLargeException(
        "a cross tabulation may have at most "
            + CrossTabulation.COMBINATIONS_MAX
            + " combinations that occur, attributes="
            + table.attributes().stream().map(Dimension.OfAttribute::attribute).toList());
  }

  @Override
  public CrossTabulation.Result answer(Counts total, StopCheck stop) {
    CombinationCounts counts = total.combinations;
    TopCounts<List<Optional<Object>>> top =
        new TopCounts<>(
            table.top(), index -> values(counts, Math.toIntExact(index)), this::compare);
    StopCheck.Steps steps = stop.steps();
    for (int i = 0; i < counts.size(); i++) {
      steps.step();
      top.offer(i, counts.count(i));
    }
    stop.check();
    return new CrossTabulation.Result(
        total.profiles,
        top.top().stream()
            .map(entry -> new CrossTabulation.Combination(top.value(entry), entry.count()))
            .toList(),
        top.rest());
  }

  private List<Optional<Object>> values(CombinationCounts counts, int index) {
    int[] numbers = new int[fields.size()];
    counts.numbers(index, numbers);
    List<Optional<Object>> values = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      values.add(
          numbers[i] == 0
              ? Optional.empty()
              : Optional.of(fields.get(i).decode(counts.code(i, numbers[i]))));
    }
    return values;
  }

  private int compare(List<Optional<Object>> left, List<Optional<Object>> right) {
    int order = 0;
    for (int i = 0; i < left.size() && order == 0; i++) {
      Optional<Object> one = left.get(i);
      Optional<Object> other = right.get(i);
      if (one.isPresent() && other.isPresent()) {
        Comparator<Object> values = ValueOrder.of(fields.get(i).type());
        order = values.compare(one.get(), other.get());
      } else {
        order = Boolean.compare(one.isPresent(), other.isPresent());
      }
    }
    return order;
  }

  /** Profiles by combination. */
  static final class Counts implements ChunkAccumulator<Counts> {

    private final List<Field> fields;
    private final CombinationCounts combinations;
    private long profiles;

    // By place and row; made when a chunk comes.
    private long[][] codes = {};

    private Counts(List<Field> fields, Supplier<RuntimeException> tooMany) {
      this.fields = fields;
      this.combinations =
          new CombinationCounts(fields.size(), CrossTabulation.COMBINATIONS_MAX, tooMany);
    }

    @Override
    public void add(ChunkRows chunk) {
      int places = fields.size();
      if (codes.length == 0) {
        codes = new long[places][RowMask.ROWS];
      }
      long[][] present = new long[places][];
      for (int i = 0; i < places; i++) {
        present[i] = chunk.borrowMask();
        chunk.load(fields.get(i).index(), present[i], codes[i]);
        chunk.checkStopped();
      }
      int[] numbers = new int[places];
      for (int w = 0; w < RowMask.WORDS; w++) {
        for (long bits = chunk.rows()[w]; bits != 0; bits &= bits - 1) {
          int row = (w << 6) + Long.numberOfTrailingZeros(bits);
          for (int i = 0; i < places; i++) {
            numbers[i] =
                RowMask.contains(present[i], row) ? combinations.number(i, codes[i][row]) : 0;
          }
          combinations.add(numbers, 1);
        }
      }
      profiles += chunk.count();
      for (int i = places - 1; i >= 0; i--) {
        chunk.returnMask(present[i]);
      }
    }

    @Override
    public void addAll(Counts other) {
      combinations.addAll(other.combinations);
      profiles += other.profiles;
    }
  }
}

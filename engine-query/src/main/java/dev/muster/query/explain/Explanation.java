// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How a predicate was evaluated: it was, once, with every operator measured, the last of them the
 * analysis that was asked of its profiles if there was one. Immutable; {@link #toString} prints it
 * as a tree.
 *
 * @param predicate the predicate as text
 * @param now the instant its windows hang on
 * @param epoch the position it was evaluated at
 * @param count profiles that pass
 * @param profiles profiles in all
 * @param chunks chunks of 65,536 rows there are
 * @param time from planning to the count or answer
 * @param root the last operator
 */
public record Explanation(
    String predicate,
    Instant now,
    long epoch,
    long count,
    long profiles,
    int chunks,
    Duration time,
    Operator root) {

  /**
   * One operator of the plan.
   *
   * @param label what it does
   * @param estimatedRows rows it was expected to find among its candidates
   * @param candidateRows rows it was asked about
   * @param resultRows rows it found
   * @param chunks chunks in which it ran; in the others nothing was left to decide
   * @param time spent in it and its operands, over all threads
   * @param operands what it combines, in the order in which they ran in most chunks
   */
  public record Operator(
      String label,
      double estimatedRows,
      long candidateRows,
      long resultRows,
      long chunks,
      Duration time,
      List<Operator> operands) {
    public Operator {
      operands = List.copyOf(operands);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(predicate).append('\n');
    text.append(
        String.format(
            Locale.ROOT,
            "%,d of %,d profiles in %s; now %s, epoch %d, %d chunks%n",
            count,
            profiles,
            millis(time),
            now,
            epoch,
            chunks));
    text.append(
        String.format(
            Locale.ROOT,
            "%13s %13s %13s %7s %11s  operator%n",
            "asked",
            "estimated",
            "found",
            "chunks",
            "time"));
    append(text, root, "", "");
    return text.toString();
  }

  private static void append(
      StringBuilder text, Operator operator, String indent, String childIndent) {
    String numbers =
        operator.chunks() == 0
            ? String.format(Locale.ROOT, "%61s", "not run  ")
            : String.format(
                Locale.ROOT,
                "%,13d %,13d %,13d %,7d %11s",
                operator.candidateRows(),
                Math.round(operator.estimatedRows()),
                operator.resultRows(),
                operator.chunks(),
                millis(operator.time()));
    text.append(numbers).append("  ").append(indent).append(operator.label()).append('\n');
    List<Operator> operands = operator.operands();
    for (int i = 0; i < operands.size(); i++) {
      boolean last = i == operands.size() - 1;
      append(
          text,
          operands.get(i),
          childIndent + (last ? "└─ " : "├─ "),
          childIndent + (last ? "   " : "│  "));
    }
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.3f ms", time.toNanos() / 1e6);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import java.util.function.Consumer;

/** What is done about lines that are no events: all are counted, the first few are reported. */
public final class BadLines {

  /** Whether reading goes on after a bad line. */
  public enum Policy {
    SKIP,
    FAIL
  }

  private final Policy policy;
  private final int reportsMax;
  private final Consumer<String> report;
  private long count;

  /**
   * Nothing bad so far.
   *
   * @param policy what to do about a bad line
   * @param reportsMax how many of them are reported
   * @param report takes one line of text per reported line
   */
  public BadLines(Policy policy, int reportsMax, Consumer<String> report) {
    this.policy = policy;
    this.reportsMax = reportsMax;
    this.report = report;
  }

  /** How many there were. */
  public long count() {
    return count;
  }

  /**
   * Takes note of line {@code number}, counted from 1.
   *
   * @throws DataException if a bad line is fatal
   */
  void add(long number, String reason) {
    count++;
    String text = "line " + number + ": " + reason;
    if (policy == Policy.FAIL) {
      throw new DataException(text);
    }
    if (count <= reportsMax) {
      report.accept(text);
    } else if (count == reportsMax + 1L) {
      report.accept("further bad lines are counted and not shown");
    }
  }
}

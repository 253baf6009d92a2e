// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * One way of answering a question, ready to be asked.
 *
 * @param name what tells it from the others
 * @param asking answers
 */
public record Formulation(String name, Asking asking) {

  /** Answers a question from the data as loaded. */
  @FunctionalInterface
  public interface Asking {

    /** The answer, computed anew. */
    List<Long> ask() throws IOException, SQLException;
  }
}

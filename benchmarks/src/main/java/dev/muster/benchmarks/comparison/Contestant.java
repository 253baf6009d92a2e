// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.workload.Question;
import dev.muster.benchmarks.workload.Workload;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * One engine that is compared. It is loaded once, then asked; whatever can be prepared for a
 * question without looking at the data (parsing, planning) is prepared before the first asking.
 *
 * <p>Asked by one thread at a time; how many threads it answers with was said when it was made.
 */
public interface Contestant extends AutoCloseable {

  /**
   * Takes in all profiles and events; returns when it is ready to be asked. It keeps nothing of
   * {@code workload}.
   */
  Loaded load(Workload workload) throws IOException, SQLException;

  /** The ways it can answer {@code question}; the fastest of them counts. At least one. */
  List<Formulation> formulations(Question question) throws IOException, SQLException;

  /** Its version. */
  String version() throws SQLException;

  @Override
  void close() throws IOException, SQLException;
}

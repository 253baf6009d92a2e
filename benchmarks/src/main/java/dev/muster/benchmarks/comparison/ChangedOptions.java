// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ChangedSegmentsRun} was asked for.
 *
 * @param size of the workload
 * @param families of segments in a pass
 * @param steps segments of a family
 * @param passes that are timed
 * @param heap of each process
 * @param commit what is measured; asked of git if it is null
 * @param out directory of the results
 */
record ChangedOptions(
    Size size,
    int families,
    int steps,
    int passes,
    String heap,
    @Nullable String commit,
    Path out) {

  static final String USAGE =
      "usage: ChangedSegmentsRun small|large [--families 10] [--steps 20] [--passes 7]"
          + " [--heap 8g] [--commit ID] [--out DIR]";

  /** Refuses what cannot be run. */
  ChangedOptions {
    if (families < 1 || steps < 1 || passes < 1) {
      throw new IllegalArgumentException(
          "families, steps and passes must be positive, families=%d, steps=%d, passes=%d"
              .formatted(families, steps, passes));
    }
  }

  /** Reads a command line. */
  static ChangedOptions of(List<String> args) {
    if (args.size() % 2 == 0) {
      throw new IllegalArgumentException(USAGE);
    }
    ChangedOptions options =
        new ChangedOptions(Size.of(args.get(0)), 10, 20, 7, "8g", null, Path.of("."));
    for (int i = 1; i < args.size(); i += 2) {
      options = options.with(args.get(i), args.get(i + 1));
    }
    return options;
  }

  private ChangedOptions with(String name, String value) {
    return switch (name) {
      case "--families" ->
          new ChangedOptions(size, Integer.parseInt(value), steps, passes, heap, commit, out);
      case "--steps" ->
          new ChangedOptions(size, families, Integer.parseInt(value), passes, heap, commit, out);
      case "--passes" ->
          new ChangedOptions(size, families, steps, Integer.parseInt(value), heap, commit, out);
      case "--heap" -> new ChangedOptions(size, families, steps, passes, value, commit, out);
      case "--commit" -> new ChangedOptions(size, families, steps, passes, heap, value, out);
      case "--out" ->
          new ChangedOptions(size, families, steps, passes, heap, commit, Path.of(value));
      default -> throw new IllegalArgumentException("unknown option=" + name + "; " + USAGE);
    };
  }
}

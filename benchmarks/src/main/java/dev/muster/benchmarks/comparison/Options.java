// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ComparisonRun} was asked for.
 *
 * @param size of the workload
 * @param threads numbers of them that parallel contestants are asked with, one after the other
 * @param entrants who takes part
 * @param rounds how often everybody's turn comes
 * @param heap of each process
 * @param commit what is measured; asked of git if it is null
 * @param out directory of the results
 */
record Options(
    Size size,
    List<Integer> threads,
    List<Entrant> entrants,
    int rounds,
    String heap,
    @Nullable String commit,
    Path out) {

  static final String USAGE =
      "usage: ComparisonRun small|large [--threads 1,2]"
          + " [--contestants muster,muster-cached,duckdb,duckdb-compressed,lucene,lucene-cached,floor]"
          + " [--rounds 9] [--heap 8g]"
          + " [--commit ID] [--out DIR]";

  private static final int ROUNDS = 9;
  private static final String HEAP = "8g";

  /** Copies. */
  Options {
    threads = List.copyOf(threads);
    entrants = List.copyOf(entrants);
    if (rounds < 1 || threads.stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException(
          "rounds and threads must be positive, rounds=%d, threads=%s".formatted(rounds, threads));
    }
  }

  /** Reads a command line. */
  static Options of(List<String> args) {
    if (args.isEmpty() || args.size() % 2 == 0) {
      throw new IllegalArgumentException(USAGE);
    }
    Options options =
        new Options(
            Size.of(args.get(0)),
            List.of(1),
            List.of(Entrant.values()),
            ROUNDS,
            HEAP,
            null,
            Path.of("."));
    for (int i = 1; i < args.size(); i += 2) {
      options = options.with(args.get(i), args.get(i + 1));
    }
    return options;
  }

  private Options with(String name, String value) {
    List<String> values = Arrays.asList(value.split(","));
    return switch (name) {
      case "--threads" -> {
        List<Integer> counts = values.stream().map(Integer::valueOf).toList();
        yield new Options(size, counts, entrants, rounds, heap, commit, out);
      }
      case "--contestants" -> {
        List<Entrant> named = values.stream().map(Entrant::of).toList();
        yield new Options(size, threads, named, rounds, heap, commit, out);
      }
      case "--rounds" ->
          new Options(size, threads, entrants, Integer.parseInt(value), heap, commit, out);
      case "--heap" -> new Options(size, threads, entrants, rounds, value, commit, out);
      case "--commit" -> new Options(size, threads, entrants, rounds, heap, value, out);
      case "--out" -> new Options(size, threads, entrants, rounds, heap, commit, Path.of(value));
      default -> throw new IllegalArgumentException("unknown option=" + name + "; " + USAGE);
    };
  }
}

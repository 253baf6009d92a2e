// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.scale;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ScaleRun} was asked for.
 *
 * @param profiles sizes, ascending; each with ten times as many events
 * @param threads numbers of them that questions are asked with, one after the other
 * @param rounds how often every question's turn comes
 * @param heap of each process
 * @param commit what is measured; asked of git if it is null
 * @param out directory of the results
 */
record ScaleOptions(
    List<Integer> profiles,
    List<Integer> threads,
    int rounds,
    String heap,
    @Nullable String commit,
    Path out) {

  static final String USAGE =
      "usage: ScaleRun [--profiles 1000000,2000000,4000000,8000000,10000000] [--threads 1,2]"
          + " [--rounds 9] [--heap 16g] [--commit ID] [--out DIR]";

  static final int EVENTS_PER_PROFILE = 10;

  /** With fewer, some of the fifty countries are nobody's. */
  private static final int PROFILES_MIN = 1_000;

  /** So that events can be counted in an {@code int}. */
  private static final int PROFILES_MAX = Integer.MAX_VALUE / EVENTS_PER_PROFILE;

  private static final ScaleOptions DEFAULTS =
      new ScaleOptions(
          List.of(1_000_000, 2_000_000, 4_000_000, 8_000_000, 10_000_000),
          List.of(1, 2),
          9,
          "16g",
          null,
          Path.of("."));

  /** Copies, and sorts the sizes. */
  ScaleOptions {
    profiles = profiles.stream().sorted().distinct().toList();
    threads = threads.stream().sorted().distinct().toList();
    if (profiles.stream().anyMatch(count -> count < PROFILES_MIN || count > PROFILES_MAX)) {
      throw new IllegalArgumentException(
          "profiles must be in [%d, %d], profiles=%s"
              .formatted(PROFILES_MIN, PROFILES_MAX, profiles));
    }
    if (rounds < 1 || threads.stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException(
          "rounds and threads must be positive, rounds=%d, threads=%s".formatted(rounds, threads));
    }
  }

  /** Reads a command line. */
  static ScaleOptions of(List<String> args) {
    if (args.size() % 2 != 0) {
      throw new IllegalArgumentException(USAGE);
    }
    ScaleOptions options = DEFAULTS;
    for (int i = 0; i < args.size(); i += 2) {
      options = options.with(args.get(i), args.get(i + 1));
    }
    return options;
  }

  private ScaleOptions with(String name, String value) {
    return switch (name) {
      case "--profiles" -> new ScaleOptions(numbers(value), threads, rounds, heap, commit, out);
      case "--threads" -> new ScaleOptions(profiles, numbers(value), rounds, heap, commit, out);
      case "--rounds" ->
          new ScaleOptions(profiles, threads, Integer.parseInt(value), heap, commit, out);
      case "--heap" -> new ScaleOptions(profiles, threads, rounds, value, commit, out);
      case "--commit" -> new ScaleOptions(profiles, threads, rounds, heap, value, out);
      case "--out" -> new ScaleOptions(profiles, threads, rounds, heap, commit, Path.of(value));
      default -> throw new IllegalArgumentException("unknown option=" + name + "; " + USAGE);
    };
  }

  private static List<Integer> numbers(String value) {
    return Arrays.stream(value.split(",")).map(Integer::valueOf).toList();
  }
}

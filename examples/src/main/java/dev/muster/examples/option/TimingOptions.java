// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.option;

import java.util.function.LongSupplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How often each question is asked. */
public final class TimingOptions {

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "7",
      description = "Timed counts per segment (${DEFAULT-VALUE}).")
  private int runs = 7;

  @Option(
      names = "--warm-ups",
      paramLabel = "N",
      defaultValue = "3",
      description = "Counts before the timed ones (${DEFAULT-VALUE}).")
  private int warmUps = 3;

  /** How many counts the median is of. */
  public int runs() {
    return runs;
  }

  /** Refuses numbers that make no sense. */
  public void check(CommandSpec spec) {
    if (runs < 1 || warmUps < 0) {
      throw new ParameterException(
          spec.commandLine(), "--runs must be at least 1 and --warm-ups not negative");
    }
  }

  /** Asks {@code question} as often as the options tell. */
  public MedianTime measure(LongSupplier question) {
    return MedianTime.of(question, warmUps, runs);
  }
}

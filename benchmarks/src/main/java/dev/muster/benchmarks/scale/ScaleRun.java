// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.scale;

import dev.muster.benchmarks.comparison.JavaProcess;
import dev.muster.benchmarks.report.Machine;
import dev.muster.benchmarks.workload.Question;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What do questions, loading and memory cost as the data grows? Loads the workload at several
 * sizes, ten events a profile, each into an engine and a JVM of its own, one after the other; asks
 * all questions of each, and tells by which power of the size the times grow.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar dev.muster.benchmarks.scale.ScaleRun \
 *     [--profiles 1000000,2000000,4000000,8000000,10000000] [--threads 1,2] \
 *     [--rounds 9] [--heap 16g] [--commit ID] [--out DIR]
 * </pre>
 *
 * <p>Every answer is checked, see {@link ScaleProcess}, and must be the same for any number of
 * threads. 30,000,000 profiles need {@code --heap 20g}. Writes {@code scale.csv}, {@code .md} and
 * {@code .png} into the directory.
 */
public final class ScaleRun {

  private ScaleRun() {}

  /** Runs it; see the class. */
  public static void main(String[] args) throws IOException {
    ScaleOptions options;
    try {
      options = ScaleOptions.of(Arrays.asList(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Machine machine = Machine.now(options.commit());
    List<Measured> measured = new ArrayList<>();
    for (int profiles : options.profiles()) {
      for (int threads : options.threads()) {
        System.err.printf("%,d profiles, %d threads%n", profiles, threads);
        measured.add(measure(profiles, threads, options));
        // After each, so that a size that does not fit costs nothing but itself.
        write(options, machine, measured);
      }
    }
    System.err.println("written to " + options.out().toAbsolutePath());
  }

  private static Measured measure(int profiles, int threads, ScaleOptions options)
      throws IOException {
    try (JavaProcess process =
            new JavaProcess(
                ScaleProcess.class,
                options.heap(),
                Integer.toString(profiles),
                Integer.toString(threads),
                Integer.toString(options.rounds()));
        ObjectInputStream in = new ObjectInputStream(process.said())) {
      return (Measured) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("both processes must have the same classes", e);
    }
  }

  static void write(ScaleOptions options, Machine machine, List<Measured> measured)
      throws IOException {
    requireEqualAnswers(measured);
    Files.createDirectories(options.out());
    Files.writeString(options.out().resolve("scale.csv"), ScaleReport.csv(measured));
    Files.writeString(
        options.out().resolve("scale.md"),
        new ScaleReport(options, machine, measured, "scale.png").text());
    new ScaleChart(measured).write(options.out().resolve("scale.png"));
  }

  /** Of one size, whatever the number of threads. */
  private static void requireEqualAnswers(List<Measured> measured) {
    Map<Integer, Map<Question, List<Long>>> bySize = new HashMap<>();
    for (Measured size : measured) {
      Map<Question, List<Long>> first = bySize.putIfAbsent(size.profiles(), size.answers());
      if (first != null && !first.equals(size.answers())) {
        throw new IllegalStateException(
            "answers must be equal, profiles=%d, threads=%d, expected=%s, answers=%s"
                .formatted(size.profiles(), size.threads(), first, size.answers()));
      }
    }
  }
}

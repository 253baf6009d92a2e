// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.report.Machine;
import dev.muster.benchmarks.workload.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares Muster with DuckDB, with Lucene and with the floor: each is loaded with the same
 * workload, must give the known answer to every question, and is then timed.
 *
 * <pre>
 * java -cp benchmarks/target/benchmarks.jar \
 *     dev.muster.benchmarks.comparison.ComparisonRun small|large [--threads 1,2] \
 *     [--contestants muster,muster-cached,duckdb,duckdb-compressed,lucene,lucene-cached,floor] \
 *     [--rounds 9] [--heap 8g] [--commit ID] [--out DIR]
 * </pre>
 *
 * <p>Every contestant has a JVM of its own, so that it shares neither a heap nor what the compiler
 * has learnt. They are loaded one after the other, and stay. Then rounds begin, and in each round
 * every question is put to all of them in turn: what disturbs the machine for a while disturbs all.
 * Only one works at a time. A contestant that has several ways of answering is timed with the one
 * that had the least median in a trial of all of them.
 *
 * <p>Writes {@code comparison-SIZE.csv}, {@code .md} and {@code .png} into the directory.
 */
public final class ComparisonRun {

  /** Samples of each turn. */
  private static final int SAMPLES = 5;

  private ComparisonRun() {}

  /** Runs it; see the class. */
  public static void main(String[] args) throws IOException {
    Options options;
    try {
      options = Options.of(Arrays.asList(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    run(options);
  }

  private static void run(Options options) throws IOException {
    Machine machine = Machine.now(options.commit());
    List<ContestantClient> clients = new ArrayList<>();
    List<Result> results;
    try {
      start(options, clients);
      for (Question question : Question.values()) {
        progress("warming up " + question);
        for (ContestantClient client : clients) {
          client.warm(question);
        }
      }
      for (int round = 1; round <= options.rounds(); round++) {
        progress("round " + round + " of " + options.rounds());
        for (Question question : Question.values()) {
          for (ContestantClient client : clients) {
            client.ask(question, SAMPLES);
          }
        }
      }
      results = clients.stream().map(ContestantClient::result).toList();
    } finally {
      for (ContestantClient client : clients) {
        client.close();
      }
    }
    Files.createDirectories(options.out());
    String name = "comparison-" + options.size().option();
    Files.writeString(options.out().resolve(name + ".csv"), CsvReport.of(results));
    Files.writeString(
        options.out().resolve(name + ".md"),
        new MarkdownReport(options, machine, results, name + ".png").text());
    Chart.of(options.size(), results).write(options.out().resolve(name + ".png"));
    progress("written to " + options.out().toAbsolutePath());
  }

  private static void start(Options options, List<ContestantClient> clients) throws IOException {
    for (Entrant entrant : options.entrants()) {
      List<Integer> threads = entrant.isParallel() ? options.threads() : List.of(1);
      for (int count : threads) {
        progress("loading " + entrant.title() + ", threads: " + count);
        clients.add(new ContestantClient(entrant, count, options.size(), options.heap()));
      }
    }
  }

  private static void progress(String what) {
    System.err.println(what);
  }
}

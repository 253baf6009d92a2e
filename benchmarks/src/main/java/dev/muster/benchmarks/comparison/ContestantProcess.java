// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.workload.Question;
import dev.muster.benchmarks.workload.Workload;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One contestant in a process of its own: loads, makes sure that every formulation of every
 * question gives the known answer, and then does what {@link ContestantClient} tells it. Arguments:
 * entrant, threads, size. One line a command on standard input, one line each on standard output,
 * fields separated by tabs:
 *
 * <pre>
 * step what count seconds | size what bytes | growth heapBytes outsideBytes | ready version
 * warm QUESTION           &rarr; chosen formulation
 * ask QUESTION count      &rarr; times micros micros …
 * </pre>
 */
final class ContestantProcess {

  private static final long WARM_UP_NANOS = 300_000_000;
  private static final long CHOSEN_WARM_UP_NANOS = 1_500_000_000;
  private static final int WARM_UPS_LEAST = 3;
  private static final int PILOTS = 5;

  private final Contestant contestant;
  private final Size size;
  private final PrintStream out;
  private final Map<Question, List<Sampler>> samplers = new EnumMap<>(Question.class);
  private final Map<Question, Sampler> chosen = new EnumMap<>(Question.class);

  private ContestantProcess(Contestant contestant, Size size, PrintStream out) {
    this.contestant = contestant;
    this.size = size;
    this.out = out;
  }

  /** Runs it; see the class. */
  public static void main(String[] args) throws IOException, SQLException {
    // Nothing that a library prints may come between the lines.
    System.setOut(System.err);
    try (PrintStream out =
            new PrintStream(
                new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Contestant contestant = Entrant.of(args[0]).open(Integer.parseInt(args[1]))) {
      ContestantProcess process = new ContestantProcess(contestant, Size.of(args[2]), out);
      process.load();
      process.serve();
    }
  }

  private void load() throws IOException, SQLException {
    Workload workload = size.workload();
    ProcessMemory before = ProcessMemory.now();
    Loaded loaded = contestant.load(workload);
    ProcessMemory growth = ProcessMemory.now().minus(before);
    // Used until here, so that it counts before and after.
    if (workload.eventCount() == 0) {
      throw new IllegalStateException("a workload must have events");
    }
    for (Question question : Question.values()) {
      List<Sampler> ways = new ArrayList<>();
      for (Formulation formulation : contestant.formulations(question)) {
        Sampler sampler = new Sampler(formulation, size.answer(question));
        sampler.check();
        ways.add(sampler);
      }
      samplers.put(question, ways);
    }
    for (Loaded.Step step : loaded.steps()) {
      say("step", step.what(), Long.toString(step.count()), Double.toString(step.seconds()));
    }
    for (Loaded.Size part : loaded.sizes()) {
      say("size", part.what(), Long.toString(part.bytes()));
    }
    say("growth", Long.toString(growth.heapBytes()), Long.toString(growth.outsideBytes()));
    say("ready", contestant.version());
  }

  private void serve() throws IOException, SQLException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      List<String> fields = List.of(line.split("\t"));
      Question question = Question.valueOf(fields.get(1));
      switch (fields.get(0)) {
        case "warm" -> say("chosen", warm(question).name());
        case "ask" -> {
          double[] micros = warm(question).sample(Integer.parseInt(fields.get(2)));
          say(
              "times",
              Arrays.stream(micros).mapToObj(Double::toString).collect(Collectors.joining("\t")));
        }
        default -> throw new IllegalArgumentException("unknown command=" + line);
      }
    }
  }

  /** The formulation of the least median, warmed up. */
  private Sampler warm(Question question) throws IOException, SQLException {
    Sampler known = chosen.get(question);
    if (known != null) {
      return known;
    }
    List<Sampler> ways = samplers.getOrDefault(question, List.of());
    Sampler best = ways.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (Sampler sampler : ways) {
      sampler.warmUp(WARM_UP_NANOS, WARM_UPS_LEAST);
      double median = Spread.of(sampler.sample(PILOTS)).median();
      if (median < least) {
        best = sampler;
        least = median;
      }
    }
    best.warmUp(CHOSEN_WARM_UP_NANOS, WARM_UPS_LEAST);
    chosen.put(question, best);
    return best;
  }

  private void say(String... fields) {
    out.println(String.join("\t", fields));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.workload.Question;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A {@link ContestantProcess} as seen from outside. Not thread-safe; closing ends the process. */
final class ContestantClient implements AutoCloseable {

  private final Entrant entrant;
  private final int threads;
  private final JavaProcess process;
  private final BufferedReader in;
  private final List<Loaded.Step> steps = new ArrayList<>();
  private final List<Loaded.Size> sizes = new ArrayList<>();
  private final Map<Question, String> formulations = new EnumMap<>(Question.class);
  private final Map<Question, List<Double>> micros = new EnumMap<>(Question.class);
  private ProcessMemory growth = new ProcessMemory(0, 0);
  private String version = "";

  /** Starts the process, and waits until it has loaded and has answered everything right. */
  ContestantClient(Entrant entrant, int threads, Size size, String heap) throws IOException {
    this.entrant = entrant;
    this.threads = threads;
    this.process =
        new JavaProcess(
            ContestantProcess.class,
            heap,
            entrant.option(),
            Integer.toString(threads),
            size.option());
    this.in = new BufferedReader(new InputStreamReader(process.said(), StandardCharsets.UTF_8));
    while (version.isEmpty()) {
      note(answer());
    }
  }

  private void note(List<String> fields) {
    switch (fields.get(0)) {
      case "step" ->
          steps.add(
              new Loaded.Step(
                  fields.get(1), Long.parseLong(fields.get(2)), Double.parseDouble(fields.get(3))));
      case "size" -> sizes.add(new Loaded.Size(fields.get(1), Long.parseLong(fields.get(2))));
      case "growth" ->
          growth = new ProcessMemory(Long.parseLong(fields.get(1)), Long.parseLong(fields.get(2)));
      case "ready" -> version = fields.get(1);
      default -> throw new IllegalStateException("unknown line=" + fields);
    }
  }

  /** Has a formulation chosen and everything compiled. */
  void warm(Question question) throws IOException {
    process.tell("warm\t" + question);
    formulations.put(question, answer().get(1));
  }

  /** Takes so many samples more. */
  void ask(Question question, int samples) throws IOException {
    process.tell("ask\t" + question + "\t" + samples);
    List<String> fields = answer();
    List<Double> all = micros.computeIfAbsent(question, asked -> new ArrayList<>());
    for (String field : fields.subList(1, fields.size())) {
      all.add(Double.valueOf(field));
    }
  }

  private List<String> answer() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new IllegalStateException(
          "a contestant must not end by itself, contestant=%s, threads=%d"
              .formatted(entrant.option(), threads));
    }
    return List.of(line.split("\t"));
  }

  /** What is known by now. */
  Result result() {
    Map<Question, Timing> timings = new EnumMap<>(Question.class);
    micros.forEach(
        (question, samples) ->
            timings.put(
                question,
                new Timing(
                    Spread.of(samples.stream().mapToDouble(Double::doubleValue).toArray()),
                    formulations.getOrDefault(question, ""))));
    return new Result(entrant, threads, version, new Loaded(steps, sizes), growth, timings);
  }

  @Override
  public void close() {
    process.close();
  }
}

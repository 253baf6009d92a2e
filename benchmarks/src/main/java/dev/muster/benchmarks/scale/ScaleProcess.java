// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.scale;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.benchmarks.comparison.Formulation;
import dev.muster.benchmarks.comparison.Sampler;
import dev.muster.benchmarks.comparison.Spread;
import dev.muster.benchmarks.workload.CollectorPauses;
import dev.muster.benchmarks.workload.Question;
import dev.muster.benchmarks.workload.StagedLoad;
import dev.muster.benchmarks.workload.Workload;
import dev.muster.predicate.Predicate;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * One size in a process of its own: loads, lets the engine finish what it does while nothing is
 * written, makes sure of the answers, and asks. Arguments: profiles, threads, rounds. Writes what
 * was {@link Measured} to standard output, as an object.
 *
 * <p>An answer is right if it is the known one, where one is known; and always if it is what
 * counting all questions in one pass comes to, which evaluates them another way.
 */
final class ScaleProcess {

  private static final int PRODUCERS = 4;

  /** Samples of each turn. */
  private static final int SAMPLES = 5;

  private static final long WARM_UP_NANOS = 1_000_000_000;
  private static final int WARM_UPS_LEAST = 3;

  /** After so long without a change of what it holds, an engine has nothing left to do. */
  private static final long SETTLED_NANOS = 1_000_000_000;

  private static final int SETTLING_ROUNDS_MAX = 600;

  private final SegmentationEngine engine;
  private final int profiles;
  private final int events;
  private final Map<Question, Question.Prepared> questions = new EnumMap<>(Question.class);
  private final Map<Question, List<Long>> answers = new EnumMap<>(Question.class);
  private final Map<Question, Spread> micros = new EnumMap<>(Question.class);

  private ScaleProcess(SegmentationEngine engine, int profiles) {
    this.engine = engine;
    this.profiles = profiles;
    this.events = profiles * ScaleOptions.EVENTS_PER_PROFILE;
    for (Question question : Question.values()) {
      questions.put(question, question.prepare());
    }
  }

  /** Runs it; see the class. */
  public static void main(String[] args) throws Exception {
    // Nothing that a library prints may come before the object.
    System.setOut(System.err);
    Measured measured =
        measure(
            Integer.parseInt(args[0]),
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]),
            WARM_UP_NANOS);
    try (ObjectOutputStream out =
        new ObjectOutputStream(new FileOutputStream(FileDescriptor.out))) {
      out.writeObject(measured);
    }
  }

  /** All of it, with an engine that is closed in the end. */
  static Measured measure(int profiles, int threads, int rounds, long warmUpNanos)
      throws IOException, SQLException, InterruptedException {
    try (SegmentationEngine engine =
        SegmentationEngine.builder(Workload.SCHEMA)
            .clock(Clock.fixed(Workload.END, ZoneOffset.UTC))
            .queryThreads(threads)
            .open()) {
      ScaleProcess process = new ScaleProcess(engine, profiles);
      List<StagedLoad.Stage> stages =
          StagedLoad.load(engine, process.profiles, process.events, PRODUCERS);
      process.settle();
      process.check();
      long heapBytes = StagedLoad.liveBytes();
      CollectorPauses pauses = new CollectorPauses();
      process.ask(rounds, warmUpNanos);
      return new Measured(
          process.profiles,
          process.events,
          threads,
          stages,
          engine.statistics().memory().stream()
              .map(use -> new Measured.Held(use.what(), use.sizeBytes()))
              .toList(),
          heapBytes,
          pauses.sinceLast(),
          process.answers,
          process.micros);
    }
  }

  /** Asks until what the engine holds does not change any more: postings and runs are complete. */
  private void settle() {
    long before = -1;
    for (int i = 0; i < SETTLING_ROUNDS_MAX; i++) {
      long held = engine.statistics().sizeBytes();
      if (held == before) {
        return;
      }
      before = held;
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < SETTLED_NANOS) {
        questions.values().forEach(this::answer);
      }
    }
    throw new IllegalStateException(
        "an engine must come to rest when nothing is written, sizeBytes=" + before);
  }

  private List<Long> answer(Question.Prepared question) {
    try (ReadView view = engine.view(Workload.END)) {
      return question.ask(view);
    }
  }

  private void check() {
    List<Predicate> counted = new ArrayList<>();
    for (Question question : Question.values()) {
      counted.addAll(question.counted());
    }
    List<Long> counts = engine.counts(counted, Workload.END);
    int next = 0;
    for (Question question : Question.values()) {
      int end = next + question.counted().size();
      List<Long> expected = question.known(profiles, events).orElse(counts.subList(next, end));
      requireEqual(question, counts.subList(next, end), expected);
      List<Long> answer = answer(question.prepare());
      requireEqual(question, answer, expected);
      answers.put(question, answer);
      next = end;
    }
  }

  private static void requireEqual(Question question, List<Long> answer, List<Long> expected) {
    if (!answer.equals(expected)) {
      throw new IllegalStateException(
          "answers must be equal, question=%s, expected=%s, answer=%s"
              .formatted(question, expected, answer));
    }
  }

  private void ask(int rounds, long warmUpNanos) throws IOException, SQLException {
    Map<Question, Sampler> samplers = new EnumMap<>(Question.class);
    for (Map.Entry<Question, Question.Prepared> asked : questions.entrySet()) {
      Sampler sampler =
          new Sampler(
              new Formulation(asked.getKey().toString(), () -> answer(asked.getValue())),
              answers.getOrDefault(asked.getKey(), List.of()));
      sampler.warmUp(warmUpNanos, WARM_UPS_LEAST);
      samplers.put(asked.getKey(), sampler);
    }
    Map<Question, double[]> samples = new EnumMap<>(Question.class);
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<Question, Sampler> asked : samplers.entrySet()) {
        samples.merge(
            asked.getKey(),
            asked.getValue().sample(SAMPLES),
            (before, more) ->
                DoubleStream.concat(Arrays.stream(before), Arrays.stream(more)).toArray());
      }
    }
    samples.forEach((question, all) -> micros.put(question, Spread.of(all)));
  }
}

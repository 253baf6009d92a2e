// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.muster.benchmarks.comparison.Spread;
import dev.muster.benchmarks.report.Machine;
import dev.muster.benchmarks.workload.Question;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaleRunTest {

  private static final List<Integer> PROFILES = List.of(2_000, 4_000);
  private static final List<Integer> THREADS = List.of(1, 2);

  private static final List<Measured> MEASURED = new ArrayList<>();

  @BeforeAll
  static void measure() throws Exception {
    for (int profiles : PROFILES) {
      for (int threads : THREADS) {
        MEASURED.add(ScaleProcess.measure(profiles, threads, 1, 1_000_000));
      }
    }
  }

  @Test
  void write_tellsEverySizeInEachForm(@TempDir Path directory) throws IOException {
    ScaleOptions options =
        ScaleOptions.of(List.of("--profiles", "2000,4000", "--out", directory.toString()));

    ScaleRun.write(options, Machine.now("abc"), MEASURED);

    assertThat(Files.readAllLines(directory.resolve("scale.csv")))
        .hasSize(1 + PROFILES.size() * THREADS.size() * Question.values().length)
        .anyMatch(line -> line.startsWith("4000,40000,2,Q11,"));
    assertThat(Files.readString(directory.resolve("scale.md")))
        .contains("Commit abc.", "| | 2 k / 20 k | 4 k / 40 k | power |")
        .contains("## Medians, ms, 1 thread", "## Medians, ms, 2 threads", "drawn beside");
    assertThat(ImageIO.read(directory.resolve("scale.png").toFile())).isNotNull();
  }

  @Test
  void write_refusesOtherAnswersOfAnotherNumberOfThreads(@TempDir Path directory) {
    Measured right = MEASURED.get(0);
    Map<Question, List<Long>> answers = new EnumMap<>(right.answers());
    answers.put(Question.Q7, List.of(-1L));
    Measured wrong = with(right, 2, answers, right.micros());

    assertThatThrownBy(
            () ->
                ScaleRun.write(
                    ScaleOptions.of(List.of("--out", directory.toString())),
                    Machine.now("abc"),
                    List.of(right, wrong)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("profiles=2000, threads=2");
  }

  @Test
  void measured_countsBytesOfProfilesAndEventsApart() {
    for (Measured size : MEASURED) {
      assertThat(size.bytesPerProfile() * size.profiles() + size.bytesPerEvent() * size.events())
          .isCloseTo(size.memory().stream().mapToLong(Measured.Held::bytes).sum(), within(1e-3));
      assertThat(size.bytesPerEvent()).isPositive();
    }
  }

  @Test
  void measured_comesThroughAPipeAsItWas() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(MEASURED.get(0));
    }

    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(MEASURED.get(0));
    }
  }

  @Test
  void exponent_isThePowerThatTimesGrowBy() {
    List<Measured> sizes = new ArrayList<>();
    for (int profiles : new int[] {1_000, 2_000, 8_000}) {
      Map<Question, Spread> micros = new EnumMap<>(Question.class);
      double median = 3 * Math.pow(profiles, 0.75);
      micros.put(Question.Q1, new Spread(median, median, median, median, 1));
      Measured any = MEASURED.get(0);
      sizes.add(
          new Measured(
              profiles,
              any.events(),
              1,
              any.stages(),
              any.memory(),
              any.heapBytes(),
              any.pauses(),
              any.answers(),
              micros));
    }

    assertThat(Growth.exponent(sizes, Question.Q1)).isCloseTo(0.75, within(1e-9));
    assertThat(Growth.exponent(sizes.subList(0, 1), Question.Q1)).isNaN();
  }

  @Test
  void options_refuseWhatTheyDoNotKnow() {
    assertThatThrownBy(() -> ScaleOptions.of(List.of("--sizes", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown option=--sizes", "usage: ScaleRun");
    assertThatThrownBy(() -> ScaleOptions.of(List.of("--profiles", "300000000")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("profiles=[300000000]");
    assertThatThrownBy(() -> ScaleOptions.of(List.of("--threads", "0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threads=[0]");
    assertThatThrownBy(() -> ScaleOptions.of(List.of("--profiles")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("usage: ScaleRun");
  }

  private static Measured with(
      Measured size, int threads, Map<Question, List<Long>> answers, Map<Question, Spread> micros) {
    return new Measured(
        size.profiles(),
        size.events(),
        threads,
        size.stages(),
        size.memory(),
        size.heapBytes(),
        size.pauses(),
        answers,
        micros);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.benchmarks.workload.Question;
import dev.muster.benchmarks.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * All contestants, in every formulation of theirs, give the same answers: of a workload so small
 * that some answers are nearly empty, and whose rows do not fill a chunk.
 */
class ContestantTest {

  private static Workload workload;
  private static List<List<Long>> answersOfMuster;

  @BeforeAll
  static void askMuster() throws Exception {
    workload = Workload.of(2_000, 20_000);
    answersOfMuster = new ArrayList<>();
    try (Contestant muster = Entrant.MUSTER.open(1)) {
      muster.load(workload);
      for (Question question : Question.values()) {
        answersOfMuster.add(muster.formulations(question).get(0).asking().ask());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyFormulation_isAnsweredAsByMuster(Entrant entrant) throws Exception {
    List<String> wrong = new ArrayList<>();
    try (Contestant contestant = entrant.open(2)) {
      contestant.load(workload);

      for (Question question : Question.values()) {
        for (Formulation formulation : contestant.formulations(question)) {
          // Twice, because some keep scratch space or caches from one asking to the next.
          for (int i = 0; i < 2; i++) {
            List<Long> answer = formulation.asking().ask();
            if (!answer.equals(answersOfMuster.get(question.ordinal()))) {
              wrong.add(question + " " + formulation.name() + ": " + answer);
            }
          }
        }
      }
    }

    assertThat(wrong).as("answers of Muster: %s", answersOfMuster).isEmpty();
  }
}

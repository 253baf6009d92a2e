// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.examples.option.AnswerOptions;
import dev.muster.examples.option.ExitStatus;
import dev.muster.examples.option.SegmentOptions;
import dev.muster.examples.report.Answer;
import dev.muster.examples.report.Screen;
import dev.muster.query.explain.Explanation;
import dev.muster.segment.Segment;
import java.io.IOException;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How segments are evaluated. */
@Command(
    name = "explain",
    header = "Evaluates segments once and tells how.",
    description = {
      "",
      "Each operator of the plan with the rows it was asked about, expected to find and found,",
      "the chunks it ran in, and its time over all threads.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  muster explain --directory shop \"country = 'ID' and did purchase in last 30 days\"",
      "  muster explain --directory shop @segment.txt --format json",
      "",
      ExitStatus.HELP
    })
final class ExplainCommand extends Question {

  private static final double NANOS_PER_MILLI = 1e6;

  @Mixin private SegmentOptions segmentOptions = new SegmentOptions();

  @Mixin private AnswerOptions answerOptions = new AnswerOptions();

  @Override
  int ask(SegmentationEngine engine, ReadView view, Screen screen) throws IOException {
    Answer answer =
        new Answer("operators")
            .text("segment")
            .count("depth")
            .text("operator")
            .count("asked", "estimated", "found", "chunks")
            .millis("millis");
    StringJoiner trees = new StringJoiner("\n");
    for (Segment segment : segmentOptions.readSome(view.schema())) {
      Explanation explanation = view.explain(segment);
      trees.add(explanation.toString());
      add(answer, segment.name(), 0, explanation.root());
    }
    answerOptions.print(screen, trees.toString(), answer);
    return ExitStatus.DONE;
  }

  /** Operators before their operands, as in the tree. */
  private static void add(Answer answer, String name, long depth, Explanation.Operator operator) {
    answer.row(
        name,
        depth,
        operator.label(),
        operator.candidateRows(),
        Math.round(operator.estimatedRows()),
        operator.resultRows(),
        operator.chunks(),
        operator.time().toNanos() / NANOS_PER_MILLI);
    operator.operands().forEach(operand -> add(answer, name, depth + 1, operand));
  }
}

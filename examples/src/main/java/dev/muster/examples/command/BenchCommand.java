// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.examples.option.AnswerOptions;
import dev.muster.examples.option.ExitStatus;
import dev.muster.examples.option.MedianTime;
import dev.muster.examples.option.SegmentOptions;
import dev.muster.examples.option.TimingOptions;
import dev.muster.examples.report.Answer;
import dev.muster.examples.report.Screen;
import dev.muster.segment.Segment;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How long counting takes. */
@Command(
    name = "bench",
    header = "Counts segments again and again and tells how long it takes.",
    description = {
      "",
      "Each is counted some times to warm up, and then against the clock. The first segments of a",
      "run warm the others up, too: look at the order, and at the spread.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  muster bench --directory shop \"country = 'ID'\" --runs 100 --warm-ups 1000",
      "  muster bench --directory shop --segments segments.txt --format csv",
      "",
      ExitStatus.HELP
    })
final class BenchCommand extends Question {

  @Mixin private SegmentOptions segmentOptions = new SegmentOptions();

  @Mixin private TimingOptions timing = new TimingOptions();

  @Mixin private AnswerOptions answerOptions = new AnswerOptions();

  @Override
  void check() {
    timing.check(options().command());
  }

  @Override
  int ask(SegmentationEngine engine, ReadView view, Screen screen) throws IOException {
    Answer answer =
        new Answer("times")
            .text("segment")
            .count("profiles")
            .millis("medianMillis", "leastMillis", "greatestMillis")
            .count("runs");
    for (Segment segment : segmentOptions.readSome(view.schema())) {
      MedianTime time = timing.measure(() -> view.count(segment.predicate()));
      answer.row(
          segment.name(),
          time.answer(),
          time.millis(),
          time.leastMillis(),
          time.greatestMillis(),
          (long) timing.runs());
    }
    answerOptions.print(screen, answer);
    return ExitStatus.DONE;
  }
}

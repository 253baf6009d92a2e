// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.examples.option.AnswerOptions;
import dev.muster.examples.option.ExitStatus;
import dev.muster.examples.option.SegmentOptions;
import dev.muster.examples.report.Answer;
import dev.muster.examples.report.Screen;
import dev.muster.predicate.Predicate;
import dev.muster.segment.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How many profiles belong to segments. */
@Command(
    name = "count",
    header = "Counts the profiles of segments.",
    description = {"", "Without a segment, everyone is counted.", ""},
    footer = {
      "",
      "Examples:",
      "  muster count --directory shop \"country = 'ID' and did purchase in last 30 days\"",
      "  muster count --directory shop --segments segments.txt --format csv",
      "  muster count --segment \"big=sum(purchase.amount) > 500\" --segment small=@small.txt",
      "",
      ExitStatus.HELP
    })
final class CountCommand extends Question {

  @Mixin private SegmentOptions segmentOptions = new SegmentOptions();

  @Mixin private AnswerOptions answerOptions = new AnswerOptions();

  @Override
  int ask(SegmentationEngine engine, ReadView view, Screen screen) throws IOException {
    List<Segment> segments = new ArrayList<>(segmentOptions.read(view.schema()));
    if (segments.isEmpty()) {
      segments.add(segmentOptions.readAudience(view.schema()));
    }
    List<Predicate> predicates = new ArrayList<>();
    segments.forEach(segment -> predicates.add(segment.predicate()));
    predicates.add(Predicate.everyone());
    List<Long> counts = view.counts(predicates);
    long everyone = counts.get(segments.size());
    Answer answer = new Answer("segments").text("segment").count("profiles").share("share");
    for (int i = 0; i < segments.size(); i++) {
      answer.row(segments.get(i).name(), counts.get(i), Answer.part(counts.get(i), everyone));
    }
    answerOptions.print(screen, answer);
    return ExitStatus.DONE;
  }
}

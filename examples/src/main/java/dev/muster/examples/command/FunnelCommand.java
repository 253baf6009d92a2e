// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.analysis.Funnel;
import dev.muster.analysis.FunnelResult;
import dev.muster.examples.option.AnswerOptions;
import dev.muster.examples.option.ExitStatus;
import dev.muster.examples.option.SegmentOptions;
import dev.muster.examples.report.Answer;
import dev.muster.examples.report.Screen;
import dev.muster.predicate.EventPattern;
import dev.muster.predicate.EventSelection;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.SequenceStep;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.segment.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How far profiles come. */
@Command(
    name = "funnel",
    header = "Tells how many profiles reach each of several steps, and how long they take.",
    description = {
      "",
      "A step is an event, with a filter if need be, and what may be said of it in a sequence of",
      "the text form: within 1 day, strictly, without refund. A segment tells whose events count;",
      "everyone's, if none is given.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  muster funnel --directory shop --step \"did view\" --step \"did add_to_cart\" \\",
      "    --step \"did purchase (amount > 100) within 1 day\" --window \"in last 30 days\"",
      "  muster funnel --step view --step purchase --within \"7 days\" --by country \\",
      "    \"gender = 'f'\" --format csv",
      "",
      ExitStatus.HELP
    })
final class FunnelCommand extends Question {

  @Mixin private SegmentOptions segmentOptions = new SegmentOptions();

  @Option(
      names = "--step",
      paramLabel = "EVENT",
      required = true,
      description = "A step, in order: did purchase (amount > 100), for example. Repeated.")
  private List<String> steps = new ArrayList<>();

  @Option(
      names = "--within",
      paramLabel = "DURATION",
      description = "The longest time from the first step to the last: 7 days, for example.")
  private @Nullable String within;

  @Option(
      names = "--holding",
      paramLabel = "PROPERTY",
      description = "A property that all steps must share a value of.")
  private @Nullable String holding;

  @Option(
      names = "--window",
      paramLabel = "WINDOW",
      description = "When all steps must have happened: in last 30 days, for example.")
  private @Nullable String window;

  @Option(
      names = "--order",
      paramLabel = "any|strict_order|strict_deduplication",
      description = "What else may happen between two steps (any).")
  private Funnel.OrderMode order = Funnel.OrderMode.ANY;

  @Option(
      names = "--entry",
      paramLabel = "any|first",
      description = "Which events of the first step may be the entry (any).")
  private Funnel.Entry entry = Funnel.Entry.ANY;

  @Option(names = "--by", paramLabel = "ATTRIBUTE", description = "Count by this attribute, too.")
  private @Nullable String by;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "How many values of the attribute are listed (20).")
  private int top = Funnel.ROWS;

  @Mixin private AnswerOptions answerOptions = new AnswerOptions();

  @Override
  int ask(SegmentationEngine engine, ReadView view, Screen screen) throws IOException {
    Segment audience = segmentOptions.readAudience(view.schema());
    Funnel funnel = funnel(view.schema());
    FunnelResult result = analyze(view, audience, funnel);
    Answer answer = steps(result);
    if (result.breakdown() == null) {
      answerOptions.print(screen, answer);
    } else {
      answerOptions.print(screen, answer, breakdown(result.breakdown(), funnel.steps().size()));
    }
    return ExitStatus.DONE;
  }

  private Funnel funnel(Schema schema) {
    String text =
        steps.stream()
            .map(EventTexts::withoutDid)
            .collect(Collectors.joining(" then ", "did ", ""));
    text += within == null ? "" : " all within " + within;
    text += holding == null ? "" : " holding " + holding;
    text += window == null ? "" : " " + window;
    Predicate sequence = EventTexts.parse("--step", text, schema, options());
    try {
      Funnel.Breakdown breakdown =
          by == null ? null : new Funnel.Breakdown(by, schema.attribute(by).type(), top);
      if (sequence instanceof Predicate.SequenceTest test && test.inaction() == null) {
        return new Funnel(
            test.steps(),
            test.within(),
            test.window(),
            test.held(),
            order,
            entry,
            List.of(90),
            breakdown);
      }
      EventSelection only = EventTexts.selection("--step", text, schema, options());
      return new Funnel(
          List.of(SequenceStep.of(new EventPattern(only.eventType(), only.filter()))),
          null,
          only.window(),
          null,
          order,
          entry,
          List.of(90),
          breakdown);
    } catch (SchemaException e) {
      throw options().wrong("--by: ", e);
    } catch (ParameterException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw options().wrong("", e);
    }
  }

  private static Answer steps(FunnelResult result) {
    Answer answer =
        new Answer("steps")
            .count("step")
            .text("event")
            .count("profiles")
            .share("ofFirst", "ofPrevious")
            .text("shortest", "median", "percent90", "longest");
    for (int i = 0; i < result.steps().size(); i++) {
      FunnelResult.Step step = result.steps().get(i);
      FunnelResult.Times times = step.times();
      answer.row(
          i + 1L,
          step.eventType(),
          step.profiles(),
          result.conversion(i),
          i == 0 ? null : result.conversionFromPrevious(i),
          times == null ? null : times.shortest().toString(),
          times == null ? null : times.median().toString(),
          times == null ? null : times.percentile(90).toString(),
          times == null ? null : times.longest().toString());
    }
    return answer;
  }

  private static Answer breakdown(FunnelResult.Breakdown breakdown, int stepCount) {
    Answer answer = new Answer("values").text("kind", "value").count("step", "profiles");
    for (int step = 0; step < stepCount; step++) {
      for (FunnelResult.Row row : breakdown.rows()) {
        answer.row("value", row.value(), step + 1L, row.profiles().get(step));
      }
      answer.row("other", null, step + 1L, breakdown.other().get(step));
      answer.row("missing", null, step + 1L, breakdown.missing().get(step));
    }
    return answer;
  }
}

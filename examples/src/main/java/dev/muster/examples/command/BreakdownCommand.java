// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.analysis.Breakdown;
import dev.muster.analysis.Dimension;
import dev.muster.examples.option.AnswerOptions;
import dev.muster.examples.option.ExitStatus;
import dev.muster.examples.option.SegmentOptions;
import dev.muster.examples.report.Answer;
import dev.muster.examples.report.Screen;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.segment.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The most frequent values. */
@Command(
    name = "breakdown",
    header = "Tells the most frequent values of attributes and event properties.",
    description = {
      "",
      "A segment tells whose values count; everyone's, if none is given. Attributes are counted by",
      "profile, properties by event.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  muster breakdown --directory shop --by country \"did purchase in last 30 days\"",
      "  muster breakdown --by country --by purchase.category --top 5 --format json",
      "",
      ExitStatus.HELP
    })
final class BreakdownCommand extends Question {

  @Mixin private SegmentOptions segmentOptions = new SegmentOptions();

  @Option(
      names = "--by",
      paramLabel = "NAME",
      required = true,
      description = "An attribute, or EVENT.PROPERTY. May be repeated.")
  private List<String> by = new ArrayList<>();

  @Option(names = "--top", paramLabel = "N", description = "How many values are listed (20).")
  private int top = Breakdown.TOP_DEFAULT;

  @Mixin private AnswerOptions answerOptions = new AnswerOptions();

  @Override
  int ask(SegmentationEngine engine, ReadView view, Screen screen) throws IOException {
    Segment audience = segmentOptions.readAudience(view.schema());
    Breakdown.Result result = analyze(view, audience, breakdown(view.schema()));
    Answer answer =
        new Answer("values").text("by", "kind", "value").count("count", "profiles").share("share");
    for (int i = 0; i < by.size(); i++) {
      Breakdown.Part part = result.parts().get(i);
      String name = by.get(i);
      long total = part.total();
      for (Breakdown.ValueCount value : part.top()) {
        answer.row(
            name,
            "value",
            value.value(),
            value.count(),
            value.profiles(),
            Answer.part(value.count(), total));
      }
      answer.row(
          name, "other", null, part.rest().count(), null, Answer.part(part.rest().count(), total));
      answer.row(name, "missing", null, part.missing(), null, Answer.part(part.missing(), total));
    }
    answerOptions.print(screen, answer);
    return ExitStatus.DONE;
  }

  private Breakdown breakdown(Schema schema) {
    try {
      return new Breakdown(by.stream().map(name -> dimension(name, schema)).toList(), top);
    } catch (IllegalArgumentException e) {
      throw options().wrong("--by: ", e);
    }
  }

  /** An attribute may have a point in its name; it comes first. */
  private static Dimension dimension(String name, Schema schema) {
    int point = name.indexOf('.');
    if (schema.findAttribute(name) == null && point > 0) {
      String type = name.substring(0, point);
      if (schema.findEventType(type) != null) {
        return Dimension.of(
            schema.eventType(type), schema.property(type, name.substring(point + 1)));
      }
    }
    try {
      return Dimension.of(schema.attribute(name));
    } catch (SchemaException e) {
      throw new SchemaException(e.getMessage() + "; a property is EVENT.PROPERTY");
    }
  }
}

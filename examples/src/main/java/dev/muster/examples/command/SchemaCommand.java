// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.examples.option.AnswerOptions;
import dev.muster.examples.option.ExitStatus;
import dev.muster.examples.report.Answer;
import dev.muster.examples.report.Screen;
import dev.muster.schema.Attribute;
import dev.muster.schema.EventType;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.segment.SegmentDefinition;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What a directory knows. */
@Command(
    name = "schema",
    header = "Lists attributes, event types, properties and registered segments.",
    description = {""},
    footer = {
      "",
      "Examples:",
      "  muster schema --directory shop",
      "  muster schema --directory shop --format json",
      "",
      ExitStatus.HELP
    })
final class SchemaCommand extends Question {

  @Mixin private AnswerOptions answerOptions = new AnswerOptions();

  @Override
  int ask(SegmentationEngine engine, ReadView view, Screen screen) throws IOException {
    Schema schema = view.schema();
    Answer answer = new Answer("schema").text("kind", "name", "type", "note");
    for (Attribute<?> attribute : schema.attributes()) {
      answer.row(
          "attribute",
          attribute.name(),
          attribute.type().toString(),
          schema.tracksChanges(attribute.name()) ? "changes are tracked" : null);
    }
    for (EventType type : schema.eventTypes()) {
      answer.row("event", type.name(), null, null);
      for (Property<?> property : type.properties()) {
        answer.row(
            "property", type.name() + "." + property.name(), property.type().toString(), null);
      }
    }
    for (SegmentDefinition segment : engine.segments().definitions()) {
      answer.row(
          "segment", segment.segment().name(), null, segment.segment().predicate().toString());
    }
    answerOptions.print(screen, answer);
    return ExitStatus.DONE;
  }
}

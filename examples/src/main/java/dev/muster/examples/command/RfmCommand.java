// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.analysis.Rfm;
import dev.muster.examples.option.AnswerOptions;
import dev.muster.examples.option.ExitStatus;
import dev.muster.examples.option.SegmentOptions;
import dev.muster.examples.option.ZoneOption;
import dev.muster.examples.report.Answer;
import dev.muster.examples.report.Screen;
import dev.muster.examples.rfm.GroupNames;
import dev.muster.examples.rfm.RfmPicture;
import dev.muster.examples.rfm.RfmTables;
import dev.muster.predicate.EventSelection;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.segment.Segment;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Who buys when, how often and for how much. */
@Command(
    name = "rfm",
    header = "Scores buyers by recency, frequency and money.",
    description = {
      "",
      "Scores from 1 to 5 among all who bought up to now, as numbers and as a picture. A segment",
      "tells whose purchases count; everyone's, if none is given.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  muster rfm --directory cdnow --purchases \"did purchase\" --amount dollars \\",
      "    --now 1998-07-01 --picture rfm.png",
      "  muster rfm --purchases \"did purchase in last 365 days\" --amount paid --format json \\",
      "    \"country = 'ID'\"",
      "",
      ExitStatus.HELP
    })
final class RfmCommand extends Question {

  @Mixin private SegmentOptions segmentOptions = new SegmentOptions();

  @Option(
      names = "--purchases",
      paramLabel = "EVENT",
      required = true,
      description = "What counts as a purchase: did purchase (amount > 0), for example.")
  private String purchases = "";

  @Option(
      names = "--amount",
      paramLabel = "PROPERTY",
      required = true,
      description = "The property of purchases that says what was paid.")
  private String amount = "";

  @Option(
      names = "--picture",
      paramLabel = "FILE.png",
      description = "Where a heat map of the scores is written to.")
  private @Nullable Path picture;

  @Mixin private ZoneOption zone = new ZoneOption();

  @Mixin private AnswerOptions answerOptions = new AnswerOptions();

  @Override
  void check() {
    if (picture != null) {
      options().requirePlace("--picture", picture);
    }
  }

  @Override
  int ask(SegmentationEngine engine, ReadView view, Screen screen) throws IOException {
    Segment audience = segmentOptions.readAudience(view.schema());
    Rfm.Result result = analyze(view, audience, rfm(view.schema()));
    answerOptions.print(screen, RfmTables.of(result), groups(result), cells(result));
    if (picture != null) {
      RfmPicture.of(result, view.now(), zone.zone()).writePng(picture);
      screen.problem("picture: " + picture);
    }
    return ExitStatus.DONE;
  }

  private Rfm rfm(Schema schema) {
    EventSelection selection = EventTexts.selection("--purchases", purchases, schema, options());
    try {
      return new Rfm(selection, amount, schema.property(selection.eventType(), amount).type());
    } catch (SchemaException e) {
      throw options().wrong("--amount: ", e);
    } catch (ParameterException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw options().wrong("", e);
    }
  }

  private static Answer groups(Rfm.Result result) {
    Answer answer =
        new Answer("groups")
            .text("group")
            .count("profiles")
            .share("share")
            .count("purchases")
            .number("spent");
    for (Rfm.Group group : result.groups()) {
      answer.row(
          GroupNames.of(group.name()),
          group.profiles(),
          Answer.part(group.profiles(), result.buyers()),
          group.purchases(),
          group.spent());
    }
    return answer.row("Without a purchase", result.withoutPurchase(), null, 0L, null);
  }

  private static Answer cells(Rfm.Result result) {
    Answer answer =
        new Answer("cells")
            .count("recency", "frequency", "monetary")
            .text("group")
            .count("profiles", "purchases")
            .number("spent");
    for (Rfm.Cell cell : result.cells()) {
      answer.row(
          (long) cell.recency(),
          (long) cell.frequency(),
          (long) cell.monetary(),
          GroupNames.of(cell.group()),
          cell.profiles(),
          cell.purchases(),
          cell.spent());
    }
    return answer;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.examples.load.DataException;
import dev.muster.examples.option.ExitStatus;
import dev.muster.examples.report.Screen;
import dev.muster.json.ProfileJson;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** All about one profile. */
@Command(
    name = "profile",
    header = "Prints a profile as one JSON document.",
    description = {
      "",
      "Attributes, the latest events, newest first, and documents; the form is told in",
      "docs/export.md.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  muster profile --directory shop ana",
      "  muster profile --directory shop ana --events 1000 --documents --compact",
      "",
      ExitStatus.HELP
    })
final class ProfileCommand extends Question {

  @Parameters(paramLabel = "ID", description = "The identifier of the profile.")
  private String id = "";

  @Option(names = "--events", paramLabel = "N", description = "Latest events that are shown (20).")
  private int events = 20;

  @Option(
      names = "--documents",
      description = "Show what is in documents, and not only how large they are.")
  private boolean documents;

  @Option(names = "--compact", description = "Print on one line.")
  private boolean compact;

  @Override
  void check() {
    if (events < 0) {
      throw options().wrong("--events must not be negative, found " + events);
    }
    profileId();
  }

  private ProfileId profileId() {
    try {
      return ProfileId.of(id);
    } catch (IllegalArgumentException e) {
      throw options().wrong("", e);
    }
  }

  @Override
  int ask(SegmentationEngine engine, ReadView view, Screen screen) {
    Profile profile =
        view.profile(profileId(), events)
            .orElseThrow(() -> new DataException("there is no profile '" + id + "'"));
    screen.line(json(engine, profile));
    return ExitStatus.DONE;
  }

  private String json(SegmentationEngine engine, Profile profile) {
    if (documents) {
      return compact
          ? ProfileJson.print(profile, engine::document)
          : ProfileJson.printPretty(profile, engine::document);
    }
    return compact ? ProfileJson.print(profile) : ProfileJson.printPretty(profile);
  }
}

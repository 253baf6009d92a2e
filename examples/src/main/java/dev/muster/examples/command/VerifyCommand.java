// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.EngineFiles;
import dev.muster.FileFinding;
import dev.muster.StorageException;
import dev.muster.VerificationReport;
import dev.muster.examples.load.LoadProgress;
import dev.muster.examples.option.AnswerOptions;
import dev.muster.examples.option.DirectoryOptions;
import dev.muster.examples.option.ExitStatus;
import dev.muster.examples.option.ScreenOptions;
import dev.muster.examples.report.Answer;
import dev.muster.examples.report.Screen;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether the files of a directory are whole. */
@Command(
    name = "verify",
    header = "Checks every file of a directory.",
    description = {
      "",
      "Reads all there is, and replays the journal in memory; nothing is changed. Takes a few times",
      "as long as opening.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  muster verify --directory shop",
      "  muster verify --directory shop --deeply --format json",
      "",
      ExitStatus.HELP_FOUND,
      "3 something is damaged."
    })
final class VerifyCommand implements Callable<Integer> {

  @Mixin private DirectoryOptions directory = new DirectoryOptions();

  @Option(
      names = "--deeply",
      description = "Replay from both snapshots, too, and compare what they come to.")
  private boolean deeply;

  @Mixin private AnswerOptions answerOptions = new AnswerOptions();

  @Mixin private ScreenOptions screenOptions = new ScreenOptions();

  @Override
  public Integer call() throws IOException {
    Screen screen = screenOptions.screen();
    EngineFiles files = directory.files();
    VerificationReport report;
    try (LoadProgress progress = screen.progress("verifying", -1)) {
      report = deeply ? files.verifyDeeply() : files.verify();
    } catch (StorageException e) {
      throw directory.explained(e);
    }
    Answer summary =
        new Answer("summary")
            .text("state")
            .count("damages", "epoch", "profiles", "events", "files", "sizeBytes")
            .text("stateHash");
    summary.row(
        report.isSound() ? "sound" : "damaged",
        (long) report.damages().size(),
        report.epoch(),
        report.profiles(),
        report.events(),
        (long) report.files(),
        report.sizeBytes(),
        Long.toHexString(report.stateHash()));
    Answer findings =
        new Answer("findings").text("severity", "file").count("offset").text("reason");
    for (FileFinding finding : report.findings()) {
      findings.row(
          finding.severity().name(),
          finding.file(),
          finding.offset() < 0 ? null : finding.offset(),
          finding.reason());
    }
    answerOptions.print(screen, summary, findings);
    return report.isSound() ? ExitStatus.DONE : ExitStatus.FOUND;
  }
}

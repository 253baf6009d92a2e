// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.demo;

import dev.muster.examples.option.EngineOptions;
import dev.muster.examples.option.ScreenOptions;
import dev.muster.examples.option.SegmentOptions;
import dev.muster.examples.option.TimingOptions;
import dev.muster.examples.report.Screen;
import dev.muster.examples.shop.Shop;
import dev.muster.load.LoadException;
import dev.muster.load.LoadException.Kind;
import dev.muster.load.mapping.EventMapping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The main example: a shop or a file of events goes in, audiences come out. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    header = "Loads events, counts audiences and shows what that took.",
    description = {
      "",
      "Without a file, a synthetic shop is made up: the same one for the same seed and sizes.",
      "With --events FILE.csv, the events come from a file with a header line.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  muster demo",
      "  muster demo --profiles 100000 --events 1000000 --seed 7",
      "  muster demo --events purchases.csv --id customer --time date \\",
      "    --fixed-type purchase --property 'amount:decimal(2)' --spent-over 500",
      "",
      "Exit status: 0 done, 1 the data or the engine refused, 2 wrong command line."
    })
public final class DemoCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--profiles", paramLabel = "N", description = "Profiles of the shop (1000000).")
  private @Nullable Integer profiles;

  @Option(
      names = "--events",
      paramLabel = "N|FILE.csv",
      converter = EventsArgument.Converter.class,
      description = "Events of the shop (10000000), or the file to take events from.")
  private @Nullable EventsArgument events;

  @Option(names = "--seed", paramLabel = "N", description = "Which shop is made up (1).")
  private @Nullable Long seed;

  @ArgGroup(validate = false, heading = "%nA file of events:%n")
  private FileOptions fileOptions = new FileOptions();

  @ArgGroup(validate = false, heading = "%nThe engine:%n")
  private EngineOptions engineOptions = new EngineOptions();

  @Mixin private SegmentOptions segmentOptions = new SegmentOptions();

  @ArgGroup(validate = false, heading = "%nThe report:%n")
  private TimingOptions timing = new TimingOptions();

  @Mixin private ScreenOptions screenOptions = new ScreenOptions();

  @Override
  public Integer call() throws IOException {
    CommandSpec command = spec();
    fileOptions.check(command);
    engineOptions.check(command);
    timing.check(command);
    Screen screen = screenOptions.screen();
    OwnQuestions ownQuestions = new OwnQuestions(segmentOptions);
    Path file = events == null ? null : events.file();
    if (file == null) {
      new ShopDemo(screen, engineOptions, timing, ownQuestions).run(shop(command));
    } else {
      fileDemo(screen, file, ownQuestions, command);
    }
    return 0;
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("the command line has not been set up");
    }
    return spec;
  }

  private Shop shop(CommandSpec command) {
    String fileOption = fileOptions.given();
    if (fileOption != null) {
      throw new ParameterException(
          command.commandLine(), fileOption + " needs a file: --events FILE.csv");
    }
    try {
      return new Shop(
          profiles == null ? 1_000_000 : profiles,
          events == null ? 10_000_000 : events.count(),
          seed == null ? 1 : seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void fileDemo(Screen screen, Path file, OwnQuestions ownQuestions, CommandSpec command)
      throws IOException {
    if (profiles != null || seed != null) {
      throw new ParameterException(
          command.commandLine(), "--profiles and --seed make up a shop; --events names a file");
    }
    EventMapping mapping = fileOptions.mapping(command);
    screenOptions.requireReadable("--events", file);
    try {
      new FileDemo(screen, engineOptions, timing, fileOptions, ownQuestions).run(file, mapping);
    } catch (LoadException e) {
      if (e.kind() != Kind.MISSING_FIELD && e.kind() != Kind.UNFIT_SCHEMA) {
        throw e;
      }
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}

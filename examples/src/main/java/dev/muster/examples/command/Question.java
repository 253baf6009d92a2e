// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.StorageException;
import dev.muster.analysis.Analysis;
import dev.muster.examples.option.DirectoryOptions;
import dev.muster.examples.option.EngineOptions;
import dev.muster.examples.option.NowOption;
import dev.muster.examples.option.ScreenOptions;
import dev.muster.examples.report.Screen;
import dev.muster.segment.Segment;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;

/**
 * A command that opens a directory, asks it something at one position and one now, and closes it.
 */
abstract class Question implements Callable<Integer> {

  @Mixin private DirectoryOptions directory = new DirectoryOptions();

  @Mixin private NowOption now = new NowOption();

  @ArgGroup(validate = false)
  private EngineOptions engineOptions = new EngineOptions();

  @Mixin private ScreenOptions screenOptions = new ScreenOptions();

  /**
   * Asks and prints.
   *
   * @return the exit status
   */
  abstract int ask(SegmentationEngine engine, ReadView view, Screen screen) throws IOException;

  /** What can be found wrong before the directory is opened, which may take a while. */
  void check() throws IOException {}

  @Override
  public final Integer call() throws IOException {
    engineOptions.check(screenOptions.command());
    check();
    Screen screen = screenOptions.screen();
    try (SegmentationEngine engine = directory.open(engineOptions, screen);
        ReadView view = engine.view(now.now())) {
      return ask(engine, view, screen);
    } catch (StorageException e) {
      throw directory.explained(e);
    }
  }

  /** Asks {@code analysis} of {@code audience}. */
  static <R> R analyze(ReadView view, Segment audience, Analysis<R> analysis) {
    return view.analyze(audience.predicate(), analysis);
  }

  /** Where options and errors are told. */
  ScreenOptions options() {
    return screenOptions;
  }
}

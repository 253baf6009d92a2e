// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.option;

import dev.muster.examples.report.Screen;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is shown beside the answer, and where: data on standard output, talk on standard error. */
public final class ScreenOptions {

  /** The name of the option that {@link #isVerbose} asks for. */
  private static final String VERBOSE = "--verbose";

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec mixee;

  @Option(names = "--no-progress", description = "Draw no progress bar.")
  private boolean progressHidden;

  @SuppressWarnings("UnusedVariable") // isVerbose looks for the option where the command failed
  @Option(names = VERBOSE, description = "Show the stack trace of a failure.")
  private boolean verbose;

  /** The screen of the command line; a bar is drawn only if somebody looks at a terminal. */
  public Screen screen() {
    CommandLine line = command().commandLine();
    return new Screen(line.getOut(), line.getErr(), !progressHidden && Screen.isTerminal());
  }

  /** The command that has these options. */
  public CommandSpec command() {
    if (mixee == null) {
      throw new IllegalStateException("the command line has not been set up");
    }
    return mixee;
  }

  /** A wrong use of the command line, for the one sentence that tells. */
  public ParameterException wrong(String message) {
    return new ParameterException(command().commandLine(), message);
  }

  /** The same for what somebody else has found out. */
  public ParameterException wrong(String what, Throwable cause) {
    return new ParameterException(
        command().commandLine(), what + String.valueOf(cause.getMessage()), cause);
  }

  /**
   * Refuses a file that {@code option} has no place for, before anything is done.
   *
   * @throws ParameterException if there is no directory that it could be in, or one in its place
   */
  public void requirePlace(String option, Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw wrong(option + " " + file + ": there is no directory " + parent);
    }
    if (Files.isDirectory(file)) {
      throw wrong(option + " " + file + ": there is a directory");
    }
  }

  /**
   * Refuses what is no file that can be read.
   *
   * @throws ParameterException if so
   */
  public void requireReadable(String option, Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw wrong(option + ": there is no file to read at " + file);
    }
  }

  /** Whether {@code failed} was told to show the stack trace of a failure. */
  public static boolean isVerbose(CommandLine failed) {
    CommandLine.ParseResult parsed = failed.getParseResult();
    return parsed != null && parsed.hasMatchedOption(VERBOSE);
  }
}

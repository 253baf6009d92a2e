// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples;

import dev.muster.examples.buyers.BuyersCommand;
import dev.muster.examples.command.Commands;
import dev.muster.examples.demo.DemoCommand;
import dev.muster.examples.load.DataException;
import dev.muster.examples.option.ScreenOptions;
import dev.muster.examples.report.Figures;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The command line: commands on an engine's directory, and the examples {@code demo} and {@code
 * buyers}.
 */
@Command(
    name = "muster",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    header = "Muster, an embeddable audience engine.",
    description = {
      "",
      "Commands work on an engine's directory: --directory DIR, or the variable MUSTER_DIRECTORY.",
      "Answers go to standard output, all else to standard error.",
      ""
    },
    footer = {"", "muster COMMAND --help lists the options of a command, with examples."},
    subcommands = {DemoCommand.class, BuyersCommand.class})
public final class Main implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  /** Runs the command line and leaves with its exit status. */
  public static void main(String[] arguments) {
    // Pictures are drawn in memory; a program of the command line has no place in a dock.
    System.setProperty("java.awt.headless", "true");
    // Always UTF-8: names of cities and the lines of a plan are not ASCII, whatever the locale.
    PrintWriter out =
        new PrintWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
            true);
    System.exit(commandLine().setOut(out).execute(arguments));
  }

  /** The command line, for a program or a test to run. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    Commands.addTo(line);
    // What begins with @ is a file of segments, and not one of arguments.
    return line.setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(Main::run)
        .setParameterExceptionHandler(Main::wrongUsage)
        .setExecutionExceptionHandler(Main::failed);
  }

  @Override
  public void run() {
    if (spec != null) {
      throw new ParameterException(
          spec.commandLine(),
          "a command is missing: " + String.join(", ", spec.subcommands().keySet()));
    }
  }

  /** What does not fit in the heap is no fault of the program. */
  private static int run(ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (OutOfMemoryError e) {
      CommandLine last = parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
      String message =
          "that is too much for a heap of "
              + Figures.bytes(Runtime.getRuntime().maxMemory())
              + "; give Java more: MUSTER_JAVA_OPTS=-Xmx4g, for example";
      throw new ExecutionException(last, message, new DataException(message, e));
    }
  }

  private static int wrongUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    err.println(name + ": " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("try '" + name + " --help'");
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int failed(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (ScreenOptions.isVerbose(command)) {
      e.printStackTrace(err);
    } else {
      err.println(command.getCommandSpec().qualifiedName() + ": " + told(e));
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  /** What happened; of files, the exceptions of the JDK often tell no more than the name. */
  private static String told(Throwable e) {
    if (e instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
      return told(unchecked.getCause());
    }
    if (e instanceof FileSystemException failure && failure.getReason() == null) {
      if (e instanceof NoSuchFileException) {
        return "there is no " + failure.getFile();
      }
      if (e instanceof AccessDeniedException) {
        return "there is no permission to use " + failure.getFile();
      }
      if (e instanceof FileAlreadyExistsException) {
        return "there is something already at " + failure.getFile();
      }
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"muster " + (version == null ? "not packaged" : version)};
    }
  }
}

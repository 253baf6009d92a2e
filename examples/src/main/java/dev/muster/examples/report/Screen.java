// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.report;

import dev.muster.examples.load.LoadProgress;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;

/**
 * Where a command of the examples writes.
 *
 * @param out the report
 * @param err what went wrong
 * @param showsProgress whether bars are drawn while something is loaded
 */
public record Screen(PrintWriter out, PrintWriter err, boolean showsProgress) {

  /** Whether somebody looks at a terminal, rather than a file or a pipe. */
  @SuppressWarnings("SystemConsoleNull") // null on the JDKs that have no isTerminal()
  public static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // Newer JDKs give a console to pipes too, and a method that tells them apart.
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** Begins a part of the report. */
  public void heading(String text) {
    out.println();
    out.println(text);
    out.println("=".repeat(text.length()));
    out.flush();
  }

  /** Writes lines of the report, as they are. */
  public void print(Object lines) {
    out.print(lines);
    out.flush();
  }

  /** Writes one line of the report. */
  public void line(String line) {
    out.println(line);
    out.flush();
  }

  /** Tells of something wrong with the data. */
  public void problem(String text) {
    err.println(text);
    err.flush();
  }

  /** A bar for {@code task}, if there is anyone to see it; {@code steps} is -1 if not known. */
  public LoadProgress progress(String task, long steps) {
    return showsProgress ? LoadProgress.shown(System.err, task, steps) : LoadProgress.hidden();
  }

  /** Tells how long it took to load {@code count} of {@code things}. */
  public void loaded(String things, long count, Duration took) {
    line(
        String.format(
            "%-8s %12s in %7s  (%s)",
            things, Figures.count(count), Figures.seconds(took), Figures.rate(count, took)));
  }
}

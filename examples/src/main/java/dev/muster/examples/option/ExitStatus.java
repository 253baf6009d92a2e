// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.option;

/** How commands end. 1 and 2 are what picocli makes of an exception and of a wrong command line. */
public final class ExitStatus {

  /** All is done. */
  public static final int DONE = 0;

  /** The data or the engine refused; nothing or only a part is done. */
  public static final int FAILED = 1;

  /** It is done, and there is something to look at: rejected records, damaged files. */
  public static final int FOUND = 3;

  /** For the help of every command. */
  public static final String HELP =
      "Exit status: 0 done, 1 the data or the engine refused, 2 wrong command line.";

  /** For the help of commands that may find something. */
  public static final String HELP_FOUND =
      "Exit status: 0 done, 1 the data or the engine refused, 2 wrong command line,";

  private ExitStatus() {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What all commands have in common. */
class MainTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine line =
      Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

  @Command(name = "hungry")
  private static final class Hungry implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new OutOfMemoryError("Java heap space");
    }
  }

  @Test
  void heapThatIsTooSmall_isToldInASentence() {
    line.addSubcommand(new Hungry());

    assertThat(line.setErr(new PrintWriter(err, true)).execute("hungry")).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("muster hungry: that is too much for a heap of ")
        .contains("MUSTER_JAVA_OPTS");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Command(name = "careless")
  private static final class Careless implements Callable<Integer> {
    private static IOException thrown = new IOException();

    @Override
    public Integer call() throws IOException {
      throw thrown;
    }
  }

  /** The JDK says no more than the name of the file. */
  @Test
  void filesThatFail_areToldInASentence() {
    line.addSubcommand(new Careless());
    line.setErr(new PrintWriter(err, true));

    Careless.thrown = new NoSuchFileException("a.csv");
    assertThat(line.execute("careless")).isEqualTo(1);
    Careless.thrown = new AccessDeniedException("b.csv");
    line.execute("careless");
    Careless.thrown = new FileAlreadyExistsException("c.csv", null, "mine");
    line.execute("careless");

    assertThat(err.toString().lines())
        .containsExactly(
            "muster careless: there is no a.csv",
            "muster careless: there is no permission to use b.csv",
            "muster careless: c.csv: mine");
  }

  @Test
  void help_listsEveryCommand_andTheRightExitStatus() {
    assertThat(line.execute("--help")).isZero();
    for (String command : line.getSubcommands().keySet()) {
      assertThat(out.toString()).contains("\n  " + command + " ");
    }
    assertThat(line.execute("--version")).isZero();
    assertThat(line.execute()).isEqualTo(2);
    assertThat(err.toString()).contains("a command is missing: demo, buyers, load, count");
    assertThat(line.execute("cuont")).isEqualTo(2);
    assertThat(err.toString()).contains("Did you mean: ", "muster count");
    assertThat(line.execute("load", "a.csv", "--propos")).isEqualTo(2);
    assertThat(err.toString()).contains("--propose");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "load",
        "count",
        "list",
        "explain",
        "profile",
        "funnel",
        "retention",
        "breakdown",
        "rfm",
        "schema",
        "verify",
        "bench",
        "completion",
        "demo",
        "buyers"
      })
  void helpOfACommand_showsExamplesAndTheExitStatus(String command) {
    assertThat(line.execute(command, "--help")).isZero();

    assertThat(out.toString())
        .contains("Usage: muster " + command, "Examples:", "Exit status: 0 done");
    assertThat(err.toString()).isEmpty();
  }
}

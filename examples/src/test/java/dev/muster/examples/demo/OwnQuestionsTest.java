// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.examples.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segments given as text, on the shop and on a file. */
class OwnQuestionsTest {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void segmentOfTheShop_isCountedAndExplained() {
    int status =
        run(
            "demo",
            "--profiles",
            "500",
            "--events",
            "5000",
            "--runs",
            "1",
            "gender missing or not gender missing");

    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(out.toString())
        .contains("Your own", "gender missing or not gender missing", "500 of 500 profiles");
  }

  @Test
  void segmentOfAFile_knowsItsTypesAndProperties() throws IOException {
    Path file = directory.resolve("visits.csv");
    Files.writeString(
        file, "who,day,pages\nana,2026-01-01,3\nana,2026-01-02,4\nben,2026-01-02,1\n");

    int status =
        run(
            "demo",
            "--events",
            file.toString(),
            "--id",
            "who",
            "--time",
            "day",
            "--fixed-type",
            "visit",
            "--property",
            "pages:long",
            "--runs",
            "1",
            "--segment",
            "keen=did visit then visit within 1 day and sum(visit.pages) >= 7");

    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(out.toString()).contains("Your own", "keen", "1 of 2 profiles");
  }

  @Test
  void segmentThatCannotBeRead_isRefusedBeforeAnythingIsLoaded() {
    int status = run("demo", "gendre = 'f'");

    assertThat(status).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("segment: line 1", "gendre", "gender");
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.durability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole run on a small data set; it compares states itself and says nothing about time. */
class DurabilityRunTest {

  @TempDir Path directory;

  @Test
  void run_tellsOfEveryModeAndLeavesNothing() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    DurabilityRun.run(directory, 500, 5_000, new PrintStream(bytes, true, StandardCharsets.UTF_8));

    String printed = bytes.toString(StandardCharsets.UTF_8);
    List<String> rows = printed.lines().filter(line -> line.startsWith("| ")).toList();
    assertThat(rows).hasSize(2 + 4);
    assertThat(rows.get(2)).startsWith("| in memory |").contains("| 100 % |");
    assertThat(printed)
        .contains(
            "### Everything, forced each time\n", "### Everything, forced each time, encrypted")
        .doesNotContain("NaN");
    assertThat(directory).isEmptyDirectory();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadRunTest {

  @Test
  void run_ofAFewRows_comesToOneState(@TempDir Path directory) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    LoadRun.run(directory, 2_000, 2, new PrintStream(bytes, true, StandardCharsets.UTF_8));

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("2,000 rows", "| CSV |", "| NDJSON |", "| Parquet |")
        .containsPattern("State hash of all: [0-9a-f]{16}");
  }
}

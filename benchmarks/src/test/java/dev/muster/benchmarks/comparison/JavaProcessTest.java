// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JavaProcessTest {

  /** Says its heap, then what it is told, until nothing more comes; its last act is a file. */
  static final class Parrot {

    public static void main(String[] args) throws Exception {
      System.out.println(Runtime.getRuntime().maxMemory() >> 20);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(line.toUpperCase(Locale.ROOT));
      }
      Files.writeString(Path.of(args[0]), args[1]);
    }
  }

  @Test
  void process_saysWhatItIsToldToAndEndsWhenClosed(@TempDir Path directory) throws Exception {
    Path last = directory.resolve("last");
    try (JavaProcess process = new JavaProcess(Parrot.class, "48m", last.toString(), "bye")) {
      BufferedReader said =
          new BufferedReader(new InputStreamReader(process.said(), StandardCharsets.UTF_8));
      assertThat(Integer.parseInt(said.readLine())).isBetween(40, 48);
      process.tell("hello");
      assertThat(said.readLine()).isEqualTo("HELLO");
      assertThat(last).doesNotExist();
    }

    assertThat(last).hasContent("bye");
  }
}

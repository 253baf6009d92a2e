// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RuntimeFlagsTest {

  @TempDir Path directory;

  @Test
  void thisProcess_hasThem() {
    assertThat(RuntimeFlags.missing()).isEmpty();
  }

  @Test
  @Timeout(60)
  void processWithout_isToldWhich() throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WithoutFlags.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();

    assertThat(output.strip())
        .isEqualTo(
            "documents in mapped files need the JVM flags"
                + " --add-opens=java.base/java.lang=ALL-UNNAMED"
                + " --add-opens=java.base/java.lang.reflect=ALL-UNNAMED"
                + " --add-exports=java.base/sun.nio.ch=ALL-UNNAMED"
                + " --add-exports=java.base/jdk.internal.ref=ALL-UNNAMED"
                + " --add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED (and a JDK)");
  }
}

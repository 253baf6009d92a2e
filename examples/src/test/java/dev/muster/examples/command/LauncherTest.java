// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.examples.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only another process shows: the launcher, completion in a shell, the environment. */
class LauncherTest {

  private static final Path BASH = Path.of("/bin/bash");
  private static final Path LAUNCHER = Path.of("../muster").toAbsolutePath().normalize();

  @TempDir private Path temporary;

  private record Ended(int status, String output) {}

  private static Ended run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  @Test
  void launcher_handsOptionsAndArgumentsOn() throws Exception {
    assumeTrue(Files.isExecutable(BASH));
    Path root = Files.createDirectory(temporary.resolve("a root"));
    Path java = Files.createDirectories(temporary.resolve("jdk/bin")).resolve("java");
    Files.writeString(java, "#!/bin/bash\nprintf '<%s>' \"$@\"\nexit 3\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Path launcher = Files.copy(LAUNCHER, root.resolve("muster"));
    Path jar = root.resolve("examples/target/examples-0.1.0-SNAPSHOT.jar");
    Files.createDirectories(jar.getParent());
    Files.createFile(jar);

    Ended syntax = run(Map.of(), List.of(BASH.toString(), "-n", launcher.toString()));
    Ended ended =
        run(
            Map.of(
                "JAVA_HOME",
                temporary.resolve("jdk").toString(),
                "MUSTER_JAVA_OPTS",
                "-Xmx1g -Dx=y"),
            List.of(BASH.toString(), launcher.toString(), "count", "country = 'PL'", "@f"));

    assertThat(syntax).isEqualTo(new Ended(0, ""));
    assertThat(ended)
        .isEqualTo(new Ended(3, "<-Xmx1g><-Dx=y><-jar><" + jar + "><count><country = 'PL'><@f>"));
  }

  @Test
  void completion_isAScriptThatKnowsCommandsAndOptions() throws Exception {
    CommandLineFixture line = new CommandLineFixture();
    assertThat(line.run("completion", "bash")).isZero();
    String script = line.out.toString();

    assertThat(script).contains("_complete_muster", "--directory", "--segments", "breakdown");
    assertThat(line.run("completion", "zsh")).isZero();
    assertThat(line.out.toString()).contains("bashcompinit");
    assertThat(line.run("completion", "fish")).isEqualTo(2);
    assumeTrue(Files.isExecutable(BASH));
    Path file = Files.writeString(temporary.resolve("completion"), script);
    Ended completed =
        run(
            Map.of(),
            List.of(
                BASH.toString(),
                "-c",
                "source '"
                    + file
                    + "'; COMP_WORDS=(muster fun); COMP_CWORD=1; COMP_LINE='muster fun';"
                    + " _complete_muster; echo \"${COMPREPLY[@]}\""));
    assertThat(completed).isEqualTo(new Ended(0, "funnel\n"));
  }

  @Test
  void directory_mayBeInTheEnvironment() throws Exception {
    Path shop = temporary.resolve("shop");
    CommandLineFixture.fill(shop);

    Ended ended =
        run(
            Map.of("MUSTER_DIRECTORY", shop.toString()),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "count",
                "--format",
                "csv"));

    assertThat(ended).isEqualTo(new Ended(0, "segment,profiles,share\neveryone,4,1.0\n"));
  }
}

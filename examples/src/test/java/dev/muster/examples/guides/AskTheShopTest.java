// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.examples.Main;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AskTheShopTest {

  private static final Path DATA = Path.of("data").toAbsolutePath();

  @TempDir private Path directory;

  @Test
  void program_findsWhatTheCommandsLoaded_andWritesToIt() {
    Path shop = directory.resolve("shop");
    load(
        shop,
        "purchases.csv",
        "--events --time date --fixed-type purchase --property category:string"
            + " --property dollars:decimal(2)");
    load(shop, "customers.csv", "--profiles --attribute country:string");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    AskTheShop.run(shop, new PrintStream(printed, true, StandardCharsets.UTF_8));

    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .hasSize(4)
        .startsWith("polish: 105", "readers: 237", "polish now: 106")
        .last()
        .asString()
        .startsWith("00003 from PL: ")
        .contains("2025-12-31T00:00:00Z", "12.50");
  }

  private static void load(Path shop, String file, String options) {
    CommandLine line = Main.commandLine().setOut(new PrintWriter(OutputStream.nullOutputStream()));
    int exit =
        line.execute(
            ("load " + DATA.resolve(file) + " --directory " + shop + " --id customer_id " + options)
                .split(" "));
    assertThat(exit).isZero();
  }
}

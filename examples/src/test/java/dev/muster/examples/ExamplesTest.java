// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.SegmentationEngine;
import dev.muster.schema.Schema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each example prints what its documentation says. */
class ExamplesTest {

  @Test
  void quickStart_countsAnaAndExplains() {
    Clock clock = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);

    List<String> lines = linesOf(out -> QuickStart.run(clock, out));

    assertThat(lines).first().isEqualTo("loyal: 1");
    assertThat(lines).hasSizeGreaterThan(1);
  }

  @Test
  void cartAbandonment_changesWithTimeAlone() {
    assertThat(linesOf(CartAbandonment::run))
        .containsExactly(
            "2026-03-02T09:00:00Z []",
            "2026-03-02T10:00:00Z [ana]",
            "2026-03-02T13:00:00Z [ana, cleo]",
            "2026-03-03T09:00:00Z [cleo]",
            "2026-03-03T12:00:00Z []");
  }

  @Test
  void missingValues_makeNotAndNotEqualDiffer() {
    assertThat(linesOf(MissingValues::run))
        .containsExactly(
            "1  country != 'IN'",
            "2  not (country = 'IN')",
            "2  country != 'IN' or country missing",
            "1  country missing",
            "3  everyone");
  }

  @Test
  void observed_isMeasuredAndRecorded() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Observed.run(new SimpleMeterRegistry(), new PrintStream(bytes, true, StandardCharsets.UTF_8));

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "operations 3, counts 1",
            "count country = 'PL' found 2",
            "audience country = 'DE' found 1");
  }

  /** A real death in between: what was acknowledged is there, the engine was never closed. */
  @Test
  void keptAcrossRestarts_findsWhatAKilledProcessHasWritten(@TempDir Path directory)
      throws Exception {
    Process killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KeptAcrossRestarts.class.getName(),
                directory.toString(),
                "kill")
            .redirectErrorStream(true)
            .start();
    String said = new String(killed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(killed.waitFor()).as(said).isEqualTo(137);
    assertThat(said.lines()).containsExactly("found 0", "now 3");
    assertThat(linesOf(out -> KeptAcrossRestarts.run(directory, () -> {}, out)))
        .containsExactly("found 3", "now 6");
  }

  @Test
  void loadAFile_loadsBoth_andTellsWhatIsWrong(@TempDir Path directory) throws IOException {
    Path customers =
        Files.writeString(
            directory.resolve("customers.csv"),
            "customer_id,country,member since,tags\n"
                + "007,PL,29.02.2024,vip;new\n008,NULL,01.03.2024,\n009,ID,30.02.2024,\n");
    Path events =
        Files.writeString(
            directory.resolve("events.ndjson"),
            "{\"customer\":{\"id\":\"007\"},\"at\":1709251200,\"event\":\"buy\",\"paid\":19.90,"
                + "\"order_id\":\"o1\",\"shop\":3}\n"
                + "{\"customer\":{\"id\":\"007\"},\"at\":1709251200,\"event\":\"buy\",\"paid\":19.90,"
                + "\"order_id\":\"o1\"}\n"
                + "{\"customer\":{\"id\":\"007\"},\"at\":1709251201,\"event\":\"buy\",\"paid\":5,"
                + "\"order_id\":\"o2\"}\n"
                + "{\"customer\":\n");
    Path rejects = directory.resolve("rejects.csv");

    try (SegmentationEngine engine = SegmentationEngine.builder(Schema.builder().build()).open()) {
      assertThat(linesOf(out -> unchecked(() -> LoadAFile.customers(engine, customers, out))))
          .containsExactly("customers.csv: 3 records, 2 applied, 1 rejected");
      assertThat(linesOf(out -> unchecked(() -> LoadAFile.events(engine, events, rejects, out))))
          .containsExactly(
              "orders of March: 4 records, 2 applied, 1 rejected, 1 duplicates",
              "not loaded: {shop=1}",
              "spent over 20: 1");
    }
    assertThat(Files.readAllLines(rejects)).hasSize(2).last().asString().startsWith("4,MALFORMED");
    assertThat(linesOf(out -> unchecked(() -> LoadAFile.proposal(customers, out))))
        .contains("They look like profiles: identifier in customer_id")
        .last()
        .isEqualTo("3 attributes");
  }

  private interface Reading {
    void run() throws IOException;
  }

  private static void unchecked(Reading reading) {
    try {
      reading.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void exportedAudience_isInTheFile(@TempDir Path directory) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ExportedAudience.run(
        directory.resolve("polish.csv"), new PrintStream(bytes, true, StandardCharsets.UTF_8));

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "id,country,age",
            "ana,PL,31",
            "cleo,PL,",
            "{\"version\":1,\"id\":\"ana\",\"attributes\":{\"age\":31,\"country\":\"PL\"},"
                + "\"events\":[],\"documents\":{}}");
  }

  private static List<String> linesOf(Consumer<PrintStream> example) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    example.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.SegmentationEngine;
import dev.muster.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Each question, in each format, on one small directory that they all leave as it is. */
class QuestionTest {

  @TempDir private static Path shop;
  @TempDir private Path files;

  private final CommandLineFixture line = new CommandLineFixture();

  @BeforeAll
  static void fill() {
    CommandLineFixture.fill(shop);
  }

  private int ask(String command, String... arguments) {
    return line.ask(shop, command, arguments);
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(files.resolve(name), String.join("\n", lines));
  }

  @Test
  void count_isAskedInEveryWay() throws IOException {
    Path text = file("adults.txt", "age >= 30\n  and country = 'PL'\n");
    Path named =
        file(
            "segments.txt",
            "# people",
            "old = age > 60",
            "",
            "buyers of much = sum(purchase.amount)",
            "   > 20");

    int status =
        ask(
            "count",
            "country = 'PL'",
            "@" + text,
            "--segment",
            "buyers=did purchase in last 30 days",
            "--segment",
            "file=@" + text,
            "--segments",
            named.toString(),
            "--format",
            "csv");

    assertThat(line.err.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(line.lines())
        .containsExactly(
            "segment,profiles,share",
            "country = 'PL',2,0.5",
            "age >= 30 and country = 'PL',1,0.25",
            "buyers,2,0.5",
            "file,1,0.25",
            "old,1,0.25",
            "buyers of much,2,0.5");
  }

  @Test
  void count_ofNothingInParticular_isEveryone() {
    assertThat(ask("count")).isZero();
    assertThat(line.lines())
        .containsExactly(
            "segment   profiles   share",
            "--------  --------  ------",
            "everyone         4  100.0%");
  }

  @Test
  void count_asJson_isAnArrayOfObjects() {
    assertThat(ask("count", "in segment 'polish'", "did view", "--format", "json")).isZero();

    JsonNode rows = line.json();
    assertThat(rows.size()).isEqualTo(2);
    assertThat(rows.get(0).get("segment").stringValue()).isEqualTo("in segment 'polish'");
    assertThat(rows.get(0).get("profiles").longValue()).isEqualTo(2);
    assertThat(rows.get(1).get("share").doubleValue()).isEqualTo(0.75);
  }

  @Test
  void now_decidesWhatIsRecent() {
    ask("count", "did purchase in last 30 days", "--format", "csv");
    assertThat(line.lines()).element(1).asString().endsWith(",2,0.5");

    line.run(
        "count",
        "-d",
        shop.toString(),
        "--now",
        "2026-01-12",
        "did purchase in last 30 days",
        "--format",
        "csv");
    assertThat(line.lines()).element(1).asString().endsWith(",1,0.25");

    line.run("count", "-d", shop.toString(), "did purchase in last 30 days", "--format", "csv");
    assertThat(line.lines()).hasSize(2);
  }

  @Test
  void segmentThatCannotBeRead_isShownWithACaret() {
    assertThat(ask("count", "contry = 'PL'")).isEqualTo(2);
    assertThat(line.err.toString())
        .startsWith("muster count: segment: line 1, column 1: ")
        .contains("did you mean 'country'?")
        .contains("\n  contry = 'PL'\n  ^\n");
    assertThat(line.out.toString()).isEmpty();

    assertThat(ask("count", "--segment", "young=age < 'x'")).isEqualTo(2);
    assertThat(line.err.toString()).contains("--segment young: line 1, column 7");
  }

  @Test
  void segmentWithoutAName_isTold() {
    for (String text : new String[] {"country = 'PL'", "did purchase", "=did purchase"}) {
      assertThat(ask("count", "--segment", text)).isEqualTo(2);
      assertThat(line.err.toString())
          .contains("NAME=TEXT; without a name, give the segment without --segment", text);
    }
  }

  @Test
  void twoSegmentsOfAName_areRefused() throws IOException {
    Path named = file("twice.txt", "old = age > 60", "young = age < 30");

    assertThat(ask("count", "--segment", "a=age > 1", "--segment", "a = age > 2")).isEqualTo(2);
    assertThat(line.err.toString()).contains("there are two segments called 'a'");
    assertThat(ask("count", "--segment", "old=age > 1", "--segments", named.toString()))
        .isEqualTo(2);
    assertThat(line.err.toString()).contains("there are two segments called 'old'");
  }

  @Test
  void segmentFileThatCannotBeRead_isTold() throws IOException {
    assertThat(ask("count", "@" + files.resolve("none.txt"))).isEqualTo(2);
    assertThat(line.err.toString()).contains("there is no file to read segments from");

    Path broken = file("broken.txt", "good = age > 1", "no equals sign");
    assertThat(ask("count", "--segments", broken.toString())).isEqualTo(2);
    assertThat(line.err.toString()).contains("line 2: expected NAME = TEXT");

    Path wrong = file("wrong.txt", "good = age > 1", "bad = age >");
    assertThat(ask("count", "--segments", wrong.toString())).isEqualTo(2);
    assertThat(line.err.toString()).contains("wrong.txt, bad: line 1, column 6");

    Path binary = Files.write(files.resolve("binary"), new byte[] {(byte) 0xFF, 'a'});
    assertThat(ask("count", "@" + binary)).isEqualTo(2);
    assertThat(line.err.toString()).contains("must be in UTF-8");
  }

  @Test
  void explain_printsThePlan() {
    assertThat(ask("explain", "country = 'PL' and did purchase")).isZero();
    assertThat(line.out.toString()).contains("1 of 4 profiles", "operator");

    assertThat(ask("explain", "country = 'PL' and did purchase", "--format", "json")).isZero();
    JsonNode rows = line.json();
    assertThat(rows.size()).isGreaterThanOrEqualTo(3);
    assertThat(rows.get(0).get("depth").longValue()).isZero();
    assertThat(rows.get(0).get("found").longValue()).isEqualTo(1);
    assertThat(rows.get(1).get("depth").longValue()).isEqualTo(1);

    assertThat(ask("explain")).isEqualTo(2);
    assertThat(line.err.toString()).contains("a segment is missing");
  }

  @Test
  void profile_isOneJsonDocument() {
    assertThat(ask("profile", "1", "--events", "2", "--documents")).isZero();

    JsonNode profile = line.json();
    assertThat(profile.get("id").stringValue()).isEqualTo("1");
    assertThat(profile.get("attributes").get("age").longValue()).isEqualTo(31);
    assertThat(profile.get("events").size()).isEqualTo(2);
    assertThat(profile.get("documents").get("note").get("text").stringValue())
        .isEqualTo("Call, please");
    assertThat(line.lines()).hasSizeGreaterThan(5);

    assertThat(ask("profile", "1", "--compact")).isZero();
    assertThat(line.lines()).hasSize(1);
    assertThat(line.json().get("documents").get("note").get("sizeBytes").intValue()).isEqualTo(12);
    assertThat(line.json().get("events").size()).isEqualTo(3);
  }

  @Test
  void profile_thatIsNotThere_isAFailure() {
    assertThat(ask("profile", "nobody")).isEqualTo(1);
    assertThat(line.err.toString()).isEqualTo("muster profile: there is no profile 'nobody'\n");
    assertThat(ask("profile", "1", "--events", "-1")).isEqualTo(2);
    assertThat(ask("profile", "")).isEqualTo(2);
    assertThat(ask("profile")).isEqualTo(2);
  }

  @Test
  void schema_isWhatTheDirectoryKnows() {
    assertThat(ask("schema", "--format", "csv")).isZero();
    assertThat(line.lines())
        .containsExactly(
            "kind,name,type,note",
            "attribute,country,STRING,changes are tracked",
            "attribute,age,LONG,",
            "attribute,tags,STRING_SET,",
            "event,view,,",
            "property,view.page,STRING,",
            "event,purchase,,",
            "property,purchase.amount,DECIMAL(2),",
            "segment,polish,,country = 'PL'");
  }

  @Test
  void bench_tellsMedianAndSpread() {
    assertThat(
            ask(
                "bench",
                "country = 'PL'",
                "--segment",
                "b=did view",
                "--runs",
                "3",
                "--warm-ups",
                "1",
                "--format",
                "json"))
        .isZero();
    JsonNode rows = line.json();
    assertThat(rows.size()).isEqualTo(2);
    JsonNode second = rows.get(1);
    assertThat(second.get("profiles").longValue()).isEqualTo(3);
    assertThat(second.get("runs").intValue()).isEqualTo(3);
    assertThat(second.get("medianMillis").doubleValue())
        .isBetween(
            second.get("leastMillis").doubleValue(), second.get("greatestMillis").doubleValue());
    assertThat(ask("bench", "did view", "--runs", "0")).isEqualTo(2);
    assertThat(ask("bench")).isEqualTo(2);
  }

  @Test
  void verify_findsNothing() {
    assertThat(line.run("verify", "--directory", shop.toString(), "--deeply", "--format", "json"))
        .isZero();
    JsonNode summary = line.json().get("summary").get(0);
    assertThat(summary.get("state").stringValue()).isEqualTo("sound");
    assertThat(summary.get("profiles").longValue()).isEqualTo(4);
    assertThat(summary.get("events").longValue()).isEqualTo(6);
    assertThat(summary.get("damages").longValue()).isZero();
    try (SegmentationEngine engine =
        SegmentationEngine.builder(Schema.builder().build())
            .directory(shop)
            .documentsOnHeap()
            .open()) {
      assertThat(summary.get("stateHash").stringValue())
          .isEqualTo(Long.toHexString(engine.stateHash()));
    }
  }

  @Test
  void questions_leaveTheDirectoryAsItIs() throws IOException {
    Path own = files.resolve("own");
    CommandLineFixture.fill(own);
    Map<String, Long> before = files(own);

    for (int i = 0; i < 3; i++) {
      assertThat(line.ask(own, "count", "did purchase")).isZero();
      assertThat(line.ask(own, "profile", "1")).isZero();
    }

    assertThat(files(own)).isEqualTo(before);
  }

  /** Files by name, but for the empty one that opening keeps ready to be written to next. */
  private static Map<String, Long> files(Path directory) throws IOException {
    Map<String, Long> found = new TreeMap<>();
    byte[] buffer = new byte[1 << 16];
    try (Stream<Path> all = Files.list(directory)) {
      for (Path file : all.toList()) {
        try (CheckedInputStream in =
            new CheckedInputStream(Files.newInputStream(file), new CRC32C())) {
          while (in.read(buffer) >= 0) {
            // The sum is all that is wanted.
          }
          found.put(file.getFileName().toString(), in.getChecksum().getValue());
        }
      }
    }
    found.remove("journal-next");
    return found;
  }

  @Test
  void threadsAndShards_changeNoAnswer() {
    assertThat(ask("count", "did view", "--threads", "1", "--shards", "2", "--no-progress"))
        .isZero();
    assertThat(line.out.toString()).contains(" 3 ");
    assertThat(ask("count", "--threads", "0")).isEqualTo(2);
    assertThat(line.err.toString()).contains("queryThreads must be in [1, 256]");
  }
}

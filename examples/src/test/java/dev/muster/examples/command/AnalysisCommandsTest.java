// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Funnels, retention, breakdowns and scores, in each format, with every option. */
class AnalysisCommandsTest {

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

  @Test
  void funnel_tellsHowFarTheyCome() {
    assertThat(
            ask(
                "funnel",
                "--step",
                "did view",
                "--step",
                "purchase (amount > 10) within 2 days",
                "--format",
                "csv"))
        .isZero();
    assertThat(line.lines())
        .containsExactly(
            "step,event,profiles,ofFirst,ofPrevious,shortest,median,percent90,longest",
            "1,view,3,1.0,,,,,",
            "2,purchase,2,0.6666666666666666,0.6666666666666666,PT6H,PT6H,PT24H,PT24H");
  }

  @Test
  void funnel_takesEveryOption() {
    assertThat(
            ask(
                "funnel",
                "country exists",
                "--step",
                "view",
                "--step",
                "purchase",
                "--within",
                "12 hours",
                "--window",
                "in last 60 days",
                "--order",
                "strict_order",
                "--entry",
                "first",
                "--by",
                "country",
                "--top",
                "1",
                "--format",
                "json"))
        .as(line.err.toString())
        .isZero();
    JsonNode steps = line.json().get("steps");
    assertThat(steps.get(1).get("profiles").longValue()).isEqualTo(1);
    JsonNode values = line.json().get("values");
    assertThat(values.get(0).get("value").stringValue()).isEqualTo("PL");
    assertThat(values.get(1).get("kind").stringValue()).isEqualTo("other");

    assertThat(ask("funnel", "--step", "did view", "--window", "in last 5 days")).isZero();
    assertThat(line.lines()).hasSize(3).last().asString().contains("view");

    assertThat(ask("funnel", "--step", "view", "--step", "view", "--holding", "page")).isZero();
    assertThat(line.lines()).last().asString().contains(" 0 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "country = 'PL'",
        "did vew",
        "view or did purchase",
        "view then not purchase within 1 day"
      })
  void funnel_ofWhatIsNoStep_isRefused(String step) {
    assertThat(ask("funnel", "--step", step)).isEqualTo(2);
    assertThat(line.err.toString()).contains("--step");
  }

  @Test
  void funnel_byWhatIsNoAttribute_isRefused() {
    assertThat(ask("funnel", "--step", "view", "--by", "contry")).isEqualTo(2);
    assertThat(line.err.toString()).contains("--by", "country");
    assertThat(ask("funnel", "--step", "view", "--by", "tags")).isEqualTo(2);
    assertThat(ask("funnel", "--step", "view", "--by", "age", "--top", "0")).isEqualTo(2);
    assertThat(ask("funnel")).isEqualTo(2);
    assertThat(ask("funnel", "--step", "view", "--within", "1 day")).isEqualTo(2);
    assertThat(line.err.toString()).contains("did view all within 1 day");
  }

  @Test
  void retention_tellsWhoComesBack() {
    assertThat(
            ask(
                "retention",
                "--start",
                "did view",
                "--return",
                "purchase (amount > 1)",
                "--from",
                "2026-01-01",
                "--to",
                "2026-03-01",
                "--intervals",
                "2",
                "--format",
                "csv"))
        .isZero();
    assertThat(line.lines())
        .containsExactly(
            "cohort,profiles,interval,retained,share,complete",
            "2026-01-01,1,0,1,1.0,true",
            "2026-01-01,1,1,1,1.0,true",
            "2026-02-01,2,0,1,0.5,true",
            "2026-02-01,2,1,0,0.0,false",
            "all,3,0,2,0.6666666666666666,true",
            "all,3,1,1,0.3333333333333333,false");
  }

  @Test
  void retention_asATable_hasALinePerCohort() {
    assertThat(
            ask(
                "retention",
                "country = 'PL'",
                "--start",
                "view",
                "--unit",
                "week",
                "--cohorts",
                "9",
                "--intervals",
                "3",
                "--or-after",
                "--zone",
                "Asia/Jakarta"))
        .isZero();
    assertThat(line.lines()).hasSize(2 + 9 + 2);
    assertThat(line.lines().get(2)).startsWith("2026-01-05         1   0.0   0.0");
    assertThat(line.out.toString()).contains("*").contains("in percent");
    assertThat(ask("retention", "--start", "view", "--unit", "hour", "--cohorts", "1")).isZero();
    assertThat(line.out.toString()).contains("2026-03-02T12:00:00Z");
  }

  @Test
  void retention_orAfter_countsWhoCameBackLater() {
    for (String[] option : new String[][] {{}, {"--or-after"}}) {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "--start",
                  "view",
                  "--return",
                  "purchase (amount < 10)",
                  "--from",
                  "2026-01-01",
                  "--to",
                  "2026-02-01",
                  "--intervals",
                  "1",
                  "--format",
                  "csv"));
      arguments.addAll(List.of(option));

      assertThat(ask("retention", arguments.toArray(String[]::new))).isZero();

      String retained = option.length == 0 ? "0,0.0" : "1,1.0";
      assertThat(line.lines()).element(1).isEqualTo("2026-01-01,1,0," + retained + ",true");
    }
  }

  @Test
  void retention_countsTheDaysOfTheZone() {
    for (String zone : List.of("UTC", "America/New_York")) {
      assertThat(
              ask(
                  "retention",
                  "--start",
                  "view",
                  "--unit",
                  "day",
                  "--from",
                  "2026-01-09T12:00:00Z",
                  "--to",
                  "2026-01-10T12:00:00Z",
                  "--intervals",
                  "1",
                  "--format",
                  "csv",
                  "--zone",
                  zone))
          .isZero();

      String day = zone.equals("UTC") ? "2026-01-10" : "2026-01-09";
      assertThat(line.lines()).contains(day + ",1,0,0,0.0,true");
    }
  }

  @Test
  void retention_ofContradictions_isRefused() {
    assertThat(ask("retention", "--start", "view", "--from", "2026-01-01")).isEqualTo(2);
    assertThat(line.err.toString()).contains("--from and --to need each other");
    assertThat(
            ask(
                "retention",
                "--start",
                "view",
                "--from",
                "2026-01-01",
                "--to",
                "2026-02-01",
                "--cohorts",
                "3"))
        .isEqualTo(2);
    assertThat(ask("retention", "--start", "view in last 3 days")).isEqualTo(2);
    assertThat(ask("retention", "--start", "view", "--intervals", "0")).isEqualTo(2);
    assertThat(ask("retention")).isEqualTo(2);
  }

  @Test
  void breakdown_listsWhatIsFrequent() {
    assertThat(
            ask(
                "breakdown",
                "--by",
                "country",
                "--by",
                "view.page",
                "--by",
                "tags",
                "--top",
                "1",
                "--format",
                "csv"))
        .isZero();
    assertThat(line.lines())
        .containsExactly(
            "by,kind,value,count,profiles,share",
            "country,value,PL,2,2,0.5",
            "country,other,,1,,0.25",
            "country,missing,,1,,0.25",
            "view.page,value,shoes,2,2,0.6666666666666666",
            "view.page,other,,1,,0.3333333333333333",
            "view.page,missing,,0,,0.0",
            "tags,value,vip,1,1,0.25",
            "tags,other,,0,,0.0",
            "tags,missing,,3,,0.75");

    assertThat(ask("breakdown", "did purchase", "--by", "age")).isZero();
    assertThat(line.out.toString()).contains("20", "31").doesNotContain("64");
    assertThat(ask("breakdown", "--by", "contry")).isEqualTo(2);
    assertThat(line.err.toString()).contains("country", "EVENT.PROPERTY");
    assertThat(ask("breakdown", "--by", "view.pge")).isEqualTo(2);
    assertThat(line.err.toString()).contains("page");
    assertThat(ask("breakdown", "did view", "did purchase", "--by", "age")).isEqualTo(2);
    assertThat(line.err.toString()).contains("one segment at most");
  }

  @Test
  void rfm_scoresBuyers() throws IOException {
    Path picture = files.resolve("rfm.png");

    assertThat(
            ask(
                "rfm",
                "--purchases",
                "did purchase",
                "--amount",
                "amount",
                "--picture",
                picture.toString()))
        .isZero();
    assertThat(line.out.toString()).contains("recency", "Champions", "100.10");
    assertThat(line.err.toString()).isEqualTo("picture: " + picture + "\n");
    assertThat(javax.imageio.ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(1_000);

    assertThat(
            ask(
                "rfm",
                "--purchases",
                "purchase",
                "--amount",
                "amount",
                "--format",
                "json",
                "--zone",
                "Asia/Jakarta"))
        .isZero();
    JsonNode groups = line.json().get("groups");
    long profiles = 0;
    for (JsonNode group : groups) {
      profiles += group.get("profiles").longValue();
    }
    assertThat(profiles).isEqualTo(4);
    assertThat(line.json().get("cells").size()).isEqualTo(125);

    Path nowhere = files.resolve("none").resolve("rfm.png");
    assertThat(
            ask(
                "rfm",
                "--purchases",
                "purchase",
                "--amount",
                "amount",
                "--picture",
                nowhere.toString()))
        .isEqualTo(2);
    assertThat(line.out.toString()).isEmpty();
    assertThat(line.err.toString()).contains("--picture " + nowhere + ": there is no directory ");
    assertThat(ask("rfm", "--purchases", "purchase", "--amount", "amont")).isEqualTo(2);
    assertThat(line.err.toString()).contains("--amount", "amount");
    assertThat(ask("rfm", "--purchases", "view", "--amount", "page")).isEqualTo(2);
    assertThat(line.err.toString()).contains("numeric");
  }
}

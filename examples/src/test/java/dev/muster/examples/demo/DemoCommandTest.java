// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.examples.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole program at small sizes, from its command line to its output and exit status. */
class DemoCommandTest {

  private static final Pattern RATES = Pattern.compile("in +[0-9.,]+ s +\\([0-9,]+/s\\)");

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void demo_ofASmallShop_showsEveryPart() {
    int status =
        run("demo", "--profiles", "2000", "--events", "20_000", "--runs", "1", "--shards", "2");

    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(out.toString())
        .contains("A synthetic shop, seed 1", "profiles        2,000", "events         20,000")
        .containsPattern(RATES)
        .contains("Audiences, now = 2026-01-01T00:00:00Z")
        .contains("live in Indonesia", "bought 3 times in 30 days")
        .contains(
            "How number 12 is counted",
            "gender = 'f' and age between 25 and 34 and city = 'Jakarta'")
        .contains("Customers who bought, by week", "from 2025-10-09", "from 2025-12-25")
        .contains("Customers by country", "Someone of number 12", "country ", "latest events")
        .contains("Memory", "bytes/event", "heap in use", "2,000 profiles, 20,000 events");
  }

  @Test
  void demo_ofTheSameSeed_countsTheSame() {
    run("demo", "--profiles", "500", "--events", "5000", "--runs", "1", "--seed", "9");
    List<String> first = audiences();
    out.getBuffer().setLength(0);
    run(
        "demo",
        "--profiles",
        "500",
        "--events",
        "5000",
        "--runs",
        "1",
        "--seed",
        "9",
        "--shards",
        "5",
        "--threads",
        "1");

    assertThat(first).hasSize(12).isEqualTo(audiences());
  }

  @Test
  void demo_ofAFile_countsWhatIsInIt() throws IOException {
    Path file =
        file(
            "id,day,discs,paid",
            "01,1997-01-05,1,10.00",
            "01,1997-03-01,2,45.50",
            "01,1997-03-01,2,45.50",
            "02,1997-01-31,1,600.00",
            "02,1998-01-01,1,",
            "03,1997-02-01,9,0.00",
            "04,1997-01-01,1,499.99",
            "04,1997-12-31,1,0.01",
            "05,1998-07-02,1,1000.00");

    int status =
        run(
            "demo",
            "--events",
            file.toString(),
            "--id",
            "id",
            "--time",
            "day",
            "--fixed-type",
            "purchase",
            "--property",
            "discs:long:cds",
            "--property",
            "paid:decimal(2):dollars",
            "--now",
            "1998-07-01T00:00:00Z",
            "--first-before",
            "1997-02-01",
            "--last-before",
            "1998-01-01",
            "--runs",
            "1");

    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(audiences())
        .containsExactly(
            "everyone 4",
            "did purchase 4",
            "did purchase at least 2 times 3",
            "did purchase at least 3 times 1",
            "did purchase at least 5 times 0",
            "did purchase at least 10 times 0",
            "did purchase in last 30 days 0",
            "did purchase in last 90 days 0",
            "did purchase in last 365 days 2",
            "sum(purchase.cds) > 50 0",
            "sum(purchase.cds) > 100 0",
            "sum(purchase.cds) > 200 0",
            "sum(purchase.cds) > 500 0",
            "sum(purchase.dollars) > 50 3",
            "sum(purchase.dollars) > 100 3",
            "sum(purchase.dollars) > 200 2",
            "sum(purchase.dollars) > 500 1",
            "did purchase before '1997-02-01T00:00:00Z'"
                + " and not (did purchase since '1998-01-01T00:00:00Z') 2");
    assertThat(out.toString())
        .contains("bad lines skipped: 0", "events after now, left out: 1")
        .contains("1997-01  3", "1997-02  1", "1997-03  1", "1997-12  1", "1998-01  1")
        .doesNotContain("1998-02  ");
  }

  @Test
  void demo_ofAFileWithTypes_asksAboutTheMostFrequent() throws IOException {
    Path file =
        file(
            "who,at,what,n",
            "a,5,buy,3",
            "b,6,look,",
            "b,7,look,1",
            "c,8,buy,4",
            "b,9,go,1",
            "b,9,buy,");

    int status =
        run(
            "demo",
            "--events",
            file.toString(),
            "--id",
            "who",
            "--time",
            "at",
            "--type",
            "what",
            "--property",
            "n:double",
            "--spent-over",
            "3.5",
            "--runs",
            "1");

    assertThat(status).isZero();
    assertThat(out.toString()).contains("Audiences, now = 1970-01-01T00:00:00.009Z");
    assertThat(audiences())
        .contains("everyone 3", "did buy 3", "did look 1", "did go 1")
        .contains("did look at least 2 times 1", "sum(buy.n) > 3.5 1", "sum(look.n) > 3.5 0")
        .hasSize(1 + 3 * 9);
  }

  @Test
  void demo_skipsBadLinesAndTellsThem() throws IOException {
    Path file = file("who,at", "a,5", "b", ",5", "c,then", "d,5");

    int status =
        run(
            "demo",
            "--events",
            file.toString(),
            "--id",
            "who",
            "--time",
            "at",
            "--fixed-type",
            "buy",
            "--runs",
            "1",
            "--max-reports",
            "2");

    assertThat(status).isZero();
    assertThat(err.toString().lines())
        .containsExactly(
            "line 3: expected 2 fields, found 1",
            "line 4: 'who' is missing: whom is it about?",
            "further bad lines are counted and not shown");
    assertThat(out.toString()).contains("bad lines skipped: 3");
    assertThat(audiences()).contains("everyone 2");
  }

  @Test
  void demo_thatMustNotSkip_failsWithOneLine() throws IOException {
    Path file = file("who,at", "a,5", "b");

    int status =
        run(
            "demo",
            "--events",
            file.toString(),
            "--id",
            "who",
            "--time",
            "at",
            "--fixed-type",
            "buy",
            "--on-bad-line",
            "fail");

    assertThat(status).isEqualTo(1);
    assertThat(err).hasToString(line("muster demo: line 3: expected 2 fields, found 1"));
  }

  @Test
  void demo_thatIsVerbose_showsWhereItFailed() throws IOException {
    Path file = file("who,at", "b");

    int status =
        run(
            "demo",
            "--events",
            file.toString(),
            "--id",
            "who",
            "--time",
            "at",
            "--fixed-type",
            "buy",
            "--on-bad-line",
            "fail",
            "--verbose");

    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("LoadException: line 2", "\tat dev.muster.examples");
  }

  @Test
  void demo_withoutAColumn_listsTheColumns() throws IOException {
    Path file = file("customer,date", "a,5");

    int status =
        run(
            "demo",
            "--events",
            file.toString(),
            "--id",
            "who",
            "--time",
            "date",
            "--fixed-type",
            "x");

    assertThat(status).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("muster demo: there is no field 'who'; the fields are customer, date");
  }

  @Test
  void demo_ofAFileWithoutEvents_saysSo() throws IOException {
    Path file = file("who,at");

    int status =
        run(
            "demo",
            "--events",
            file.toString(),
            "--id",
            "who",
            "--time",
            "at",
            "--fixed-type",
            "x");

    assertThat(status).isEqualTo(1);
    assertThat(err).hasToString(line("muster demo: the file has no event to ask about"));
  }

  @Test
  void demo_ofNoFile_saysSo() {
    Path nowhere = directory.resolve("nowhere.csv");

    int status =
        run(
            "demo",
            "--events",
            nowhere.toString(),
            "--id",
            "i",
            "--time",
            "t",
            "--fixed-type",
            "x");

    assertThat(status).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(line("muster demo: --events: there is no file to read at " + nowhere));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "--profiles 0, profiles=0",
        "--profiles many, --profiles",
        "--events 10 --id who, --id needs a file",
        "--events x.csv --id who, one of --type COLUMN",
        "--events x.csv --id a --time b --type c --fixed-type d, one of --type COLUMN",
        "--events x.csv --seed 3 --id a --time b --type c, --profiles and --seed make up a shop",
        "--events x.csv --id a --time b --type c --property n:int, 'n:int' is not COLUMN:TYPE",
        "--events x.csv --id a --time b --type c --now noon, 'noon' is neither a date nor",
        "--events x.csv --id a --time b --type c --time-format {, {",
        "--events x.csv --id a --time b --type c --first-before 2020-01-01, need each other",
        "--events x.csv --id a --time b --type c --on-bad-line cry, --on-bad-line",
        "--events x.csv --id a --time b --type c --max-reports -1, must not be negative",
        "--runs 0, --runs must be at least 1",
        "--shards 0, shards",
        "--nonsense, --nonsense"
      })
  void demo_withAWrongCommandLine_saysWhatIsWrong(String options, String expected) {
    List<String> arguments = new ArrayList<>(List.of("demo"));
    arguments.addAll(List.of(options.split(" ")));

    int status = run(arguments.toArray(String[]::new));

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains(expected, "try 'muster demo --help'");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void help_showsTheOptions() {
    assertThat(run("demo", "--help")).isZero();
    assertThat(out.toString())
        .contains("--events=N|FILE.csv", "--first-before=DATE", "Exit status");
  }

  @Test
  void command_thatIsMissing_isWrongUsage() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("muster: a command is missing: demo");
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private Path file(String... lines) throws IOException {
    return Files.write(directory.resolve("events.csv"), List.of(lines));
  }

  /** Description and count of each row of the table of audiences. */
  private List<String> audiences() {
    Pattern row = Pattern.compile(" *[0-9]+  (.*?) {2,}([0-9,]+) +[0-9.]+% +[0-9.,]+( +#+)?");
    return out.toString()
        .lines()
        .map(row::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group(1) + " " + matcher.group(2))
        .toList();
  }

  private static String line(String text) {
    return text + System.lineSeparator();
  }
}

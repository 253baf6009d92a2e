// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.buyers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.analysis.RfmGroup;
import dev.muster.examples.Main;
import dev.muster.examples.buyers.PlainBuyers.Purchase;
import dev.muster.examples.rfm.GroupNames;
import dev.muster.examples.shop.Purchases;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole program at small sizes, from its command line to its text and pictures. */
class BuyersCommandTest {

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void buyers_ofMadeUpPurchases_showsEveryPart() {
    int status = run("buyers", "--customers", "500", "--seed", "3");

    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    assertThat(out.toString())
        .contains("Purchases made up, seed 3")
        .contains("Recency, frequency and money, now = 2026-01-01T00:00:00Z")
        .contains("125 cells with 500 customers + 0 without a purchase = 500; base: 500")
        .contains("Can't lose them", "Potential loyalists")
        .contains("2024-07 ", "2025-12 ")
        .containsPattern("all +500( +[0-9.]+){18}\\R")
        .contains("From group to group, 2025-07-01T00:00:00Z to 2026-01-01T00:00:00Z")
        .containsPattern("three analyses in [0-9.,]+ ms")
        .doesNotContain("picture:");
  }

  @Test
  void buyers_withPictures_writesPicturesThatCanBeRead() throws IOException {
    Path pictures = directory.resolve("new/pictures");

    int status = run("buyers", "--customers", "500", "--pictures", pictures.toString());

    assertThat(status).isZero();
    BufferedImage rfm = picture(pictures, "buyers-rfm.png");
    assertThat(rfm.getHeight()).isEqualTo(2 * (118 + 5 * 70 + 28 + 24));
    assertThat(rfm.getWidth()).isBetween(2 * 5 * 148, 2 * (5 * 148 + 300));
    BufferedImage cohorts = picture(pictures, "buyers-cohorts.png");
    assertThat(cohorts.getHeight()).isEqualTo(2 * (118 + 19 * 28 + 28 + 2 * 14 + 24));
    assertThat(cohorts.getWidth()).isBetween(2 * 19 * 56, 2 * (19 * 56 + 300));
    BufferedImage transitions = picture(pictures, "buyers-transitions.png");
    assertThat(transitions.getHeight()).isBetween(2 * 13 * 38, 2 * (13 * 38 + 250));
    assertThat(transitions.getWidth()).isBetween(2 * 13 * 84, 2 * (13 * 84 + 300));
  }

  @Test
  void buyers_ofAFile_addUpToWhatIsInIt() throws IOException {
    List<Purchase> purchases = purchasesByDay(400, 11);
    Path file = file(purchases);
    Instant now = Instant.parse("2025-10-15T00:00:00Z");

    int status =
        run(
            "buyers",
            "--events",
            file.toString(),
            "--id",
            "who",
            "--time",
            "day",
            "--amount",
            "paid",
            "--now",
            "2025-10-15",
            "--earlier",
            "2025-03-01",
            "--months",
            "3");

    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    PlainBuyers plain =
        new PlainBuyers(purchases.stream().filter(p -> !p.time().isAfter(now)).toList());
    String base = Integer.toString(plain.base());
    assertThat(out.toString())
        .contains("Purchases of purchases.csv", "bad lines skipped: 0")
        .contains(
            "events after now, left out: "
                + purchases.stream().filter(p -> p.time().isAfter(now)).count())
        .contains(
            "125 cells with " + base + " customers + 0 without a purchase = " + base + "; base: ")
        .contains("cohorts before these, not shown: 13");
    Map<String, RfmGroup> then = plain.groups(Instant.parse("2025-03-01T00:00:00Z"));
    Map<String, RfmGroup> groups = plain.groups(now);
    for (RfmGroup group : RfmGroup.values()) {
      long inGroup = groups.values().stream().filter(group::equals).count();
      if (group != RfmGroup.NO_PURCHASE) {
        assertThat(out.toString())
            .containsPattern("\\R" + Pattern.quote(GroupNames.of(group)) + " +" + inGroup + " ");
      }
      long wasInGroup = then.values().stream().filter(group::equals).count();
      assertThat(out.toString())
          .containsPattern(
              "\\R *"
                  + (group.ordinal() + 1)
                  + " "
                  + Pattern.quote(GroupNames.of(group))
                  + "( +[0-9]+){12} +"
                  + wasInGroup
                  + "\\R");
    }
    cohortIsShown(plain, now, YearMonth.parse("2025-08"));
  }

  private void cohortIsShown(PlainBuyers plain, Instant now, YearMonth month) {
    List<String> customers = plain.cohorts(now, ZoneOffset.UTC).get(month);
    StringBuilder row = new StringBuilder("\\R" + month + " +" + customers.size());
    for (int i = 0; i < 3; i++) {
      long again = plain.boughtAgainIn(customers, month.plusMonths(i), now, ZoneOffset.UTC);
      double percent = 100.0 * again / customers.size();
      row.append(String.format(Locale.ROOT, " +%.1f", percent).replace(".", "\\."));
      // October has begun, but is not over.
      row.append(i == 2 ? "\\*" : "");
    }
    assertThat(out.toString()).containsPattern(row + "\\R");
  }

  @Test
  void buyers_withoutNow_standAtTheLatestPurchase() throws IOException {
    Path file =
        Files.write(
            directory.resolve("few.csv"),
            List.of(
                "customer_id,date,amount",
                "a,2026-01-05,1.00",
                "b,2026-02-07,2.00",
                "b,nonsense,2.00",
                "a,2026-02-09,"));

    int status = run("buyers", "--events", file.toString());

    assertThat(status).isZero();
    assertThat(err.toString()).startsWith("line 4: 'date' should be TIMESTAMP");
    assertThat(out.toString())
        .contains("now = 2026-02-09T00:00:00Z", "bad lines skipped: 1")
        .containsPattern("2026-01 +1 +0\\.0 +100\\.0\\*\\R")
        .containsPattern("2026-02 +1 +0\\.0\\*\\R")
        .containsPattern("all +2 +0\\.0\\R")
        .contains("From group to group, 2025-08-09T00:00:00Z to 2026-02-09T00:00:00Z");
  }

  @Test
  void buyers_ofNothing_saySo() throws IOException {
    Path empty = Files.writeString(directory.resolve("empty.csv"), "customer_id,date,amount\n");

    assertThat(run("buyers", "--events", empty.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("muster buyers: there is no purchase up to now");
    assertThat(run("buyers", "--now", "2020-01-01", "--customers", "5")).isEqualTo(1);
    assertThat(run("buyers", "--events", directory.resolve("none.csv").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there is no file to read at");
    assertThat(run("buyers", "--pictures", empty.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("there is something that is no directory");
  }

  @Test
  void buyers_withoutAColumn_listTheColumns() throws IOException {
    Path file = Files.writeString(directory.resolve("other.csv"), "who,date,amount\na,5,1\n");

    assertThat(run("buyers", "--events", file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("there is no field 'customer_id'; the fields are who, date, amount");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "--customers 0, customers=0",
        "--months 0, `--months must be in [1, 120], found 0`",
        "--months 121, `--months must be in [1, 120], found 121`",
        "--id who, --id needs a file: --events FILE.csv",
        "--events x.csv --seed 3, --customers and --seed make purchases up",
        "--now 2026-06-01, the purchases that are made up end at 2026-01-01T00:00:00Z",
        "--now noon, 'noon' is neither a date nor",
        "--zone Atlantis, --zone",
        "--customers 5 --earlier 2026-02-01, --earlier 2026-02-01T00:00:00Z is after now",
        "--nonsense, --nonsense"
      })
  void buyers_withAWrongCommandLine_sayWhatIsWrong(String options, String expected) {
    List<String> arguments = new ArrayList<>(List.of("buyers"));
    arguments.addAll(List.of(options.split(" ")));

    int status = run(arguments.toArray(String[]::new));

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains(expected, "try 'muster buyers --help'");
  }

  @Test
  void help_showsTheOptions() {
    assertThat(run("buyers", "--help")).isZero();
    assertThat(out.toString()).contains("--events=FILE.csv", "--pictures=DIRECTORY", "Exit status");
  }

  private int run(String... arguments) {
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private BufferedImage picture(Path pictures, String name) throws IOException {
    Path file = pictures.resolve(name);
    assertThat(out.toString()).contains("picture: " + file);
    return ImageIO.read(file.toFile());
  }

  private static List<Purchase> purchasesByDay(int customers, long seed) {
    List<Purchase> purchases = new ArrayList<>();
    new Purchases(customers, seed)
        .events()
        .forEachRemaining(
            event ->
                event.forEach(
                    (name, type, value) ->
                        purchases.add(
                            new Purchase(
                                event.profileId().value(),
                                day(event.epochMillis()).atStartOfDay().toInstant(ZoneOffset.UTC),
                                (BigDecimal) value))));
    return purchases;
  }

  private static LocalDate day(long epochMillis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(epochMillis), ZoneOffset.UTC);
  }

  private Path file(List<Purchase> purchases) throws IOException {
    List<String> lines = new ArrayList<>(List.of("who,day,paid"));
    for (Purchase purchase : purchases) {
      LocalDate day = LocalDate.ofInstant(purchase.time(), ZoneOffset.UTC);
      lines.add(purchase.customer() + "," + day + "," + purchase.amount());
    }
    return Files.write(directory.resolve("purchases.csv"), lines);
  }
}

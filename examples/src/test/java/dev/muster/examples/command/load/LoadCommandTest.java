// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.examples.Main;
import dev.muster.examples.command.CommandLineFixture;
import dev.muster.examples.command.CommandLinePageTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadCommandTest {

  @TempDir private Path temporary;
  private Path shop;

  private final CommandLineFixture line = new CommandLineFixture();

  @BeforeEach
  void place() {
    shop = temporary.resolve("shop");
  }

  private Path file(String name, String... lines) throws IOException {
    return Files.writeString(temporary.resolve(name), String.join("\n", lines) + "\n");
  }

  private Path purchases() throws IOException {
    return file(
        "purchases.csv",
        "customer,day,discs,paid",
        "01,1997-01-05,1,10.00",
        "01,1997-03-01,2,45.50",
        "02,1997-01-31,1,600.00",
        "02,1998-01-01,1,",
        "03,1997-02-01,9,0.00");
  }

  private int load(Path file, String... options) {
    List<String> all =
        new ArrayList<>(List.of("load", file.toString(), "--directory", shop.toString()));
    all.addAll(List.of(options));
    return line.run(all.toArray(String[]::new));
  }

  private int loadPurchases(Path file, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--events",
                "--id",
                "customer",
                "--time",
                "day",
                "--fixed-type",
                "purchase",
                "--property",
                "discs:long",
                "--property",
                "paid:decimal(2):amount"));
    all.addAll(List.of(more));
    return load(file, all.toArray(String[]::new));
  }

  private String count(String segment) {
    assertThat(line.ask(shop, "count", segment, "--format", "csv"))
        .as(line.err.toString())
        .isZero();
    return line.lines().get(1).split(",(?=[0-9])")[1];
  }

  /** What is listed as Parquet and loaded again is what it was, types and all. */
  @Test
  void parquet_isWrittenAndLoadedAgain() throws IOException {
    Path people =
        file(
            "people.csv",
            "id,country,spent,tags,since",
            "01,PL,10.50,a|b,2024-02-29",
            "02,,0.00,,",
            "03,ID,,b,1969-12-31");
    String[] columns = {
      "--profiles",
      "--id",
      "id",
      "--attribute",
      "country:string",
      "--attribute",
      "spent:decimal(2)",
      "--attribute",
      "tags:set(|)",
      "--attribute",
      "since:date"
    };
    assertThat(load(people, columns)).as(line.err.toString()).isZero();
    Path parquet = temporary.resolve("people.parquet");
    String[] listed = {"--attribute", "country,spent,tags,since", "--sorted"};

    assertThat(line.ask(shop, "list", with(listed, "--output", parquet.toString())))
        .as(line.err.toString())
        .isZero();
    assertThat(line.ask(shop, "list", with(listed, "--format", "csv"))).isZero();
    List<String> before = line.lines();
    shop = temporary.resolve("again");
    columns[8] = "tags:set";

    assertThat(load(parquet, columns)).as(line.err.toString()).isZero();

    assertThat(line.ask(shop, "list", with(listed, "--format", "csv"))).isZero();
    assertThat(line.lines()).isEqualTo(before).contains("01,PL,10.50,a|b,2024-02-29");
  }

  private static String[] with(String[] more, String... first) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void events_areThereAfterwards_andOnce() throws IOException {
    assertThat(loadPurchases(purchases(), "--format", "json", "--threads", "1")).isZero();
    assertThat(line.err.toString()).isEmpty();
    assertThat(line.json().get(0).get("records").longValue()).isEqualTo(5);
    assertThat(line.json().get(0).get("applied").longValue()).isEqualTo(5);
    assertThat(line.json().get(0).get("resumed").booleanValue()).isFalse();

    assertThat(count("did purchase at least 2 times")).isEqualTo("2");
    assertThat(count("sum(purchase.amount) > 500")).isEqualTo("1");

    assertThat(loadPurchases(purchases(), "--format", "json")).isZero();
    assertThat(line.json().get(0).get("resumed").booleanValue()).isTrue();
    assertThat(count("did purchase at least 3 times")).isEqualTo("0");
    assertThat(count("did purchase at least 2 times")).isEqualTo("2");
  }

  @Test
  void profiles_ofEveryFormat_makeTheSame() throws IOException {
    Path csv = file("a.csv", "id,country,tags", "1,PL,vip|new", "2,NULL,");
    Path json =
        file(
            "b.ndjson",
            "{\"id\":\"3\",\"country\":\"PL\",\"tags\":[\"vip\",\"new\"],\"note\":{\"x\":1}}",
            "{\"id\":\"4\"}");
    Path packed = temporary.resolve("c.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("{\"id\":\"5\",\"country\":\"PL\"}\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(
            line.run(
                "load",
                csv.toString(),
                json.toString(),
                packed.toString(),
                "-d",
                shop.toString(),
                "--profiles",
                "--id",
                "id",
                "--attribute",
                "country:string",
                "--attribute",
                "tags:set(|)",
                "--null",
                "NULL",
                "--unknown",
                "document",
                "--format",
                "csv"))
        .as(line.err.toString())
        .isZero();
    assertThat(line.lines()).hasSize(4);

    assertThat(count("country = 'PL'")).isEqualTo("3");
    assertThat(count("tags has 'vip'")).isEqualTo("2");
    assertThat(count("country missing")).isEqualTo("2");
    line.ask(shop, "profile", "3", "--documents");
    assertThat(line.json().get("documents").get("unknown").get("text").stringValue())
        .contains("\"note.x\":1");

    Path later = file("later.csv", "id,country", "1,", "2,IN");
    assertThat(
            load(
                later,
                "--profiles",
                "--id",
                "id",
                "--attribute",
                "country:string",
                "--unset-missing"))
        .isZero();
    assertThat(count("country missing")).isEqualTo("2");
    assertThat(count("country = 'PL'")).isEqualTo("2");
  }

  /** What is listed can be loaded again, and is the same. */
  @Test
  void list_andLoad_areInverse() throws IOException {
    Path original = temporary.resolve("original");
    CommandLineFixture.fill(original);
    for (String name : List.of("all.csv", "all.ndjson")) {
      Path listed = temporary.resolve(name);
      line.ask(original, "list", "--all-attributes", "--sorted", "-o", listed.toString());
      shop = temporary.resolve(name + ".directory");
      assertThat(
              load(
                  listed,
                  "--profiles",
                  "--id",
                  "id",
                  "--attribute",
                  "country:string",
                  "--attribute",
                  "age:long",
                  "--attribute",
                  "tags:set(|)"))
          .isZero();
      Path again = temporary.resolve("again-" + name);

      line.ask(shop, "list", "--all-attributes", "--sorted", "-o", again.toString());

      assertThat(Files.readString(listed)).contains("vip");
      assertThat(again).hasSameTextualContentAs(listed);
    }
  }

  @Test
  void badRecords_areShownListedAndCounted() throws IOException {
    Path events =
        file(
            "events.ndjson",
            "{\"who\":\"a\",\"at\":5,\"what\":\"buy\",\"key\":\"1\",\"n\":3,\"more\":true}",
            "not json",
            "{\"who\":\"a\",\"at\":5,\"what\":\"buy\",\"key\":\"1\",\"n\":3}",
            "{\"who\":\"b\",\"at\":6,\"what\":\"look\",\"n\":\"three\"}",
            "{\"at\":6,\"what\":\"look\"}");
    Path rejects = temporary.resolve("rejects.csv");

    int status =
        load(
            events,
            "--events",
            "--id",
            "who",
            "--time",
            "at",
            "--time-format",
            "s",
            "--type",
            "what",
            "--event-id",
            "key",
            "--property",
            "n:long",
            "--unknown",
            "report",
            "--rejects",
            rejects.toString(),
            "--format",
            "json",
            "--name",
            "mine");

    assertThat(status).isEqualTo(3);
    assertThat(line.json().get("files").get(0).get("rejected").longValue()).isEqualTo(3);
    assertThat(line.json().get("files").get(0).get("duplicates").longValue()).isEqualTo(1);
    assertThat(line.json().get("unknown").get(0).get("field").stringValue()).isEqualTo("more");
    assertThat(line.err.toString().lines()).hasSize(3);
    assertThat(line.err.toString()).contains(events + ", line 2: ");
    assertThat(Files.readAllLines(rejects))
        .hasSize(4)
        .element(1)
        .asString()
        .startsWith("2,MALFORMED");
    line.ask(shop, "profile", "a");
    assertThat(line.json().get("events").get(0).get("time").stringValue())
        .isEqualTo("1970-01-01T00:00:05Z");

    assertThat(
            load(
                events,
                "--events",
                "--id",
                "who",
                "--time",
                "at",
                "--type",
                "what",
                "--max-rejects",
                "0"))
        .isEqualTo(1);
    assertThat(line.err.toString()).contains("muster load: ").contains("line 2");
  }

  @Test
  void manyBadRecords_areNotAllShown() throws IOException {
    List<String> lines = new ArrayList<>(List.of("customer,day,discs,paid"));
    for (int i = 0; i < 30; i++) {
      lines.add(i + ",never,1,1.00");
    }
    Path file = file("bad.csv", lines.toArray(String[]::new));

    assertThat(loadPurchases(file)).isEqualTo(3);
    assertThat(line.err.toString().lines())
        .hasSize(21)
        .last()
        .asString()
        .endsWith("10 further bad records");
  }

  @Test
  void proposal_isTheCommandToUse() throws IOException {
    List<String> lines = new ArrayList<>(List.of("customer,day,discs,paid,what is it"));
    for (int i = 0; i < 60; i++) {
      lines.add("c" + i % 20 + ",1997-01-" + (10 + i % 15) + "," + i % 4 + "," + i + ".50,it's");
    }
    Path file = file("to propose.csv", lines.toArray(String[]::new));

    assertThat(line.run("load", file.toString(), "--propose")).isZero();

    List<String> printed = line.lines();
    assertThat(printed).first().asString().startsWith("# to propose.csv: 60 records");
    String command = printed.get(printed.size() - 1);
    assertThat(command)
        .startsWith(
            "./muster load '"
                + file
                + "' --directory DIR --events --id customer --time day --fixed-type")
        .contains("--property 'paid:decimal(2)'");
    List<String> words = new ArrayList<>(CommandLinePageTest.words(command));
    words.remove(0);
    words.set(words.indexOf("DIR"), shop.toString());
    assertThat(line.run(words.toArray(String[]::new))).as(line.err.toString()).isZero();
    assertThat(count("everyone")).isEqualTo("20");
  }

  @Test
  void proposal_takesWhatIsGiven() throws IOException {
    Path file = file("a.csv", "who,also,day", "a,x,1997-01-01", "b,y,1997-01-02");

    assertThat(line.run("load", file.toString(), "--propose")).isZero();
    assertThat(line.out.toString())
        .contains(
            "# or, if each record is an event:\n# ./muster load "
                + file
                + " --directory DIR --events");

    assertThat(
            line.run(
                "load",
                file.toString(),
                "--propose",
                "--events",
                "--id",
                "also",
                "--fixed-type",
                "visit"))
        .isZero();
    assertThat(line.lines())
        .last()
        .isEqualTo(
            "./muster load "
                + file
                + " --directory DIR --events --id also --time day --fixed-type visit --property who:string");

    assertThat(line.run("load", file.toString(), "--propose", "--profiles", "--id", "who"))
        .isZero();
    assertThat(line.lines())
        .last()
        .isEqualTo(
            "./muster load "
                + file
                + " --directory DIR --profiles --id who --attribute also:string --attribute day:date");
  }

  @Test
  void proposal_ofNothing_saysSo() throws IOException {
    Path file = file("empty.ndjson", "");

    assertThat(line.run("load", file.toString(), "--propose")).isEqualTo(1);
    assertThat(line.err.toString()).startsWith(file + ": no field looks like");
    assertThat(shop).doesNotExist();
  }

  /** What has a type in the file needs no format, and is not lost without. */
  @Test
  void proposal_ofATypedFile_namesNoFormat() throws IOException {
    Path people =
        file("people.csv", "id,vip,member", "01,yes,2024-02-29", "02,no,2023-01-31", "03,,");
    String[] columns = {
      "--profiles", "--id", "id", "--attribute", "vip:boolean(yes,no)", "--attribute", "member:date"
    };
    assertThat(load(people, columns)).as(line.err.toString()).isZero();
    Path parquet = temporary.resolve("people.parquet");
    assertThat(line.ask(shop, "list", "--all-attributes", "-o", parquet.toString())).isZero();
    shop = temporary.resolve("its copy");

    assertThat(line.run("load", parquet.toString(), "--propose", "-d", shop.toString())).isZero();

    String command = line.lines().get(line.lines().size() - 1);
    assertThat(command).startsWith("./muster load " + parquet + " --directory '" + shop + "' ");
    assertThat(command)
        .endsWith(" --profiles --id id --attribute vip:boolean --attribute member:date");
    List<String> words = CommandLinePageTest.words(command);
    assertThat(line.run(words.subList(1, words.size()).toArray(String[]::new)))
        .as(line.err.toString())
        .isZero();
    assertThat(count("vip = true and member = '2024-02-29'")).isEqualTo("1");
  }

  @Test
  void csv_mayBeSeparatedByAnything() throws IOException {
    Path file = file("a.csv", "who;day;note", "'a;b';1997-01-01;x", "c;1997-01-02;'it''s'");

    assertThat(line.run("load", file.toString(), "--propose")).isEqualTo(1);
    assertThat(line.err.toString())
        .contains("the header has one column, 'who;day;note': try --separator ';'");
    assertThat(line.run("load", file.toString(), "--propose", "--separator", ";", "--quote", "'"))
        .isZero();
    assertThat(line.out.toString())
        .contains(
            "./muster load "
                + file
                + " --directory DIR --separator ';' --quote "
                + ProposedOptions.quoted("'"));
    assertThat(
            load(
                file,
                "--separator",
                ";",
                "--quote",
                "'",
                "--profiles",
                "--id",
                "who",
                "--attribute",
                "note:string"))
        .as(line.err.toString())
        .isZero();
    assertThat(count("note = 'it''s'")).isEqualTo("1");

    Path tabs = file("tabs.csv", "id\tn", "x\t1");
    assertThat(line.run("load", tabs.toString(), "--propose")).isEqualTo(1);
    assertThat(line.err.toString()).contains("try --separator tab");
    assertThat(
            load(tabs, "--separator", "tab", "--profiles", "--id", "id", "--attribute", "n:long"))
        .isZero();
    assertThat(count("n = 1")).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          --events --profiles --id a; --profiles or --events
          --id a; --profiles or --events
          --events; --propose
          --events --id customer; events need --time
          --events --id customer --time day --type a --fixed-type b; events need --time
          --events --id customer --time day --fixed-type b --attribute a:long; --attribute does not go with --events
          --profiles --id customer --property a:long; --property does not go with --profiles
          --profiles --id customer --event-id a; --event-id does not go with --profiles
          --profiles --id nobody; there is no field 'nobody'
          --profiles --id customer --attribute discs:number; is not COLUMN:TYPE
          --profiles --id customer --attribute a:long; there is no field 'a'
          --profiles --id customer --threads 0; threads must be in [1, 64]
          --profiles --id customer --max-rejects -1; must not be negative
          --events --id customer --time day --fixed-type b --time-format nope; pattern
          --profiles --id customer --separator ,,; expected one ASCII character or tab
          --profiles --id customer --separator "; must be different characters
          --events --id customer --time day --fixed-type b --unknown document; documents belong to profiles
          """)
  void wrongOptions_areTold(String options, String expected) throws IOException {
    Path file = purchases();

    assertThat(load(file, options.split(" "))).as(line.err.toString()).isEqualTo(2);
    assertThat(line.err.toString()).contains(expected);
  }

  @Test
  void filesThatCannotBeLoaded_areTold() throws IOException {
    assertThat(load(temporary.resolve("none.csv"), "--profiles", "--id", "a")).isEqualTo(2);
    assertThat(line.err.toString()).contains("there is no file to load");
    assertThat(load(file("a.xls"), "--profiles", "--id", "a")).isEqualTo(2);
    assertThat(line.err.toString()).contains(".csv, .ndjson or .jsonl");
    assertThat(
            line.run(
                "load",
                purchases().toString(),
                file("b.csv", "id", "1").toString(),
                "-d",
                shop.toString(),
                "--profiles",
                "--id",
                "id",
                "--name",
                "x"))
        .isEqualTo(2);
    assertThat(line.err.toString()).contains("are for one file, found 2");
    assertThat(line.run("load", purchases().toString(), "--profiles", "--id", "customer"))
        .isEqualTo(2);
    assertThat(line.err.toString()).contains("--directory DIR");
    assertThat(load(Files.createFile(temporary.resolve("e.csv")), "--profiles", "--id", "a"))
        .isEqualTo(1);
    assertThat(line.err.toString()).contains("the file is empty");
    assertThat(line.run("load")).isEqualTo(2);
  }

  @Test
  void nameOfAnotherContent_isRefused() throws IOException {
    assertThat(loadPurchases(purchases())).isZero();
    Path other = temporary.resolve("other");
    Files.createDirectory(other);
    Path same = Files.writeString(other.resolve("purchases.csv"), "customer,day,discs,paid\n");

    assertThat(loadPurchases(same)).isEqualTo(1);
    assertThat(line.err.toString())
        .contains("give this one another name")
        .contains("events without --event-id that are there already are then there twice");
    assertThat(loadPurchases(same, "--name", "")).isEqualTo(2);
    assertThat(line.err.toString()).contains("1 to 200 characters");
    assertThat(loadPurchases(same, "--name", "second")).isZero();
  }

  /** A list of rejects survives what is run again; nothing else is written over. */
  @Test
  void rejects_areAdded_andOverwriteNothing() throws IOException {
    Path file =
        file(
            "purchases.csv",
            "customer,day,discs,paid",
            "01,1997-01-05,1,10.00",
            "02,never,1,10.00",
            "03,1997-01-05,1,10.00");
    String content = Files.readString(file);
    assertThat(loadPurchases(file, "--rejects", file.toString())).isEqualTo(2);
    assertThat(line.err.toString()).contains("--rejects " + file + " is the file to load");
    Path link = Files.createSymbolicLink(temporary.resolve("link.csv"), file);
    assertThat(loadPurchases(file, "--rejects", link.toString())).isEqualTo(2);
    Path mine = file("mine.csv", "a,b");
    assertThat(loadPurchases(file, "--rejects", mine.toString())).isEqualTo(1);
    assertThat(line.err.toString()).contains("no list of rejects").doesNotContain("\tat ");
    assertThat(mine).hasContent("a,b\n");
    Path nowhere = temporary.resolve("none").resolve("r.csv");
    assertThat(loadPurchases(file, "--rejects", nowhere.toString())).isEqualTo(2);
    assertThat(line.err.toString()).contains("there is no such directory");
    assertThat(file).hasContent(content);
    assertThat(shop).doesNotExist();

    Path rejects = temporary.resolve("rejects.csv");
    assertThat(loadPurchases(file, "--rejects", rejects.toString())).isEqualTo(3);
    assertThat(rejects).content().hasLineCount(2).contains("\n3,INVALID_VALUE,day,never,");
    String listed = Files.readString(rejects);
    assertThat(loadPurchases(file, "--rejects", rejects.toString())).isZero();
    assertThat(line.err.toString()).isEqualTo(file + ": loaded already, nothing to do\n");
    assertThat(rejects).hasContent(listed);
    assertThat(loadPurchases(file, "--name", "again", "--rejects", rejects.toString()))
        .isEqualTo(3);
    assertThat(rejects).content().hasLineCount(3);
  }

  /** A load that had given up at a reject is run again with a larger limit. */
  @Test
  void loadThatGoesOn_saysSo() throws IOException {
    List<String> lines = new ArrayList<>(List.of("customer,day,discs,paid"));
    for (int i = 0; i < 20_000; i++) {
      lines.add(i + ",1997-01-05,1,10.00");
    }
    lines.add("bad,never,1,1.00");
    Path file = file("purchases.csv", lines.toArray(String[]::new));

    assertThat(loadPurchases(file, "--max-rejects", "0")).isEqualTo(1);
    assertThat(loadPurchases(file)).isEqualTo(3);

    assertThat(line.err.toString())
        .containsPattern(": went on where it had stopped, with [0-9,]+ further records\n");
    assertThat(count("everyone")).isEqualTo("20000");
  }

  @Test
  void commandLine_isSetUpAlike() {
    assertThat(Main.commandLine().getSubcommands().get("load").getSubcommands()).isEmpty();
    assertThat(line.run("load", "--help")).isZero();
    assertThat(line.out.toString()).contains("What records become:", "Examples:", "Exit status:");
  }
}

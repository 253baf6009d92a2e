// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.SegmentationEngine;
import dev.muster.load.BulkLoad;
import dev.muster.load.LoadException;
import dev.muster.load.LoadReport;
import dev.muster.load.RecordSource;
import dev.muster.load.mapping.EventMapping;
import dev.muster.load.text.CsvSource;
import dev.muster.load.text.NdjsonSource;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Schema;
import dev.muster.value.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class SchemaProposalTest {

  @TempDir Path directory;

  @ParameterizedTest
  @org.junit.jupiter.params.provider.CsvSource(
      delimiter = ';',
      value = {
        "1 2 -30; LONG; integers",
        "1 02 3; STRING; leading zeros",
        "1 +48 3; STRING; leading zeros",
        "99999999999999999999 1; STRING; mixed",
        "1.50 2.25; DECIMAL(2); all have 2 digits",
        "1.5 2.25 3; DECIMAL(2); at most 2 digits",
        "1.5 2.12345678; DOUBLE; 16",
        "1e5 2.5; DOUBLE; exponent",
        "0.1234567 0.7654321; DECIMAL(7); all have 7 digits",
        "123456789012345.6789 0.1; DOUBLE; 16",
        "true FALSE; BOOLEAN; true or false",
        "yes no yes; STRING; few different",
        "2026-01-01 2026-12-31; DATE; ISO dates",
        "2026-01-01 2026-02-30; STRING; mixed",
        "2026-01-01T10:00:00Z 2026-01-01T10:00+02:00; TIMESTAMP; date-times",
        "2026-01-01T10:00:00 2026-01-01; TIMESTAMP; taken for UTC",
        "2.11.0 3.0.0-beta.2; VERSION; versions",
        "52.5,13.4 -1.0,-179.9; GEO_POINT; latitude",
        "PL ID PL; STRING; few different",
        "12 n/a 13; STRING; 2 integer as 12, 1 text as n/a",
        "- -5; STRING; mixed",
      })
  void type_holdsEveryValue(String values, String type, String reason) throws IOException {
    StringBuilder text = new StringBuilder("k,v\n");
    for (String value : values.split(" ")) {
      text.append("x,\"").append(value).append("\"\n");
    }

    FieldProposal field = csv(text.toString()).field("v").orElseThrow();

    assertThat(field.type().map(ValueType::toString)).hasValue(type);
    assertThat(field.reason()).contains(reason);
  }

  @Test
  void alternatives_areTold() throws IOException {
    SchemaProposal proposal =
        csv(
            "yes,bit,at,tags,mixed\nyes,0,1700000000,a;b,1\nno,1,1700000001,b;c,x\nno,1,1700000002,c,3\n");

    assertThat(proposal.field("yes").orElseThrow().alternatives()).contains("boolean(yes,no)");
    assertThat(proposal.field("bit").orElseThrow().alternatives()).contains("boolean(1,0)");
    assertThat(proposal.field("at").orElseThrow().alternatives())
        .anyMatch(text -> text.startsWith("timestamp(s)"));
    assertThat(proposal.field("tags").orElseThrow().alternatives()).contains("set(;)");
    assertThat(proposal.field("mixed").orElseThrow().alternatives())
        .containsExactly("integer, with 1 rejects or texts that mean missing");
  }

  @Test
  void json_hasSetsPathsAndWhatIsLeftOut() throws IOException {
    SchemaProposal proposal =
        json(
            "{\"id\":1,\"tags\":[\"a\"],\"home\":{\"city\":\"x\"},\"odd\":[[1]],\"nothing\":null}\n"
                + "{\"id\":2,\"tags\":[]}\n");

    assertThat(proposal.field("tags").orElseThrow().type()).hasValue(ValueType.STRING_SET);
    assertThat(proposal.field("home.city").orElseThrow().missingShare()).isEqualTo(0.5);
    assertThat(proposal.field("odd").orElseThrow().type()).isEmpty();
    assertThat(proposal.field("odd").orElseThrow().reason()).contains("left out");
    assertThat(proposal.field("nothing")).isEmpty();
    assertThat(proposal.idField()).hasValue("id");
    assertThat(proposal.looksLikeEvents()).isFalse();
  }

  @Test
  void events_areTold_byTimesAndProfilesThatRepeat() throws IOException {
    SchemaProposal proposal =
        csv(
            "order_id,customer_id,date,action,paid\n"
                + "1,007,2026-01-01,buy,1.50\n1,008,2026-01-02,look,\n2,007,2026-01-03,buy,2.00\n");

    assertThat(proposal.looksLikeEvents()).isTrue();
    assertThat(proposal.idField()).hasValue("customer_id");
    assertThat(proposal.timeField()).hasValue("date");
    assertThat(proposal.typeField()).hasValue("action");
    assertThat(proposal.schema().eventTypes())
        .hasToString("[buy[order_id LONG, paid DECIMAL(2)], look[order_id LONG, paid DECIMAL(2)]]");
    assertThat(proposal.toString())
        .startsWith(
            "f.csv: 3 records\n"
                + "They look like events: identifier in customer_id, time in date, event type in"
                + " action\n"
                + "  order_id: LONG, all are integers\n"
                + "      2 different, as 1 | 2\n"
                + "      or string, if nobody counts with it\n")
        .contains(
            "  paid: DECIMAL(2), all have 2 digits after the point; one with more would be a"
                + " reject\n      2 different, missing in 1 of 3, as 1.50 | 2.00\n");
  }

  @Test
  void anEventId_isOnlyWhatToldAllRecordsApart_andIsSaid() throws IOException {
    StringBuilder text = new StringBuilder("transaction_id,user_id,date,item\n");
    for (int i = 0; i < 24_000; i++) {
      text.append(i / 2).append(",u").append(i % 100).append(",2026-01-01,x\n");
    }

    EventMapping many = (EventMapping) csv(text.toString()).mapping();
    SchemaProposal few =
        csv("transaction_id,user_id,date\n1,a,2026-01-01\n2,a,2026-01-01\n3,b,2026-01-01\n");

    assertThat(many.eventIdField()).isNull();
    assertThat(load(directory.resolve("f.csv")).duplicates()).isZero();
    assertThat(few.toString()).contains("time in date, event id in transaction_id\n");
  }

  /** More customers than a few thousand, without a type of events: still purchases. */
  @Test
  void purchasesOfManyCustomers_areEvents() throws IOException {
    StringBuilder text = new StringBuilder("customer_id,date,paid\n");
    for (int i = 0; i < 36_000; i++) {
      text.append('c').append(i % 12_000).append(",2026-01-01,1.50\n");
    }

    SchemaProposal proposal = csv(text.toString());

    assertThat(proposal.looksLikeEvents()).isTrue();
    assertThat(proposal.field("customer_id").orElseThrow().distinct()).isEqualTo(12_000);
  }

  @Test
  void tooManyFields_areSuspected() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= FieldGathering.FIELDS_MAX; i++) {
      text.append("{\"k").append(i).append("\":1}\n");
    }

    assertThatThrownBy(() -> json(text.toString()))
        .isInstanceOfSatisfying(
            LoadException.class,
            e -> assertThat(e.kind()).isEqualTo(LoadException.Kind.TOO_MANY_FIELDS))
        .hasMessageStartingWith("line 10001: there are more than 10000 different fields");
  }

  /** Against a plain set, with and without room. */
  @SeededTest(count = 10)
  void distinctValues_areThoseOfASet(long seed) {
    RandomChoice random = new RandomChoice(seed);
    int max = random.between(1, 500);
    int room = random.between(1, 500);
    DistinctValues values = new DistinctValues(max, new DistinctValues.Room(room));
    Set<String> plain = new HashSet<>();
    boolean repeated = false;
    boolean more = false;
    for (int i = random.between(1, 1_000); i > 0; i--) {
      String text = "v" + random.below(400);
      boolean known = plain.contains(text);
      boolean fits = plain.size() < Math.min(max, room);
      repeated |= known;
      more |= !known && !fits;
      assertThat(values.add(text)).isEqualTo(!known && fits);
      if (fits) {
        plain.add(text);
      }
    }
    assertThat(values.count()).isEqualTo(plain.size());
    assertThat(values.isRepeated()).isEqualTo(repeated);
    assertThat(values.hasMore()).isEqualTo(more);
  }

  /** What no number holds is proposed as text, so nothing is rejected. */
  @Test
  void jsonNumbersThatNoNumberHolds_areTexts() throws IOException {
    SchemaProposal proposal =
        json(
            "{\"id\":1,\"big\":9223372036854775808,\"mixed\":1e300,\"vast\":1e400}\n"
                + "{\"id\":2,\"big\":7,\"mixed\":9007199254740993,\"vast\":1e401}\n");

    for (String path : List.of("big", "mixed", "vast")) {
      assertThat(proposal.field(path).orElseThrow().type()).as(path).hasValue(ValueType.STRING);
    }
    try (SegmentationEngine engine =
            SegmentationEngine.builder(Schema.builder().build())
                .clock(new ManualClock(Instant.parse("2026-03-02T12:00:00Z")))
                .open();
        RecordSource source = NdjsonSource.open(directory.resolve("f.ndjson"))) {
      LoadReport report = BulkLoad.builder(engine, source, proposal.mapping()).build().run();
      assertThat(report.rejects().first()).isEmpty();
      assertThat(report.records()).isEqualTo(2);
    }
  }

  @Test
  void epochSeconds_areTimesOfEvents() throws IOException {
    Path file = write("f.csv", "user_id,ts\na,1700000000\na,1700000001\n");

    LoadReport report = load(file);

    assertThat(report.earliest()).hasValue(Instant.ofEpochSecond(1_700_000_000));
    assertThat(report.eventCounts()).containsOnlyKeys("event");
  }

  @Test
  void aSample_endsSoonAfter_andSaysSo() throws IOException {
    Path file = write("f.csv", "id\n" + "abc\n".repeat(10_000));
    try (RecordSource source = CsvSource.builder(file).chunkBytes(1_024).open()) {
      SchemaProposal proposal = SchemaProposal.of(source, 100);

      assertThat(proposal.records()).isBetween(100L, 2_000L);
      assertThat(proposal.toString()).contains("records of more");
    }
  }

  @Test
  void withoutAnIdentifier_thereIsNoMapping() throws IOException {
    SchemaProposal proposal = csv("a,b\n1,2\n");

    assertThatThrownBy(proposal::mapping)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no field looks like the identifier");
    assertThatThrownBy(() -> proposal.events("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no field looks like a time");
    assertThat(proposal.profiles("a").values()).hasSize(1);
    assertThat(csv("id,b\n1,2\n").schema().attributes()).hasToString("[b LONG]");
  }

  /** Whatever a file holds, what is proposed for all of it loads without a single reject. */
  @SeededTest(count = 60)
  void proposals_haveNoRejects(long seed) throws IOException {
    RandomChoice random = new RandomChoice(seed);
    List<String> pool =
        List.of(
            "",
            "1",
            "-7",
            "007",
            "+1",
            "1.5",
            "2.25",
            "0.333333333",
            "1e3",
            "1e400",
            "true",
            "False",
            "2026-01-01",
            "2026-02-30",
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:00:00",
            "1.2.3",
            "52.5,13.4",
            "99.5,13.4",
            "text",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999.99",
            "1700000000",
            "-",
            "a;b");
    int columns = random.between(1, 5);
    List<List<String>> pools = new ArrayList<>();
    StringBuilder text = new StringBuilder("id");
    for (int column = 0; column < columns; column++) {
      text.append(",c").append(column);
      List<String> few = new ArrayList<>();
      for (int i = random.between(1, 4); i > 0; i--) {
        few.add(random.of(pool));
      }
      pools.add(few);
    }
    for (int record = random.between(1, 40); record > 0; record--) {
      text.append("\np").append(record);
      for (List<String> few : pools) {
        text.append(",\"").append(random.of(few)).append('"');
      }
    }

    LoadReport report = load(write("f.csv", text.append('\n').toString()));

    assertThat(report.rejects().first()).as("%s", text).isEmpty();
    assertThat(report.applied()).isEqualTo(report.records());
  }

  private static LoadReport load(Path file) throws IOException {
    SchemaProposal proposal;
    try (RecordSource source = CsvSource.open(file)) {
      proposal = SchemaProposal.of(source);
    }
    try (SegmentationEngine engine =
            SegmentationEngine.builder(Schema.builder().build())
                .clock(new ManualClock(Instant.parse("2026-03-02T12:00:00Z")))
                .open();
        RecordSource source = CsvSource.open(file)) {
      return BulkLoad.builder(engine, source, proposal.mapping()).build().run();
    }
  }

  private SchemaProposal csv(String text) throws IOException {
    try (RecordSource source = CsvSource.open(write("f.csv", text))) {
      return SchemaProposal.of(source);
    }
  }

  private SchemaProposal json(String text) throws IOException {
    try (RecordSource source = NdjsonSource.open(write("f.ndjson", text))) {
      return SchemaProposal.of(source);
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}

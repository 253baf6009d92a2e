// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.SegmentationEngine;
import dev.muster.load.LoadException.Kind;
import dev.muster.load.mapping.EventMapping;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.ProfileMapping;
import dev.muster.load.text.CsvSource;
import dev.muster.load.text.NdjsonSource;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.reference.ManualClock;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.DoubleAttribute;
import dev.muster.schema.EventType;
import dev.muster.schema.GeoPointAttribute;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkLoadTest {

  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final DecimalProperty PAID = DecimalProperty.of("paid", 2);
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private static final ProfileMapping PEOPLE =
      Mapping.profiles("id").attribute("country", COUNTRY).attribute("age", AGE);
  private static final EventMapping DEEDS =
      Mapping.events("who").time("when").typeField("what").property("paid", PAID);

  @TempDir Path directory;

  private final SegmentationEngine engine =
      SegmentationEngine.builder(Schema.builder().build())
          .clock(new ManualClock(NOW))
          .retention(Duration.ofDays(3_650))
          .documentsOnHeap()
          .open();
  private final List<Reject> rejects = new ArrayList<>();

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void profiles_areThere_andTheSchemaHasGrown() throws IOException {
    LoadReport report = csv("id,country,age,note\nana,PL,31,x\nben,,40,y\n", PEOPLE);

    assertThat(report.records()).isEqualTo(2);
    assertThat(report.applied()).isEqualTo(2);
    assertThat(report.resumed()).isFalse();
    assertThat(engine.count(COUNTRY.is("PL").and(AGE.is(31)))).isEqualTo(1);
    assertThat(engine.count(COUNTRY.missing().and(AGE.is(40)))).isEqualTo(1);
  }

  @Test
  void missingValues_areLeftAlone_unlessTheyAreToBeUnset() throws IOException {
    csv("id,country,age\nana,PL,31\nben,PL,40\n", PEOPLE);
    csv("id,country,age\nana,,32\nben,NULL,\n", PEOPLE.nullTexts("NULL"));

    assertThat(engine.count(COUNTRY.is("PL").and(AGE.in(32L, 40L)))).isEqualTo(2);

    csv("id,country,age\nana,,33\n", PEOPLE.unsettingMissing());

    assertThat(engine.count(COUNTRY.missing().and(AGE.is(33)))).isEqualTo(1);
  }

  @Test
  void events_bringTheirTypes() throws IOException {
    LoadReport report =
        csv(
            "who,when,what,paid\n"
                + "ana,2026-01-01,buy,1.50\nana,2026-01-03,buy,2\nben,2026-01-02,look,\n",
            DEEDS);

    assertThat(report.eventCounts()).containsExactly(Map.entry("buy", 2L), Map.entry("look", 1L));
    assertThat(report.earliest()).hasValue(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(report.latest()).hasValue(Instant.parse("2026-01-03T00:00:00Z"));
    EventType buy = engine.schema().eventType("buy");
    assertThat(engine.count(buy.sum(PAID).moreThan(3).and(buy.sum(PAID).lessThan(4)))).isEqualTo(1);
  }

  @Test
  void emptyFile_orOneWithAHeaderOnly_loadsNothing() throws IOException {
    assertThat(csv("id,country,age\n", PEOPLE).records()).isZero();
    assertThat(ndjson("", PEOPLE, b -> b).records()).isZero();
    assertThat(engine.count(Predicate.everyone())).isZero();
  }

  /**
   * Every kind of bad line, each reported with line, reason, field and value; the rest is there.
   */
  @Test
  void badLines_areRejects_andTheRestIsLoaded() throws IOException {
    LoadReport report =
        csv(
            String.join(
                "\n",
                "who,when,what,paid",
                "ana,2026-01-01,buy,1.50",
                "ana,2026-01-01,buy",
                "ana,2026-01-01,buy,1,2",
                "ana,2026-01-01,\"buy\"s,1",
                ",2026-01-01,buy,1",
                "  ,2026-01-01,buy,1",
                "x".repeat(256) + ",2026-01-01,buy,1",
                "ana,,buy,1",
                "ana,monday,buy,1",
                "ana,2026-02-30,buy,1",
                "ana,999999999999999999,buy,1",
                "ana,2026-01-01,,1",
                "ana,2026-01-01,buy,1.005",
                "ana,2026-01-01,buy,\"1,50\"",
                "ana,2026-01-01,buy,10000000000000000000",
                "ana,2026-03-03,buy,1",
                "ana,2016-01-01,buy,1",
                "ben,2026-01-01,buy,2",
                ""),
            DEEDS);

    assertThat(rejects.stream().map(Reject::toString).map(BulkLoadTest::shortened))
        .containsExactly(
            "line 3: expected 4 fields, found 3",
            "line 4: expected 4 fields, found 5",
            "line 5: unexpected character after closing quote: 's'",
            "line 6: 'who' is missing: whom is it about?",
            "line 7: 'who' is missing: whom is it about?",
            "line 8: 'who' a profile id must have 1 to 255 bytes of UTF-8",
            "line 9: 'when' is missing: when did it happen?",
            "line 10: 'when' should be TIMESTAMP, found \"monday\"",
            "line 11: 'when' should be TIMESTAMP, found \"2026-02-30\"",
            "line 12: 'when' should be TIMESTAMP, found \"999999999999999999\"",
            "line 13: 'what' is missing: what happened?",
            "line 14: 'paid' should be DECIMAL(2), found \"1.005\"",
            "line 15: 'paid' should be DECIMAL(2), found \"1,50\"",
            "line 16: 'paid' should be DECIMAL(2), found \"10000000000000000000\"",
            "line 17: an event may lie at most PT1H after its ingest time",
            "line 18: an event must be younger than the retention of PT87600H");
    assertThat(rejects.get(11))
        .isEqualTo(
            new Reject(
                14,
                Reject.Reason.INVALID_VALUE,
                "paid",
                "1.005",
                "should be DECIMAL(2), found \"1.005\""));
    assertThat(report.applied()).isEqualTo(2);
    assertThat(report.records()).isEqualTo(18);
    assertThat(report.rejects().counts())
        .isEqualTo(
            Map.of(
                Reject.Reason.MALFORMED, 3L,
                Reject.Reason.MISSING, 4L,
                Reject.Reason.INVALID_VALUE, 7L,
                Reject.Reason.FUTURE_EVENT, 1L,
                Reject.Reason.BEYOND_RETENTION, 1L));
    assertThat(report.rejects().first()).isEqualTo(rejects);
  }

  private static String shortened(String reject) {
    int end = Math.max(reject.indexOf(", event="), reject.indexOf(", found String"));
    return end < 0 ? reject : reject.substring(0, end);
  }

  /** Many refusals in one batch: each is reported, the others are in, in a few attempts. */
  @Test
  void thousandsOfEventsTheEngineRefuses_areRejects() throws IOException {
    StringBuilder text = new StringBuilder("who,when,what,paid\n");
    for (int i = 0; i < 5_000; i++) {
      text.append("ana,").append(i % 2 == 0 ? "2026-01-01" : "2030-01-01").append(",buy,1\n");
    }

    LoadReport report = csv(text.toString(), DEEDS);

    assertThat(report.applied()).isEqualTo(2_500);
    assertThat(report.rejects().count(Reject.Reason.FUTURE_EVENT)).isEqualTo(2_500);
    assertThat(rejects).isSortedAccordingTo(Comparator.comparingLong(Reject::line));
    assertThat(engine.statistics().rejected()).isLessThan(5);
  }

  @Test
  void policies_giveUp_beforeAnythingBehindIsHandedOver() throws IOException {
    String text = "id,country,age\na,PL,1\nb,PL,x\nc,PL,y\nd,PL,4\n";

    LoadException first = failure(text, ErrorPolicy.failAtFirst());
    LoadException second = failure(text, ErrorPolicy.atMost(1));
    LoadException share = failure(text, ErrorPolicy.atMostShare(0.4, 4));

    assertThat(first.kind()).isEqualTo(Kind.TOO_MANY_REJECTS);
    assertThat(first).hasMessage("line 3: 'age' should be LONG, found \"x\"");
    assertThat(second)
        .hasMessage(
            "2 of 4 records are rejected, the last: line 4: 'age' should be LONG, found \"y\"");
    assertThat(share.kind()).isEqualTo(Kind.TOO_MANY_REJECTS);
    assertThat(engine.count(Predicate.everyone())).isZero();
    assertThat(csv(text, PEOPLE, load -> load.errors(ErrorPolicy.atMost(2))).applied())
        .isEqualTo(2);
    assertThat(csv(text, PEOPLE, load -> load.errors(ErrorPolicy.atMostShare(0.4, 5))).applied())
        .isEqualTo(2);
  }

  private LoadException failure(String text, ErrorPolicy policy) {
    return catchThrowableOfType(
        LoadException.class, () -> csv(text, PEOPLE, load -> load.errors(policy)));
  }

  /** What only the engine finds counts like what conversion finds: nothing is skipped over. */
  @Test
  void policies_holdForWhatTheEngineRefuses() throws IOException {
    StringBuilder text = new StringBuilder("who,when,what,paid\n");
    for (int line = 2; line <= 11; line++) {
      text.append("ana,").append(line == 4 ? "2090-01-01" : "2026-01-01").append(",buy,1\n");
    }
    for (int run = 0; run < 2; run++) {
      LoadException refused =
          catchThrowableOfType(
              LoadException.class,
              () ->
                  csv(
                      text.toString(),
                      DEEDS,
                      load -> load.name("strict").errors(ErrorPolicy.failAtFirst())));
      assertThat(refused.kind()).isEqualTo(Kind.TOO_MANY_REJECTS);
      assertThat(refused).hasMessageStartingWith("line 4: an event may lie at most PT1H after");
      assertThat(engine.statistics().events()).isZero();
    }
    rejects.clear();

    LoadReport lenient =
        csv(text.toString(), DEEDS, load -> load.name("strict").errors(ErrorPolicy.atMost(1)));

    assertThat(lenient.applied()).isEqualTo(9);
    assertThat(rejects).extracting(Reject::line).containsExactly(4L);
  }

  @Test
  void rejects_areInTheOrderOfTheFile_whoeverFindsThem() throws IOException {
    csv(
        "who,when,what,paid\nana,2090-01-01,buy,1\nana,monday,buy,1\nana,2016-01-01,buy,1\n"
            + "ana,tuesday,buy,1\nana,2026-01-01,buy,1\n",
        DEEDS);

    assertThat(rejects)
        .extracting(Reject::reason)
        .containsExactly(
            Reject.Reason.FUTURE_EVENT,
            Reject.Reason.INVALID_VALUE,
            Reject.Reason.BEYOND_RETENTION,
            Reject.Reason.INVALID_VALUE);
    assertThat(rejects).extracting(Reject::line).containsExactly(2L, 3L, 4L, 5L);
  }

  @Test
  void aFileOfRejectsOnly_isReportedOnce() throws IOException {
    String text = "id,country,age\na,PL,x\nb,PL,y\n";

    LoadReport first = csv(text, PEOPLE, load -> load.name("bad"));
    LoadReport second = csv(text, PEOPLE, load -> load.name("bad"));

    assertThat(first.rejects().total()).isEqualTo(2);
    assertThat(second.rejects().total()).isZero();
    assertThat(second.resumed()).isTrue();
    assertThat(rejects).hasSize(2);
  }

  /** A late refusal with others around it: all in order, and the policy holds for it, too. */
  @Test
  void lateRefusals_areInOrder_andCount() throws IOException {
    List<Operation> full = new ArrayList<>();
    for (int i = 0; i < ProfileDocument.PER_PROFILE_MAX; i++) {
      full.add(ProfileDocument.text(ProfileId.of("full"), "d" + i, "x"));
    }
    engine.ingest(Batch.of(full));
    String text =
        "id,country,age,note\na,PL,1,n\nb,PL,x,n\nfull,PL,3,n\nc,PL,y,n\nd,PL,5,n\n"
            + "full,PL,6,n\ne,PL,7,n\n";

    LoadException refused =
        catchThrowableOfType(
            LoadException.class,
            () ->
                csv(
                    text,
                    PEOPLE,
                    load ->
                        load.name("late")
                            .errors(ErrorPolicy.atMost(3))
                            .unknownFields(UnknownFields.document("rest"))));

    assertThat(refused.kind()).isEqualTo(Kind.TOO_MANY_REJECTS);
    assertThat(rejects).extracting(Reject::line).containsExactly(3L, 4L, 5L, 7L);
    assertThat(engine.count(AGE.in(1L, 5L))).isEqualTo(2);
    assertThat(engine.count(AGE.is(7))).isZero();

    LoadReport last =
        csv(text, PEOPLE, load -> load.name("late").unknownFields(UnknownFields.document("rest")));

    assertThat(last.applied()).isEqualTo(2);
    assertThat(engine.count(AGE.in(1L, 5L, 7L))).isEqualTo(3);
  }

  @Test
  void unknownFields_areIgnoredReportedOrKept() throws IOException {
    String text = "{\"id\":\"ana\",\"age\":3,\"note\":\"x\",\"a\":{\"b\":[1,null,{\"c\":1.50}]}}\n";

    assertThat(ndjson(text, PEOPLE, load -> load).unknownFields()).isEmpty();
    assertThat(
            ndjson(text, PEOPLE, load -> load.unknownFields(UnknownFields.REPORT)).unknownFields())
        .isEqualTo(Map.of("note", 1L, "a.b", 1L));
    ndjson(text, PEOPLE, load -> load.unknownFields(UnknownFields.document("rest")));

    assertThat(engine.document(ProfileId.of("ana"), "rest"))
        .hasValueSatisfying(
            bytes ->
                assertThat(new String(bytes, StandardCharsets.UTF_8))
                    .isEqualTo("{\"note\":\"x\",\"a.b\":[1,null,{\"c\":1.50}]}"));
  }

  @Test
  void unknownFields_withoutEnd_areCountedTogether() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1_200; i++) {
      text.append("{\"id\":\"a\",\"k").append(i).append(i == 0 ? "\":1}\n" : "\":1,\"k0\":1}\n");
    }

    LoadReport report =
        ndjson(text.toString(), PEOPLE, load -> load.unknownFields(UnknownFields.REPORT));

    assertThat(report.unknownFields()).hasSize(1_000).containsEntry("k0", 1_200L);
    assertThat(report.moreUnknown()).isEqualTo(200);
  }

  @Test
  void json_anObjectAndAFieldOfIt_mayBothBeMapped() throws IOException {
    GeoPointAttribute home = GeoPointAttribute.of("home");
    DoubleAttribute north = DoubleAttribute.of("north");

    LoadReport report =
        ndjson(
            "{\"id\":\"ana\",\"home\":{\"lat\":52.5,\"lon\":13.4}}\n",
            Mapping.profiles("id").attribute("home", home).attribute("home.lat", north),
            load -> load);

    assertThat(report.applied()).isEqualTo(1);
    assertThat(engine.count(home.missing().not().and(north.is(52.5)))).isEqualTo(1);
  }

  /** The text and the JSON number are told the same. */
  @Test
  void doubles_takeNoIntegerThatTheyWouldChange() throws IOException {
    ProfileMapping mapping = Mapping.profiles("id").attribute("n", DoubleAttribute.of("n"));

    csv("id,n\na,9007199254740993\nb,9007199254740991\nc,90071992547409930.5\n", mapping);
    ndjson("{\"id\":\"d\",\"n\":9007199254740993}\n", mapping, load -> load);

    assertThat(rejects).extracting(Reject::line).containsExactly(2L, 1L);
    assertThat(engine.count(Predicate.everyone())).isEqualTo(2);
  }

  @Test
  void documents_ofEventsOrWithoutAPlace_areRefused() {
    UnknownFields rest = UnknownFields.document("rest");

    LoadException events =
        catchThrowableOfType(
            LoadException.class, () -> ndjson("", DEEDS, load -> load.unknownFields(rest)));

    assertThat(events.kind()).isEqualTo(Kind.NO_DOCUMENTS);
    assertThat(events).hasMessageContaining("documents belong to profiles");
    try (SegmentationEngine without = SegmentationEngine.builder(Schema.builder().build()).open()) {
      Path file = Files.writeString(directory.resolve("x.csv"), "id,country,age\n");
      try (CsvSource source = CsvSource.open(file)) {
        BulkLoad.Builder load = BulkLoad.builder(without, source, PEOPLE).unknownFields(rest);
        LoadException nowhere = catchThrowableOfType(LoadException.class, load::build);
        assertThat(nowhere.kind()).isEqualTo(Kind.NO_DOCUMENTS);
        assertThat(nowhere).hasMessageContaining("keeps no documents");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The engine tells of documents that find no place only later, and not which operation. */
  @Test
  void aLateRefusal_onlyCostsItsRecords_andNothingIsOutOfOrder() throws IOException {
    List<Operation> full = new ArrayList<>();
    for (int i = 0; i < ProfileDocument.PER_PROFILE_MAX; i++) {
      full.add(ProfileDocument.text(ProfileId.of("full"), "d" + i, "x"));
    }
    engine.ingest(Batch.of(full));
    StringBuilder text = new StringBuilder("id,country,age,note\n");
    for (int i = 0; i < 1_000; i++) {
      text.append(i % 100 == 50 ? "full" : "p" + i % 7).append(",PL,").append(i).append(",n\n");
    }

    LoadReport report =
        csv(text.toString(), PEOPLE, load -> load.unknownFields(UnknownFields.document("rest")));

    assertThat(report.rejects().counts()).isEqualTo(Map.of(Reject.Reason.REFUSED, 10L));
    assertThat(rejects.get(0).line()).isEqualTo(52);
    assertThat(rejects.get(0).message()).contains("at most 1000 documents");
    assertThat(report.applied()).isEqualTo(990 * 2);
    assertThat(engine.count(AGE.between(993, 999))).isEqualTo(7);
  }

  @Test
  void eventsAfterTheEnd_areLeftOut_andAreNoRejects() throws IOException {
    LoadReport report =
        csv(
            "who,when,what,paid\nana,2026-01-01,buy,1\nana,2026-01-02,late,1\n",
            DEEDS,
            load -> load.until(Instant.parse("2026-01-01T12:00:00Z")));

    assertThat(report.afterNow()).isEqualTo(1);
    assertThat(report.rejects().total()).isZero();
    assertThat(engine.schema().findEventType("late")).isNull();
  }

  @Test
  void aFieldWithTooManyTypes_isSuspected() {
    StringBuilder text = new StringBuilder("who,when,what,paid\n");
    for (int i = 0; i <= 1_000; i++) {
      text.append("ana,2026-01-01,type").append(i).append(",1\n");
    }

    LoadException refused =
        catchThrowableOfType(LoadException.class, () -> csv(text.toString(), DEEDS));

    assertThat(refused.kind()).isEqualTo(Kind.TOO_MANY_EVENT_TYPES);
    assertThat(refused).hasMessageContaining("line 1002: ").hasMessageContaining("more than 1000");
  }

  @Test
  void aFieldThatIsNotThere_isRefused_withThoseThatAre() {
    LoadException refused =
        catchThrowableOfType(LoadException.class, () -> csv("id,land,age\n", PEOPLE));

    assertThat(refused.kind()).isEqualTo(Kind.MISSING_FIELD);
    assertThat(refused).hasMessage("there is no field 'country'; the fields are id, land, age");
  }

  @Test
  void aMappingThatDoesNotFitTheSchema_isRefused() {
    engine.extendSchema(
        Schema.builder()
            .attributes(LongAttribute.of("country"))
            .eventTypes(EventType.of("buy", StringProperty.of("paid")))
            .build());

    for (Mapping mapping :
        List.of(PEOPLE, DEEDS, Mapping.profiles("id").attribute("country", "land"))) {
      LoadException refused =
          catchThrowableOfType(LoadException.class, () -> ndjson("", mapping, load -> load));
      assertThat(refused.kind()).as("%s", refused).isEqualTo(Kind.UNFIT_SCHEMA);
    }
    assertThatThrownBy(() -> ndjson("", Mapping.events("who").type("buy"), load -> load))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("time and the type");
  }

  @Test
  void brokenHeaders_areRefused() {
    for (String text : List.of("", "\n\n", "\"id\"x,country\n", "id,id\n", "\"id,country\n1,2\n")) {
      LoadException refused = catchThrowableOfType(LoadException.class, () -> csv(text, PEOPLE));
      assertThat(refused.kind()).as(text).isEqualTo(Kind.BROKEN_HEADER);
    }
  }

  @Test
  void byteOrderMark_andOtherSeparators_areRead() throws IOException {
    Path file = directory.resolve("semicolons.csv");
    Files.writeString(file, "\uFEFFid;country;age\nana;'P;L';1\n");

    try (CsvSource source = CsvSource.builder(file).separator(';').quote('\'').open()) {
      BulkLoad.builder(engine, source, PEOPLE).build().run();
    }

    assertThat(engine.count(COUNTRY.is("P;L"))).isEqualTo(1);
  }

  @Test
  void rejectsFile_isCsv() throws IOException {
    Path file = directory.resolve("rejects.csv");
    try (RejectsFile sink = new RejectsFile(file)) {
      csv("id,country,age\na,PL,\"x,y\"\nb\n", PEOPLE, load -> load.rejects(sink));
    }

    assertThat(Files.readString(file).lines())
        .containsExactly(
            "line,reason,field,value,message",
            "2,INVALID_VALUE,age,\"x,y\",\"should be LONG, found \"\"x,y\"\"\"",
            "3,MALFORMED,,,\"expected 3 fields, found 1\"");
  }

  @Test
  void rejectsFile_isAddedTo_andMadeAtTheFirst() throws IOException {
    Path file = directory.resolve("rejects.csv");
    try (RejectsFile sink = new RejectsFile(file)) {
      assertThat(file).doesNotExist();
      sink.accept(new Reject(2, Reject.Reason.MALFORMED, null, null, "first"));
    }
    new RejectsFile(file).close();
    String torn = Files.readString(file) + "3,MALF";
    Files.writeString(file, torn);
    try (RejectsFile sink = new RejectsFile(file)) {
      sink.accept(new Reject(4, Reject.Reason.MALFORMED, null, null, "second"));
    }

    assertThat(Files.readString(file).lines())
        .containsExactly(
            "line,reason,field,value,message",
            "2,MALFORMED,,,first",
            "3,MALF",
            "4,MALFORMED,,,second");
  }

  @Test
  void rejectsFile_leavesWhatIsNoListOfRejects() throws IOException {
    for (String content :
        List.of("id,name\n1,a\n", "line,reason,field,value,messages\n", "line", "\n")) {
      Path file = Files.writeString(directory.resolve("mine.csv"), content);

      assertThatExceptionOfType(FileAlreadyExistsException.class)
          .isThrownBy(() -> new RejectsFile(file))
          .withMessageContaining("no list of rejects");
      assertThat(file).hasContent(content);
    }
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> new RejectsFile(directory));
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> new RejectsFile(directory.resolve("none").resolve("rejects.csv")))
        .withMessageContaining("no such directory");
  }

  @Test
  void listener_isToldHowFarItIs() throws IOException {
    List<Long> positions = new ArrayList<>();

    csv(
        "id,country,age\nana,PL,1\n",
        PEOPLE,
        load ->
            load.listener(
                (records, position, size) -> positions.add(records * 1_000 + position - size)));

    assertThat(positions).containsExactly(1_000L);
  }

  private LoadReport csv(String text, Mapping mapping) throws IOException {
    return csv(text, mapping, load -> load);
  }

  private int files;

  private LoadReport csv(String text, Mapping mapping, UnaryOperator<BulkLoad.Builder> options)
      throws IOException {
    Path file = directory.resolve("f" + files++ + ".csv");
    Files.writeString(file, text, StandardCharsets.UTF_8);
    try (CsvSource source = CsvSource.open(file)) {
      return options
          .apply(BulkLoad.builder(engine, source, mapping).rejects(rejects::add))
          .build()
          .run();
    }
  }

  private LoadReport ndjson(String text, Mapping mapping, UnaryOperator<BulkLoad.Builder> options)
      throws IOException {
    Path file = directory.resolve("f" + files++ + ".ndjson");
    Files.writeString(file, text, StandardCharsets.UTF_8);
    try (NdjsonSource source = NdjsonSource.open(file)) {
      return options
          .apply(BulkLoad.builder(engine, source, mapping).rejects(rejects::add))
          .build()
          .run();
    }
  }
}

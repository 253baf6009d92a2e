// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileDeletion;
import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomDomain;
import dev.muster.schema.BooleanAttribute;
import dev.muster.schema.DateAttribute;
import dev.muster.schema.DecimalAttribute;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.DoubleAttribute;
import dev.muster.schema.EventType;
import dev.muster.schema.GeoPointAttribute;
import dev.muster.schema.GeoPointProperty;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.schema.StringSetAttribute;
import dev.muster.schema.StringSetProperty;
import dev.muster.schema.TimestampAttribute;
import dev.muster.schema.VersionAttribute;
import dev.muster.segment.Segment;
import dev.muster.shard.file.FaultyFileStore;
import dev.muster.value.GeoPoint;
import dev.muster.value.Version;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Directories of version 1, as they were written then, stay readable: with a schema of every type,
 * two snapshots, files of runs, and a journal that goes on after them; one of them encrypted.
 */
class GoldenDirectoryTest {

  private static final long SEGMENT_BYTES = 4_096;

  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final DoubleAttribute SCORE = DoubleAttribute.of("score");
  private static final DecimalAttribute BALANCE = DecimalAttribute.of("balance", 2);
  private static final BooleanAttribute ACTIVE = BooleanAttribute.of("active");
  private static final DateAttribute BORN = DateAttribute.of("born");
  private static final TimestampAttribute SEEN = TimestampAttribute.of("seen");
  private static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  private static final GeoPointAttribute HOME = GeoPointAttribute.of("home");
  private static final VersionAttribute APP = VersionAttribute.of("app");

  private static final DecimalProperty AMOUNT = DecimalProperty.of("amount", 2);
  private static final StringProperty SHOP = StringProperty.of("shop");
  private static final StringSetProperty LABELS = StringSetProperty.of("labels");
  private static final LongProperty PIECES = LongProperty.of("pieces");
  private static final GeoPointProperty PLACE = GeoPointProperty.of("place");
  private static final EventType BUY = EventType.of("buy", AMOUNT, SHOP, LABELS, PIECES, PLACE);
  private static final EventType VISIT = EventType.of("visit");

  private static final Schema SCHEMA =
      Schema.builder()
          .attributes(COUNTRY, AGE, SCORE, BALANCE, ACTIVE, BORN, SEEN, TAGS, HOME)
          .trackingChanges(COUNTRY)
          .eventTypes(BUY)
          .build();

  private static final Schema LARGER = SCHEMA.toBuilder().attributes(APP).eventTypes(VISIT).build();

  private static final int PROFILES = 36;
  private static final int BUYS = 120;
  private static final int VISITS = 12;

  private static final EncryptionKeys KEYS = keys();

  private static EncryptionKeys keys() {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    return EncryptionKeys.of(key);
  }

  private static EngineBuilder builder(Schema schema, ManualClock clock, boolean encrypted) {
    EngineBuilder builder =
        SegmentationEngine.builder(schema)
            .clock(clock)
            .shards(2)
            .sealEvents(16)
            .purgeRows(2)
            .documentsOnHeap()
            .retention(Duration.ofDays(3_650));
    return encrypted ? builder.encryption(KEYS) : builder;
  }

  private static ManualClock clock() {
    return new ManualClock(RandomDomain.BASE);
  }

  /** What was written; an engine without a directory takes no snapshots. */
  private static void write(SegmentationEngine engine, ManualClock clock, boolean snapshots) {
    engine.ingest(Batch.of(profiles(0, 40)).from("crm", 1));
    engine.ingest(Batch.of(buys(0, 60)));
    engine.segments().define(Segment.of("polish", COUNTRY.is("PL")));
    engine.segments().define(Segment.of("gone", AGE.atLeast(20)));
    engine.ingest(Batch.of(ProfileDocument.text(ProfileId.of("p1"), "note", "as it was")));
    engine.ingest(Batch.of(ProfileDocument.text(ProfileId.of("p3"), "note", "kept")));
    snapshot(engine, snapshots);
    clock.advance(Duration.ofHours(5));
    engine.ingest(Batch.of(buys(60, 100)));
    engine.segments().remove("gone");
    engine.update(ProfileUpdate.of("p1").set(COUNTRY, "łódź").unset(AGE));
    for (int i = 36; i < 40; i++) {
      engine.ingest(Batch.of(new ProfileDeletion(ProfileId.of("p" + i))));
    }
    engine.extendSchema(LARGER);
    snapshot(engine, snapshots);
    clock.advance(Duration.ofHours(5));
    engine.ingest(Batch.of(buys(100, BUYS)));
    List<Operation> visits = new ArrayList<>();
    for (int i = 0; i < VISITS; i++) {
      visits.add(Event.of(ProfileId.of("p" + i), VISIT, RandomDomain.BASE.minusSeconds(i)));
    }
    engine.ingest(Batch.of(visits).from("crm", 7));
    engine.ingest(Batch.of(ProfileDocument.text(ProfileId.of("p1"), "note", "as it is")));
    engine.update(ProfileUpdate.of("p2").set(APP, Version.parse("2.10.0")));
    engine.segments().define(Segment.of("polish", COUNTRY.is("PL").and(AGE.atLeast(3))));
  }

  private static void snapshot(SegmentationEngine engine, boolean snapshots) {
    if (snapshots) {
      engine.snapshot();
    }
  }

  private static List<Operation> profiles(int from, int to) {
    List<Operation> operations = new ArrayList<>();
    for (int i = from; i < to; i++) {
      operations.add(
          ProfileUpdate.of("p" + i)
              .set(COUNTRY, List.of("PL", "IN", "ID").get(i % 3))
              .set(AGE, i)
              .set(SCORE, i / 8.0 - 2)
              .set(BALANCE, BigDecimal.valueOf(i * 37L - 100, 2))
              .set(ACTIVE, i % 2 == 0)
              .set(BORN, LocalDate.of(1990, 1, 1).plusDays(i * 100L))
              .set(SEEN, RandomDomain.BASE.minusSeconds(i))
              .set(TAGS, i % 4 == 0 ? Set.of() : Set.of("t" + i % 4, "u" + i % 3))
              .set(HOME, new GeoPoint(i, -i)));
    }
    return operations;
  }

  /** Of p0 to p9, which stay, and with an id each: every tenth comes twice. */
  private static List<Operation> buys(int from, int to) {
    List<Operation> operations = new ArrayList<>();
    for (int i = from; i < to; i++) {
      Event event =
          Event.of(
                  ProfileId.of("p" + i % 10),
                  BUY,
                  RandomDomain.BASE.minus(Duration.ofHours(i * 7L % 400)))
              .with(AMOUNT, BigDecimal.valueOf(i * 11L, 2))
              .with(SHOP, "shop " + i % 5)
              .id("buy " + i);
      if (i % 3 == 0) {
        event
            .with(LABELS, Set.of("l" + i % 2))
            .with(PIECES, i)
            .with(PLACE, new GeoPoint(i % 90, i));
      }
      operations.add(event);
      if (i % 10 == 0) {
        operations.add(event);
      }
    }
    return operations;
  }

  /** Writes the directories of the present version, to be kept when the next one begins. */
  @Test
  @EnabledIfSystemProperty(named = "muster.golden", matches = ".+")
  void goldenDirectories_areWritten() throws IOException {
    for (boolean encrypted : new boolean[] {false, true}) {
      FaultyFileStore files = new FaultyFileStore();
      ManualClock clock = clock();
      try (SegmentationEngine engine =
          builder(SCHEMA, clock, encrypted).open(files, SEGMENT_BYTES)) {
        write(engine, clock, true);
      }
      Path directory =
          Path.of(System.getProperty("muster.golden"), encrypted ? "encrypted" : "plain");
      Files.createDirectories(directory);
      List<String> names = new ArrayList<>(files.list());
      names.remove("journal-next");
      for (String name : names) {
        Files.write(directory.resolve(name), files.bytes(name));
      }
      Files.write(directory.resolve("list"), names);
    }
  }

  private static FaultyFileStore golden(String kind) throws IOException {
    FaultyFileStore files = new FaultyFileStore();
    for (String name : new String(resource(kind, "list"), StandardCharsets.UTF_8).split("\n")) {
      files.put(name, resource(kind, name));
    }
    return files;
  }

  private static byte[] resource(String kind, String name) throws IOException {
    try (InputStream in =
        GoldenDirectoryTest.class.getResourceAsStream("version-1/" + kind + "/" + name)) {
      return in.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "encrypted"})
  void version1_isSound_andHoldsWhatWasWritten(String kind) throws IOException {
    FaultyFileStore files = golden(kind);
    boolean encrypted = kind.equals("encrypted");
    assertThat(files.list()).anyMatch(name -> name.startsWith("runs-"));
    assertThat(files.list()).filteredOn(name -> name.startsWith("snapshot-")).hasSize(2);
    assertThat(files.list()).filteredOn(name -> name.startsWith("documents-")).hasSize(2);

    EngineFiles asked = EngineFiles.in(files);
    VerificationReport report = (encrypted ? asked.encryption(KEYS) : asked).verifyDeeply();

    assertThat(report.findings()).isEmpty();
    assertThat(report.profiles()).isEqualTo(PROFILES);
    assertThat(report.events()).isEqualTo(BUYS + VISITS);
    ManualClock clock = clock();
    try (SegmentationEngine written = builder(SCHEMA, clock, false).open()) {
      write(written, clock, false);
      assertThat(report.stateHash()).isEqualTo(written.stateHash());
      try (SegmentationEngine engine =
          builder(LARGER, clock, encrypted).open(files, SEGMENT_BYTES)) {
        assertThat(engine.stateHash()).isEqualTo(written.stateHash());
        assertThat(engine.document(ProfileId.of("p1"), "note"))
            .contains("as it is".getBytes(UTF_8));
        assertThat(engine.document(ProfileId.of("p3"), "note")).contains("kept".getBytes(UTF_8));
        goesOn(written);
        goesOn(engine);
        assertThat(engine.stateHash()).isEqualTo(written.stateHash());
      }
    }
  }

  /** What was remembered counts: a batch and an event that came before, versions of segments. */
  private static void goesOn(SegmentationEngine engine) {
    Batch again = Batch.of(ProfileUpdate.of("p1").set(AGE, 99)).from("crm", 7);
    assertThat(engine.ingest(again).duplicates()).isEqualTo(1);
    assertThat(engine.ingest(Batch.of(buys(119, BUYS))).duplicates()).isEqualTo(1);
    assertThat(engine.segments().define(Segment.of("gone", AGE.is(1))).version()).isEqualTo(2);
    assertThat(engine.segments().find("polish").orElseThrow().version()).isEqualTo(2);
    engine.ingest(Batch.of(profiles(36, 50)));
    engine.ingest(Batch.of(buys(BUYS, BUYS + 40)));
    assertThat(engine.count(Predicate.everyone())).isEqualTo(50);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.export.AudienceExport;
import dev.muster.export.ExportColumns;
import dev.muster.export.ExportFormat;
import dev.muster.export.NewFile.Existing;
import dev.muster.export.RowWriter;
import dev.muster.load.BulkLoad;
import dev.muster.load.LoadReport;
import dev.muster.load.RecordSource;
import dev.muster.load.infer.SchemaProposal;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.ProfileMapping;
import dev.muster.load.mapping.ValueFormat;
import dev.muster.load.text.CsvSource;
import dev.muster.load.text.NdjsonSource;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Attribute;
import dev.muster.schema.BooleanAttribute;
import dev.muster.schema.DateAttribute;
import dev.muster.schema.DecimalAttribute;
import dev.muster.schema.DoubleAttribute;
import dev.muster.schema.GeoPointAttribute;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringSetAttribute;
import dev.muster.schema.TimestampAttribute;
import dev.muster.schema.VersionAttribute;
import dev.muster.value.GeoPoint;
import dev.muster.value.ValueRules;
import dev.muster.value.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFormatTest {

  private static final BooleanAttribute ACTIVE = BooleanAttribute.of("active");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final DoubleAttribute SCORE = DoubleAttribute.of("score");
  private static final DecimalAttribute BALANCE = DecimalAttribute.of("balance", 2);
  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final DateAttribute BORN = DateAttribute.of("born");
  private static final TimestampAttribute SEEN = TimestampAttribute.of("seen");
  private static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  private static final GeoPointAttribute HOME = GeoPointAttribute.of("home");
  private static final VersionAttribute APP = VersionAttribute.of("app");
  private static final List<Attribute<?>> ALL =
      List.of(ACTIVE, AGE, SCORE, BALANCE, COUNTRY, BORN, SEEN, TAGS, HOME, APP);
  private static final Schema SCHEMA =
      Schema.builder()
          .attributes(ACTIVE, AGE, SCORE, BALANCE, COUNTRY, BORN, SEEN, TAGS, HOME, APP)
          .build();

  @TempDir Path directory;

  private static SegmentationEngine engine() {
    return SegmentationEngine.builder(SCHEMA).shards(2).open();
  }

  private Path export(SegmentationEngine engine, ExportFormat format, String name)
      throws IOException {
    Path file = directory.resolve(name);
    try (ReadView view = engine.view()) {
      AudienceExport.of(Predicate.everyone())
          .attributes(ALL)
          .order(AudienceExport.Order.BY_ID)
          .writeFile(view, format, file, Existing.KEEP);
    }
    return file;
  }

  private static ProfileMapping mapping() {
    ProfileMapping mapping = Mapping.profiles("id");
    for (Attribute<?> attribute : ALL) {
      mapping =
          mapping.attribute(
              attribute.name(),
              attribute,
              attribute == TAGS ? ValueFormat.separated("|") : ValueFormat.DEFAULT);
    }
    return mapping;
  }

  private static long stateHash(SegmentationEngine engine) {
    try (ReadView view = engine.view()) {
      return view.stateHash();
    }
  }

  @Test
  void everyType_isReadByDuckDbAsItIs() throws Exception {
    try (SegmentationEngine engine = engine();
        DuckDb duck = new DuckDb()) {
      engine.update(
          ProfileUpdate.of("a")
              .set(ACTIVE, false)
              .set(AGE, Long.MIN_VALUE)
              .set(SCORE, 0.1)
              .set(BALANCE, new BigDecimal("-92233720368547758.08"))
              .set(COUNTRY, "Łódź 𝄞")
              .set(BORN, LocalDate.of(1912, 6, 23))
              .set(SEEN, Instant.parse("1969-12-31T23:59:59.999Z"))
              .set(TAGS, Set.of("b", "", "a"))
              .set(HOME, new GeoPoint(51.7592485, -19.4559833))
              .set(APP, Version.parse("2.11.0-beta.2")));
      engine.update(ProfileUpdate.of("b").set(COUNTRY, "").set(TAGS, Set.of()));
      engine.update(
          ProfileUpdate.of("c").set(BALANCE, new BigDecimal("92233720368547758.07")).set(AGE, 7));
      Path file = export(engine, ParquetFormat.SNAPPY, "all.parquet");

      assertThat(duck.rows("SELECT * FROM FILE ORDER BY id", file))
          .containsExactly(
              List.of(
                  "a",
                  "false",
                  "-9223372036854775808",
                  "0.1",
                  "-92233720368547758.08",
                  "Łódź 𝄞",
                  "1912-06-23",
                  "1969-12-31T23:59:59.999Z",
                  "['', a, b]",
                  "{'lat': 51.7592485, 'lon': -19.4559833}",
                  "2.11.0-beta.2"),
              Arrays.asList("b", null, null, null, null, "", null, null, "[]", null, null),
              Arrays.asList(
                  "c",
                  null,
                  "7",
                  null,
                  "92233720368547758.07",
                  null,
                  null,
                  null,
                  null,
                  null,
                  null));
      assertThat(
              duck.rows("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM FILE)", file))
          .containsExactly(
              List.of("id", "VARCHAR"),
              List.of("active", "BOOLEAN"),
              List.of("age", "BIGINT"),
              List.of("score", "DOUBLE"),
              List.of("balance", "DECIMAL(19,2)"),
              List.of("country", "VARCHAR"),
              List.of("born", "DATE"),
              List.of("seen", "TIMESTAMP WITH TIME ZONE"),
              List.of("tags", "VARCHAR[]"),
              List.of("home", "STRUCT(lat DOUBLE, lon DOUBLE)"),
              List.of("app", "VARCHAR"));
    }
  }

  private static void fill(SegmentationEngine engine, int count, SplittableRandom random) {
    List<ProfileUpdate> updates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ProfileUpdate update = ProfileUpdate.of("p" + i).set(AGE, random.nextLong());
      if (random.nextBoolean()) {
        Set<String> tags = new TreeSet<>();
        for (int j = random.nextInt(1, 4); j > 0; j--) {
          tags.add("tag " + random.nextInt(50));
        }
        update =
            update
                .set(ACTIVE, random.nextBoolean())
                .set(SCORE, random.nextDouble(-1e6, 1e6))
                .set(BALANCE, BigDecimal.valueOf(random.nextLong(), 2))
                .set(TAGS, tags)
                .set(APP, new Version(random.nextInt(4), random.nextInt(9), 0, List.of()));
      }
      if (random.nextInt(4) > 0) {
        update =
            update
                .set(COUNTRY, "country " + random.nextInt(1, 200))
                .set(BORN, ValueRules.DATE_MIN.plusDays(random.nextInt(7_000_000)))
                .set(SEEN, ValueRules.INSTANT_MIN.plusMillis(random.nextLong(600_000_000_000_000L)))
                .set(HOME, new GeoPoint(random.nextDouble(-90, 90), random.nextDouble(-180, 180)));
      }
      updates.add(update);
    }
    engine.ingest(Batch.of(updates));
  }

  @SeededTest(count = 6)
  void whatIsWritten_isLoadedToTheSameState(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    ParquetFormat[] formats = ParquetFormat.values();
    try (SegmentationEngine engine = engine();
        SegmentationEngine other = engine()) {
      fill(engine, 2_000, random);
      Path file = export(engine, formats[random.nextInt(formats.length)], "people.parquet");

      try (ParquetSource source = ParquetSource.open(file, random.nextInt(1, 3_000))) {
        LoadReport report = BulkLoad.builder(other, source, mapping()).threads(2).build().run();
        assertThat(report.records()).isEqualTo(2_000);
        assertThat(report.applied()).isEqualTo(2_000);
      }

      assertThat(stateHash(other)).isEqualTo(stateHash(engine));
    }
  }

  @Test
  void csvJsonAndParquet_loadToEqualStates() throws Exception {
    try (SegmentationEngine engine = engine();
        SegmentationEngine fromCsv = engine();
        SegmentationEngine fromJson = engine();
        SegmentationEngine fromParquet = engine()) {
      fill(engine, 20_000, new SplittableRandom(1));

      load(fromCsv, CsvSource.open(export(engine, ExportFormat.CSV, "people.csv")));
      load(fromJson, NdjsonSource.open(export(engine, ExportFormat.NDJSON, "people.ndjson")));
      load(fromParquet, ParquetSource.open(export(engine, ParquetFormat.ZSTD, "people.parquet")));

      assertThat(stateHash(fromParquet)).isEqualTo(stateHash(engine));
      assertThat(stateHash(fromCsv)).isEqualTo(stateHash(engine));
      assertThat(stateHash(fromJson)).isEqualTo(stateHash(engine));
    }
  }

  private static void load(SegmentationEngine engine, RecordSource source) throws IOException {
    try (source) {
      BulkLoad.builder(engine, source, mapping()).build().run();
    }
  }

  /** All but versions, which are texts there. */
  @Test
  void proposal_hasTheTypesOfTheFile_andLoadsToTheSameState() throws Exception {
    List<Attribute<?>> typed = ALL.subList(0, ALL.size() - 1);
    Schema schema = Schema.builder().attributes(typed.toArray(Attribute<?>[]::new)).build();
    Path file = directory.resolve("people.parquet");
    try (SegmentationEngine engine = SegmentationEngine.builder(schema).open();
        SegmentationEngine other = SegmentationEngine.builder(Schema.builder().build()).open()) {
      for (int i = 0; i < 50; i++) {
        engine.update(
            ProfileUpdate.of("p" + i)
                .set(ACTIVE, i % 2 == 0)
                .set(AGE, i)
                .set(SCORE, i / 7.0)
                .set(BALANCE, BigDecimal.valueOf(i, 2))
                .set(COUNTRY, "c" + i % 3)
                .set(BORN, LocalDate.EPOCH.plusDays(i))
                .set(SEEN, Instant.ofEpochMilli(i))
                .set(TAGS, Set.of("t" + i % 5))
                .set(HOME, new GeoPoint(i, -i)));
      }
      try (ReadView view = engine.view()) {
        AudienceExport.of(Predicate.everyone())
            .attributes(typed)
            .idName("customer_id")
            .writeFile(view, ParquetFormat.SNAPPY, file, Existing.KEEP);
      }
      SchemaProposal proposal;
      try (ParquetSource source = ParquetSource.open(file)) {
        proposal = SchemaProposal.of(source);
      }
      assertThat(proposal.idField()).contains("customer_id");

      try (ParquetSource source = ParquetSource.open(file)) {
        BulkLoad.builder(other, source, proposal.profiles("customer_id")).build().run();
      }
      assertThat(stateHash(other)).isEqualTo(stateHash(engine));
    }
  }

  @Test
  void groups_areBounded_andNobodyIsNoGroup() throws Exception {
    Path file = directory.resolve("groups.parquet");
    try (OutputStream out = Files.newOutputStream(file)) {
      RowWriter rows =
          new ParquetRows(
              out,
              new ExportColumns("who", List.of(AGE)),
              CompressionCodecName.UNCOMPRESSED,
              100,
              ParquetRows.GROUP_BYTES_MAX);
      for (int i = 0; i < 250; i++) {
        rows.row(ProfileId.of("p" + i), new Object[] {(long) i});
      }
      rows.finish();
    }
    try (DuckDb duck = new DuckDb();
        SegmentationEngine empty = engine()) {
      assertThat(
              duck.rows(
                  "SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('"
                      + file
                      + "') ORDER BY 1",
                  file))
          .containsExactly(List.of("0", "100"), List.of("1", "100"), List.of("2", "50"));
      assertThat(duck.rows("SELECT count(*), sum(age), max(who) FROM FILE", file))
          .containsExactly(List.of("250", "31125", "p99"));

      Path nobody = export(empty, ParquetFormat.GZIP, "nobody.parquet");
      assertThat(duck.rows("SELECT count(*) FROM FILE", nobody)).containsExactly(List.of("0"));
    }
    assertThat(Records.of(file, false, "age").values()).hasSize(250);
  }

  @Test
  void largeTexts_endAGroupBeforeItsRowsDo() throws Exception {
    Path file = directory.resolve("large.parquet");
    SplittableRandom random = new SplittableRandom(3);
    try (OutputStream out = Files.newOutputStream(file)) {
      RowWriter rows =
          new ParquetRows(
              out,
              new ExportColumns("id", List.of(COUNTRY)),
              CompressionCodecName.SNAPPY,
              ParquetRows.GROUP_ROWS_MAX,
              1 << 20);
      for (int i = 0; i < 5_000; i++) {
        String text = random.longs(50).mapToObj(Long::toString).collect(Collectors.joining());
        rows.row(ProfileId.of("p" + i), new Object[] {text});
      }
      rows.finish();
    }
    try (DuckDb duck = new DuckDb()) {
      List<List<String>> groups =
          duck.rows(
              "SELECT DISTINCT row_group_id, row_group_num_rows FROM parquet_metadata('"
                  + file
                  + "') ORDER BY 1",
              file);
      assertThat(groups).hasSizeBetween(2, 5);
      assertThat(duck.rows("SELECT count(*), count(DISTINCT country) FROM FILE", file))
          .containsExactly(List.of("5000", "5000"));
    }
  }

  @Test
  void existingFiles_areKept_unlessTheyAreToBeReplaced() throws Exception {
    try (SegmentationEngine engine = engine();
        ReadView view = engine.view()) {
      Path file = Files.writeString(directory.resolve("kept.parquet"), "kept");
      AudienceExport all = AudienceExport.of(Predicate.everyone());

      assertThatExceptionOfType(FileAlreadyExistsException.class)
          .isThrownBy(() -> all.writeFile(view, ParquetFormat.SNAPPY, file, Existing.KEEP));
      assertThat(file).hasContent("kept");

      all.writeFile(view, ParquetFormat.SNAPPY, file, Existing.REPLACE);
      assertThat(Records.of(file, false, "id").found()).isEmpty();
      try (var left = Files.list(directory)) {
        assertThat(left).containsExactly(file);
      }
    }
  }

  @Test
  void theStream_staysOpen() throws Exception {
    boolean[] closed = {false};
    OutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed[0] = true;
          }
        };
    RowWriter rows = ParquetFormat.ZSTD.begin(out, new ExportColumns("id", List.of()));
    rows.row(ProfileId.of("ana"), new Object[0]);
    rows.finish();

    assertThat(closed[0]).isFalse();
  }
}

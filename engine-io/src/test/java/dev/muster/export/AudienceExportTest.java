// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.export.AudienceExport.Order;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Attribute;
import dev.muster.schema.DecimalAttribute;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.SchemaException;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringSetAttribute;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudienceExportTest {

  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final DecimalAttribute BALANCE = DecimalAttribute.of("balance", 2);
  private static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  private static final Schema SCHEMA =
      Schema.builder().attributes(COUNTRY, AGE, BALANCE, TAGS).build();

  @TempDir private Path directory;

  private final SegmentationEngine engine = SegmentationEngine.builder(SCHEMA).open();

  @AfterEach
  void close() {
    engine.close();
  }

  private void write() {
    engine.update(
        ProfileUpdate.of("c,1").set(COUNTRY, "P\"L\"").set(BALANCE, new BigDecimal("19.90")));
    engine.update(ProfileUpdate.of("a").set(COUNTRY, "").set(AGE, 31).set(TAGS, Set.of()));
    engine.update(ProfileUpdate.of("b").set(TAGS, Set.of("x|y", "", "b\\")));
    engine.update(ProfileUpdate.of("d").set(AGE, 7));
  }

  private String text(AudienceExport export, ExportFormat format) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ReadView view = engine.view()) {
      export.write(view, format, out);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void csv_tellsMissingFromEmpty() throws IOException {
    write();

    assertThat(
            text(
                AudienceExport.of(Predicate.everyone())
                    .attributes(List.of(COUNTRY, AGE, BALANCE, TAGS))
                    .order(Order.BY_ID),
                ExportFormat.CSV))
        .isEqualTo(
            "id,country,age,balance,tags\n"
                + "a,\"\",31,,\"\"\n"
                + "b,,,,\\e|b\\\\|x\\|y\n"
                + "\"c,1\",\"P\"\"L\"\"\",,19.90,\n"
                + "d,,7,,\n");
  }

  @Test
  void ndjson_leavesOutWhatIsMissing() throws IOException {
    write();

    assertThat(
            text(
                AudienceExport.of(AGE.missing())
                    .attributes(List.of(TAGS, COUNTRY, BALANCE))
                    .idName("who")
                    .order(Order.BY_ID),
                ExportFormat.NDJSON))
        .isEqualTo(
            "{\"who\":\"b\",\"tags\":[\"\",\"b\\\\\",\"x|y\"]}\n"
                + "{\"who\":\"c,1\",\"country\":\"P\\\"L\\\"\",\"balance\":19.9}\n");
  }

  @Test
  void ids_areOneALine() throws IOException {
    write();
    AudienceExport adults = AudienceExport.of(AGE.atLeast(18).or(COUNTRY.is("P\"L\"")));

    assertThat(text(adults.order(Order.BY_ID), ExportFormat.IDS)).isEqualTo("a\nc,1\n");
    assertThat(text(adults, ExportFormat.IDS).lines()).containsExactlyInAnyOrder("a", "c,1");
  }

  @Test
  void nobody_isAFileWithoutRows() throws IOException {
    AudienceExport nobody = AudienceExport.of(AGE.atLeast(200));

    assertThat(text(nobody.attributes(List.of(AGE)), ExportFormat.CSV)).isEqualTo("id,age\n");
    assertThat(text(nobody, ExportFormat.NDJSON)).isEmpty();
    assertThat(text(nobody, ExportFormat.IDS)).isEmpty();
  }

  @Test
  void export_isOfTheViewsPosition() throws IOException {
    write();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ReadView view = engine.view()) {
      engine.update(ProfileUpdate.of("a").set(AGE, 99));
      engine.delete(ProfileId.of("d"));
      engine.update(ProfileUpdate.of("e").set(AGE, 50));

      long count =
          AudienceExport.of(AGE.atLeast(0))
              .attributes(List.of(AGE))
              .order(Order.BY_ID)
              .write(view, ExportFormat.CSV, out);

      assertThat(count).isEqualTo(2);
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("id,age\na,31\nd,7\n");
  }

  @Test
  void watcher_isToldHowFarItHasCome() throws IOException {
    for (int i = 0; i < 3; i++) {
      List<ProfileUpdate> updates = new ArrayList<>();
      for (int j = 0; j < 1_000; j++) {
        updates.add(ProfileUpdate.of("p" + (1_000 * i + j)).set(AGE, 1));
      }
      engine.ingest(Batch.of(updates.toArray(ProfileUpdate[]::new)));
    }
    List<Long> told = new ArrayList<>();

    text(AudienceExport.of(Predicate.everyone()).watchedBy(told::add), ExportFormat.IDS);

    assertThat(told).containsExactly(1_024L, 2_048L, 3_000L);
  }

  @Test
  void attribute_thatTheEngineDoesNotHave_isRefused() {
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(
            () ->
                text(
                    AudienceExport.of(Predicate.everyone())
                        .attributes(List.of(StringAttribute.of("contry"))),
                    ExportFormat.CSV))
        .withMessageContaining("contry")
        .withMessageContaining("country");
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(
            () ->
                text(
                    AudienceExport.of(Predicate.everyone())
                        .attributes(List.of(LongAttribute.of("country"))),
                    ExportFormat.CSV))
        .withMessageContaining("known=STRING wanted=LONG");
  }

  @Test
  void columns_ofOneName_areRefused() {
    AudienceExport everyone = AudienceExport.of(Predicate.everyone());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> everyone.attributes(List.of(AGE, COUNTRY, AGE)))
        .withMessageContaining("'age' twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> everyone.attributes(List.of(AGE)).idName("age"))
        .withMessageContaining("the identifier is called 'age'");
  }

  @Test
  void attributes_whereThereIsNoRoomForThem_areRefused() {
    AudienceExport ages = AudienceExport.of(Predicate.everyone()).attributes(List.of(AGE));

    for (ExportFormat format :
        List.of(ExportFormat.IDS, ExportFormat.ROARING, ExportFormat.ROARING64)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> text(ages, format))
          .withMessageContaining("holds identifiers only, found the attribute 'age'");
    }
  }

  @Test
  void idWithALineEnd_isNotWrittenAsTwo() {
    engine.update(ProfileUpdate.of("a\nb").set(AGE, 1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> text(AudienceExport.of(Predicate.everyone()), ExportFormat.IDS))
        .withMessageContaining("'a\\nb'");
  }

  @Test
  void file_isThereWhenComplete_andNotIfAnythingFails() throws IOException {
    write();
    Path file = directory.resolve("out.csv");
    AudienceExport export = AudienceExport.of(Predicate.everyone()).order(Order.BY_ID);
    ExportFormat failing =
        (out, columns) ->
            new RowWriter() {
              private int rows;

              @Override
              public void row(ProfileId id, Object[] values) throws IOException {
                out.write(new byte[100_000]);
                if (++rows == 2) {
                  throw new IOException("no space");
                }
              }

              @Override
              public void finish() {}
            };
    try (ReadView view = engine.view()) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> export.writeFile(view, failing, file, NewFile.Existing.KEEP))
          .withMessage("no space");
      assertThat(directory).isEmptyDirectory();

      long count = export.writeFile(view, ExportFormat.IDS, file, NewFile.Existing.KEEP);

      assertThat(count).isEqualTo(4);
      assertThat(file).hasContent("a\nb\nc,1\nd\n");
      assertThatExceptionOfType(FileAlreadyExistsException.class)
          .isThrownBy(() -> export.writeFile(view, ExportFormat.CSV, file, NewFile.Existing.KEEP));
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> export.writeFile(view, failing, file, NewFile.Existing.REPLACE));
      assertThat(file).hasContent("a\nb\nc,1\nd\n");
      export.writeFile(view, ExportFormat.CSV, file, NewFile.Existing.REPLACE);
      assertThat(Files.readString(file)).startsWith("id\na\n");
    }
  }

  /** Whatever an engine holds can be read again from either file, value by value. */
  @SeededTest
  void rows_areWhatTheEngineHolds(long seed) throws IOException {
    RandomDomain domain = new RandomDomain(seed);
    Schema schema = domain.schema();
    Clock clock = Clock.fixed(RandomDomain.BASE, ZoneOffset.UTC);
    try (SegmentationEngine random =
        SegmentationEngine.builder(schema).clock(clock).shards(3).open()) {
      for (int i = 0; i < 60; i++) {
        random.update(domain.update(schema));
      }
      List<Attribute<?>> attributes = schema.attributes();
      AudienceExport export =
          AudienceExport.of(Predicate.everyone()).idName("the id").attributes(attributes);
      try (ReadView view = random.view()) {
        Map<String, Map<String, Object>> held = new TreeMap<>();
        for (ProfileId id : view.audience(Predicate.everyone())) {
          held.put(id.value(), new TreeMap<>(view.profile(id, 0).orElseThrow().attributes()));
        }
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        export.write(view, ExportFormat.CSV, csv);
        export.write(view, ExportFormat.NDJSON, json);

        assertThat(PlainReading.ofCsv(csv.toString(StandardCharsets.UTF_8), attributes))
            .isEqualTo(held);
        assertThat(PlainReading.ofJson(json.toString(StandardCharsets.UTF_8), attributes))
            .isEqualTo(held);
      }
    }
  }

  @Test
  void stream_isLeftOpen() throws IOException {
    write();
    class Watched extends ByteArrayOutputStream {
      private boolean closed;

      @Override
      public void close() {
        closed = true;
      }
    }
    for (ExportFormat format : List.of(ExportFormat.IDS, ExportFormat.CSV, ExportFormat.NDJSON)) {
      Watched out = new Watched();
      try (ReadView view = engine.view()) {
        AudienceExport.of(Predicate.everyone()).write(view, format, (OutputStream) out);
      }
      assertThat(out.closed).isFalse();
      assertThat(out.size()).isPositive();
    }
  }
}

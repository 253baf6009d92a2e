// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.SegmentationEngine;
import dev.muster.load.mapping.EventMapping;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.ProfileMapping;
import dev.muster.load.text.CsvSource;
import dev.muster.load.text.NdjsonSource;
import dev.muster.predicate.Predicate;
import dev.muster.reference.ManualClock;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

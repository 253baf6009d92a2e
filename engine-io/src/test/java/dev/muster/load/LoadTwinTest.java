// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.SegmentationEngine;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.text.CsvSource;
import dev.muster.load.text.NdjsonSource;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Schema;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** However a file is written and cut, and by however many threads: a plain loader's state. */
class LoadTwinTest {

  private static final int RECORDS = 20_000;

  @TempDir Path directory;

  @SeededTest(count = 1)
  void profiles_areThoseOfAPlainLoader(long seed) throws IOException {
    GeneratedRecords records = GeneratedRecords.profiles(seed, RECORDS);

    verify(seed, records, GeneratedRecords.PROFILE_SCHEMA, GeneratedRecords.PROFILES);
  }

  @SeededTest(count = 1)
  void events_areThoseOfAPlainLoader(long seed) throws IOException {
    GeneratedRecords records = GeneratedRecords.events(seed, RECORDS);

    verify(seed, records, records.eventSchema(), GeneratedRecords.EVENTS);
  }

  private void verify(long seed, GeneratedRecords records, Schema schema, Mapping mapping)
      throws IOException {
    RandomChoice random = new RandomChoice(seed);
    long expected = plain(schema, records.operations);
    Path csv = directory.resolve("f.csv");
    Path json = directory.resolve("f.ndjson");
    Path packed = directory.resolve("f.csv.gz");
    Files.writeString(csv, records.csv);
    Files.writeString(json, records.json);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(records.csv.toString().getBytes(StandardCharsets.UTF_8));
    }
    for (int threads = 1; threads <= 3; threads += 2) {
      int chunk = random.between(1_024, 300_000);
      assertThat(loaded(CsvSource.builder(csv).chunkBytes(chunk).open(), mapping, threads))
          .as("CSV by %s bytes on %s threads", chunk, threads)
          .isEqualTo(expected);
      assertThat(loaded(NdjsonSource.builder(json).chunkBytes(chunk).open(), mapping, threads))
          .as("JSON by %s bytes on %s threads", chunk, threads)
          .isEqualTo(expected);
    }
    assertThat(loaded(CsvSource.open(packed), mapping, 2)).isEqualTo(expected);
  }

  private static long loaded(RecordSource source, Mapping mapping, int threads) throws IOException {
    try (source;
        SegmentationEngine engine = engine(Schema.builder().build())) {
      LoadReport report = BulkLoad.builder(engine, source, mapping).threads(threads).build().run();
      assertThat(report.rejects().first()).isEmpty();
      assertThat(report.applied()).isEqualTo(RECORDS);
      assertThat(report.readBytes()).isEqualTo(source.sizeBytes());
      return engine.stateHash();
    }
  }

  private static long plain(Schema schema, List<Operation> operations) {
    try (SegmentationEngine engine = engine(schema)) {
      for (int from = 0; from < operations.size(); from += 5_000) {
        engine.ingest(
            Batch.of(operations.subList(from, Math.min(from + 5_000, operations.size()))));
      }
      return engine.stateHash();
    }
  }

  private static SegmentationEngine engine(Schema schema) {
    return SegmentationEngine.builder(schema).clock(new ManualClock(GeneratedRecords.NOW)).open();
  }
}

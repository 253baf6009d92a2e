// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.EngineBuilder;
import dev.muster.SegmentationEngine;
import dev.muster.load.LoadException.Kind;
import dev.muster.load.infer.SchemaProposal;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.text.CsvSource;
import dev.muster.load.text.NdjsonSource;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.value.ValueType;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load that was stopped goes on where it was: nothing is lost, nothing is there twice. */
class LoadResumeTest {

  private static final int RECORDS = 3_000;

  @TempDir Path directory;

  private final GeneratedRecords records = GeneratedRecords.events(7, RECORDS);
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("f.csv"), records.csv);
  }

  /** The stop comes from the source, from the application or by an interrupt, in random places. */
  @SeededTest(count = 6)
  void inMemory_stopsDoNotShow(long seed) throws IOException {
    RandomChoice random = new RandomChoice(seed);
    long whole = whole();
    try (SegmentationEngine engine = builder().open()) {
      int runs = 1;
      while (!runWithAStop(engine, random)) {
        runs++;
      }
      assertThat(runs).isGreaterThan(1);
      assertThat(engine.stateHash()).isEqualTo(whole);
    }
  }

  @SeededTest(count = 4)
  void inADirectory_stopsDoNotShow_andTheEngineIsClosedBetween(long seed) throws IOException {
    RandomChoice random = new RandomChoice(seed);
    Path kept = directory.resolve("engine");
    boolean finished = false;
    while (!finished) {
      try (SegmentationEngine engine = builder(records.eventSchema()).directory(kept).open()) {
        finished = runWithAStop(engine, random);
        if (random.chance(30)) {
          engine.snapshot();
        }
      }
    }
    try (SegmentationEngine engine = builder(records.eventSchema()).directory(kept).open()) {
      assertThat(engine.stateHash()).isEqualTo(whole());
      assertThat(loadAll(engine, GeneratedRecords.EVENTS).applied()).isZero();
    }
  }

  /** Runs once, with one random stop; whether it went through. */
  private boolean runWithAStop(SegmentationEngine engine, RandomChoice random) throws IOException {
    int stop = random.between(1, 40);
    int kind = random.below(3);
    int fault = kind == 0 ? stop : Integer.MAX_VALUE;
    AtomicInteger chunks = new AtomicInteger();
    try (FaultySource source = new FaultySource(open(file), fault)) {
      BulkLoad.builder(engine, source, GeneratedRecords.EVENTS)
          .threads(random.between(1, 3))
          .listener(
              (done, position, size) -> {
                if (chunks.incrementAndGet() == stop) {
                  if (kind == 1) {
                    throw new IllegalStateException("stop");
                  }
                  Thread.currentThread().interrupt();
                }
              })
          .build()
          .run();
      return true;
    } catch (LoadException e) {
      assertThat(e.kind()).isEqualTo(Kind.INTERRUPTED);
      assertThat(Thread.interrupted()).isTrue();
    } catch (IOException | IllegalStateException e) {
      assertThat(e).hasMessage("stop");
    } finally {
      // The interrupt may have come with the last chunk.
      Thread.interrupted();
    }
    return false;
  }

  private LoadReport loadAll(SegmentationEngine engine, Mapping mapping) throws IOException {
    try (CsvSource source = open(file)) {
      return BulkLoad.builder(engine, source, mapping).build().run();
    }
  }

  private long whole() throws IOException {
    try (SegmentationEngine engine = builder().open()) {
      assertThat(loadAll(engine, GeneratedRecords.EVENTS).applied()).isEqualTo(RECORDS);
      return engine.stateHash();
    }
  }

  @Test
  void whatTheEngineHas_isNotDecodedAgain() throws IOException {
    try (SegmentationEngine engine = builder().open()) {
      try (FaultySource source = new FaultySource(open(file), 20)) {
        BulkLoad load = BulkLoad.builder(engine, source, GeneratedRecords.EVENTS).build();
        assertThatThrownBy(load::run).isInstanceOf(IOException.class).hasMessage("stop");
      }
      try (FaultySource source = new FaultySource(open(file), Integer.MAX_VALUE)) {
        LoadReport report = BulkLoad.builder(engine, source, GeneratedRecords.EVENTS).build().run();

        assertThat(report.resumed()).isTrue();
        assertThat(source.decoded.get()).isEqualTo(source.chunks - 19);
      }
      assertThat(engine.statistics().events()).isEqualTo(RECORDS);
    }
  }

  @Test
  void afterAReject_aResumedLoadGoesOnInTheRightPlace() throws IOException {
    List<String> lines = records.csv.toString().lines().toList();
    Path broken = directory.resolve("g.csv");
    Files.writeString(broken, String.join("\n", lines.subList(0, 2)) + "\nbad\n\"bad\"x\n");
    try (SegmentationEngine engine = builder().open()) {
      for (int i = 0; i < 3; i++) {
        try (CsvSource source = CsvSource.open(broken)) {
          LoadReport report =
              BulkLoad.builder(engine, source, GeneratedRecords.EVENTS).build().run();
          assertThat(report.applied()).isEqualTo(i == 0 ? 1 : 0);
        }
      }
    }
  }

  /** Large chunks are handed over in parts. */
  @Test
  void aStopInTheMiddleOfAChunk_goesOnThere() throws IOException {
    StringBuilder text = new StringBuilder("id,when,what,paid,shop\n");
    for (int i = 0; i < 44_000; i++) {
      text.append(i % 20_000 == 19_999 ? "bad\n" : "ana,2026-01-01,buy,1,x\n");
    }
    Files.writeString(file, text);
    try (SegmentationEngine engine = builder().open()) {
      assertThat(failedAfter(engine, 0).records()).isEqualTo(16_384);
      assertThat(engine.statistics().events()).isEqualTo(16_384);
      LoadReport second = failedAfter(engine, 1);
      assertThat(second.records()).isEqualTo(16_384);
      assertThat(second.rejects().first().get(0).line()).isEqualTo(20_001);
      assertThat(engine.statistics().events()).isEqualTo(2 * 16_384 - 1);

      try (CsvSource source = large()) {
        LoadReport last = BulkLoad.builder(engine, source, GeneratedRecords.EVENTS).build().run();
        assertThat(last.records()).isEqualTo(44_000 - 2 * 16_384);
      }
      assertThat(engine.statistics().events()).isEqualTo(43_998);
    }
  }

  private LoadReport failedAfter(SegmentationEngine engine, int rejects) throws IOException {
    try (CsvSource source = large()) {
      BulkLoad load =
          BulkLoad.builder(engine, source, GeneratedRecords.EVENTS)
              .errors(ErrorPolicy.atMost(rejects))
              .build();
      LoadException failure = catchThrowableOfType(LoadException.class, load::run);
      assertThat(failure.kind()).isEqualTo(Kind.TOO_MANY_REJECTS);
      return Objects.requireNonNull(failure.report());
    }
  }

  private CsvSource large() throws IOException {
    return CsvSource.builder(file).chunkBytes(1 << 19).open();
  }

  @Test
  void otherContentOrAnotherMapping_isRefused_unlessTheNameIsAnother() throws IOException {
    try (SegmentationEngine engine = builder().open()) {
      loadAll(engine, GeneratedRecords.EVENTS);

      Mapping other = GeneratedRecords.EVENTS.nullTexts("NULL");
      LoadException mapping =
          catchThrowableOfType(LoadException.class, () -> loadAll(engine, other));
      Files.writeString(file, records.csv.toString().replaceFirst("\\.5", ".6"));
      LoadException content =
          catchThrowableOfType(LoadException.class, () -> loadAll(engine, GeneratedRecords.EVENTS));

      assertThat(mapping.kind()).isEqualTo(Kind.CHANGED);
      assertThat(content.kind()).isEqualTo(Kind.CHANGED);
      assertThat(content).hasMessageContaining("'f.csv'").hasMessageContaining("another name");
      assertThat(engine.statistics().events()).isEqualTo(RECORDS);
      try (CsvSource source = open(file)) {
        BulkLoad.builder(engine, source, GeneratedRecords.EVENTS).name("again").build().run();
      }
      assertThat(engine.statistics().events()).isEqualTo(2 * RECORDS);
    }
  }

  /** What was read from it would be missing, and count as done. */
  @Test
  void aSourceThatHasBeenReadFrom_isRefused() throws IOException {
    Path json = Files.writeString(directory.resolve("f.ndjson"), "{\"id\":\"ana\"}\n");
    try (SegmentationEngine engine = builder().open()) {
      for (RecordSource source : List.of(open(file), NdjsonSource.open(json))) {
        try (source) {
          SchemaProposal.of(source, 1);
          BulkLoad load = BulkLoad.builder(engine, source, GeneratedRecords.EVENTS).build();
          assertThatThrownBy(load::run)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("open the file again, file=" + source.name());
        }
      }
      assertThat(loadAll(engine, GeneratedRecords.EVENTS).applied()).isEqualTo(RECORDS);
    }
  }

  /** Structs are told by their fields, points by their own name. */
  @Test
  void aStructAndACoordinate_areFields() throws IOException {
    List<SourceField> told =
        List.of(
            new SourceField("id", Optional.of(ValueType.STRING)),
            new SourceField("home", Optional.of(ValueType.GEO_POINT)),
            new SourceField("name.first", Optional.of(ValueType.STRING)));
    try (SegmentationEngine engine = builder().open();
        RecordSource source =
            new FaultySource(open(file), Integer.MAX_VALUE) {
              @Override
              public List<SourceField> fields() {
                return told;
              }
            }) {
      StringAttribute text = StringAttribute.of("text");
      for (String path : List.of("home", "home.lat", "name", "name.first")) {
        BulkLoad.builder(engine, source, Mapping.profiles("id").attribute(path, text)).build();
      }
      for (String path : List.of("hom", "id.x", "name.last")) {
        BulkLoad.Builder load =
            BulkLoad.builder(engine, source, Mapping.profiles("id").attribute(path, text));
        LoadException refused = catchThrowableOfType(LoadException.class, load::build);
        assertThat(refused.kind()).isEqualTo(Kind.MISSING_FIELD);
      }
    }
  }

  @Test
  void anInterruptThatClosesTheFile_isAnInterrupt() throws IOException {
    try (SegmentationEngine engine = builder().open();
        RecordSource source =
            new FaultySource(open(file), Integer.MAX_VALUE) {
              @Override
              public long fingerprint() throws IOException {
                Thread.currentThread().interrupt();
                throw new ClosedByInterruptException();
              }
            }) {
      BulkLoad load = BulkLoad.builder(engine, source, GeneratedRecords.EVENTS).build();
      LoadException stopped = catchThrowableOfType(LoadException.class, load::run);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(stopped.kind()).isEqualTo(Kind.INTERRUPTED);
    }
  }

  private static EngineBuilder builder() {
    return builder(Schema.builder().build());
  }

  private static EngineBuilder builder(Schema schema) {
    return SegmentationEngine.builder(schema).clock(new ManualClock(GeneratedRecords.NOW));
  }

  private static CsvSource open(Path path) throws IOException {
    return CsvSource.builder(path).chunkBytes(2_048).open();
  }

  /** Fails when it is asked for its n-th chunk; counts what is decoded. */
  private static class FaultySource implements RecordSource {

    private final RecordSource source;
    private final int fault;
    private final AtomicInteger decoded = new AtomicInteger();
    private int chunks;

    FaultySource(RecordSource source, int fault) {
      this.source = source;
      this.fault = fault;
    }

    @Override
    public @Nullable RecordChunk next() throws IOException {
      if (chunks + 1 == fault) {
        throw new IOException("stop");
      }
      RecordChunk chunk = source.next();
      if (chunk == null) {
        return null;
      }
      chunks++;
      return (wanted, others, sink) -> {
        decoded.incrementAndGet();
        chunk.decode(wanted, others, sink);
      };
    }

    @Override
    public String name() {
      return source.name();
    }

    @Override
    public long fingerprint() throws IOException {
      return source.fingerprint();
    }

    @Override
    public List<SourceField> fields() {
      return source.fields();
    }

    @Override
    public long sizeBytes() {
      return source.sizeBytes();
    }

    @Override
    public long positionBytes() {
      return source.positionBytes();
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}

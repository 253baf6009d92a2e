// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import dev.muster.ReadView;
import dev.muster.SegmentationEngine;
import dev.muster.export.AudienceExport;
import dev.muster.export.NewFile;
import dev.muster.load.BulkLoad;
import dev.muster.load.LoadReport;
import dev.muster.load.RecordSource;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.ProfileMapping;
import dev.muster.load.text.CsvSource;
import dev.muster.load.text.NdjsonSource;
import dev.muster.parquet.ParquetFormat;
import dev.muster.parquet.ParquetSource;
import dev.muster.predicate.Predicate;
import dev.muster.schema.BooleanAttribute;
import dev.muster.schema.DateAttribute;
import dev.muster.schema.DecimalAttribute;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Loads the same profiles, of six attributes each, from a CSV file, from JSON lines, and from what
 * is written of them as Parquet, each into an engine of its own in memory; different states end the
 * run. Tells rates, and the heap in use with the loaded engine after a collection.
 *
 * <pre>
 * java -Xmx2g -cp benchmarks/target/benchmarks.jar \
 *     dev.muster.benchmarks.workload.LoadRun [ROWS [THREADS]]
 * </pre>
 */
public final class LoadRun {

  private static final long SEED = 20_260_302;
  private static final int ROUNDS = 3;
  private static final List<String> COUNTRIES = List.of("PL", "ID", "IN", "BR", "NG", "US", "DE");
  private static final List<String> PLANS = List.of("free", "basic", "pro");

  private static final ProfileMapping MAPPING =
      Mapping.profiles("id")
          .attribute("country", StringAttribute.of("country"))
          .attribute("plan", StringAttribute.of("plan"))
          .attribute("age", LongAttribute.of("age"))
          .attribute("spent", DecimalAttribute.of("spent", 2))
          .attribute("since", DateAttribute.of("since"))
          .attribute("active", BooleanAttribute.of("active"));

  private static final String CSV = "profiles.csv";
  private static final String JSON = "profiles.ndjson";
  private static final String PARQUET = "profiles.parquet";

  private LoadRun() {}

  private interface Opening {
    RecordSource open() throws IOException;
  }

  /** Runs it; see the class. */
  public static void main(String[] args) throws IOException {
    int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int threads =
        args.length > 1 ? Integer.parseInt(args[1]) : Runtime.getRuntime().availableProcessors();
    Path directory = Files.createTempDirectory("muster-load");
    try {
      run(directory, rows, threads, System.out);
    } finally {
      for (String file : List.of(CSV, JSON, PARQUET)) {
        Files.deleteIfExists(directory.resolve(file));
      }
      Files.delete(directory);
    }
  }

  static void run(Path directory, int rows, int threads, PrintStream out) throws IOException {
    Path csv = directory.resolve(CSV);
    Path json = directory.resolve(JSON);
    Path parquet = directory.resolve(PARQUET);
    write(csv, json, rows);
    writeParquet(csv, parquet);
    Map<String, Opening> files = new LinkedHashMap<>();
    files.put("CSV", () -> CsvSource.open(csv));
    files.put("NDJSON", () -> NdjsonSource.open(json));
    files.put("Parquet", () -> ParquetSource.open(parquet));
    out.printf(Locale.ROOT, "%,d rows, %d threads that decode%n%n", rows, threads);
    out.println("| file | MB | round | s | rows/s | MB/s | heap MB |");
    out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    Long state = null;
    for (int round = 1; round <= ROUNDS; round++) {
      for (Map.Entry<String, Opening> file : files.entrySet()) {
        long found = load(file.getKey(), file.getValue(), rows, threads, round, out);
        if (state != null && state != found) {
          throw new IllegalStateException(file.getKey() + " came to another state");
        }
        state = found;
      }
    }
    out.printf(Locale.ROOT, "%nState hash of all: %016x%n", state);
  }

  private static long load(
      String name, Opening file, int rows, int threads, int round, PrintStream out)
      throws IOException {
    try (SegmentationEngine engine = SegmentationEngine.builder(Schema.builder().build()).open();
        RecordSource source = file.open()) {
      LoadReport report = BulkLoad.builder(engine, source, MAPPING).threads(threads).build().run();
      if (report.applied() != rows) {
        throw new IllegalStateException("not all rows are there: " + report);
      }
      double seconds = report.elapsed().toNanos() / 1e9;
      out.printf(
          Locale.ROOT,
          "| %s | %.0f | %d | %.2f | %,.0f | %.0f | %d |%n",
          name,
          source.sizeBytes() / 1e6,
          round,
          seconds,
          report.recordsPerSecond(),
          source.sizeBytes() / 1e6 / seconds,
          heapBytes() / 1_000_000);
      return engine.stateHash();
    }
  }

  private static long heapBytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Every tenth value is missing, in all files. */
  private static void write(Path csv, Path json, int rows) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    try (BufferedWriter csvOut = Files.newBufferedWriter(csv);
        BufferedWriter jsonOut = Files.newBufferedWriter(json)) {
      csvOut.write("id,country,plan,age,spent,since,active\n");
      for (int row = 0; row < rows; row++) {
        csvOut.write("p" + row);
        jsonOut.write("{\"id\":\"p" + row + "\"");
        text("country", COUNTRIES.get(random.nextInt(COUNTRIES.size())), random, csvOut, jsonOut);
        text("plan", PLANS.get(random.nextInt(PLANS.size())), random, csvOut, jsonOut);
        bare("age", Integer.toString(random.nextInt(18, 90)), random, csvOut, jsonOut);
        int cents = random.nextInt(1_000_000);
        String spent = String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
        bare("spent", spent, random, csvOut, jsonOut);
        LocalDate since = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(4_000));
        text("since", since.toString(), random, csvOut, jsonOut);
        bare("active", Boolean.toString(random.nextBoolean()), random, csvOut, jsonOut);
        csvOut.write("\n");
        jsonOut.write("}\n");
      }
    }
  }

  private static void writeParquet(Path csv, Path parquet) throws IOException {
    try (SegmentationEngine engine = SegmentationEngine.builder(Schema.builder().build()).open();
        CsvSource source = CsvSource.open(csv)) {
      BulkLoad.builder(engine, source, MAPPING).build().run();
      try (ReadView view = engine.view()) {
        AudienceExport.of(Predicate.everyone())
            .attributes(List.copyOf(view.schema().attributes()))
            .writeFile(view, ParquetFormat.SNAPPY, parquet, NewFile.Existing.KEEP);
      }
    }
  }

  private static void text(
      String name, String value, SplittableRandom random, BufferedWriter csv, BufferedWriter json)
      throws IOException {
    field(name, value, "\"" + value + "\"", random, csv, json);
  }

  private static void bare(
      String name, String value, SplittableRandom random, BufferedWriter csv, BufferedWriter json)
      throws IOException {
    field(name, value, value, random, csv, json);
  }

  private static void field(
      String name,
      String csvValue,
      String jsonValue,
      SplittableRandom random,
      BufferedWriter csv,
      BufferedWriter json)
      throws IOException {
    csv.write(",");
    if (random.nextInt(10) > 0) {
      csv.write(csvValue);
      json.write(",\"" + name + "\":" + jsonValue);
    }
  }
}

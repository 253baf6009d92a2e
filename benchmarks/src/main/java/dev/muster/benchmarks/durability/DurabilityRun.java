// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.durability;

import dev.muster.Durability;
import dev.muster.EncryptionKeys;
import dev.muster.EngineBuilder;
import dev.muster.SegmentationEngine;
import dev.muster.SnapshotPolicy;
import dev.muster.benchmarks.dataset.CustomerSchema;
import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.metrics.Measure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What durability costs, all in one run on one data set, as tables in Markdown on standard output:
 *
 * <ol>
 *   <li>events a second from many producers, each of which waits for every one of its batches: in
 *       memory, forced at intervals, forced each time, and that encrypted; in rounds that take
 *       turns;
 *   <li>a snapshot of everything: how long it takes, and what writing and counting do meanwhile;
 *   <li>opening: from the journal alone, and from a snapshot; plain and encrypted.
 * </ol>
 *
 * <pre>
 * java -Xmx8g -cp benchmarks/target/benchmarks.jar \
 *     dev.muster.benchmarks.durability.DurabilityRun DIRECTORY [PROFILES EVENTS]
 * </pre>
 *
 * <p>The directory must be missing or empty, on the disk in question, with room for about five
 * times the data (60 bytes an event). 2,000,000 profiles and 20,000,000 events unless told
 * otherwise; some five minutes.
 */
public final class DurabilityRun {

  private static final int PRODUCERS = 64;
  private static final int BATCH_EVENTS = 100;
  private static final int ROUNDS = 3;
  private static final byte[] KEY = new byte[32];

  static {
    Arrays.fill(KEY, (byte) 0x5A);
  }

  /** A way of keeping what is written. */
  private enum Mode {
    MEMORY("in memory"),
    INTERVAL("forced every 100 ms"),
    SYNC("forced each time"),
    SYNC_ENCRYPTED("forced each time, encrypted");

    private final String shown;

    Mode(String shown) {
      this.shown = shown;
    }

    SegmentationEngine open(Path directory, FigureSink sink) {
      EngineBuilder builder =
          SegmentationEngine.builder(CustomerSchema.SCHEMA)
              .snapshots(SnapshotPolicy.MANUAL)
              .metrics(sink);
      if (this != MEMORY) {
        builder
            .directory(directory)
            .durability(
                this == INTERVAL ? Durability.interval(Duration.ofMillis(100)) : Durability.SYNC);
      }
      return (this == SYNC_ENCRYPTED ? builder.encryption(EncryptionKeys.of(KEY)) : builder).open();
    }
  }

  /** What was measured of one mode; the figures are of its last round. */
  private static final class Ingest {
    final Mode mode;
    final List<Double> rates = new ArrayList<>();
    final FigureSink figures = new FigureSink();

    Ingest(Mode mode) {
      this.mode = mode;
    }
  }

  private final Path root;
  private final DataSet data;
  private final PrintStream out;
  private int directories;

  private DurabilityRun(Path root, DataSet data, PrintStream out) {
    this.root = root;
    this.data = data;
    this.out = out;
  }

  /** Runs it; see the class. */
  public static void main(String[] args) throws Exception {
    if (args.length != 1 && args.length != 3) {
      System.err.println("usage: DurabilityRun DIRECTORY [PROFILES EVENTS]");
      System.exit(2);
    }
    int profiles = args.length == 3 ? Integer.parseInt(args[1]) : 2_000_000;
    int events = args.length == 3 ? Integer.parseInt(args[2]) : 20_000_000;
    run(Path.of(args[0]), profiles, events, System.out);
  }

  /** Runs it on a data set of this size and prints to {@code out}. */
  static void run(Path root, int profiles, int events, PrintStream out) throws Exception {
    Files.createDirectories(root);
    out.printf(
        Locale.ROOT,
        "%,d profiles, %,d events; JVM %s, %d processors, heap at most %,d MiB%n%n",
        profiles,
        events,
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20);
    DurabilityRun run = new DurabilityRun(root, DataSet.of(profiles, events), out);
    run.compareIngest();
    run.snapshotAndOpen(Mode.SYNC);
    run.snapshotAndOpen(Mode.SYNC_ENCRYPTED);
  }

  private Path directory() {
    return root.resolve("engine-" + directories++);
  }

  /** A part of the events, so that rounds are short; the profiles begin with their events. */
  private void compareIngest() throws Exception {
    int events = Math.min(data.eventCount(), 4_000_000);
    List<Ingest> all = Stream.of(Mode.values()).map(Ingest::new).toList();
    for (int round = 0; round <= ROUNDS; round++) {
      for (Ingest ingest : all) {
        Path directory = directory();
        FigureSink sink = ingest.figures;
        try (SegmentationEngine engine = ingest.mode.open(directory, sink)) {
          sink.clear();
          double rate = new Producers(engine, data, PRODUCERS, BATCH_EVENTS).write(0, events);
          if (round > 0) {
            ingest.rates.add(rate);
          }
        }
        FileTree.delete(directory);
      }
    }
    out.printf(
        Locale.ROOT,
        "### Writing: %,d events, %d producers, batches of %d, each waited for; %d rounds after one"
            + " to warm up%n%n",
        events,
        PRODUCERS,
        BATCH_EVENTS,
        ROUNDS);
    out.println(
        "| kept | events/s: median | least to most | share of in memory | epochs | force, median"
            + " | force, 99 % |");
    out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    double base = Figures.median(all.get(0).rates);
    for (Ingest ingest : all) {
      List<Double> rates = ingest.rates;
      FigureSink sink = ingest.figures;
      out.printf(
          Locale.ROOT,
          "| %s | %,.0f | %,.0f to %,.0f | %.0f %% | %,d | %s | %s |%n",
          ingest.mode.shown,
          Figures.median(rates),
          Figures.quantile(rates, 0),
          Figures.quantile(rates, 1),
          100 * Figures.median(rates) / base,
          sink.count(Measure.EPOCH_NANOS),
          sink.millis(Measure.FORCE_NANOS, 0.5),
          sink.millis(Measure.FORCE_NANOS, 0.99));
    }
    out.println();
  }

  private void snapshotAndOpen(Mode mode) throws Exception {
    out.printf(Locale.ROOT, "### Everything, %s%n%n", mode.shown);
    Path directory = directory();
    FigureSink sink = new FigureSink();
    int held = data.eventCount() / 10;
    int first = data.eventCount() - held;
    long hash;
    try (SegmentationEngine engine = mode.open(directory, sink)) {
      long begin = System.nanoTime();
      data.loadProfiles(engine);
      data.loadEvents(engine, 0, first);
      row("loading %,d profiles and %,d events", seconds(begin), data.profileCount(), first);
      hash = engine.stateHash();
    }
    long begin = System.nanoTime();
    try (SegmentationEngine engine = mode.open(directory, sink)) {
      row("opening, all from the journal", seconds(begin));
      requireEqual(hash, engine.stateHash());
      new SnapshotEffect(engine, data, out).measure(first, held);
      row("the first snapshot of these, pinned", sink.seconds(Measure.SNAPSHOT_PIN_NANOS));
      hash = engine.stateHash();
    }
    begin = System.nanoTime();
    try (SegmentationEngine engine = mode.open(directory, sink)) {
      row("opening, from a snapshot and a journal of what came after it began", seconds(begin));
      requireEqual(hash, engine.stateHash());
      begin = System.nanoTime();
      engine.snapshot();
      row("another snapshot, after %,d more events", seconds(begin), held);
      row("bytes that it wrote: %,d", 0, sink.last(Measure.SNAPSHOT_BYTES));
      begin = System.nanoTime();
      engine.backup(directory.resolveSibling(directory.getFileName() + "-copy"));
      row("backup", seconds(begin));
    }
    begin = System.nanoTime();
    try (SegmentationEngine engine = mode.open(directory, sink)) {
      row("opening, all from a snapshot", seconds(begin));
      row("of these, reading the snapshot", sink.seconds(Measure.RECOVERY_SNAPSHOT_NANOS));
      requireEqual(hash, engine.stateHash());
    }
    row("bytes of the directory: %,d", 0, FileTree.size(directory));
    out.println();
    FileTree.delete(root);
    Files.createDirectories(root);
  }

  private void row(String what, double seconds, Object... values) {
    String shown = String.format(Locale.ROOT, what, values);
    out.println(
        "- " + shown + (seconds > 0 ? String.format(Locale.ROOT, ": %.2f s", seconds) : ""));
  }

  private static double seconds(long beginNanos) {
    return (System.nanoTime() - beginNanos) / 1e9;
  }

  private static void requireEqual(long expected, long found) throws IOException {
    if (expected != found) {
      throw new IOException("the state is another one after opening");
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import dev.muster.SegmentationEngine;
import dev.muster.examples.load.CsvEvents.EventOfType;
import dev.muster.schema.EventType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the events of a file to an engine, whose schema grows with every event type that turns up.
 *
 * <p>Confined to one thread.
 */
public final class FileLoad {

  private final SegmentationEngine engine;
  private final ReplayClock clock;
  private final @Nullable Instant now;
  private final BatchFeeder feeder;
  private final Map<EventType, Long> countByType = new HashMap<>();
  private long applied;
  private long afterNow;
  private long earliestMillis = Long.MAX_VALUE;
  private long latestMillis = Long.MIN_VALUE;

  /**
   * Nothing loaded yet.
   *
   * @param clock of the engine; goes along with the events
   * @param now events after this are left out; null for none
   */
  public FileLoad(SegmentationEngine engine, ReplayClock clock, @Nullable Instant now) {
    this.engine = engine;
    this.clock = clock;
    this.now = now;
    this.feeder = new BatchFeeder(engine);
  }

  /**
   * Refuses what is no file that can be read.
   *
   * @throws DataException if so
   */
  public static void requireReadable(Path file) {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new DataException("there is no file to read at " + file);
    }
  }

  /** Reads all of {@code file}, which is in UTF-8; afterwards everything is visible. */
  public void load(Path file, EventColumns columns, BadLines badLines, LoadProgress progress)
      throws IOException {
    try (Reader text =
        new InputStreamReader(
            new BufferedInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8)) {
      new CsvEvents(columns, badLines)
          .read(
              text,
              found -> {
                take(found);
                progress.step();
              });
    }
    applied = feeder.finish();
  }

  private void take(EventOfType found) {
    long millis = found.event().epochMillis();
    if (now != null && millis > now.toEpochMilli()) {
      afterNow++;
      return;
    }
    if (countByType.merge(found.type(), 1L, Long::sum) == 1) {
      engine.extendSchema(engine.schema().toBuilder().eventTypes(found.type()).build());
    }
    earliestMillis = Math.min(earliestMillis, millis);
    latestMillis = Math.max(latestMillis, millis);
    clock.reach(millis);
    feeder.add(found.event());
  }

  /** How many events are in the engine. */
  public long applied() {
    return applied;
  }

  /** How many were left out because they lie after now. */
  public long afterNow() {
    return afterNow;
  }

  /** The time of the earliest event; there must be one. */
  public Instant earliest() {
    return Instant.ofEpochMilli(earliestMillis);
  }

  /** The time of the latest event; there must be one. */
  public Instant latest() {
    return Instant.ofEpochMilli(latestMillis);
  }

  /** The event types, the most frequent first. */
  public List<EventType> types() {
    return countByType.entrySet().stream()
        .sorted(
            Map.Entry.<EventType, Long>comparingByValue()
                .reversed()
                .thenComparing(entry -> entry.getKey().name(), Comparator.naturalOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }
}

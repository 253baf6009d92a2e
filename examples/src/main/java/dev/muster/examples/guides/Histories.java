// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import dev.muster.EngineBuilder;
import dev.muster.SegmentationEngine;
import dev.muster.examples.shop.ShopSchema;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.schema.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Small made-up histories for the programs of the guides, all seen from one instant. */
final class Histories {

  static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private Histories() {}

  /** A builder for an engine of the shop whose clock stands still. */
  static EngineBuilder shop() {
    return SegmentationEngine.builder(ShopSchema.SCHEMA).clock(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Somebody bought for {@code amount}, so many days ago each time. */
  static void bought(SegmentationEngine engine, String name, String amount, int... daysAgo) {
    List<Event> events = new ArrayList<>();
    for (int days : daysAgo) {
      events.add(
          Event.of(ProfileId.of(name), ShopSchema.PURCHASE, NOW.minus(Duration.ofDays(days)))
              .with(ShopSchema.AMOUNT, new BigDecimal(amount)));
    }
    engine.ingest(Batch.of(events));
  }

  /** Somebody did something, so many hours ago each time. */
  static void did(SegmentationEngine engine, String name, EventType type, int... hoursAgo) {
    List<Event> events = new ArrayList<>();
    for (int hours : hoursAgo) {
      events.add(Event.of(ProfileId.of(name), type, NOW.minus(Duration.ofHours(hours))));
    }
    engine.ingest(Batch.of(events));
  }

  /** Does something with a directory that is there only meanwhile. */
  static void inADirectory(Consumer<Path> program) {
    try {
      Path root = Files.createTempDirectory("muster");
      try {
        program.accept(root);
      } finally {
        try (Stream<Path> files = Files.walk(root)) {
          for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Who matches, in order of their names. */
  static List<String> members(SegmentationEngine engine, Predicate predicate) {
    try (var audience = engine.audience(predicate)) {
      return audience.stream().map(ProfileId::value).sorted().toList();
    }
  }
}

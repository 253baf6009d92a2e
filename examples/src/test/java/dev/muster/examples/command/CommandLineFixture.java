// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import dev.muster.SegmentationEngine;
import dev.muster.examples.Main;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.schema.StringSetAttribute;
import dev.muster.segment.Segment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small shop in a directory, and a command line in this process. */
public final class CommandLineFixture {

  public static final String NOW = "2026-03-02T12:00:00Z";

  private static final StringAttribute COUNTRY = StringAttribute.of("country");
  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  private static final StringProperty PAGE = StringProperty.of("page");
  private static final DecimalProperty AMOUNT = DecimalProperty.of("amount", 2);
  private static final EventType VIEW = EventType.of("view", PAGE);
  private static final EventType PURCHASE = EventType.of("purchase", AMOUNT);

  public final StringWriter out = new StringWriter();
  public final StringWriter err = new StringWriter();

  /**
   * Fills {@code directory}: profiles 1 to 4 of two countries, of whom 1 and 2 viewed and bought, 3
   * only viewed, and 4 did nothing.
   */
  public static void fill(Path directory) {
    Schema schema =
        Schema.builder()
            .attributes(COUNTRY, AGE, TAGS)
            .trackingChanges(COUNTRY)
            .eventTypes(VIEW, PURCHASE)
            .build();
    try (SegmentationEngine engine =
        SegmentationEngine.builder(schema).directory(directory).documentsOnHeap().open()) {
      engine.update(ProfileUpdate.of("1").set(COUNTRY, "PL").set(AGE, 31).set(TAGS, Set.of("vip")));
      engine.update(ProfileUpdate.of("2").set(COUNTRY, "IN").set(AGE, 20));
      engine.update(ProfileUpdate.of("3").set(COUNTRY, "PL"));
      engine.update(ProfileUpdate.of("4").set(AGE, 64));
      engine.record(view("1", "2026-01-10T00:00:00Z", "shoes"));
      engine.record(purchase("1", "2026-01-11T00:00:00Z", "19.90"));
      engine.record(purchase("1", "2026-02-20T00:00:00Z", "5.00"));
      engine.record(view("2", "2026-02-01T00:00:00Z", "hats"));
      engine.record(purchase("2", "2026-02-01T06:00:00Z", "100.10"));
      engine.record(view("3", "2026-02-28T00:00:00Z", "shoes"));
      engine.ingest(
          Batch.of(
              ProfileDocument.text(dev.muster.profile.ProfileId.of("1"), "note", "Call, please")));
      engine.segments().define(Segment.of("polish", COUNTRY.is("PL")));
    }
  }

  private static Event view(String id, String time, String page) {
    return Event.of(dev.muster.profile.ProfileId.of(id), VIEW, Instant.parse(time))
        .with(PAGE, page);
  }

  private static Event purchase(String id, String time, String amount) {
    return Event.of(dev.muster.profile.ProfileId.of(id), PURCHASE, Instant.parse(time))
        .with(AMOUNT, new BigDecimal(amount));
  }

  /** Runs a command; what it wrote before is forgotten. */
  public int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  /** Runs a command on {@code directory} at {@link #NOW}. */
  public int ask(Path directory, String command, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of(command, "--directory", directory.toString(), "--now", NOW));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  /** What was printed, as JSON. */
  public JsonNode json() {
    return JsonMapper.shared().readTree(out.toString());
  }

  /** The lines that were printed. */
  public List<String> lines() {
    return out.toString().lines().toList();
  }
}

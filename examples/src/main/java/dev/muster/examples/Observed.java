// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples;

import dev.muster.EngineBuilder;
import dev.muster.SegmentationEngine;
import dev.muster.flightrecorder.EngineRecorder;
import dev.muster.micrometer.EngineMeters;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/**
 * What an engine tells of itself: in a Micrometer registry, which an application has anyhow, and in
 * a recording of the JVM, for which every query is slow here.
 */
public final class Observed {

  static final StringAttribute COUNTRY = StringAttribute.of("country");
  static final Schema SCHEMA = Schema.builder().attributes(COUNTRY).build();

  private Observed() {}

  public static void main(String[] arguments) throws IOException {
    run(new SimpleMeterRegistry(), System.out);
  }

  /** Asks a little, and prints what was measured and recorded. */
  static void run(MeterRegistry registry, PrintStream out) throws IOException {
    Path file = Files.createTempFile("observed", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("dev.muster.SlowQuery").withThreshold(Duration.ZERO).withoutStackTrace();
      recording.start();
      ask(registry, out);
      recording.stop();
      recording.dump(file);
      for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
        if (event.getEventType().getName().equals("dev.muster.SlowQuery")) {
          out.println(
              event.getString("kind")
                  + " "
                  + event.getString("predicate")
                  + " found "
                  + event.getLong("result"));
        }
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void ask(MeterRegistry registry, PrintStream out) {
    // region observed
    EngineMeters meters = EngineMeters.of(registry, "shop");
    EngineBuilder builder =
        SegmentationEngine.builder(SCHEMA).observer(meters).observer(EngineRecorder.named("shop"));
    try (SegmentationEngine engine = builder.open()) {
      meters.watch(engine);
      work(engine);
      print(registry, out);
    }
    // endregion
  }

  private static void work(SegmentationEngine engine) {
    for (String name : new String[] {"ana", "ben", "cleo"}) {
      engine.update(ProfileUpdate.of(name).set(COUNTRY, name.equals("ben") ? "DE" : "PL"));
    }
    engine.count(COUNTRY.is("PL"));
    engine.audience(COUNTRY.is("DE")).close();
  }

  private static void print(MeterRegistry registry, PrintStream out) {
    double written = registry.get("muster.operations").tag("result", "applied").counter().count();
    long counts = registry.get("muster.query").tag("kind", "count").timer().count();
    out.println("operations " + (long) written + ", counts " + counts);
  }
}

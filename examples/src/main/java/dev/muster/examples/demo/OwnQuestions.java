// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.demo;

import dev.muster.SegmentationEngine;
import dev.muster.examples.option.SegmentOptions;
import dev.muster.examples.report.Screen;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import java.io.IOException;
import java.util.List;

/** Segments that whoever runs the demo asks for, as text. */
record OwnQuestions(SegmentOptions options) {

  /** Refuses what cannot be read against {@code schema}. */
  void check(Schema schema) throws IOException {
    options.read(schema);
  }

  /** Counts them and shows how the last one is counted; shows nothing if none was asked for. */
  void report(SegmentationEngine engine, AudienceReport report, Screen screen) throws IOException {
    List<Segment> segments = options.read(engine.schema());
    if (!segments.isEmpty()) {
      screen.heading("Your own");
      report.table(segments);
      screen.line("");
      report.plan(segments.get(segments.size() - 1));
    }
  }
}

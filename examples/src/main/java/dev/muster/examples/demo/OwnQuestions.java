// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.demo;

import dev.muster.SegmentationEngine;
import dev.muster.examples.report.Screen;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import dev.muster.text.PredicateText;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Segments that whoever runs the demo asks for, as text. */
final class OwnQuestions {

  @Option(
      names = "--segment",
      paramLabel = "TEXT",
      description = "A segment to count as well, in the text form. May be repeated.")
  private List<String> texts = new ArrayList<>();

  /**
   * The segments, each named after its text.
   *
   * @throws dev.muster.text.TextException if one cannot be read; says where and what would fit
   */
  List<Segment> read(Schema schema) {
    List<Segment> segments = new ArrayList<>();
    for (String text : texts) {
      segments.add(Segment.of(text.strip(), PredicateText.parse(text, schema)));
    }
    return segments;
  }

  /** Counts them and shows how the last one is counted; shows nothing if none was asked for. */
  void report(SegmentationEngine engine, AudienceReport report, Screen screen) {
    List<Segment> segments = read(engine.schema());
    if (!segments.isEmpty()) {
      screen.heading("Your own");
      report.table(segments);
      screen.line("");
      report.plan(segments.get(segments.size() - 1));
    }
  }
}

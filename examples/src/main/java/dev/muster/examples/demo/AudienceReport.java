// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.demo;

import dev.muster.Audience;
import dev.muster.SegmentationEngine;
import dev.muster.examples.option.MedianTime;
import dev.muster.examples.option.TimingOptions;
import dev.muster.examples.report.Bars;
import dev.muster.examples.report.Figures;
import dev.muster.examples.report.Screen;
import dev.muster.examples.report.Table;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import dev.muster.profile.RecordedEvent;
import dev.muster.segment.Segment;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Counts segments, times the counting and shows the outcome; and shows a profile. All of it at one
 * {@code now}.
 */
final class AudienceReport {

  private static final int BAR_WIDTH = 20;

  private final SegmentationEngine engine;
  private final Instant now;
  private final Screen screen;
  private final TimingOptions timing;

  AudienceReport(SegmentationEngine engine, Instant now, Screen screen, TimingOptions timing) {
    this.engine = engine;
    this.now = now;
    this.screen = screen;
    this.timing = timing;
  }

  /** A table with a row per segment. */
  void table(List<Segment> segments) {
    long everyone = engine.count(Predicate.everyone(), now);
    Table table =
        new Table()
            .right("#")
            .left("audience")
            .right("profiles")
            .right("share")
            .right("ms")
            .left("");
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      MedianTime time = timing.measure(() -> engine.count(segment.predicate(), now));
      table.row(
          Integer.toString(i + 1),
          segment.name(),
          Figures.count(time.answer()),
          Figures.share(time.answer(), everyone),
          Figures.millis(time.millis()),
          Bars.bar(time.answer(), everyone, BAR_WIDTH));
    }
    screen.print(table);
    screen.line("ms: median of " + timing.runs() + " counts");
  }

  /** The plan that counts {@code segment}. */
  void plan(Segment segment) {
    if (!segment.name().equals(segment.predicate().toString())) {
      screen.line(segment.name());
      screen.line("");
    }
    screen.line(engine.explain(segment.predicate(), now).toString().stripTrailing());
  }

  /** One member of the first of {@code predicates} that has any, with the latest events. */
  void someone(List<Predicate> predicates, int eventsMax) {
    for (Predicate predicate : predicates) {
      Optional<ProfileId> found = anyone(predicate);
      if (found.isPresent()) {
        engine.profile(found.get(), eventsMax).ifPresent(this::profile);
        return;
      }
    }
    screen.line("nobody is there");
  }

  private Optional<ProfileId> anyone(Predicate predicate) {
    try (Audience audience = engine.audience(predicate, now)) {
      Iterator<ProfileId> members = audience.iterator();
      return members.hasNext() ? Optional.of(members.next()) : Optional.empty();
    }
  }

  private void profile(Profile profile) {
    screen.line("profile " + profile.id());
    if (!profile.attributes().isEmpty()) {
      Table attributes = new Table().left("attribute").left("value");
      new TreeMap<>(profile.attributes())
          .forEach((name, value) -> attributes.row(name, text(value)));
      screen.line("");
      screen.print(attributes);
    }
    Table events = new Table().left("latest events").left("what").left("properties");
    for (RecordedEvent event : profile.events()) {
      StringJoiner properties = new StringJoiner(", ");
      new TreeMap<>(event.properties())
          .forEach((name, value) -> properties.add(name + "=" + text(value)));
      events.row(event.time().toString(), event.type(), properties.toString());
    }
    screen.line("");
    screen.print(events);
  }

  /** Sets have no order of their own; a report that is the same every time needs one. */
  private static String text(Object value) {
    return value instanceof Set<?> set ? new TreeSet<>(set).toString() : value.toString();
  }
}

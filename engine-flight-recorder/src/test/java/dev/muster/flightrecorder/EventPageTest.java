// SPDX-License-Identifier: Apache-2.0
package dev.muster.flightrecorder;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.ValueDescriptor;
import org.junit.jupiter.api.Test;

/** The page lists the events that there are: all of them with their fields, and no others. */
class EventPageTest {

  private static final Path PAGE = Path.of("..", "docs", "observability.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(dev\\.muster\\.\\w+)` \\|[^|]+\\|([^|]+)\\|", Pattern.MULTILINE);
  private static final Pattern FIELD = Pattern.compile("`(\\w+)`");

  /** What the flight recorder adds, and what every event has. */
  private static final Set<String> EVERYWHERE =
      Set.of("startTime", "duration", "eventThread", "stackTrace", "engine");

  @Test
  void page_listsEveryEventWithItsFields() throws IOException {
    List<String> listed = new ArrayList<>();
    ROW.matcher(Files.readString(PAGE))
        .results()
        .forEach(
            row ->
                listed.add(
                    row.group(1)
                        + FIELD.matcher(row.group(2)).results().map(f -> f.group(1)).toList()));

    assertThat(listed).hasSize(5).containsExactlyInAnyOrderElementsOf(events());
  }

  private static Set<String> events() {
    return new ClassFileImporter()
        .importPackages("dev.muster.flightrecorder").stream()
            .filter(type -> type.isAssignableTo(Event.class))
            .map(type -> EventType.getEventType(type.reflect().asSubclass(Event.class)))
            .map(
                type ->
                    type.getName()
                        + type.getFields().stream()
                            .map(ValueDescriptor::getName)
                            .filter(name -> !EVERYWHERE.contains(name))
                            .toList())
            .collect(Collectors.toCollection(TreeSet::new));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.SegmentationEngine;
import dev.muster.metrics.BatchRefused;
import dev.muster.predicate.Predicate;
import dev.muster.schema.Schema;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page lists the meters that there are: all of them with their tags, and no others. */
class MeterPageTest {

  private static final Path PAGE = Path.of("..", "docs", "observability.md");
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `(muster\\.[a-z.]+)` \\| ([a-z]+)[^|]* \\|([^|]*)\\|", Pattern.MULTILINE);

  @Test
  void page_listsEveryMeterWithItsTags(@TempDir Path directory) throws IOException {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    EngineMeters meters = EngineMeters.of(registry, "shop");
    Set<String> registered;
    try (SegmentationEngine engine =
        SegmentationEngine.builder(Schema.builder().build())
            .directory(directory)
            .observer(meters)
            .open()) {
      meters.watch(engine);
      engine.count(Predicate.everyone());
      meters.batchRefused(new BatchRefused(Optional.empty(), 1));
      registered =
          registry.getMeters().stream()
              .map(Meter::getId)
              .peek(id -> assertThat(id.getTag("engine")).isEqualTo("shop"))
              .map(MeterPageTest::row)
              .collect(Collectors.toCollection(TreeSet::new));
    }

    List<String> listed =
        ROW.matcher(Files.readString(PAGE))
            .results()
            .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3).strip())
            .sorted()
            .toList();
    assertThat(listed).hasSizeGreaterThan(20).isEqualTo(List.copyOf(registered));
  }

  private static String row(Meter.Id id) {
    String type =
        switch (id.getType()) {
          case DISTRIBUTION_SUMMARY -> "summary";
          default -> id.getType().name().toLowerCase(java.util.Locale.ROOT);
        };
    return id.getName()
        + " "
        + type
        + " "
        + id.getTags().stream()
            .filter(tag -> !tag.getKey().equals("engine"))
            .map(tag -> "`" + tag.getKey() + "`")
            .collect(Collectors.joining(", "));
  }
}

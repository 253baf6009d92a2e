// SPDX-License-Identifier: Apache-2.0
package dev.muster.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page lists what is measured: all of it, in its order, and nothing else. */
class MeasurePageTest {

  private static final Path PAGE = Path.of("..", "docs", "observability.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `([A-Z_]+)` \\| ([a-z]+) \\| \\S", Pattern.MULTILINE);

  @Test
  void page_listsEveryMeasureWithItsUnit() throws IOException {
    List<String> listed =
        ROW.matcher(Files.readString(PAGE))
            .results()
            .filter(row -> !row.group(1).equals("DEBUG"))
            .map(MeasurePageTest::measure)
            .toList();

    assertThat(listed)
        .isEqualTo(
            Arrays.stream(Measure.values())
                .map(measure -> measure + " " + measure.unit().name().toLowerCase(Locale.ROOT))
                .toList());
  }

  private static String measure(MatchResult row) {
    return row.group(1) + " " + row.group(2);
  }

  @Test
  void everyKindOfQuestion_hasAMeasureOfItsOwn() {
    assertThat(Arrays.stream(QueryKind.values()).map(Measure::of))
        .doesNotHaveDuplicates()
        .allMatch(measure -> measure.unit() == Measure.Unit.NANOSECONDS);
  }
}

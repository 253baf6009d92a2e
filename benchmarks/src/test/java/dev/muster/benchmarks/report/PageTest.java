// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PageTest {

  @Test
  void page_readsTheSameInEveryCountry() {
    Machine machine =
        new Machine(LocalDate.EPOCH, "abc", "a 100% chip", 2, "4 GiB", "Linux", "a JVM", 0.25);
    Page page = new Page();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      page.line("%s", machine.conditions());
      page.head(List.of("one", "two"));
      page.row("name", List.of("1", "2"));
      page.line("%,.1f", 1_234.5);
    } finally {
      Locale.setDefault(before);
    }

    assertThat(page.text())
        .isEqualTo(
            """
            Commit abc. a 100% chip, 2 cores, 4 GiB, Linux; load average 0.25 before the start.
            |  | one | two |
            | --- | ---: | ---: |
            | name | 1 | 2 |
            1,234.5
            """);
  }
}

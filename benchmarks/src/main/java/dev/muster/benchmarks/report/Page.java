// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.report;

import java.util.List;
import java.util.Locale;

/** A page in Markdown, written line by line; numbers look the same in every country. */
public final class Page {

  private final StringBuilder text = new StringBuilder();

  /** Adds a line. */
  public void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  /** Begins a table: a first column of names, then one of numbers for each of {@code titles}. */
  public void head(List<String> titles) {
    row("", titles);
    line("| --- |%s", " ---: |".repeat(titles.size()));
  }

  /** Adds a row to a table. */
  public void row(String name, List<String> cells) {
    line("| %s | %s |", name, String.join(" | ", cells));
  }

  /** All that was written. */
  public String text() {
    return text.toString();
  }
}

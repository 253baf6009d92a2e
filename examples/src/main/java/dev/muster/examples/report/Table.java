// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of text under headings, each column as wide as its widest cell.
 *
 * <p>{@code new Table().left("audience").right("profiles").row("everyone", "1,000")}. Filled by one
 * thread, then printed with {@link #toString()}.
 */
public final class Table {

  private static final String GAP = "  ";

  private record Column(String heading, boolean leftAligned) {}

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a column whose cells begin at its left edge. */
  public Table left(String heading) {
    columns.add(new Column(heading, true));
    return this;
  }

  /** Adds a column whose cells end at its right edge. */
  public Table right(String heading) {
    columns.add(new Column(heading, false));
    return this;
  }

  /** Adds a row with one cell per column. */
  public Table row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row must have one cell per column, columns="
              + columns.size()
              + " cells="
              + cells.length);
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The table, a line per row, each ended by a line feed and without trailing blanks. */
  @Override
  public String toString() {
    int[] widths = new int[columns.size()];
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      widths[i] = columns.get(i).heading.length();
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
      rule.append(i == 0 ? "" : GAP).append("-".repeat(widths[i]));
    }
    StringBuilder text = new StringBuilder();
    appendLine(text, columns.stream().map(Column::heading).toList(), widths);
    text.append(rule).append('\n');
    rows.forEach(row -> appendLine(text, row, widths));
    return text.toString();
  }

  private void appendLine(StringBuilder text, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "" : GAP);
      if (columns.get(i).leftAligned) {
        line.append(cells.get(i)).append(blanks);
      } else {
        line.append(blanks).append(cells.get(i));
      }
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}

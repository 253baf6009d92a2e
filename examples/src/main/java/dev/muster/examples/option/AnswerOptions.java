// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.option;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import dev.muster.examples.report.Answer;
import dev.muster.examples.report.Answer.Column;
import dev.muster.examples.report.Figures;
import dev.muster.examples.report.Screen;
import dev.muster.examples.report.Table;
import dev.muster.export.ValueText;
import dev.muster.json.JsonLinesWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an answer is printed. */
public final class AnswerOptions {

  /** The formats. */
  public enum Format {
    /** For people. */
    TABLE,
    /** An array of objects, or an object of such arrays if there are several answers. */
    JSON,
    /** Comma-separated values with a header; an empty line between two answers. */
    CSV
  }

  @Option(
      names = "--format",
      paramLabel = "table|json|csv",
      description = "How the answer is printed (table).")
  private Format format = Format.TABLE;

  /** Prints {@code answers}; a further one without rows is nothing to people. */
  public void print(Screen screen, Answer... answers) throws IOException {
    StringJoiner tables = new StringJoiner("\n");
    for (Answer answer : answers) {
      if (answer == answers[0] || !answer.rows().isEmpty()) {
        tables.add(table(answer).toString());
      }
    }
    print(screen, tables.toString(), answers);
  }

  /** Prints {@code answers}; for people, as {@code text}. */
  public void print(Screen screen, String text, Answer... answers) throws IOException {
    screen.print(
        switch (format) {
          case TABLE -> text;
          case JSON -> json(answers);
          case CSV -> csv(answers);
        });
  }

  private static Table table(Answer answer) {
    Table table = new Table();
    for (Column column : answer.columns()) {
      if (column.kind() == Answer.Kind.TEXT) {
        table.left(column.name());
      } else {
        table.right(column.name());
      }
    }
    for (List<@Nullable Object> row : answer.rows()) {
      String[] cells = new String[row.size()];
      for (int i = 0; i < cells.length; i++) {
        Object value = row.get(i);
        cells[i] = value == null ? "-" : figure(answer.columns().get(i).kind(), value);
      }
      table.row(cells);
    }
    return table;
  }

  private static String figure(Answer.Kind kind, Object value) {
    return switch (kind) {
      case TEXT -> ValueText.of(value).replaceAll("\\p{Cntrl}+", " ");
      case COUNT -> Figures.count(((Number) value).longValue());
      case SHARE -> Figures.percent(((Number) value).doubleValue()) + "%";
      case MILLIS -> Figures.millis(((Number) value).doubleValue());
      case NUMBER -> ValueText.of(value);
    };
  }

  private static String json(Answer... answers) throws IOException {
    if (answers.length == 1) {
      return array(answers[0]) + "\n";
    }
    StringJoiner members = new StringJoiner(",\n", "{", "}\n");
    for (Answer answer : answers) {
      members.add("\"" + answer.name() + "\":" + array(answer));
    }
    return members.toString();
  }

  private static String array(Answer answer) throws IOException {
    StringWriter lines = new StringWriter();
    List<String> names = answer.columns().stream().map(Column::name).toList();
    try (JsonLinesWriter json = new JsonLinesWriter(lines, names)) {
      for (List<@Nullable Object> row : answer.rows()) {
        json.line(row.toArray());
      }
    }
    // An object is one line: texts have no line ends in JSON.
    return "[" + String.join(",\n", lines.toString().lines().toList()) + "]";
  }

  private static String csv(Answer... answers) throws IOException {
    StringWriter text = new StringWriter();
    for (Answer answer : answers) {
      text.append(text.getBuffer().isEmpty() ? "" : "\n");
      CsvWriter csv =
          CsvWriter.builder()
              .lineDelimiter(LineDelimiter.LF)
              .quoteStrategy(QuoteStrategies.EMPTY)
              .build(text);
      csv.writeRecord(answer.columns().stream().map(Column::name).toList());
      for (List<@Nullable Object> row : answer.rows()) {
        csv.writeRecord(
            row.stream()
                .map(value -> value == null ? null : ValueText.of(value))
                .toArray(String[]::new));
      }
      csv.flush();
    }
    return text.toString();
  }
}

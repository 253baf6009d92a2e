// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.report.Canvas;
import dev.muster.benchmarks.workload.Question;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Insets;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The medians as groups of bars, a group for each question, on a logarithmic scale. */
final class Chart {

  private static final Dimension SIZE = new Dimension(1_800, 800);
  private static final Insets MARGINS = new Insets(110, 100, 60, 30);

  /** What is faster is drawn as if it took so long: nobody will see the difference. */
  private static final double LEAST_MICROS = 0.01;

  /** Part of a group's width that is left empty. */
  private static final double GAP = 0.2;

  /** By entrant; chosen to differ in brightness, too. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x00, 0x4c, 0x99),
          new Color(0x8f, 0xb8, 0xde),
          new Color(0xe6, 0xa1, 0x17),
          new Color(0xf6, 0xd9, 0x8a),
          new Color(0x2a, 0x9d, 0x6e),
          new Color(0x9a, 0xd8, 0xbc),
          new Color(0x8c, 0x8c, 0x8c));

  private final String title;
  private final List<Result> results;
  private final Canvas canvas;

  private Chart(String title, List<Result> results) {
    this.title = title;
    this.results = results;
    double greatest = LEAST_MICROS * 10;
    for (Result result : results) {
      for (Question question : Question.values()) {
        greatest = Math.max(greatest, result.median(question));
      }
    }
    this.canvas =
        new Canvas(
            SIZE,
            MARGINS,
            (int) Math.floor(Math.log10(LEAST_MICROS)),
            (int) Math.ceil(Math.log10(greatest)));
  }

  /** Of the results with the fewest threads of each contestant. */
  static Chart of(Size size, List<Result> results) {
    int fewest = results.stream().mapToInt(Result::threads).min().orElse(1);
    return new Chart(
        "Median time of an answer, " + size.title() + ", logarithmic",
        results.stream().filter(result -> result.threads() == fewest).toList());
  }

  void write(Path file) throws IOException {
    canvas.title(title);
    legend(canvas.graphics());
    canvas.scale();
    bars(canvas.graphics());
    canvas.write(file);
  }

  private void legend(Graphics2D graphics) {
    canvas.plain(20);
    int x = canvas.left();
    for (Result result : results) {
      graphics.setColor(colour(result));
      graphics.fillRect(x, 62, 20, 20);
      graphics.setColor(Canvas.INK);
      graphics.drawString(result.title(), x + 28, 79);
      x += 28 + graphics.getFontMetrics().stringWidth(result.title()) + 36;
    }
  }

  private void bars(Graphics2D graphics) {
    double group = (double) (canvas.right() - canvas.left()) / Question.values().length;
    double bar = group * (1 - GAP) / results.size();
    FontMetrics metrics = graphics.getFontMetrics();
    for (Question question : Question.values()) {
      double x = canvas.left() + group * question.ordinal() + group * GAP / 2;
      for (Result result : results) {
        double y = y(result.median(question));
        graphics.setColor(colour(result));
        graphics.fill(new Rectangle2D.Double(x, y, bar - 1, canvas.bottom() - y));
        x += bar;
      }
      graphics.setColor(Canvas.INK);
      String label = question.toString();
      double middle = canvas.left() + group * (question.ordinal() + 0.5);
      graphics.drawString(
          label, (float) (middle - metrics.stringWidth(label) / 2.0), canvas.bottom() + 28f);
    }
  }

  private static Color colour(Result result) {
    return COLOURS.get(result.entrant().ordinal());
  }

  private double y(double micros) {
    return canvas.y(Math.max(LEAST_MICROS, micros));
  }
}

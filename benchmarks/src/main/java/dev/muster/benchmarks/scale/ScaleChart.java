// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.scale;

import dev.muster.benchmarks.report.Canvas;
import dev.muster.benchmarks.workload.Question;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Insets;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The medians with the fewest threads over the size, a line for each question, both axes
 * logarithmic. A dashed line shows what growing in proportion would look like.
 */
final class ScaleChart {

  private static final Dimension SIZE = new Dimension(1_400, 1_000);
  private static final Insets MARGINS = new Insets(90, 110, 70, 150);

  /** Between the names of two lines that end close together. */
  private static final int LABEL_HEIGHT = 22;

  private static final BasicStroke THIN = new BasicStroke(1);
  private static final BasicStroke LINE = new BasicStroke(2.5f);
  private static final BasicStroke DASHED =
      new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {8, 8}, 0);

  private final List<Measured> sizes;
  private final int threads;
  private final double logLeast;
  private final double logGreatest;
  private final int bottomDecade;
  private final int topDecade;
  private final Canvas canvas;

  /** Of at least one size. */
  ScaleChart(List<Measured> measured) {
    int fewest = measured.stream().mapToInt(Measured::threads).min().orElse(1);
    this.threads = fewest;
    this.sizes =
        measured.stream()
            .filter(size -> size.threads() == fewest)
            .sorted(Comparator.comparingInt(Measured::profiles))
            .toList();
    this.logLeast = Math.log10(sizes.get(0).profiles());
    this.logGreatest = Math.log10(sizes.get(sizes.size() - 1).profiles());
    double least = Double.MAX_VALUE;
    double greatest = 0;
    for (Measured size : sizes) {
      for (Question question : Question.values()) {
        least = Math.min(least, size.micros(question).median());
        greatest = Math.max(greatest, size.micros(question).median());
      }
    }
    this.bottomDecade = (int) Math.floor(Math.log10(least));
    this.topDecade = Math.max(bottomDecade + 1, (int) Math.ceil(Math.log10(greatest)));
    this.canvas = new Canvas(SIZE, MARGINS, bottomDecade, topDecade);
  }

  void write(Path file) throws IOException {
    Graphics2D graphics = canvas.graphics();
    canvas.title(
        String.format(
            Locale.ROOT,
            "Median time of an answer by profiles, ten events each, %d %s",
            threads,
            threads == 1 ? "thread" : "threads"));
    canvas.scale();
    sizes(graphics);
    proportion(graphics);
    for (Question question : Question.values()) {
      line(graphics, question);
    }
    labels(graphics);
    canvas.write(file);
  }

  private void sizes(Graphics2D graphics) {
    for (Measured size : sizes) {
      double x = x(size);
      graphics.setColor(Canvas.GRID);
      graphics.draw(new Line2D.Double(x, canvas.top(), x, canvas.bottom()));
      graphics.setColor(Canvas.INK);
      String label = String.format(Locale.ROOT, "%,d", size.profiles());
      int width = graphics.getFontMetrics().stringWidth(label);
      graphics.drawString(label, (float) x - width / 2f, canvas.bottom() + 30);
    }
  }

  /** From the middle of the left edge on, as far as it goes. */
  private void proportion(Graphics2D graphics) {
    graphics.setColor(Canvas.INK);
    graphics.drawString("dashed: in proportion", canvas.left(), 68);
    double middle = Math.pow(10, (bottomDecade + topDecade) / 2.0);
    double decades = Math.min(logGreatest - logLeast, topDecade - Math.log10(middle));
    graphics.setColor(Color.GRAY);
    graphics.setStroke(DASHED);
    graphics.draw(
        new Line2D.Double(
            canvas.left(),
            canvas.y(middle),
            x(logLeast + decades),
            canvas.y(middle * Math.pow(10, decades))));
  }

  private void line(Graphics2D graphics, Question question) {
    graphics.setColor(colour(question));
    graphics.setStroke(LINE);
    Measured before = sizes.get(0);
    for (Measured size : sizes) {
      double y = y(size, question);
      graphics.draw(new Line2D.Double(x(before), y(before, question), x(size), y));
      graphics.fill(new Ellipse2D.Double(x(size) - 4, y - 4, 8, 8));
      before = size;
    }
  }

  /** At the right ends, moved apart where they are too close. */
  private void labels(Graphics2D graphics) {
    Measured last = sizes.get(sizes.size() - 1);
    List<Question> downwards =
        Arrays.stream(Question.values())
            .sorted(Comparator.comparingDouble(question -> y(last, question)))
            .toList();
    canvas.plain(18);
    double lowest = canvas.bottom() - (downwards.size() - 1.0) * LABEL_HEIGHT;
    double next = canvas.top();
    for (Question question : downwards) {
      double y = Math.min(lowest, Math.max(next, y(last, question)));
      graphics.setColor(colour(question));
      graphics.setStroke(THIN);
      graphics.draw(new Line2D.Double(x(last) + 4, y(last, question), canvas.right() + 40.0, y));
      graphics.drawString(question.toString(), canvas.right() + 48f, (float) y + 6);
      next = y + LABEL_HEIGHT;
      lowest += LABEL_HEIGHT;
    }
  }

  /** Hues around the circle, neighbours of different brightness. */
  private static Color colour(Question question) {
    float hue = (float) question.ordinal() / Question.values().length;
    return Color.getHSBColor(hue, 0.9f, question.ordinal() % 2 == 0 ? 0.55f : 0.85f);
  }

  private double x(Measured size) {
    return x(Math.log10(size.profiles()));
  }

  private double x(double logProfiles) {
    double span = logGreatest - logLeast;
    double part = span == 0 ? 0.5 : (logProfiles - logLeast) / span;
    return canvas.left() + part * (canvas.right() - canvas.left());
  }

  private double y(Measured size, Question question) {
    return canvas.y(size.micros(question).median());
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.workload.Question;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * The medians as groups of bars, a group for each question, on a logarithmic scale. Drawn without a
 * display.
 */
final class Chart {

  private static final int WIDTH = 1_800;
  private static final int HEIGHT = 800;
  private static final int LEFT = 100;
  private static final int RIGHT = 30;
  private static final int TOP = 110;
  private static final int BOTTOM = 60;

  /** What is faster is drawn as if it took so long: nobody will see the difference. */
  private static final double LEAST_MICROS = 0.01;

  /** Part of a group's width that is left empty. */
  private static final double GAP = 0.2;

  private static final Color INK = new Color(0x22, 0x22, 0x22);
  private static final Color GRID = new Color(0xd8, 0xd8, 0xd8);

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
  private final int topDecade;
  private final int bottomDecade;

  private Chart(String title, List<Result> results) {
    this.title = title;
    this.results = results;
    double greatest = LEAST_MICROS * 10;
    for (Result result : results) {
      for (Question question : Question.values()) {
        greatest = Math.max(greatest, result.median(question));
      }
    }
    this.topDecade = (int) Math.ceil(Math.log10(greatest));
    this.bottomDecade = (int) Math.floor(Math.log10(LEAST_MICROS));
  }

  /** Of the results with the fewest threads of each contestant. */
  static Chart of(Size size, List<Result> results) {
    int fewest = results.stream().mapToInt(Result::threads).min().orElse(1);
    return new Chart(
        "Median time of an answer, " + size.title() + ", logarithmic",
        results.stream().filter(result -> result.threads() == fewest).toList());
  }

  void write(Path file) throws IOException {
    System.setProperty("java.awt.headless", "true");
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    legend(graphics);
    scale(graphics);
    bars(graphics);
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private void legend(Graphics2D graphics) {
    graphics.setColor(INK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 24));
    graphics.drawString(title, LEFT, 40);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 20));
    int x = LEFT;
    for (Result result : results) {
      graphics.setColor(colour(result));
      graphics.fillRect(x, 62, 20, 20);
      graphics.setColor(INK);
      graphics.drawString(result.title(), x + 28, 79);
      x += 28 + graphics.getFontMetrics().stringWidth(result.title()) + 36;
    }
  }

  private void scale(Graphics2D graphics) {
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
    FontMetrics metrics = graphics.getFontMetrics();
    graphics.setStroke(new BasicStroke(1));
    for (int decade = bottomDecade; decade <= topDecade; decade++) {
      double micros = Math.pow(10, decade);
      int y = (int) Math.round(y(micros));
      graphics.setColor(GRID);
      graphics.drawLine(LEFT, y, WIDTH - RIGHT, y);
      graphics.setColor(INK);
      String label = label(micros);
      graphics.drawString(label, LEFT - 12 - metrics.stringWidth(label), y + 6);
    }
  }

  private static String label(double micros) {
    if (micros < 1) {
      return String.format(Locale.ROOT, "%.0f ns", micros * 1e3);
    }
    if (micros < 1_000) {
      return String.format(Locale.ROOT, "%.0f us", micros);
    }
    return micros < 1e6
        ? String.format(Locale.ROOT, "%.0f ms", micros / 1e3)
        : String.format(Locale.ROOT, "%.0f s", micros / 1e6);
  }

  private void bars(Graphics2D graphics) {
    double group = (double) (WIDTH - LEFT - RIGHT) / Question.values().length;
    double bar = group * (1 - GAP) / results.size();
    FontMetrics metrics = graphics.getFontMetrics();
    for (Question question : Question.values()) {
      double x = LEFT + group * question.ordinal() + group * GAP / 2;
      for (Result result : results) {
        double y = y(result.median(question));
        graphics.setColor(colour(result));
        graphics.fill(new Rectangle2D.Double(x, y, bar - 1, HEIGHT - BOTTOM - y));
        x += bar;
      }
      graphics.setColor(INK);
      String label = question.toString();
      double middle = LEFT + group * (question.ordinal() + 0.5);
      graphics.drawString(
          label, (float) (middle - metrics.stringWidth(label) / 2.0), HEIGHT - BOTTOM + 28f);
    }
  }

  private static Color colour(Result result) {
    return COLOURS.get(result.entrant().ordinal());
  }

  private double y(double micros) {
    double decades = Math.log10(Math.max(LEAST_MICROS, micros)) - bottomDecade;
    return HEIGHT - BOTTOM - decades / (topDecade - bottomDecade) * (HEIGHT - BOTTOM - TOP);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Insets;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * A chart of times while it is drawn: a title, and from the bottom to the top a logarithmic axis
 * with a line for each power of ten. Everything else is up to whoever draws. Needs no display; not
 * thread-safe.
 */
public final class Canvas {

  /** Of text. */
  public static final Color INK = new Color(0x22, 0x22, 0x22);

  /** Of lines that only guide the eye. */
  public static final Color GRID = new Color(0xd8, 0xd8, 0xd8);

  private static final List<String> UNITS = List.of("ns", "us", "ms", "s");

  private final BufferedImage image;
  private final Graphics2D graphics;
  private final Insets margins;
  private final int bottomDecade;
  private final int topDecade;

  /**
   * An empty one.
   *
   * @param size in pixels
   * @param margins around the axes
   * @param bottomDecade the power of ten of the least time, in microseconds
   * @param topDecade that of the greatest, above the former
   */
  public Canvas(Dimension size, Insets margins, int bottomDecade, int topDecade) {
    System.setProperty("java.awt.headless", "true");
    this.image = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
    this.graphics = image.createGraphics();
    this.margins = margins;
    this.bottomDecade = bottomDecade;
    this.topDecade = topDecade;
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, size.width, size.height);
  }

  /** To draw with. */
  public Graphics2D graphics() {
    return graphics;
  }

  /** Where the axis of times stands. */
  public int left() {
    return margins.left;
  }

  /** Where its lines end. */
  public int right() {
    return image.getWidth() - margins.right;
  }

  /** Where the greatest time is. */
  public int top() {
    return margins.top;
  }

  /** Where the least time is. */
  public int bottom() {
    return image.getHeight() - margins.bottom;
  }

  /** Where a time is; those beyond the axis are beyond it here, too. */
  public double y(double micros) {
    double part = (Math.log10(micros) - bottomDecade) / (topDecade - bottomDecade);
    return bottom() - part * (bottom() - top());
  }

  /** Has text of {@code size} pixels follow. */
  public void plain(int size) {
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
  }

  /** Draws the title. */
  public void title(String title) {
    graphics.setColor(INK);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 24));
    graphics.drawString(title, left(), 40);
  }

  /** Draws a line for each power of ten, with its name beside it. */
  public void scale() {
    plain(18);
    graphics.setStroke(new BasicStroke(1));
    for (int decade = bottomDecade; decade <= topDecade; decade++) {
      double y = y(Math.pow(10, decade));
      graphics.setColor(GRID);
      graphics.draw(new Line2D.Double(left(), y, right(), y));
      graphics.setColor(INK);
      String label = time(decade);
      int width = graphics.getFontMetrics().stringWidth(label);
      graphics.drawString(label, left() - 14 - width, (float) y + 6);
    }
  }

  /** So many microseconds as ten to the power of {@code decade}, in the unit that suits it. */
  static String time(int decade) {
    // Micros are the second unit.
    int unit = Math.max(0, Math.min(3, Math.floorDiv(decade, 3) + 1));
    double value = Math.pow(10, decade - 3.0 * (unit - 1));
    return String.format(Locale.ROOT, value < 1 ? "%.3f %s" : "%.0f %s", value, UNITS.get(unit));
  }

  /** Writes it as PNG; nothing can be drawn afterwards. */
  public void write(Path file) throws IOException {
    graphics.dispose();
    ImageIO.write(image, "png", file.toFile());
  }
}

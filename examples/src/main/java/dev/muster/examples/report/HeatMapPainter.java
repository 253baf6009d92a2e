// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.report;

import dev.muster.examples.report.HeatMap.Cell;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Draws one heat map: measures its texts, which gives the size of the picture, and puts everything
 * in its place. Lengths are in units of {@link HeatMap#SCALE} pixels.
 */
final class HeatMapPainter {

  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 20);
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  private static final Font STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 13);
  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  private static final Color GREY = new Color(0x52606D);

  /** Orange stands out from any blue, for the colour-blind too. */
  private static final Color FRAME = new Color(0xD55E00);

  private static final float FRAME_WIDTH = 2.5f;
  private static final int MARGIN = 24;
  private static final int GAP = 10;
  private static final int TITLE_HEIGHT = 30;
  private static final int LINE_HEIGHT = 18;
  private static final int SMALL_LINE_HEIGHT = 14;
  private static final int LEGEND_WIDTH = 160;
  private static final int LEGEND_HEIGHT = 12;

  /** Between the text of a cell and its edge. */
  private static final int CELL_PADDING = 4;

  /** How texts are measured, the same as they are drawn. */
  private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

  private final HeatMap map;
  private final List<List<String>> headings;
  private final int headingLines;
  private final int left;
  private final int top;
  private final int width;
  private final int height;

  HeatMapPainter(HeatMap map) {
    this.map = map;
    headings = map.columns().stream().map(heading -> wrapped(heading, SMALL)).toList();
    headingLines = headings.stream().mapToInt(List::size).max().orElse(0);
    int rowHeadings = widest(map.rows().stream().map(HeatMap.Row::heading).toList(), TEXT);
    left = MARGIN + Math.max(rowHeadings, widest(List.of(map.rowsCaption()), STRONG)) + GAP;
    top =
        MARGIN
            + TITLE_HEIGHT
            + map.subtitle().size() * LINE_HEIGHT
            + GAP
            + LINE_HEIGHT
            + headingLines * SMALL_LINE_HEIGHT
            + CELL_PADDING;
    int texts =
        Math.max(
            widest(List.of(map.title()), TITLE),
            Math.max(widest(map.subtitle(), TEXT), widest(map.notes(), SMALL)));
    width = Math.max(left + map.columns().size() * map.cellWidth() + MARGIN, texts + 2 * MARGIN);
    height =
        top
            + map.rows().size() * map.cellHeight()
            + GAP
            + LINE_HEIGHT
            + map.notes().size() * SMALL_LINE_HEIGHT
            + MARGIN;
  }

  BufferedImage image() {
    BufferedImage image =
        new BufferedImage(
            width * HeatMap.SCALE, height * HeatMap.SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
      graphics.scale(HeatMap.SCALE, HeatMap.SCALE);
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      titles(graphics);
      columnHeadings(graphics);
      rows(graphics);
      legendAndNotes(graphics);
    } finally {
      graphics.dispose();
    }
    return image;
  }

  private void titles(Graphics2D graphics) {
    int y = MARGIN + LINE_HEIGHT;
    text(graphics, map.title(), TITLE, Shades.INK, MARGIN, y);
    y += TITLE_HEIGHT - LINE_HEIGHT;
    for (String line : map.subtitle()) {
      y += LINE_HEIGHT;
      text(graphics, line, TEXT, GREY, MARGIN, y - CELL_PADDING);
    }
  }

  private void columnHeadings(Graphics2D graphics) {
    int lastLine = top - CELL_PADDING - 3;
    text(
        graphics,
        map.columnsCaption(),
        STRONG,
        Shades.INK,
        left,
        lastLine - headingLines * SMALL_LINE_HEIGHT - 2);
    rightAligned(graphics, map.rowsCaption(), STRONG, Shades.INK, left - GAP, lastLine);
    for (int i = 0; i < headings.size(); i++) {
      List<String> lines = headings.get(i);
      for (int line = 0; line < lines.size(); line++) {
        int y = lastLine - (lines.size() - 1 - line) * SMALL_LINE_HEIGHT;
        centred(graphics, lines.get(line), SMALL, Shades.INK, left + i * map.cellWidth(), y);
      }
    }
  }

  private void rows(Graphics2D graphics) {
    for (int i = 0; i < map.rows().size(); i++) {
      HeatMap.Row row = map.rows().get(i);
      int y = top + i * map.cellHeight();
      int baseline = y + map.cellHeight() / 2 + 5;
      rightAligned(graphics, row.heading(), TEXT, Shades.INK, left - GAP, baseline);
      for (int j = 0; j < row.cells().size(); j++) {
        cell(graphics, row.cells().get(j), left + j * map.cellWidth(), y);
      }
    }
    // Frames last, so that no neighbour covers them.
    for (int i = 0; i < map.rows().size(); i++) {
      List<Cell> cells = map.rows().get(i).cells();
      for (int j = 0; j < cells.size(); j++) {
        if (cells.get(j).outlined()) {
          frame(graphics, left + j * map.cellWidth(), top + i * map.cellHeight());
        }
      }
    }
  }

  private void cell(Graphics2D graphics, Cell cell, int x, int y) {
    Color ink = Shades.INK;
    if (!Double.isNaN(cell.shade())) {
      Color ground = Shades.of(cell.shade());
      ink = Shades.textOn(ground);
      graphics.setColor(ground);
      // One unit is left out on two sides: white lines between the cells.
      graphics.fillRect(x, y, map.cellWidth() - 1, map.cellHeight() - 1);
    }
    List<String> lines = new ArrayList<>();
    int strong = 0;
    for (int i = 0; i < cell.lines().size(); i++) {
      lines.addAll(wrapped(cell.lines().get(i), i == 0 ? STRONG : SMALL));
      strong = i == 0 ? lines.size() : strong;
    }
    int baseline = y + (map.cellHeight() - lines.size() * SMALL_LINE_HEIGHT) / 2 + 11;
    for (int i = 0; i < lines.size(); i++) {
      Font font = i < strong ? STRONG : SMALL;
      centred(graphics, lines.get(i), font, ink, x, baseline + i * SMALL_LINE_HEIGHT);
    }
  }

  private void frame(Graphics2D graphics, int x, int y) {
    graphics.setColor(FRAME);
    graphics.setStroke(new BasicStroke(FRAME_WIDTH));
    graphics.drawRect(x + 1, y + 1, map.cellWidth() - 3, map.cellHeight() - 3);
  }

  private void legendAndNotes(Graphics2D graphics) {
    int y = top + map.rows().size() * map.cellHeight() + GAP;
    if (!map.legendTo().isEmpty()) {
      int baseline = y + LEGEND_HEIGHT - 2;
      text(graphics, map.legendFrom(), SMALL, Shades.INK, left, baseline);
      int x = left + widest(List.of(map.legendFrom()), SMALL) + CELL_PADDING;
      for (int i = 0; i < LEGEND_WIDTH; i++) {
        graphics.setColor(Shades.of((double) i / LEGEND_WIDTH));
        graphics.fillRect(x + i, y, 1, LEGEND_HEIGHT);
      }
      text(graphics, map.legendTo(), SMALL, Shades.INK, x + LEGEND_WIDTH + CELL_PADDING, baseline);
    }
    y += LINE_HEIGHT;
    for (String note : map.notes()) {
      y += SMALL_LINE_HEIGHT;
      text(graphics, note, SMALL, GREY, MARGIN, y);
    }
  }

  private static void text(
      Graphics2D graphics, String text, Font font, Color color, double x, double y) {
    graphics.setFont(font);
    graphics.setColor(color);
    graphics.drawString(text, (float) x, (float) y);
  }

  private static void rightAligned(
      Graphics2D graphics, String text, Font font, Color color, int x, int y) {
    text(graphics, text, font, color, x - widthOf(text, font), y);
  }

  /** In the middle of a cell that begins at {@code x}. */
  private void centred(Graphics2D graphics, String text, Font font, Color color, int x, int y) {
    text(graphics, text, font, color, x + (map.cellWidth() - 1 - widthOf(text, font)) / 2, y);
  }

  /** {@code text} in lines that fit into a cell, broken at blanks; a longer word stays whole. */
  private List<String> wrapped(String text, Font font) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && widthOf(longer, font) > map.cellWidth() - CELL_PADDING) {
        lines.add(line);
        longer = word;
      }
      line = longer;
    }
    lines.add(line);
    return lines;
  }

  private static int widest(Collection<String> texts, Font font) {
    return (int) Math.ceil(texts.stream().mapToDouble(text -> widthOf(text, font)).max().orElse(0));
  }

  private static double widthOf(String text, Font font) {
    return font.getStringBounds(text, MEASURE).getWidth();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A table whose cells are as dark as their amounts are large, as a picture for a page or a slide.
 *
 * <p>One hue from light to dark, which the colour-blind and printers can tell apart too; a number
 * in every cell, in whichever of dark and white is easier to read on it. Drawn in memory: needs no
 * screen, and no library but the JDK's own. Filled by one thread.
 */
public final class HeatMap {

  /** Pixels per unit of length, so that text stays sharp on screens of high resolution. */
  public static final int SCALE = 2;

  /**
   * One cell.
   *
   * @param shade from 0, light, to 1, dark; NaN for no colour at all
   * @param outlined whether it is framed
   * @param lines of text, the first one large; none for an empty cell
   */
  public record Cell(double shade, boolean outlined, List<String> lines) {

    /** Nothing is drawn. */
    public static final Cell EMPTY = new Cell(Double.NaN, false, List.of());

    public Cell {
      if (shade < 0 || shade > 1) {
        throw new IllegalArgumentException("a shade must be in [0, 1], shade=" + shade);
      }
      lines = List.copyOf(lines);
    }

    /** A coloured cell. */
    public static Cell shaded(double shade, String... lines) {
      return new Cell(shade, false, List.of(lines));
    }

    /** Text without a colour, for totals. */
    public static Cell plain(String... lines) {
      return new Cell(Double.NaN, false, List.of(lines));
    }

    /** The same within a frame. */
    public Cell framed() {
      return new Cell(shade, true, lines);
    }
  }

  /** A heading and its cells. */
  record Row(String heading, List<Cell> cells) {}

  private final String title;
  private final int cellWidth;
  private final int cellHeight;
  private final List<String> subtitle = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> columns = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private String rowsCaption = "";
  private String columnsCaption = "";
  private String legendFrom = "";
  private String legendTo = "";

  /**
   * A picture without cells.
   *
   * @param title says what is to be seen
   * @param cellWidth in units of {@link #SCALE} pixels
   * @param cellHeight likewise
   */
  public HeatMap(String title, int cellWidth, int cellHeight) {
    if (cellWidth < 1 || cellHeight < 1) {
      throw new IllegalArgumentException(
          "a cell must have a size, width=" + cellWidth + " height=" + cellHeight);
    }
    this.title = title;
    this.cellWidth = cellWidth;
    this.cellHeight = cellHeight;
  }

  /** Adds a line below the title. */
  public HeatMap subtitle(String line) {
    subtitle.add(line);
    return this;
  }

  /** Adds a line below the cells. */
  public HeatMap note(String line) {
    notes.add(line);
    return this;
  }

  /** Says what the rows are and what the columns are. */
  public HeatMap captions(String ofRows, String ofColumns) {
    rowsCaption = ofRows;
    columnsCaption = ofColumns;
    return this;
  }

  /** Says what the lightest and the darkest cell mean. */
  public HeatMap legend(String lightest, String darkest) {
    legendFrom = lightest;
    legendTo = darkest;
    return this;
  }

  /** Adds a column; its heading is broken into lines where it is too wide. */
  public HeatMap column(String heading) {
    columns.add(heading);
    return this;
  }

  /** Adds a row below the others, with one cell per column. */
  public HeatMap row(String heading, List<Cell> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row must have one cell per column, columns="
              + columns.size()
              + " cells="
              + cells.size());
    }
    rows.add(new Row(heading, List.copyOf(cells)));
    return this;
  }

  /** Writes the picture to {@code file}, in place of what is there. */
  public void writePng(Path file) throws IOException {
    // Given a file, ImageIO prints why it cannot be written, and tells no reason.
    BufferedImage image = image();
    try (OutputStream out = Files.newOutputStream(file)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IOException("this Java cannot write PNG pictures");
      }
    }
  }

  /** The picture. */
  public BufferedImage image() {
    return new HeatMapPainter(this).image();
  }

  String title() {
    return title;
  }

  int cellWidth() {
    return cellWidth;
  }

  int cellHeight() {
    return cellHeight;
  }

  List<String> subtitle() {
    return subtitle;
  }

  List<String> notes() {
    return notes;
  }

  List<String> columns() {
    return columns;
  }

  List<Row> rows() {
    return rows;
  }

  String rowsCaption() {
    return rowsCaption;
  }

  String columnsCaption() {
    return columnsCaption;
  }

  String legendFrom() {
    return legendFrom;
  }

  String legendTo() {
    return legendTo;
  }
}

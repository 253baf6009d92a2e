// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.examples.report.HeatMap.Cell;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeatMapTest {

  /** Margin and gap, for rows without headings. */
  private static final int LEFT = 24 + 10;

  /** Margin, title, gap, caption, one line of headings and the space below it. */
  private static final int TOP = 24 + 30 + 10 + 18 + 14 + 4;

  private final HeatMap map =
      new HeatMap("", 60, 40)
          .column("a")
          .column("b")
          .row("", List.of(Cell.shaded(0), Cell.shaded(1)))
          .row("", List.of(Cell.shaded(0.5).framed(), Cell.EMPTY));

  @Test
  void picture_isAsLargeAsItsCellsNeed(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("map.png");

    map.writePng(file);

    BufferedImage read = ImageIO.read(file.toFile());
    assertThat(read.getWidth()).isEqualTo(HeatMap.SCALE * (LEFT + 2 * 60 + 24));
    assertThat(read.getHeight()).isEqualTo(HeatMap.SCALE * (TOP + 2 * 40 + 10 + 18 + 24));
  }

  @Test
  void cells_areAsDarkAsTheirShades() {
    BufferedImage image = map.image();

    assertThat(centre(image, 0, 0)).isEqualTo(Shades.of(0));
    assertThat(centre(image, 0, 1)).isEqualTo(Shades.of(1));
    assertThat(centre(image, 1, 0)).isEqualTo(Shades.of(0.5));
    assertThat(centre(image, 1, 1)).isEqualTo(Color.WHITE);
  }

  @Test
  void cell_showsItsText() {
    BufferedImage without = map.image();
    BufferedImage with =
        new HeatMap("", 60, 40)
            .column("a")
            .column("b")
            .row("", List.of(Cell.shaded(0, "12.3"), Cell.shaded(1)))
            .row("", List.of(Cell.shaded(0.5).framed(), Cell.EMPTY))
            .image();

    assertThat(different(without, with, 0, 0)).isPositive();
    assertThat(different(without, with, 0, 1)).isZero();
    assertThat(different(without, with, 1, 0)).isZero();
  }

  @Test
  void longHeading_isBrokenIntoLines() {
    HeatMap longer = new HeatMap("", 60, 40).column("potential loyalists of old");

    assertThat(longer.image().getHeight())
        .isGreaterThan(new HeatMap("", 60, 40).column("potential").image().getHeight());
  }

  @Test
  void row_ofAnotherLength_isRefused() {
    assertThatThrownBy(() -> map.row("", List.of(Cell.EMPTY)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one cell per column, columns=2 cells=1");
  }

  @Test
  void shadeOrSizeOutOfRange_isRefused() {
    assertThatThrownBy(() -> Cell.shaded(1.5)).hasMessageContaining("[0, 1], shade=1.5");
    assertThatThrownBy(() -> Cell.shaded(-0.5)).hasMessageContaining("[0, 1], shade=-0.5");
    assertThatThrownBy(() -> new HeatMap("", 0, 5)).hasMessageContaining("width=0 height=5");
  }

  private static Color centre(BufferedImage image, int row, int column) {
    int x = HeatMap.SCALE * (LEFT + column * 60 + 30);
    int y = HeatMap.SCALE * (TOP + row * 40 + 20);
    return new Color(image.getRGB(x, y));
  }

  /** Pixels of one cell that differ. */
  private static int different(BufferedImage one, BufferedImage other, int row, int column) {
    int count = 0;
    for (int y = 0; y < HeatMap.SCALE * 40; y++) {
      for (int x = 0; x < HeatMap.SCALE * 60; x++) {
        int atX = HeatMap.SCALE * (LEFT + column * 60) + x;
        int atY = HeatMap.SCALE * (TOP + row * 40) + y;
        count += one.getRGB(atX, atY) == other.getRGB(atX, atY) ? 0 : 1;
      }
    }
    return count;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Insets;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CanvasTest {

  /** From 1 us to 1 s, a decade every 20 pixels. */
  private final Canvas canvas =
      new Canvas(new Dimension(300, 180), new Insets(50, 60, 10, 20), 0, 6);

  @Test
  void axis_isLogarithmicFromTheBottomToTheTop() {
    assertThat(canvas.y(1)).isEqualTo(170);
    assertThat(canvas.y(1e6)).isCloseTo(50, within(1e-9));
    assertThat(canvas.y(Math.sqrt(10))).isCloseTo(160, within(1e-9));
    assertThat(canvas.y(0.1)).isCloseTo(190, within(1e-9));
  }

  @Test
  void decades_areNamedInTheUnitThatSuitsThem() {
    assertThat(Canvas.time(-4)).isEqualTo("0.100 ns");
    assertThat(Canvas.time(-2)).isEqualTo("10 ns");
    assertThat(Canvas.time(0)).isEqualTo("1 us");
    assertThat(Canvas.time(4)).isEqualTo("10 ms");
    assertThat(Canvas.time(7)).isEqualTo("10 s");
  }

  @Test
  void write_makesAPictureOfWhatWasDrawn(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("chart.png");
    canvas.title("Times");
    canvas.scale();
    canvas.write(file);

    BufferedImage image = ImageIO.read(file.toFile());

    assertThat(image.getWidth()).isEqualTo(300);
    assertThat(image.getHeight()).isEqualTo(180);
    assertThat(new Color(image.getRGB(299, 100))).isEqualTo(Color.WHITE);
    assertThat(new Color(image.getRGB(200, 90))).isEqualTo(Canvas.GRID);
    assertThat(new Color(image.getRGB(200, 80))).isEqualTo(Color.WHITE);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.report;

import java.awt.Color;

/**
 * Blues from nearly white to nearly black, each step about as much darker as the one before, and
 * what to write on them. The stops are ColorBrewer's "Blues" of nine classes.
 */
final class Shades {

  /** Text on light ground. */
  static final Color INK = new Color(0x10161D);

  /** Contrast with white; 3 is what the standard asks for large and bold text. */
  private static final double WHITE_FROM = 3.6;

  private static final int[] STOPS = {
    0xF7FBFF, 0xDEEBF7, 0xC6DBEF, 0x9ECAE1, 0x6BAED6, 0x4292C6, 0x2171B5, 0x08519C, 0x08306B
  };

  private Shades() {}

  /** The colour of {@code shade} in [0, 1]. */
  static Color of(double shade) {
    double place = shade * (STOPS.length - 1);
    int stop = Math.min((int) place, STOPS.length - 2);
    double part = place - stop;
    return new Color(
        channel(stop, 16, part) << 16 | channel(stop, 8, part) << 8 | channel(stop, 0, part));
  }

  private static int channel(int stop, int shift, double part) {
    int from = STOPS[stop] >> shift & 0xFF;
    int to = STOPS[stop + 1] >> shift & 0xFF;
    return (int) Math.round(from + (to - from) * part);
  }

  /**
   * White where it stands out well enough, otherwise dark. Not simply the one of more contrast: to
   * the eye, white on blue is clearer than the ratio says, and dark on blue less clear.
   */
  static Color textOn(Color ground) {
    return contrast(ground, Color.WHITE) > WHITE_FROM ? Color.WHITE : INK;
  }

  /** The contrast ratio of WCAG 2, from 1 to 21. */
  static double contrast(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.value;

import java.util.Comparator;
import java.util.Locale;

/**
 * How texts are compared: by code point, or after case folding.
 *
 * <p>{@link String#compareTo} orders by UTF-16 unit and so puts characters beyond U+FFFF before
 * U+E000; code-point order equals the order of the UTF-8 bytes, which is what the engine stores.
 */
public final class TextOrder {

  /** Order by code point; consistent with equals. */
  public static final Comparator<String> BY_CODE_POINT = TextOrder::compare;

  private TextOrder() {}

  /** Compares by code point. */
  public static int compare(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        // A surrogate stands for a code point above every single unit, U+E000..U+FFFF included.
        boolean aSurrogate = Character.isSurrogate(a);
        boolean bSurrogate = Character.isSurrogate(b);
        return aSurrogate == bSurrogate ? Character.compare(a, b) : aSurrogate ? 1 : -1;
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /**
   * Full Unicode case folding: {@code "Straße"}, {@code "STRASSE"} and {@code "strasse"} fold to
   * the same text. Independent of the locale.
   *
   * <p>The JDK has no folding as such; mapping to lower, upper and lower case again gives the full
   * folding, with two letters that need care: the final sigma, which is a form of the sigma, and
   * the dotless i, which folds to itself and must not meet the ordinary i.
   */
  public static String fold(String text) {
    if (isAsciiLower(text)) {
      return text;
    }
    // U+0131 would become I, then i; it stays as it is and only its surroundings are folded.
    StringBuilder folded = new StringBuilder(text.length());
    int from = 0;
    for (int at = text.indexOf('\u0131'); at >= 0; at = text.indexOf('\u0131', from)) {
      folded.append(foldPart(text.substring(from, at))).append('\u0131');
      from = at + 1;
    }
    return folded.append(foldPart(text.substring(from))).toString();
  }

  private static String foldPart(String text) {
    return text.toLowerCase(Locale.ROOT)
        .toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .replace('\u03C2', '\u03C3');
  }

  private static boolean isAsciiLower(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 || (c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return true;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import java.util.Locale;

/**
 * A piece of a text.
 *
 * @param kind what it is
 * @param text its content: of names and strings without their quotes
 * @param start index of its first unit in the text
 * @param end index behind its last unit
 */
record Token(Kind kind, String text, int start, int end) {

  enum Kind {
    /** A bare word: a word of the grammar or a name. */
    WORD,
    /** A name in backticks, which is never a word of the grammar. */
    NAME,
    NUMBER,
    STRING,
    SYMBOL,
    /** What follows the last piece. */
    END
  }

  private static final int SHOWN_MAX = 40;

  /** Whether this is the word {@code lowerCase} of the grammar, in whatever case. */
  boolean isWord(String lowerCase) {
    return kind == Kind.WORD
        && text.length() == lowerCase.length()
        && text.toLowerCase(Locale.ROOT).equals(lowerCase);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  /** For messages. */
  String describe() {
    return switch (kind) {
      case WORD, SYMBOL -> "'" + shorten(text) + "'";
      case NAME -> "the name `" + shorten(text) + "`";
      case NUMBER -> "the number " + shorten(text);
      case STRING -> "the text '" + shorten(text) + "'";
      case END -> "the end of the text";
    };
  }

  /** {@code text} on one line and not too long. */
  static String shorten(String text) {
    String head = text;
    if (text.length() > SHOWN_MAX) {
      boolean splitsPair = Character.isHighSurrogate(text.charAt(SHOWN_MAX - 1));
      head = text.substring(0, splitsPair ? SHOWN_MAX - 1 : SHOWN_MAX) + "…";
    }
    return SourceText.onOneLine(head);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.text.Token.Kind;

/**
 * Cuts a text into tokens, one at a time. Blanks and comments ({@code --} to the end of the line)
 * separate and are dropped. Linear in the text.
 */
final class Lexer {

  private final SourceText source;
  private final String text;
  private int at;

  Lexer(SourceText source) {
    this.source = source;
    this.text = source.text();
  }

  /** The next token; from the end on, {@link Kind#END} again and again. */
  Token next() {
    skipBlanksAndComments();
    if (at == text.length()) {
      return new Token(Kind.END, "", at, at);
    }
    int start = at;
    int c = text.codePointAt(at);
    if (c == '\'') {
      return quoted(Kind.STRING, '\'');
    } else if (c == '`') {
      return quoted(Kind.NAME, '`');
    } else if (isDigit(at) || (c == '-' && isDigit(at + 1))) {
      return number();
    } else if (isWordStart(c)) {
      while (at < text.length() && isWordPart(text.codePointAt(at))) {
        at += Character.charCount(text.codePointAt(at));
      }
      return token(Kind.WORD, start);
    }
    return symbol();
  }

  private void skipBlanksAndComments() {
    while (at < text.length()) {
      if (isBlank(text.charAt(at))) {
        at++;
      } else if (text.startsWith("--", at)) {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
          at++;
        }
      } else {
        return;
      }
    }
  }

  /** Up to the closing quote; two quotes in a row stand for one. */
  private Token quoted(Kind kind, char quote) {
    int start = at;
    StringBuilder content = new StringBuilder();
    at++;
    while (true) {
      int closing = text.indexOf(quote, at);
      if (closing < 0) {
        throw source.unexpected(
            start,
            "'" + Token.shorten(text.substring(start)) + "'",
            kind == Kind.STRING ? "a text with a closing '" : "a name with a closing `");
      }
      content.append(text, at, closing);
      at = closing + 1;
      if (at == text.length() || text.charAt(at) != quote) {
        return new Token(kind, content.toString(), start, at);
      }
      content.append(quote);
      at++;
    }
  }

  /** Digits with an optional sign, fraction and exponent. */
  private Token number() {
    int start = at;
    at++;
    skipDigits();
    if (at < text.length() && text.charAt(at) == '.' && isDigit(at + 1)) {
      at++;
      skipDigits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      boolean signed = text.startsWith("+", at + 1) || text.startsWith("-", at + 1);
      int digits = at + (signed ? 2 : 1);
      if (isDigit(digits)) {
        at = digits;
        skipDigits();
      }
    }
    return token(Kind.NUMBER, start);
  }

  private void skipDigits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private Token symbol() {
    int start = at;
    for (String symbol : new String[] {"!=", "<=", ">=", "=", "<", ">", "(", ")", ",", "..", "."}) {
      if (text.startsWith(symbol, at)) {
        at += symbol.length();
        return new Token(Kind.SYMBOL, symbol, start, at);
      }
    }
    int end = start + Character.charCount(text.codePointAt(start));
    String found = "'" + Token.shorten(text.substring(start, end)) + "'";
    throw source.unexpected(
        start,
        found,
        text.charAt(start) == '"'
            ? "a text in single quotes or a name in backticks"
            : "a word, a number, a text in single quotes or a symbol");
  }

  private Token token(Kind kind, int start) {
    return new Token(kind, text.substring(start, at), start, at);
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
  }

  private static boolean isWordStart(int c) {
    return c == '_' || Character.isLetter(c);
  }

  private static boolean isWordPart(int c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }
}

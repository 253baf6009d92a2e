// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

/**
 * Finds where the records of a strict RFC 4180 text end, as the parser will see them: a quote only
 * means something at the beginning of a field, and inside a quoted one. Lines end with LF, CR or
 * CRLF. All these are single bytes of UTF-8 that are never part of another character.
 */
final class CsvCutter implements RecordCutter {

  private final byte separator;
  private final byte quote;
  private int lines;
  private String reason = "";

  CsvCutter(char separator, char quote) {
    this.separator = (byte) separator;
    this.quote = (byte) quote;
  }

  @Override
  public int cut(byte[] bytes, int from, int to, boolean last) {
    lines = 1;
    int at = from;
    while (true) {
      if (at < to && bytes[at] == quote) {
        at = closed(bytes, at + 1, to, last);
        if (at < 0) {
          return at;
        }
        if (at < to && bytes[at] != separator && !endsLine(bytes[at])) {
          reason = "unexpected character after closing quote: " + shown(bytes[at]);
          return MALFORMED;
        }
      } else {
        while (at < to && bytes[at] != separator && !endsLine(bytes[at])) {
          at++;
        }
      }
      if (at == to || bytes[at] != separator) {
        return lineEnd(bytes, at, to, last);
      }
      at++;
    }
  }

  /** The index behind the quote that closes the field whose content begins at {@code from}. */
  private int closed(byte[] bytes, int from, int to, boolean last) {
    for (int at = from; at < to; at++) {
      byte b = bytes[at];
      if (b == quote) {
        if (at + 1 == to) {
          return last ? to : INCOMPLETE;
        }
        if (bytes[at + 1] != quote) {
          return at + 1;
        }
        at++;
      } else if (b == '\n' || (b == '\r' && at + 1 < to && bytes[at + 1] != '\n')) {
        lines++;
      }
    }
    reason = "a quote is opened and never closed";
    return last ? MALFORMED : INCOMPLETE;
  }

  private static boolean endsLine(byte b) {
    return b == '\n' || b == '\r';
  }

  private static String shown(byte b) {
    return b > ' ' && b < 127 ? "'" + (char) b + "'" : String.format("byte 0x%02x", b & 0xFF);
  }

  @Override
  public int lines() {
    return lines;
  }

  @Override
  public String reason() {
    return reason;
  }

  @Override
  public int lineEnd(byte[] bytes, int from, int to, boolean last) {
    int at = from;
    while (at < to && !endsLine(bytes[at])) {
      at++;
    }
    if (at == to) {
      return last ? to : INCOMPLETE;
    }
    if (bytes[at] == '\n') {
      return at + 1;
    }
    if (at + 1 == to) {
      return last ? to : INCOMPLETE;
    }
    return bytes[at + 1] == '\n' ? at + 2 : at + 1;
  }
}

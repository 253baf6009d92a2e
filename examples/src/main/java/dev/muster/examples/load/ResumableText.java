// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import java.io.IOException;
import java.io.Reader;

/**
 * A text that can be read again from one of the lines last read.
 *
 * <p>A CSV parser that met a stray quote has read an unknown number of lines too far. This keeps
 * what was read from a given line on, so that a new parser can begin at the line after the bad one.
 * Lines end with LF, CR or CRLF, and count from 1. Confined to one thread.
 */
final class ResumableText extends Reader {

  /** Below this, moving the rest of the kept text costs more than keeping the part before it. */
  private static final int COMPACT_CHARS = 1 << 16;

  private final Reader source;
  private final StringBuilder kept = new StringBuilder();

  /** Index in {@link #kept} where line {@link #firstLine} begins; what lies before is garbage. */
  private int first;

  private long firstLine = 1;

  /** Index in {@link #kept} of the next character to hand out. */
  private int next;

  ResumableText(Reader source) {
    this.source = source;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (next == kept.length() && !readOn(length)) {
      return -1;
    }
    int count = Math.min(length, kept.length() - next);
    kept.getChars(next, next + count, target, offset);
    next += count;
    return count;
  }

  /** Gives up the lines before {@code line}, which must not lie before those given up already. */
  void forgetBefore(long line) throws IOException {
    while (firstLine < line && skipLine()) {
      firstLine++;
    }
    if (first > COMPACT_CHARS && first <= next) {
      kept.delete(0, first);
      next -= first;
      first = 0;
    }
  }

  /** Goes back, or on, to the beginning of {@code line}. */
  void resumeAt(long line) throws IOException {
    forgetBefore(line);
    next = first;
  }

  /** Moves {@link #first} behind the next end of line; false if the text ends before. */
  private boolean skipLine() throws IOException {
    while (has(first)) {
      char c = kept.charAt(first++);
      if (c == '\n') {
        return true;
      }
      if (c == '\r') {
        if (has(first) && kept.charAt(first) == '\n') {
          first++;
        }
        return true;
      }
    }
    return false;
  }

  private boolean has(int index) throws IOException {
    return index < kept.length() || readOn(COMPACT_CHARS);
  }

  private boolean readOn(int length) throws IOException {
    char[] chunk = new char[Math.max(length, 1)];
    int count = source.read(chunk);
    if (count > 0) {
      kept.append(chunk, 0, count);
    }
    return count > 0;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}

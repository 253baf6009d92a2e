// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

/** Each line is a record; lines end with LF. */
final class LineCutter implements RecordCutter {

  @Override
  public int cut(byte[] bytes, int from, int to, boolean last) {
    return lineEnd(bytes, from, to, last);
  }

  @Override
  public int lines() {
    return 1;
  }

  @Override
  public String reason() {
    throw new IllegalStateException("no line is malformed by its length alone");
  }

  @Override
  public int lineEnd(byte[] bytes, int from, int to, boolean last) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\n') {
        return at + 1;
      }
    }
    return last ? to : INCOMPLETE;
  }
}

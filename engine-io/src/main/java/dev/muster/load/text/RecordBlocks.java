// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

import dev.muster.value.XxHash64;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into blocks of whole records. A record that breaks the rules is passed over by
 * itself: reading goes on at the line after the one where it began. So is one that is too long,
 * without being held in memory.
 *
 * <p>Confined to one thread.
 */
final class RecordBlocks implements Closeable {

  /** Longest record; a quote that is never closed is found after so many bytes. */
  static final int RECORD_BYTES_MAX = 1 << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int HASHED_BYTES = 1 << 20;

  private final Path path;
  private final int blockBytes;
  private final RecordCutter cutter;
  private final ByteWindow window;
  private final long sizeBytes;
  private long line = 1;

  /** Whether the window begins inside of a line that is passed over. */
  private boolean insideLine;

  private boolean begun;

  RecordBlocks(Path path, int blockBytes, RecordCutter cutter) throws IOException {
    this.path = path;
    this.blockBytes = blockBytes;
    this.cutter = cutter;
    this.sizeBytes = Files.size(path);
    this.window = new ByteWindow(path, blockBytes);
    try {
      window.grow();
    } catch (IOException | RuntimeException e) {
      window.close();
      throw e;
    }
    byte[] begin = Arrays.copyOf(window.bytes(), Math.min(3, window.to()));
    window.cut(Arrays.equals(begin, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0);
  }

  /** The first record, by itself, or null if there is none: a header. Before {@link #next}. */
  @Nullable TextCut first() throws IOException {
    while (true) {
      int from = window.from();
      int to = cutter.cut(window.bytes(), from, window.to(), window.isEnded());
      if (to == RecordCutter.INCOMPLETE && window.to() - from <= RECORD_BYTES_MAX) {
        window.grow();
        continue;
      }
      if (from == window.to()) {
        return null;
      }
      if (to < 0) {
        String reason = to == RecordCutter.INCOMPLETE ? tooLong() : cutter.reason();
        return new TextCut(new byte[0], List.of(new TextCut.Part(line, 0, 0, reason)));
      }
      TextCut.Part part = new TextCut.Part(line, 0, to - from, null);
      byte[] bytes = Arrays.copyOfRange(window.bytes(), from, to);
      line += cutter.lines();
      window.cut(to);
      return new TextCut(bytes, List.of(part));
    }
  }

  /** The next whole records, or null after the last. */
  @Nullable TextCut next() throws IOException {
    begun = true;
    if (window.to() - window.from() < blockBytes && !window.isEnded()) {
      window.grow();
    }
    passOverLine();
    while (window.from() < window.to()) {
      List<TextCut.Part> parts = new ArrayList<>();
      int from = window.from();
      int to = parts(parts);
      if (to > from) {
        TextCut found = new TextCut(Arrays.copyOfRange(window.bytes(), from, to), parts);
        window.cut(to);
        return found;
      }
      window.grow();
    }
    return null;
  }

  /** Finds what is whole in the window; returns where that ends. */
  private int parts(List<TextCut.Part> parts) {
    byte[] bytes = window.bytes();
    int base = window.from();
    int goodFrom = base;
    long goodLine = line;
    int at = base;
    while (at < window.to() && !insideLine) {
      // No further than this, so that the reason does not depend on the size of the window.
      int limit = Math.min(window.to(), at + RECORD_BYTES_MAX + 1);
      int next = cutter.cut(bytes, at, limit, window.isEnded() && limit == window.to());
      if (next >= 0 && next - at <= RECORD_BYTES_MAX) {
        at = next;
        line += cutter.lines();
        continue;
      }
      boolean tooLong = next != RecordCutter.MALFORMED && limit - at > RECORD_BYTES_MAX;
      if (next == RecordCutter.INCOMPLETE && !tooLong) {
        break;
      }
      int lineEnd = cutter.lineEnd(bytes, at, window.to(), window.isEnded());
      if (lineEnd == RecordCutter.INCOMPLETE) {
        if (window.to() - at <= RECORD_BYTES_MAX) {
          break;
        }
        insideLine = true;
        // A CR at the end is kept: whether LF follows it is not known yet.
        lineEnd = window.to() - 1;
      }
      if (at > goodFrom) {
        parts.add(new TextCut.Part(goodLine, goodFrom - base, at - base, null));
      }
      String reason = tooLong ? tooLong() : cutter.reason();
      parts.add(new TextCut.Part(line, at - base, lineEnd - base, reason));
      line++;
      at = lineEnd;
      goodFrom = at;
      goodLine = line;
    }
    if (at > goodFrom) {
      parts.add(new TextCut.Part(goodLine, goodFrom - base, at - base, null));
    }
    return at;
  }

  private static String tooLong() {
    return "no end of record within " + RECORD_BYTES_MAX + " bytes";
  }

  private void passOverLine() throws IOException {
    while (insideLine) {
      int end = cutter.lineEnd(window.bytes(), window.from(), window.to(), window.isEnded());
      insideLine = end == RecordCutter.INCOMPLETE;
      window.cut(insideLine ? Math.max(window.from(), window.to() - 1) : end);
      if (window.to() - window.from() < blockBytes && !window.isEnded()) {
        window.grow();
      }
    }
  }

  /** What the file is, all bytes of it, cut like this. O(size). Before {@link #next}. */
  long fingerprint(String how) throws IOException {
    if (begun) {
      throw new IllegalStateException(
          "records have been read already, and would be lost: open the file again, file="
              + path.getFileName());
    }
    byte[] described = (how + " " + blockBytes).getBytes(StandardCharsets.UTF_8);
    long hash = XxHash64.of(described, 0, described.length, 0);
    byte[] buffer = new byte[HASHED_BYTES];
    try (InputStream in = Files.newInputStream(path)) {
      for (int read = in.readNBytes(buffer, 0, buffer.length);
          read > 0;
          read = in.readNBytes(buffer, 0, buffer.length)) {
        hash = XxHash64.of(buffer, 0, read, hash);
      }
    }
    return hash;
  }

  long sizeBytes() {
    return sizeBytes;
  }

  long positionBytes() {
    return window.positionBytes();
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}

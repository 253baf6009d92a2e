// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes of UTF-8 for a writer of characters. Confined to one thread. */
final class WriterStream extends OutputStream {

  private final PrintWriter out;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
  private final ByteBuffer bytes = ByteBuffer.allocate(1 << 13);
  private final CharBuffer characters = CharBuffer.allocate(1 << 13);

  WriterStream(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void write(int oneByte) throws IOException {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int part = Math.min(length - done, bytes.remaining());
      bytes.put(source, offset + done, part);
      done += part;
      decode();
    }
  }

  /** What is half a character stays until the other half comes. */
  private void decode() throws IOException {
    bytes.flip();
    decoder.decode(bytes, characters, false);
    bytes.compact();
    out.write(characters.array(), 0, characters.position());
    characters.clear();
    requireReader();
  }

  @Override
  public void flush() throws IOException {
    out.flush();
    requireReader();
  }

  private void requireReader() throws IOException {
    if (out.checkError()) {
      throw new IOException("nobody reads the output any more");
    }
  }
}

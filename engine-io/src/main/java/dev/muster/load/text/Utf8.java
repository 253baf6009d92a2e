// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads text whose bytes may not be UTF-8 at all. */
final class Utf8 {

  static final String REFUSAL = "there are bytes that are not UTF-8";

  private Utf8() {}

  /** The text, or null if the bytes are not UTF-8. */
  static @Nullable String text(byte[] bytes, int from, int to) {
    if (isAscii(bytes, from, to)) {
      return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /** Whether the bytes are UTF-8. */
  static boolean isText(byte[] bytes, int from, int to) {
    return isAscii(bytes, from, to) || text(bytes, from, to) != null;
  }

  private static boolean isAscii(byte[] bytes, int from, int to) {
    int or = 0;
    for (int at = from; at < to; at++) {
      or |= bytes[at];
    }
    return or >= 0;
  }
}

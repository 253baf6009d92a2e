// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

import dev.muster.profile.ProfileId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names and sizes of one profile's documents, as the value of an entry: the identifier, then
 * each name and four bytes of size; texts have two bytes of length before them.
 *
 * @param profile whose
 * @param sizes of contents in bytes, by name
 */
record DocumentNames(ProfileId profile, Map<String, Integer> sizes) {

  private static final int LENGTH_BYTES = 2;

  /** What {@link #encode} made. */
  static DocumentNames decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    ProfileId profile = ProfileId.of(text(in));
    Map<String, Integer> sizes = new LinkedHashMap<>();
    while (in.hasRemaining()) {
      sizes.put(text(in), in.getInt());
    }
    return new DocumentNames(profile, sizes);
  }

  private static String text(ByteBuffer in) {
    int length = in.getShort();
    String text =
        new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    return text;
  }

  /** As bytes. */
  byte[] encode() {
    byte[] id = profile.value().getBytes(StandardCharsets.UTF_8);
    int size = LENGTH_BYTES + id.length;
    Map<byte[], Integer> encoded = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> document : sizes.entrySet()) {
      byte[] name = document.getKey().getBytes(StandardCharsets.UTF_8);
      encoded.put(name, document.getValue());
      size += LENGTH_BYTES + name.length + Integer.BYTES;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putShort((short) id.length).put(id);
    encoded.forEach((name, bytes) -> out.putShort((short) name.length).put(name).putInt(bytes));
    return out.array();
  }
}

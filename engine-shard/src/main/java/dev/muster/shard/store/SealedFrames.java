// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.store;

import dev.muster.shard.crypt.FrameCipher;
import dev.muster.shard.crypt.KeyRing;
import dev.muster.shard.crypt.NotAuthenticException;
import dev.muster.shard.crypt.WrongKeyException;
import dev.muster.shard.journal.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Payloads of frames, encrypted if there are keys: one record of a kind of its own, whose content
 * are the records encrypted. A journal may have both, from before and after there were keys.
 */
final class SealedFrames {

  /** The kind of a record that holds others, encrypted. */
  static final int KIND = 9;

  private static final int HEAD_BYTES = 5;

  private final @Nullable FrameCipher cipher;

  SealedFrames(@Nullable KeyRing keys, UUID directoryId) {
    this.cipher = keys == null ? null : new FrameCipher(keys, directoryId);
  }

  /** How much longer a payload becomes. */
  int overheadBytes() {
    return cipher == null ? 0 : HEAD_BYTES + FrameCipher.overheadBytes();
  }

  /** What is to be appended for {@code records}. */
  ByteBuffer[] seal(long epoch, List<ByteBuffer> records) throws IOException {
    ByteBuffer[] plain = records.toArray(ByteBuffer[]::new);
    if (cipher == null) {
      return plain;
    }
    ByteBuffer sealed;
    try {
      sealed = cipher.seal(epoch, plain);
    } catch (RuntimeException e) {
      // Of the application's keys: it must not write what it cannot encrypt, and may answer on.
      throw new IOException("the journal cannot be encrypted: " + e.getMessage(), e);
    }
    ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    head.put((byte) KIND).putInt(sealed.remaining()).flip();
    return new ByteBuffer[] {head, sealed};
  }

  /**
   * The records of {@code frame}.
   *
   * @throws WrongKeyException if they are encrypted under a key that is not here
   */
  ByteBuffer open(Frame frame) throws IOException {
    ByteBuffer payload = frame.payload();
    // What is too short is no such record, and no other: it is refused where records are read.
    if (payload.remaining() < HEAD_BYTES + FrameCipher.overheadBytes()
        || payload.get(payload.position()) != KIND) {
      return payload;
    }
    ByteBuffer sealed =
        payload.slice(payload.position() + HEAD_BYTES, payload.remaining() - HEAD_BYTES);
    String where = "epoch " + frame.epoch() + " of the journal";
    if (cipher == null) {
      int keyId = sealed.order(ByteOrder.LITTLE_ENDIAN).getInt(1);
      throw new WrongKeyException(where, keyId, "no keys were given");
    }
    try {
      return cipher.open(frame.epoch(), sealed);
    } catch (NotAuthenticException e) {
      // The frame has passed the check of the journal, so it is as it was written.
      int keyId = sealed.order(ByteOrder.LITTLE_ENDIAN).getInt(1);
      WrongKeyException wrong =
          new WrongKeyException(where, keyId, "the key of that number is another one");
      wrong.initCause(e);
      throw wrong;
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.crypt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts the payloads of a journal's frames, each for itself, and decrypts them.
 *
 * <pre>
 * 0   1  version
 * 1   4  number of the key
 * 5  12  nonce, random
 * 17  n  encrypted payload
 *    16  tag
 * </pre>
 *
 * <p>The tag covers all of this, the directory and the epoch. Since a crash may make the journal
 * write other payloads for epochs that were written before, epochs are no nonces; random ones are
 * safe for 2³² payloads under one key, so each 65,536 epochs have a key of their own.
 *
 * <p>Confined to one thread. Speed is that of the cipher; each call makes one array.
 */
public final class FrameCipher {

  private static final int VERSION = 1;

  private static final int VERSION_AT = 0;
  private static final int KEY_ID_AT = 1;
  private static final int NONCE_AT = 5;
  private static final int TEXT_AT = NONCE_AT + Gcm.NONCE_BYTES;
  private static final int OVERHEAD_BYTES = TEXT_AT + Gcm.TAG_BYTES;

  private static final String KEY_LABEL = "muster journal";

  /** Epochs that share a key: 2 to the power of this. */
  private static final int SPAN_BITS = 16;

  /** Of the process: it is safe for several threads. */
  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyRing ring;
  private final UUID directoryId;
  private final SecureRandom random;
  private final Gcm gcm = new Gcm();

  /** The key used last, and of what. Frames come in the order of their epochs, so one is enough. */
  private @Nullable SecretKey key;

  private int keyId;
  private long keySpan;

  /** A cipher for the journal of the directory {@code directoryId}. */
  public FrameCipher(KeyRing ring, UUID directoryId) {
    this(ring, directoryId, RANDOM);
  }

  /** As above, with nonces that a test can foretell. */
  FrameCipher(KeyRing ring, UUID directoryId, SecureRandom random) {
    this.ring = ring;
    this.directoryId = directoryId;
    this.random = random;
  }

  /** How many bytes longer a payload is when it is encrypted. */
  public static int overheadBytes() {
    return OVERHEAD_BYTES;
  }

  /**
   * Encrypts the payload of {@code epoch} under the current key.
   *
   * @param parts the payload, one after the other; they are left as they are
   * @throws IllegalStateException if the ring does not have its current key, or it is no key
   */
  public ByteBuffer seal(long epoch, ByteBuffer... parts) {
    requireEpoch(epoch);
    ByteBuffer sealed = ByteBuffer.allocate(sealedBytes(parts)).order(ByteOrder.LITTLE_ENDIAN);
    int id = KeyDerivation.currentId(ring);
    byte[] nonce = new byte[Gcm.NONCE_BYTES];
    random.nextBytes(nonce);
    sealed.put((byte) VERSION).putInt(id).put(nonce);
    gcm.encrypt(keyToWrite(id, epoch), nonce, cipher -> encrypt(cipher, epoch, id, parts, sealed));
    return sealed.flip();
  }

  private static int sealedBytes(ByteBuffer... parts) {
    long size = OVERHEAD_BYTES;
    for (ByteBuffer part : parts) {
      size += part.remaining();
    }
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "an encrypted payload must have at most 2147483647 bytes, bytes=" + size);
    }
    return (int) size;
  }

  private void encrypt(Cipher cipher, long epoch, int id, ByteBuffer[] parts, ByteBuffer sealed)
      throws GeneralSecurityException {
    cipher.updateAAD(associated(epoch, id));
    for (ByteBuffer part : parts) {
      cipher.update(part.duplicate(), sealed);
    }
    cipher.doFinal(ByteBuffer.allocate(0), sealed);
  }

  /**
   * Decrypts the payload of {@code epoch}, which is read to its end.
   *
   * @throws WrongKeyException if the ring has no key of the number that it names
   * @throws NotAuthenticException if it is not what was written for that epoch, or was written
   *     under another key of that number
   */
  public ByteBuffer open(long epoch, ByteBuffer payload)
      throws WrongKeyException, NotAuthenticException {
    requireEpoch(epoch);
    ByteBuffer sealed = payload.slice().order(ByteOrder.LITTLE_ENDIAN);
    payload.position(payload.limit());
    if (sealed.remaining() < OVERHEAD_BYTES) {
      throw refused(epoch, "it has " + sealed.remaining() + " bytes");
    }
    if (sealed.get(VERSION_AT) != VERSION) {
      throw refused(epoch, "version 1 is read here, found " + sealed.get(VERSION_AT));
    }
    int id = sealed.getInt(KEY_ID_AT);
    if (id < 1) {
      throw refused(epoch, "it names key " + id);
    }
    byte[] nonce = new byte[Gcm.NONCE_BYTES];
    sealed.get(NONCE_AT, nonce);
    sealed.position(TEXT_AT);
    ByteBuffer content = ByteBuffer.allocate(sealed.remaining() - Gcm.TAG_BYTES);
    boolean authentic =
        gcm.decrypt(
            keyToRead(id, epoch),
            nonce,
            cipher -> {
              cipher.updateAAD(associated(epoch, id));
              cipher.doFinal(sealed, content);
            });
    if (!authentic) {
      throw refused(epoch, "it was changed, or written under another key " + id);
    }
    return content.flip();
  }

  private static void requireEpoch(long epoch) {
    if (epoch < 0) {
      throw new IllegalArgumentException("epoch must not be negative, epoch=" + epoch);
    }
  }

  private static NotAuthenticException refused(long epoch, String reason) {
    return new NotAuthenticException(payloadOf(epoch), reason);
  }

  private static String payloadOf(long epoch) {
    return "the payload of epoch " + epoch;
  }

  private SecretKey keyToWrite(int id, long epoch) {
    SecretKey known = cached(id, epoch);
    return known != null
        ? known
        : cache(id, epoch, KeyDerivation.toWrite(ring, id, KEY_LABEL, use(epoch)));
  }

  private SecretKey keyToRead(int id, long epoch) throws WrongKeyException {
    SecretKey known = cached(id, epoch);
    return known != null
        ? known
        : cache(id, epoch, KeyDerivation.toRead(ring, id, payloadOf(epoch), KEY_LABEL, use(epoch)));
  }

  private @Nullable SecretKey cached(int id, long epoch) {
    return id == keyId && epoch >>> SPAN_BITS == keySpan ? key : null;
  }

  private SecretKey cache(int id, long epoch, byte[] derived) {
    SecretKey made = KeyDerivation.aes(derived);
    key = made;
    keyId = id;
    keySpan = epoch >>> SPAN_BITS;
    return made;
  }

  /** What a key is for: the directory, and a span of epochs. */
  private byte[] use(long epoch) {
    return directory(Long.BYTES).putLong(epoch >>> SPAN_BITS).array();
  }

  private byte[] associated(long epoch, int id) {
    return directory(Long.BYTES + 1 + Integer.BYTES)
        .putLong(epoch)
        .put((byte) VERSION)
        .putInt(id)
        .array();
  }

  private ByteBuffer directory(int moreBytes) {
    return ByteBuffer.allocate(2 * Long.BYTES + moreBytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(directoryId.getMostSignificantBits())
        .putLong(directoryId.getLeastSignificantBits());
  }

  /** No keys. */
  @Override
  public String toString() {
    return "FrameCipher[directoryId=" + directoryId + "]";
  }
}

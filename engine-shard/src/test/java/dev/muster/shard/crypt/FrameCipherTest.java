// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.muster.reference.SeededTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class FrameCipherTest {

  private static final Path PAGE = Path.of("..", "docs", "formats", "encryption.md");
  private static final UUID DIRECTORY = UUID.fromString("01234567-89ab-cdef-fedc-ba9876543210");

  private final TestKeys keys = TestKeys.of(7);
  private final FrameCipher cipher = new FrameCipher(keys, DIRECTORY);

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** Any payload, in any parts, on the heap or not, comes back as it was. */
  @SeededTest
  void open_givesWhatWasSealed(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    long epoch = random.nextLong(1L << random.nextInt(1, 63));
    List<ByteBuffer> parts = new ArrayList<>();
    ByteBuffer whole = ByteBuffer.allocate(1 << 20);
    for (int count = random.nextInt(6); count > 0; count--) {
      byte[] content = new byte[random.nextInt(1 << random.nextInt(1, 17))];
      random.nextBytes(content);
      int skipped = random.nextInt(3);
      ByteBuffer part =
          random.nextBoolean()
              ? ByteBuffer.allocate(skipped + content.length)
              : ByteBuffer.allocateDirect(skipped + content.length);
      part.position(skipped).put(content).position(skipped);
      parts.add(random.nextBoolean() ? part : part.asReadOnlyBuffer());
      whole.put(content);
    }
    whole.flip();

    ByteBuffer sealed = cipher.seal(epoch, parts.toArray(ByteBuffer[]::new));

    assertThat(sealed.remaining()).isEqualTo(whole.remaining() + FrameCipher.overheadBytes());
    assertThat(parts.stream().mapToInt(ByteBuffer::remaining).sum()).isEqualTo(whole.remaining());
    FrameCipher reader = new FrameCipher(TestKeys.of(7), DIRECTORY);
    assertThat(array(reader.open(epoch, sealed.duplicate()))).isEqualTo(array(whole));
    assertThat(array(cipher.open(epoch, sealed))).isEqualTo(array(whole));
    assertThat(sealed.hasRemaining()).isFalse();
  }

  @Test
  void seal_isWhatThePageSays() throws Exception {
    FrameCipher seeded = new FrameCipher(pageKeys(), DIRECTORY, new SeededSecureRandom(1));

    byte[] sealed = array(seeded.seal(65_543, bytes("mus"), bytes("ter")));

    String page = Files.readString(PAGE);
    int begin = page.indexOf("```hex\n") + "```hex\n".length();
    StringBuilder digits = new StringBuilder();
    for (String line : page.substring(begin, page.indexOf("```", begin)).split("\n")) {
      assertThat(Integer.parseInt(line.substring(0, 4), 16)).isEqualTo(digits.length() / 2);
      digits.append(line.substring(4).replace(" ", ""));
    }
    assertThat(HexFormat.of().formatHex(sealed)).isEqualTo(digits.toString());
    assertThat(openedByHand(sealed)).isEqualTo("muster");
  }

  /** The bytes 0 to 31, number 7. */
  private static TestKeys pageKeys() {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) i;
    }
    return new TestKeys().with(7, key);
  }

  /** The page in Java, with nothing of the code it describes. */
  private static String openedByHand(byte[] sealed) throws Exception {
    byte[] directory = HexFormat.of().parseHex("efcdab89674523011032547698badcfe");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(pageKeys().key(7), "HmacSHA256"));
    mac.update(bytes("muster journal"));
    mac.update(directory);
    byte[] key = mac.doFinal(new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(128, sealed, 5, 12));
    gcm.updateAAD(directory);
    gcm.updateAAD(new byte[] {7, 0, 1, 0, 0, 0, 0, 0});
    gcm.updateAAD(new byte[] {1, 7, 0, 0, 0});
    return new String(gcm.doFinal(sealed, 17, sealed.length - 17), StandardCharsets.US_ASCII);
  }

  @Test
  void open_refusesEveryFlippedBit() {
    byte[] good = array(cipher.seal(5, bytes("muster")));
    for (int bit = 0; bit < 8 * good.length; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << (bit % 8));
      int at = bit / 8;
      // Another number of a key is a key that is not here, or no number.
      Class<? extends IOException> expected =
          at >= 1 && at < 5 && bit != 8 * 5 - 1
              ? WrongKeyException.class
              : NotAuthenticException.class;
      assertThatExceptionOfType(expected).isThrownBy(() -> cipher.open(5, ByteBuffer.wrap(bad)));
    }
  }

  @Test
  void open_refusesAnotherLength() {
    byte[] good = array(cipher.seal(5, bytes("muster")));
    for (int length = 0; length < good.length + 20; length++) {
      byte[] bad = Arrays.copyOf(good, length);
      if (length != good.length) {
        assertThatExceptionOfType(NotAuthenticException.class)
            .isThrownBy(() -> cipher.open(5, ByteBuffer.wrap(bad)));
      }
    }
    assertThatExceptionOfType(NotAuthenticException.class)
        .isThrownBy(() -> cipher.open(5, ByteBuffer.allocate(32)))
        .withMessage("the payload of epoch 5 is not authentic: it has 32 bytes");
  }

  /** An epoch with which it shares the key, too. */
  @Test
  void open_refusesWhatWasSealedElsewhere() {
    ByteBuffer sealed = cipher.seal(5, bytes("muster"));
    FrameCipher other = new FrameCipher(keys, new UUID(1, 2));

    for (long epoch : new long[] {4, 6, 5 + (1 << 16), 0}) {
      assertThatExceptionOfType(NotAuthenticException.class)
          .isThrownBy(() -> cipher.open(epoch, sealed.duplicate()))
          .withMessageContaining("the payload of epoch " + epoch + " is not authentic");
    }
    assertThatExceptionOfType(NotAuthenticException.class)
        .isThrownBy(() -> other.open(5, sealed.duplicate()));
  }

  @Test
  void open_saysWhatItCannotRead() {
    byte[] good = array(cipher.seal(5, bytes("muster")));
    byte[] newer = good.clone();
    newer[0] = 2;
    byte[] negative = good.clone();
    negative[4] = (byte) 0x80;

    assertThatExceptionOfType(NotAuthenticException.class)
        .isThrownBy(() -> cipher.open(5, ByteBuffer.wrap(newer)))
        .withMessage("the payload of epoch 5 is not authentic: version 1 is read here, found 2");
    assertThatExceptionOfType(NotAuthenticException.class)
        .isThrownBy(() -> cipher.open(5, ByteBuffer.wrap(negative)))
        .withMessage("the payload of epoch 5 is not authentic: it names key -2147483641");
    FrameCipher others = new FrameCipher(TestKeys.of(8), DIRECTORY);
    assertThatExceptionOfType(WrongKeyException.class)
        .isThrownBy(() -> others.open(5, ByteBuffer.wrap(good)))
        .withMessage("the payload of epoch 5 is encrypted under key 7: it is not on the key ring")
        .matches(wrong -> wrong.keyId() == 7)
        .matches(wrong -> wrong.encrypted().equals("the payload of epoch 5"));
    FrameCipher wrong = new FrameCipher(TestKeys.of(7).with(7, TestKeys.bytes(8)), DIRECTORY);
    assertThatExceptionOfType(NotAuthenticException.class)
        .isThrownBy(() -> wrong.open(5, ByteBuffer.wrap(good)))
        .withMessage(
            "the payload of epoch 5 is not authentic: it was changed, or written under another key"
                + " 7");
  }

  @Test
  void rotation_readsWhatWasWrittenUnderEarlierKeys() throws IOException {
    ByteBuffer first = cipher.seal(1, bytes("one"));
    keys.with(8, TestKeys.bytes(8));
    ByteBuffer second = cipher.seal(2, bytes("two"));
    keys.with(7, TestKeys.bytes(7));
    ByteBuffer third = cipher.seal(1L << 16, bytes("three"));

    assertThat(first.get(1)).isEqualTo((byte) 7);
    assertThat(second.get(1)).isEqualTo((byte) 8);
    assertThat(cipher.open(1, first)).isEqualTo(bytes("one"));
    assertThat(cipher.open(2, second)).isEqualTo(bytes("two"));
    assertThat(cipher.open(1L << 16, third)).isEqualTo(bytes("three"));
  }

  /** The same payload of the same epoch never looks alike. */
  @Test
  void seal_drawsANonceEachTime() {
    Set<ByteBuffer> nonces = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      nonces.add(cipher.seal(5, bytes("muster")).slice(5, 12));
    }
    assertThat(nonces).hasSize(1_000);
  }

  @Test
  void seal_refusesWhatIsNoKey() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new FrameCipher(new TestKeys(), DIRECTORY).seal(1))
        .withMessage("number of a key must be in [1, 2147483647], number=0");
    assertThatIllegalStateException()
        .isThrownBy(() -> new FrameCipher(TestKeys.of(3).without(3), DIRECTORY).seal(1))
        .withMessage("the current key must be on the key ring, number=3");
    assertThatIllegalStateException()
        .isThrownBy(() -> new FrameCipher(keys.with(3, new byte[16]), DIRECTORY).seal(1))
        .withMessage("a key must have 32 bytes, number=3, bytes=16");
    assertThatIllegalStateException()
        .isThrownBy(() -> new FrameCipher(keys.with(3, new byte[32]), DIRECTORY).seal(1))
        .withMessage("a key must not be all zeros, number=3");
  }

  @Test
  void seal_refusesWhatIsNoFrame() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cipher.seal(-1))
        .withMessage("epoch must not be negative, epoch=-1");
    ByteBuffer[] parts = new ByteBuffer[2_048];
    Arrays.fill(parts, ByteBuffer.allocate(1 << 20));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cipher.seal(1, parts))
        .withMessage("an encrypted payload must have at most 2147483647 bytes, bytes=2147483681");
  }

  @Test
  void toString_showsNoKey() {
    cipher.seal(1, bytes("muster"));

    assertThat(cipher).hasToString("FrameCipher[directoryId=" + DIRECTORY + "]");
  }

  /** Callers keep their keys. */
  @Test
  void seal_leavesTheKeyAsItIs() {
    cipher.seal(1, bytes("muster"));

    assertThat(keys.key(7)).isEqualTo(TestKeys.bytes(7));
  }
}

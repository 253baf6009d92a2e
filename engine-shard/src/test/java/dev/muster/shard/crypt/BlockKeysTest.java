// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BlockKeysTest {

  private static final byte[] SALT = new byte[32];
  private static final byte[] OTHER_SALT = TestKeys.bytes(99);

  @Test
  void cipher_opensWhatItsTwinSealed() throws WrongKeyException {
    BlockKeys keys = new BlockKeys(TestKeys.of(7));
    BlockCipher writing = keys.toWrite(SALT);
    byte[] block = Arrays.copyOf(new byte[] {1, 2, 3}, 19);
    writing.seal(5, new byte[] {9}, block, 3);
    BlockCipher reading = keys.toRead("a", 7, SALT, writing.keyCheck());
    byte[] content = new byte[3];

    assertThat(reading.open(6, new byte[] {9}, block, 3, content)).isFalse();
    assertThat(reading.open(5, new byte[] {8}, block, 3, content)).isFalse();
    assertThat(reading.open(5, new byte[] {9}, block, 3, content)).isTrue();
    assertThat(content).containsExactly(1, 2, 3);
  }

  /** Else the nonces, which are numbers of blocks, would be used again under one key. */
  @Test
  void salts_makeKeysOfTheirOwn() {
    BlockKeys keys = new BlockKeys(TestKeys.of(7));
    byte[] block = new byte[19];
    byte[] other = new byte[19];

    keys.toWrite(SALT).seal(0, new byte[0], block, 3);
    keys.toWrite(OTHER_SALT).seal(0, new byte[0], other, 3);

    assertThat(Arrays.copyOf(block, 3)).isNotEqualTo(Arrays.copyOf(other, 3));
    assertThat(keys.toWrite(SALT).keyCheck()).isNotEqualTo(keys.toWrite(OTHER_SALT).keyCheck());
  }

  @Test
  void toRead_refusesAnotherKey() {
    byte[] check = new BlockKeys(TestKeys.of(7)).toWrite(SALT).keyCheck();
    BlockKeys other = new BlockKeys(new TestKeys().with(7, TestKeys.bytes(8)));

    assertThatExceptionOfType(WrongKeyException.class)
        .isThrownBy(() -> other.toRead("a", 7, SALT, check))
        .withMessage("a is encrypted under key 7: the key ring has another key of that number");
    assertThatExceptionOfType(WrongKeyException.class)
        .isThrownBy(() -> other.toRead("a", 6, SALT, check))
        .withMessage("a is encrypted under key 6: it is not on the key ring");
  }

  @Test
  void toWrite_refusesWhatIsNoKey() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new BlockKeys(TestKeys.of(-1)).toWrite(SALT))
        .withMessage("number of a key must be in [1, 2147483647], number=-1");
    assertThatIllegalStateException()
        .isThrownBy(() -> new BlockKeys(new TestKeys().with(3, new byte[33])).toWrite(SALT))
        .withMessage("a key must have 32 bytes, number=3, bytes=33");
  }

  @Test
  void toString_showsNoKey() {
    BlockKeys keys = new BlockKeys(TestKeys.of(7));

    assertThat(keys).hasToString("BlockKeys");
    assertThat(keys.toWrite(SALT)).hasToString("BlockCipher[keyId=7]");
  }
}

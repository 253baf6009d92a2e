// SPDX-License-Identifier: Apache-2.0
package dev.muster.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XxHash64Test {

  /** Values that other implementations give. */
  @ParameterizedTest
  @CsvSource({
    "'', EF46DB3751D8E999",
    "a, D24EC4F1A98C6E5B",
    "abc, 44BC2CF5AD770999",
    "Nobody inspects the spammish repetition, FBCEA83C8A378BF1"
  })
  void hash_isThatOfTheSpecification(String text, String hex) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    long hash = XxHash64.of(bytes, 0, bytes.length, 0);

    assertThat(Long.toHexString(hash).toUpperCase(Locale.ROOT)).isEqualTo(hex);
  }

  @Test
  void seed_changesTheHash() {
    assertThat(XxHash64.of(new byte[0], 0, 0, 2_654_435_761L)).isEqualTo(0xAC75_FDA2_929B_17EFL);
  }

  @Test
  void offset_doesNotShow() {
    byte[] bytes = new byte[100];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    for (int length = 0; length <= 70; length++) {
      byte[] copy = Arrays.copyOfRange(bytes, 13, 13 + length);

      assertThat(XxHash64.of(bytes, 13, length, 7)).isEqualTo(XxHash64.of(copy, 0, length, 7));
    }
  }

  /** XxHash64 over bytes, not text: anything with the sign bit set must not be sign-extended. */
  @Test
  void everyByte_counts() {
    byte[] bytes = new byte[70];
    for (int length = 1; length <= bytes.length; length++) {
      long plain = XxHash64.of(bytes, 0, length, 0);
      for (int i = 0; i < length; i++) {
        bytes[i] = -1;
        assertThat(XxHash64.of(bytes, 0, length, 0)).isNotEqualTo(plain);
        bytes[i] = 0;
      }
    }
  }
}

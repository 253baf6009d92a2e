// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ByteHashTest {

  /** Where profiles live depends on it: these values must never change. */
  @Test
  void hash_isTheSameForEver() {
    Map<String, Long> golden =
        Map.of(
            "", 0xB46026EA772FDB0EL,
            "a", 0xEF702DA5DBF3FC39L,
            "ana", 0xF0D9EFC53427D730L,
            "12345678", 0xCBE70BBF304A10B4L,
            "123456789", 0x639172DC437D0F89L,
            "customer-0000000042", 0x08A3C12D60BC78A4L,
            "Łódź 😀", 0x1AA95D24D1636C1DL);

    golden.forEach((text, hash) -> assertThat(hash(text)).as(text).isEqualTo(hash));
  }

  @Test
  void hash_looksAtItsSliceOnly() {
    byte[] padded = "xxcustomer-42yy".getBytes(StandardCharsets.UTF_8);

    assertThat(ByteHash.of(padded, 2, 11)).isEqualTo(hash("customer-42"));
  }

  @Test
  void hash_tellsLengthsApart() {
    Set<Long> hashes = new HashSet<>();
    for (int length = 0; length < 300; length++) {
      hashes.add(ByteHash.of(new byte[300], 0, length));
    }
    assertThat(hashes).hasSize(300);
  }

  /** Every part of the hash that something is chosen by spreads running numbers evenly. */
  @Test
  void hash_spreadsRunningNumbers() {
    int[] high = new int[16];
    int[] low = new int[16];
    int[] middle = new int[16];
    Set<Long> hashes = new HashSet<>();
    for (int i = 0; i < 64_000; i++) {
      long hash = hash("customer-" + i);
      hashes.add(hash);
      high[(int) (hash >>> 60)]++;
      middle[(int) (hash >>> 32) & 15]++;
      low[(int) hash & 15]++;
    }
    assertThat(hashes).hasSize(64_000);
    for (int[] counts : new int[][] {high, middle, low}) {
      // 4,000 expected, with a standard deviation of 61.
      assertThat(Arrays.stream(counts).boxed()).allMatch(count -> 3_600 < count && count < 4_400);
    }
  }

  @Test
  void oneBitOfInput_changesAboutHalfTheBits() {
    byte[] bytes = "customer-0000000042".getBytes(StandardCharsets.UTF_8);
    long original = ByteHash.of(bytes, 0, bytes.length);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      long changed = ByteHash.of(bytes, 0, bytes.length);
      bytes[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(Long.bitCount(original ^ changed)).as("bit %d", bit).isBetween(12, 52);
    }
  }

  private static long hash(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteHash.of(bytes, 0, bytes.length);
  }
}

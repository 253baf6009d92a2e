// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WideLongTest {

  private static final List<BigInteger> NUMBERS =
      Stream.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 0xFFFF_FFFFL, 1L << 40)
          .map(BigInteger::valueOf)
          .flatMap(number -> Stream.of(number, number.shiftLeft(40), number.shiftLeft(63)))
          .toList();

  @Test
  void halves_makeTheNumber() {
    for (BigInteger number : NUMBERS) {
      long high = WideLong.high(number);
      long low = WideLong.low(number);

      assertThat(WideLong.toBigInteger(high, low)).isEqualTo(number);
      assertThat(WideLong.isNarrow(high, low)).isEqualTo(number.bitLength() < 64);
    }
  }

  @Test
  void order_isThatOfTheNumbers() {
    for (BigInteger one : NUMBERS) {
      for (BigInteger other : NUMBERS) {
        int order =
            WideLong.compare(
                WideLong.high(one), WideLong.low(one), WideLong.high(other), WideLong.low(other));

        assertThat(Integer.signum(order)).isEqualTo(one.compareTo(other));
      }
    }
  }

  @Test
  void number_thatDoesNotFitIsRefused() {
    BigInteger large = BigInteger.ONE.shiftLeft(127);

    assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> WideLong.high(large));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MemberBytesTest {

  /** Regimes: neighbours, gaps around those that take a byte more, the largest numbers. */
  @SeededTest
  void numbers_comeBackAsASortedSetHasThem(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    int bound = choice.of(List.of(3, 130, 300, 20_000, 3_000_000, Integer.MAX_VALUE));
    TreeSet<Integer> model = new TreeSet<>();
    for (int i = choice.below(30); i > 0; i--) {
      model.add(choice.below(bound));
    }
    int[] numbers = model.stream().mapToInt(number -> number).toArray();
    byte[] bytes = new byte[7 + numbers.length * MemberBytes.NUMBER_MAX];

    byte[] written = new byte[bytes.length];
    int length = MemberBytes.write(numbers, numbers.length, written);
    System.arraycopy(written, 0, bytes, 7, length);

    assertThat(MemberBytes.all(bytes, 7, length)).isEqualTo(numbers);
    assertThat(MemberBytes.count(bytes, 7, length)).isEqualTo(numbers.length);
    List<Integer> met = new ArrayList<>();
    int last = MemberBytes.forEach(bytes, 7, length, met::add);
    assertThat(met).containsExactlyElementsOf(model);
    assertThat(last).isEqualTo(model.isEmpty() ? -1 : model.last());
    for (int i = 0; i < 50; i++) {
      int[] asked = {near(choice, numbers, bound), near(choice, numbers, bound)};
      boolean first = model.contains(asked[0]);
      boolean second = model.contains(asked[1]);
      assertThat(MemberBytes.hasAny(bytes, 7, length, asked)).isEqualTo(first || second);
      assertThat(MemberBytes.hasAll(bytes, 7, length, asked)).isEqualTo(first && second);
    }
  }

  private static int near(RandomChoice choice, int[] numbers, int bound) {
    return numbers.length == 0 || choice.chance(20)
        ? choice.below(bound)
        : Math.max(0, numbers[choice.below(numbers.length)] - choice.below(2));
  }

  @Test
  void numbersThatLieClose_takeAByteEach() {
    byte[] bytes = new byte[20];

    assertThat(MemberBytes.write(new int[] {0, 1, 128, 256}, 4, bytes)).isEqualTo(4);
    assertThat(MemberBytes.write(new int[] {0, 129}, 2, bytes)).isEqualTo(3);
  }
}

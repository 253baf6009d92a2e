// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodePostingsTest {

  @ParameterizedTest(name = "seed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void events_areThoseThatHaveTheCode(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      int count = round == 0 ? 1 << 16 : 128 + random.nextInt(2_000);
      int codes = 17 + random.nextInt(240);
      long least = seed == 1 ? Long.MAX_VALUE - codes + 1 : random.nextInt(2_000) - 1_000;
      long[] values = random.longs(count, 0, codes).map(code -> least + code).toArray();
      values[0] = least;
      values[count - 1] = least + codes - 1;
      long[] presence = random.nextBoolean() ? null : random.longs((count >>> 6) + 2).toArray();

      CodePostings postings = CodePostings.of(PackedLongs.of(values, count), presence, count);

      assertThat(postings).isNotNull();
      for (int code = -2; code < codes + 2; code++) {
        long wanted = least + code;
        char[] listed =
            Arrays.copyOfRange(postings.events(), postings.from(wanted), postings.to(wanted));
        assertThat(toList(listed))
            .as("code %d of %d from %d", code, codes, least)
            .isEqualTo(code < 0 || code >= codes ? List.of() : having(values, presence, wanted));
      }
    }
  }

  private static List<Integer> having(long[] values, long @Nullable [] presence, long wanted) {
    List<Integer> events = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] == wanted && (presence == null || (presence[i >>> 6] >>> i & 1) != 0)) {
        events.add(i);
      }
    }
    return events;
  }

  private static List<Integer> toList(char[] events) {
    List<Integer> list = new ArrayList<>();
    for (char event : events) {
      list.add((int) event);
    }
    return list;
  }

  @Test
  void thereAreNone_ofFewEventsFewCodesOrMany() {
    assertThat(postings(127, 100)).isNull();
    assertThat(postings(128, 100)).isNotNull();
    assertThat(postings((1 << 16) + 1, 100)).isNull();
    assertThat(postings(1_000, 16)).isNull();
    assertThat(postings(1_000, 17)).isNotNull();
    assertThat(postings(1_000, 256)).isNotNull();
    assertThat(postings(1_000, 257)).isNull();
    long[] apart = new long[200];
    apart[0] = Long.MIN_VALUE;
    apart[1] = Long.MAX_VALUE;
    assertThat(CodePostings.of(PackedLongs.of(apart, 200), null, 200)).isNull();
  }

  private static @Nullable CodePostings postings(int count, int codes) {
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = i % codes;
    }
    return CodePostings.of(PackedLongs.of(values, count), null, count);
  }
}

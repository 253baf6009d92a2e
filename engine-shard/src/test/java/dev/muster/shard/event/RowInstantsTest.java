// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.shard.scan.RowMask;
import org.junit.jupiter.api.Test;

class RowInstantsTest {

  private static final char[] ROW = {7};

  private final RowInstants instants = new RowInstants();

  /** So much time that it is counted anew several times. */
  @Test
  void begin_forgetsEverythingHoweverMuchTimeHasBeenCounted() {
    long range = RowInstants.RANGE_MAX;
    for (int i = 0; i < 20_000; i++) {
      instants.begin(-range / 2, range / 2, range, 0);
      assertThat(isFound(range / 2)).isFalse();

      instants.take(-range / 2, ROW, 0, 1, new long[] {i - range / 2});
      assertThat(isFound(range / 2)).isTrue();
    }
  }

  @Test
  void find_takesTheEdgesOfTheTimeAllowed() {
    instants.begin(0, 1_000, 100, 1);
    instants.take(0, ROW, 0, 1, new long[] {500});

    assertThat(isFound(500)).isFalse();
    assertThat(isFound(501)).isTrue();
    assertThat(isFound(600)).isTrue();
    assertThat(isFound(601)).isFalse();
  }

  @Test
  void find_leavesInDoubtOnlyWhatLiesBetweenTwoOfOneSlice() {
    instants.begin(0, 1_000, 10, 0);
    instants.take(0, ROW, 0, 1, new long[] {300});
    instants.take(0, ROW, 0, 1, new long[] {100});
    assertThat(isFound(200)).isFalse();
    assertThat(instants.doubtfulCount()).isOne();
    assertThat(instants.doubtfulTime(0)).isEqualTo(200);

    instants.take(400, ROW, 0, 1, new long[] {600});

    assertThat(isFound(500)).isFalse();
    assertThat(instants.doubtfulCount()).isZero();
  }

  private boolean isFound(long time) {
    long[] found = RowMask.create();
    instants.find(ROW, 0, 1, new long[] {time}, found);
    return RowMask.contains(found, ROW[0]);
  }
}

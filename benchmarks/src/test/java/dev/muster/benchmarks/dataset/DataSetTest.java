// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The data set has the distributions that its documentation states. */
class DataSetTest {

  private static final int PROFILES = 20_000;
  private static final int EVENTS = 200_000;

  private final DataSet data = DataSet.of(PROFILES, EVENTS);

  @Test
  void of_drawsTheSameAgain() {
    DataSet again = DataSet.of(PROFILES, EVENTS);

    assertThat(texts(again)).isEqualTo(texts(data));
  }

  private static List<String> texts(DataSet data) {
    List<String> texts = new ArrayList<>();
    IntStream.range(0, PROFILES).forEach(i -> texts.add(data.update(i).toString()));
    IntStream.range(0, EVENTS).forEach(i -> texts.add(data.event(i).toString()));
    return texts;
  }

  @Test
  void customers_areDistributedAsStated() {
    assertThat(partOfProfiles(profile -> data.country(profile) == 0)).isCloseTo(0.23, within(0.01));
    assertThat(partOfProfiles(profile -> data.country(profile) == 3)).isCloseTo(0.06, within(0.01));
    assertThat(partOfProfiles(profile -> data.plan(profile) == 0)).isCloseTo(0.70, within(0.01));
    assertThat(partOfProfiles(profile -> data.plan(profile) == 2)).isCloseTo(0.08, within(0.01));
    assertThat(partOfProfiles(profile -> data.lifetimeCents(profile) == DataSet.MISSING))
        .isCloseTo(0.10, within(0.01));
    assertThat(partOfProfiles(profile -> data.lifetimeCents(profile) >= 1_000))
        .isCloseTo(0.45, within(0.01));
  }

  @Test
  void events_areDistributedAsStated() {
    double purchases =
        IntStream.range(0, EVENTS).filter(data::isPurchase).count() / (double) EVENTS;
    assertThat(purchases).isCloseTo(0.20, within(0.01));
    long[] times = IntStream.range(0, EVENTS).mapToLong(data::epochMillis).toArray();
    assertThat(times).isSorted();
    assertThat(DataSet.END.toEpochMilli() - times[EVENTS / 2])
        .isCloseTo(DataSet.DAYS * 86_400_000L / 2, within(86_400_000L));
    assertThat(times[EVENTS - 1]).isLessThan(DataSet.END.toEpochMilli());
  }

  @Test
  void activity_isSkewedAsStated() {
    int[] counts = new int[PROFILES];
    for (int event = 0; event < EVENTS; event++) {
      counts[data.profile(event)]++;
    }
    Arrays.sort(counts);

    assertThat(ofMostActive(counts, 0.01)).isCloseTo(0.10, within(0.01));
    // Ten events a customer: who is among the most active is partly luck, and luck adds a little.
    assertThat(ofMostActive(counts, 0.25)).isCloseTo(0.50, within(0.03));
  }

  private static double ofMostActive(int[] ascending, double part) {
    int from = (int) (PROFILES * (1 - part));
    return IntStream.range(from, PROFILES).mapToLong(i -> ascending[i]).sum() / (double) EVENTS;
  }

  private double partOfProfiles(IntPredicate test) {
    return IntStream.range(0, PROFILES).filter(test).count() / (double) PROFILES;
  }
}

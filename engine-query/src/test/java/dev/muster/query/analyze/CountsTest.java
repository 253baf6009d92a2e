// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.analysis.AnalysisTooLargeException;
import dev.muster.analysis.Breakdown;
import dev.muster.analysis.CrossTabulation;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.SeededTest;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.StringAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What breakdowns count with, against plain maps.
 *
 * <p>Regimes: codes small and large, around the edge between the two, and negative; few codes, so
 * that they repeat, and many; counts that tie.
 */
class CountsTest {

  @SeededTest
  void codes_areCountedLikeInAMap(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    Map<Long, Long> expected = new TreeMap<>();
    CodeCounts total = new CodeCounts();
    for (int worker = 0; worker < 3; worker++) {
      CodeCounts own = new CodeCounts();
      for (int i = choice.below(2_000); i > 0; i--) {
        long code = code(choice);
        long count = choice.between(1, 3);
        own.add(code, count);
        expected.merge(code, count, Long::sum);
      }
      total.addAll(own);
    }

    Map<Long, Long> found = new TreeMap<>();
    total.forEach((code, count) -> assertThat(found.put(code, count)).isNull());

    assertThat(found).isEqualTo(expected);
    assertThat(total.get(12_345_678)).isZero();
    expected.forEach((code, count) -> assertThat(total.get(code)).isEqualTo(count));
  }

  private static long code(RandomChoice choice) {
    return switch (choice.below(4)) {
      case 0 -> choice.below(10);
      case 1 -> choice.between(65_530, 65_540);
      case 2 -> choice.below(70_000);
      default -> choice.of(List.of(-1L, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40));
    };
  }

  @SeededTest
  void combinations_areCountedLikeInAMap(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    int places = choice.between(2, 4);
    Map<List<Long>, Long> expected = new HashMap<>();
    CombinationCounts total = unlimited(places);
    for (int worker = 0; worker < 3; worker++) {
      CombinationCounts own = unlimited(places);
      for (int i = choice.below(500); i > 0; i--) {
        int[] numbers = new int[places];
        Long[] codes = new Long[places];
        for (int place = 0; place < places; place++) {
          if (choice.chance(80)) {
            codes[place] = choice.chance(50) ? choice.below(3) : code(choice);
            numbers[place] = own.number(place, codes[place]);
          }
        }
        own.add(numbers, 1);
        expected.merge(Arrays.asList(codes), 1L, Long::sum);
      }
      total.addAll(own);
    }

    Map<List<Long>, Long> found = new HashMap<>();
    int[] numbers = new int[places];
    for (int i = 0; i < total.size(); i++) {
      total.numbers(i, numbers);
      Long[] codes = new Long[places];
      for (int place = 0; place < places; place++) {
        codes[place] = numbers[place] == 0 ? null : total.code(place, numbers[place]);
      }
      found.put(Arrays.asList(codes), total.count(i));
    }

    assertThat(found).isEqualTo(expected).hasSize(total.size());
  }

  /** In whatever order codes are offered, the list is the beginning of all of them sorted. */
  @SeededTest
  void top_isTheBeginningOfAllSorted(long seed) {
    RandomChoice choice = new RandomChoice(seed);
    int size = choice.between(1, 12);
    Map<String, Long> counts = new TreeMap<>();
    for (int i = choice.below(40); i > 0; i--) {
      counts.put(Integer.toString(choice.below(100)), choice.between(1L, 3L));
    }
    TopCounts<String> top = new TopCounts<>(size, Long::toString, Comparator.naturalOrder());
    List<String> offered = new ArrayList<>(counts.keySet());
    while (!offered.isEmpty()) {
      String value = offered.remove(choice.below(offered.size()));
      top.offer(Long.parseLong(value), counts.get(value));
    }

    List<String> sorted = new ArrayList<>(counts.keySet());
    sorted.sort(
        Comparator.<String, Long>comparing(counts::get)
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    int kept = Math.min(size, sorted.size());

    assertThat(top.top().stream().map(top::value)).isEqualTo(sorted.subList(0, kept));
    assertThat(top.rest())
        .isEqualTo(
            new Breakdown.Rest(
                sorted.size() - kept,
                sorted.subList(kept, sorted.size()).stream().mapToLong(counts::get).sum()));
  }

  @Test
  void top_decodesOnlyWhatItMust() {
    List<Long> decoded = new ArrayList<>();
    TopCounts<Long> top =
        new TopCounts<>(
            2,
            code -> {
              decoded.add(code);
              return code;
            },
            Comparator.naturalOrder());
    for (long code = 1; code <= 100; code++) {
      top.offer(code, code);
    }

    assertThat(top.top().stream().map(top::value)).containsExactly(100L, 99L);
    assertThat(decoded).containsExactly(100L, 99L);
  }

  private static CombinationCounts unlimited(int places) {
    return new CombinationCounts(places, Integer.MAX_VALUE, IllegalStateException::new);
  }

  @Test
  void combinations_areLimited_byWorkerAndTogether() {
    CrossTabulationAnalyzer analyzer =
        new CrossTabulationAnalyzer(
            CrossTabulation.of(LongAttribute.of("age"), StringAttribute.of("plan")), List.of());
    CombinationCounts counts = new CombinationCounts(2, 2, analyzer::tooMany);
    CombinationCounts other = new CombinationCounts(2, 2, analyzer::tooMany);
    counts.add(new int[] {0, 0}, 1);
    counts.add(new int[] {counts.number(0, 7), 0}, 1);
    other.add(new int[] {0, other.number(1, 7)}, 1);

    counts.add(new int[] {counts.number(0, 7), 0}, 1);
    assertThat(counts.size()).isEqualTo(2);
    assertThatExceptionOfType(AnalysisTooLargeException.class)
        .isThrownBy(() -> counts.add(new int[] {0, counts.number(1, 7)}, 1))
        .withMessage(
            "a cross tabulation may have at most 1000000 combinations that occur,"
                + " attributes=[age, plan]");
    CombinationCounts total = new CombinationCounts(2, 2, analyzer::tooMany);
    total.addAll(other);
    assertThatExceptionOfType(AnalysisTooLargeException.class)
        .isThrownBy(() -> total.addAll(counts));
  }
}

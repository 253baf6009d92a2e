// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bodies of benchmarks that compare ways to do the same, run once each on little data, come to
 * the same: what lost did not lose because it did something else.
 */
class MechanismBodiesTest {

  /** With the tail alone, with runs, and with rows of more events than are asked for. */
  @ParameterizedTest
  @ValueSource(ints = {9_000, 40_000, 120_000})
  void rowCount_isTheSameEachWay(int events) {
    RowCountBenchmark benchmark = new RowCountBenchmark();
    benchmark.events = events;
    benchmark.fill();

    assertThat(benchmark.chunk.count()).isEqualTo(events);
    int found = benchmark.bytes();
    assertThat(found).isPositive();
    assertThat(benchmark.ints()).isEqualTo(found);
    assertThat(benchmark.sorted()).isEqualTo(found);
    assertThat(benchmark.merged()).isEqualTo(found);
    assertThat(benchmark.hashed()).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(ints = {9_000, 40_000, 120_000})
  void rowSum_isTheSameEachWay(int events) {
    RowSumBenchmark benchmark = new RowSumBenchmark();
    benchmark.events = events;
    benchmark.fill();

    int found = benchmark.bigDecimals();
    assertThat(found).isPositive();
    assertThat(benchmark.inPlace()).isEqualTo(found);
    assertThat(benchmark.inPlaceLongs()).isEqualTo(found);
    assertThat(benchmark.gatheredByRow()).isEqualTo(found);
  }

  @ParameterizedTest
  @EnumSource
  void valuePostings_areTheRowsThatAScanFinds(ValuePostingsBenchmark.Asked asked) {
    ValuePostingsBenchmark benchmark = new ValuePostingsBenchmark();
    benchmark.asked = asked;
    benchmark.fill();

    long found = benchmark.scan();
    assertThat(found).isPositive();
    // Not negative, either, which would mean that it is not known without looking.
    assertThat(benchmark.count()).isEqualTo(found);
    assertThat(benchmark.postings()).isEqualTo(found);
    assertThat(benchmark.roaringCount()).isEqualTo(found);
    assertThat(benchmark.roaringUnion()).isEqualTo(found);
  }

  @Test
  void identifier_isFoundUnderItsNumber() {
    IdentifierBenchmark benchmark = new IdentifierBenchmark();
    benchmark.identifiers = 5_000;
    benchmark.fill();

    List<Integer> expected = new ArrayList<>();
    List<Integer> inTable = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      expected.add(benchmark.expected());
      inTable.add(benchmark.table());
    }
    benchmark.rewind();
    List<Integer> inMap = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      inMap.add(benchmark.map());
    }

    assertThat(inTable).isEqualTo(expected);
    assertThat(inMap).isEqualTo(expected);
    assertThat(IdentifierBenchmark.text(0)).hasSize(16);
  }

  @Test
  void manySegments_areCountedTheSameInOnePass() {
    ManySegmentsBenchmark benchmark = new ManySegmentsBenchmark();
    benchmark.segments = 50;
    load(benchmark);

    List<Long> together = benchmark.inOnePass();

    assertThat(together).hasSize(50).anyMatch(count -> count > 0);
    assertThat(benchmark.oneByOne()).isEqualTo(together);
    benchmark.close();
  }

  @Test
  void resultCache_changesNoCount() {
    ResultCacheBenchmark benchmark = new ResultCacheBenchmark();
    load(benchmark);

    assertThat(benchmark.off()).isPositive();
    for (int i = 0; i < 4; i++) {
      assertThat(benchmark.again()).isEqualTo(benchmark.off());
    }
    List<Long> off = new ArrayList<>();
    List<Long> cached = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      off.add(benchmark.changedOff());
      off.add(benchmark.neverAgainOff());
    }
    benchmark.rewind();
    for (int i = 0; i < 20; i++) {
      cached.add(benchmark.changed());
      cached.add(benchmark.neverAgain());
    }
    assertThat(cached).isEqualTo(off);
    assertThat(benchmark.cacheHits()).isPositive();
    benchmark.close();
  }

  private static void load(QueryBenchmark benchmark) {
    benchmark.profiles = 10_000;
    benchmark.events = 100_000;
    benchmark.shards = 1;
    benchmark.queryThreads = 1;
    benchmark.load();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.analysis.Analysis;
import dev.muster.analysis.Breakdown;
import dev.muster.analysis.CrossTabulation;
import dev.muster.analysis.Distribution;
import dev.muster.analysis.Rfm;
import dev.muster.analysis.RfmTransition;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Schema;
import dev.muster.value.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What holds for every analysis, whatever the data: one shard and many give the same answer, and
 * its parts add up to the audience.
 *
 * <p>Some thousands of profiles with a few events each, so that every worker sees several chunks.
 */
class AnalysisLawsTest {

  private static final int PROFILES = 2_000;
  private static final int QUESTIONS = 20;

  @SeededTest
  void answers_addUpAndDoNotDependOnShards(long seed) {
    RandomDomain domain = new RandomDomain(seed).orderedDoubles();
    Schema schema = domain.schema();
    Batch batch = Batch.of(crowd(domain, schema));
    try (SegmentationEngine one = engine(schema, 1, 1);
        SegmentationEngine many = engine(schema, 13, 2)) {
      one.ingest(batch);
      many.ingest(batch);
      for (int i = 0; i < QUESTIONS; i++) {
        Analysis<?> analysis = domain.analysis(schema);
        Predicate audience =
            domain.choice().chance(50) ? Predicate.everyone() : domain.predicate(schema, 1);
        Instant now = RandomDomain.BASE.plus(RandomDomain.FUTURE_MAX);

        Object answer = one.analyze(audience, analysis, now);

        assertThat(many.analyze(audience, analysis, now)).as("%s", analysis).isEqualTo(answer);
        checkAddsUp(answer, one.count(audience, now));
      }
    }
  }

  private static SegmentationEngine engine(Schema schema, int shards, int threads) {
    return SegmentationEngine.builder(schema)
        .clock(new ManualClock(RandomDomain.BASE))
        .shards(shards)
        .queryThreads(threads)
        .sealEvents(64)
        .open();
  }

  private static List<Operation> crowd(RandomDomain domain, Schema schema) {
    RandomChoice choice = domain.choice();
    List<Operation> operations = new ArrayList<>();
    for (int i = 0; i < PROFILES; i++) {
      ProfileId id = ProfileId.of("c" + i);
      operations.add(Retargeted.to(id, domain.update(schema)));
      for (int events = choice.below(8); events > 0; events--) {
        operations.add(Retargeted.to(id, domain.event(schema)));
      }
    }
    return operations;
  }

  private static void checkAddsUp(Object answer, long audience) {
    if (answer instanceof Breakdown.Result result) {
      assertThat(result.profiles()).isEqualTo(audience);
      result.parts().forEach(AnalysisLawsTest::checkAddsUp);
    } else if (answer instanceof CrossTabulation.Result result) {
      assertThat(result.profiles()).isEqualTo(audience);
      long listed = result.top().stream().mapToLong(CrossTabulation.Combination::profiles).sum();
      assertThat(listed + result.rest().count()).isEqualTo(audience);
    } else if (answer instanceof Distribution.Result<?> result) {
      checkAddsUp(result, audience);
    } else if (answer instanceof Rfm.Result result) {
      checkAddsUp(result, audience);
    } else if (answer instanceof RfmTransition.Result result) {
      assertThat(result.profiles().stream().flatMap(List::stream).mapToLong(Long::longValue).sum())
          .isEqualTo(audience);
    }
  }

  private static void checkAddsUp(Distribution.Result<?> result, long audience) {
    assertThat(result.count() + result.missing()).isEqualTo(audience);
    if (!result.buckets().isEmpty()) {
      long inside = result.buckets().stream().mapToLong(Distribution.Bucket::profiles).sum();
      assertThat(result.below() + inside + result.above()).isEqualTo(result.count());
    }
    for (Distribution.Percentile<?> percentile : result.percentiles()) {
      if (percentile.percent().signum() == 0) {
        assertThat(result.min().orElseThrow()).isEqualTo(percentile.value());
      } else if (percentile.percent().compareTo(BigDecimal.valueOf(100)) == 0) {
        assertThat(result.max().orElseThrow()).isEqualTo(percentile.value());
      }
    }
  }

  private static void checkAddsUp(Rfm.Result result, long audience) {
    assertThat(result.buyers() + result.withoutPurchase()).isEqualTo(audience);
    assertThat(result.cells().stream().mapToLong(Rfm.Cell::profiles).sum())
        .isEqualTo(result.buyers());
    for (Rfm.Group group : result.groups()) {
      List<Rfm.Cell> cells =
          result.cells().stream().filter(cell -> cell.group() == group.name()).toList();
      assertThat(cells.stream().mapToLong(Rfm.Cell::profiles).sum()).isEqualTo(group.profiles());
      assertThat(cells.stream().mapToLong(Rfm.Cell::purchases).sum()).isEqualTo(group.purchases());
    }
  }

  private static void checkAddsUp(Breakdown.Part part) {
    long found = part.rest().count();
    for (Breakdown.ValueCount value : part.top()) {
      assertThat(value.profiles()).isBetween(1L, value.count());
      found += value.count();
    }
    if (part.dimension().type().kind() != ValueType.Kind.STRING_SET) {
      assertThat(found + part.missing()).as("%s", part).isEqualTo(part.total());
    }
  }
}

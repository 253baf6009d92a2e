// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.analysis.Distribution;
import dev.muster.analysis.Quantity;
import dev.muster.analysis.Waterfall;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.BooleanAttribute;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import dev.muster.shard.epoch.UnpublishedReads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Four writers move money, a crown and a pair of events between profiles on different shards, one
 * batch a move; whatever is read or analyzed in one view must always add up.
 *
 * <p>The controls read the same engine without epochs, and each of the checks must catch that by
 * itself: otherwise it could not have seen anything.
 */
class ConsistencyTest {

  private static final LongAttribute BALANCE = LongAttribute.of("balance");
  private static final BooleanAttribute CROWNED = BooleanAttribute.of("crowned");
  private static final EventType GAVE = EventType.of("gave");
  private static final EventType TOOK = EventType.of("took");
  private static final Schema SCHEMA =
      Schema.builder().attributes(BALANCE, CROWNED).eventTypes(GAVE, TOOK).build();

  private static final int WRITERS = 4;
  private static final int PROFILES_PER_WRITER = 64;
  private static final long BALANCE_AT_START = 1_000;
  private static final long BALANCES = BALANCE_AT_START * WRITERS * PROFILES_PER_WRITER;
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** The whole of every profile, so that rows are many enough for value postings. */
  private static final int BYSTANDERS = 3_000;

  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicLong reads = new AtomicLong();

  @Test
  void everyView_addsUp() throws Exception {
    Check both =
        (view, random) -> {
          String violation = counts(view, random);
          return violation == null ? analyses(view, random) : violation;
        };

    List<String> violations = run(Duration.ofSeconds(20), SegmentationEngine::view, both, false);

    assertThat(violations).isEmpty();
    assertThat(reads.get()).isGreaterThan(100);
  }

  @Test
  void countsWithoutEpochs_doNotAddUp() throws Exception {
    assertThat(withoutEpochs(ConsistencyTest::counts)).isNotEmpty();
  }

  @Test
  void analysesWithoutEpochs_doNotAddUp() throws Exception {
    assertThat(withoutEpochs(ConsistencyTest::analyses)).isNotEmpty();
  }

  private List<String> withoutEpochs(Check check) throws Exception {
    return run(
        Duration.ofSeconds(60),
        engine -> new ReadView(engine, NOW, UnpublishedReads.pin(), Cancellation.manual()),
        check,
        true);
  }

  /** Reads what must add up; tells what does not, or null. */
  private interface Check {
    @Nullable String violation(ReadView view, SplittableRandom random);
  }

  private List<String> run(
      Duration time, Function<SegmentationEngine, ReadView> views, Check check, boolean stopAtFirst)
      throws Exception {
    List<String> violations = new ArrayList<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    try (SegmentationEngine engine =
        SegmentationEngine.builder(SCHEMA)
            .shards(5)
            .writerThreads(2)
            .queryThreads(2)
            .sealEvents(500)
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .open()) {
      fill(engine);
      CountDownLatch found = new CountDownLatch(1);
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        running.add(threads.submit(() -> move(engine, number)));
      }
      for (int reader = 0; reader < 2; reader++) {
        int number = reader;
        running.add(
            threads.submit(
                () -> {
                  SplittableRandom random = new SplittableRandom(number);
                  while (!stop.get()) {
                    String violation;
                    try (ReadView view = views.apply(engine)) {
                      violation = check.violation(view, random);
                    }
                    reads.incrementAndGet();
                    if (violation != null) {
                      synchronized (violations) {
                        violations.add(violation);
                      }
                      found.countDown();
                    }
                  }
                }));
      }
      boolean violated = found.await(time.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(violated && !stopAtFirst).as("stopped early by a violation").isFalse();
      stop.set(true);
      for (Future<?> future : running) {
        future.get(30, TimeUnit.SECONDS);
      }
    } finally {
      stop.set(true);
      threads.shutdownNow();
    }
    return violations;
  }

  private static ProfileId profile(int writer, int number) {
    return ProfileId.of("w" + writer + "-" + number);
  }

  private static void fill(SegmentationEngine engine) {
    List<ProfileUpdate> updates = new ArrayList<>();
    for (int i = 0; i < BYSTANDERS; i++) {
      updates.add(ProfileUpdate.of("bystander-" + i).set(CROWNED, false));
    }
    for (int writer = 0; writer < WRITERS; writer++) {
      for (int number = 0; number < PROFILES_PER_WRITER; number++) {
        updates.add(
            ProfileUpdate.of(profile(writer, number))
                .set(BALANCE, BALANCE_AT_START)
                .set(CROWNED, number < PROFILES_PER_WRITER / 2));
      }
    }
    engine.ingest(Batch.of(updates));
  }

  /** Every move keeps the sum of balances, the number of crowns, and pairs a gift with a taking. */
  private void move(SegmentationEngine engine, int writer) {
    SplittableRandom random = new SplittableRandom(1_000 + writer);
    long[] balances = new long[PROFILES_PER_WRITER];
    boolean[] crowned = new boolean[PROFILES_PER_WRITER];
    for (int i = 0; i < PROFILES_PER_WRITER; i++) {
      balances[i] = BALANCE_AT_START;
      crowned[i] = i < PROFILES_PER_WRITER / 2;
    }
    int moves = 0;
    while (!stop.get()) {
      int from = random.nextInt(PROFILES_PER_WRITER);
      int to = (from + 1 + random.nextInt(PROFILES_PER_WRITER - 1)) % PROFILES_PER_WRITER;
      long amount = random.nextInt(-50_000, 50_000);
      balances[from] -= amount;
      balances[to] += amount;
      boolean crown = crowned[from];
      crowned[from] = crowned[to];
      crowned[to] = crown;
      // Giver i and taker i are fixed pairs, so the two counts go up together.
      int giver = moves++ % (PROFILES_PER_WRITER / 2);
      int taker = giver + PROFILES_PER_WRITER / 2;
      Batch batch =
          Batch.of(
              ProfileUpdate.of(profile(writer, from))
                  .set(BALANCE, balances[from])
                  .set(CROWNED, crowned[from]),
              Event.of(profile(writer, giver), GAVE, NOW),
              ProfileUpdate.of(profile(writer, to))
                  .set(BALANCE, balances[to])
                  .set(CROWNED, crowned[to]),
              Event.of(profile(writer, taker), TOOK, NOW));
      if (random.nextInt(4) == 0) {
        engine.ingest(batch);
      } else {
        engine.submit(batch);
      }
    }
  }

  private static @Nullable String counts(ReadView view, SplittableRandom random) {
    long sum = 0;
    for (int writer = 0; writer < WRITERS; writer++) {
      for (int number = 0; number < PROFILES_PER_WRITER; number++) {
        sum += view.profile(profile(writer, number), 0).orElseThrow().value(BALANCE);
      }
    }
    if (sum != BALANCES) {
      return "sum of balances " + sum + " instead of " + BALANCES;
    }
    long crowns = view.count(CROWNED.isTrue());
    if (crowns != WRITERS * PROFILES_PER_WRITER / 2) {
      return "crowns " + crowns;
    }
    long bound = random.nextInt(-100_000, 100_000);
    Predicate atLeast = BALANCE.atLeast(bound);
    long both = view.count(atLeast) + view.count(BALANCE.lessThan(bound));
    if (both != WRITERS * PROFILES_PER_WRITER) {
      return "balances on either side of " + bound + ": " + both;
    }
    long least = 1 + random.nextInt(40);
    long givers = view.count(GAVE.count().atLeast(least));
    long takers = view.count(TOOK.count().atLeast(least));
    return givers == takers ? null : givers + " gave and " + takers + " took " + least + " times";
  }

  private static @Nullable String analyses(ReadView view, SplittableRandom random) {
    Predicate moneyed = BALANCE.exists();
    Number sum = view.analyze(moneyed, Distribution.of(Quantity.of(BALANCE))).sum().orElseThrow();
    if (sum.longValue() != BALANCES) {
      return "analyzed sum of balances " + sum + " instead of " + BALANCES;
    }
    long least = 1 + random.nextInt(40);
    Segment givers = Segment.of("givers", GAVE.count().atLeast(least));
    Segment takers = Segment.of("takers", TOOK.count().atLeast(least));
    // Nobody both gives and takes, so those who come second lose none to the first.
    List<Waterfall.Share> shares = view.analyze(moneyed, Waterfall.of(givers, takers)).shares();
    long gave = shares.get(0).profiles();
    long took = shares.get(1).profiles();
    return gave == took ? null : "analyzed: " + gave + " gave and " + took + " took " + least;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.ManualClock;
import dev.muster.reference.RandomDomain;
import dev.muster.schema.Attribute;
import dev.muster.schema.DoubleAttribute;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Property;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.shard.file.FaultyFileStore;
import dev.muster.shard.file.FileStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots and backups that are taken while others write, in a real directory. */
@Timeout(120)
class SnapshotWhileWritingTest {

  private static final int WRITERS = 3;
  private static final int BATCHES = 400;
  private static final LongAttribute LAST = LongAttribute.of("last");
  private static final StringAttribute TEXT = StringAttribute.of("text");
  private static final StringProperty WORD = StringProperty.of("word");
  private static final EventType WRITTEN = EventType.of("written", List.<Property<?>>of(WORD));
  private static final Schema SCHEMA =
      Schema.builder().attributes(LAST, TEXT).eventTypes(WRITTEN).build();

  @TempDir Path root;

  private SegmentationEngine open(String name, int shards) {
    return SegmentationEngine.builder(SCHEMA)
        .clock(new ManualClock(RandomDomain.BASE))
        .shards(shards)
        .sealEvents(16)
        .purgeRows(1)
        .snapshots(SnapshotPolicy.MANUAL)
        .durability(Durability.interval(Duration.ofMillis(20)))
        .directory(root.resolve(name))
        .open();
  }

  private static ProfileId profile(String name, int writer) {
    return ProfileId.of(name + writer);
  }

  /** What writer {@code writer} writes as its batch {@code number}: the same to two profiles. */
  private static Batch batch(int writer, long number) {
    List<Operation> operations = new ArrayList<>();
    for (String name : List.of("left", "right")) {
      ProfileId id = profile(name, writer);
      operations.add(ProfileUpdate.of(id).set(LAST, number).set(TEXT, "text " + number));
      operations.add(
          Event.of(id, WRITTEN, RandomDomain.BASE).with(WORD, "word " + number).id("e" + number));
    }
    // One that comes and goes, so that rows are purged and given again.
    operations.add(ProfileUpdate.of("passing " + writer + " " + number).set(LAST, number));
    if (number > 0) {
      operations.add(
          new dev.muster.profile.ProfileDeletion(
              ProfileId.of("passing " + writer + " " + (number - 1))));
    }
    return Batch.of(operations).from("writer " + writer, number);
  }

  /** Every copy is of one moment, between the one it was asked for and the one it was there. */
  @Test
  void everyCopy_isOfOneMoment() throws Exception {
    AtomicLongArray begun = new AtomicLongArray(new long[] {-1, -1, -1});
    AtomicLongArray acknowledged = new AtomicLongArray(new long[] {-1, -1, -1});
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    int copies = 0;
    long hash;
    try (SegmentationEngine engine = open("engine", 5)) {
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int self = writer;
        running.add(writers.submit(() -> write(engine, self, begun, acknowledged)));
      }
      while (!running.stream().allMatch(Future::isDone) || copies < 3) {
        long[] least = values(acknowledged);
        String copy = "copy" + copies++;
        engine.backup(root.resolve(copy));
        long[] most = values(begun);
        check(copy, copies % 2 == 0 ? 5 : 2, least, most);
        engine.snapshot();
      }
      for (Future<?> writer : running) {
        writer.get();
      }
      hash = engine.stateHash();
    } finally {
      writers.shutdownNow();
    }
    for (int shards : new int[] {5, 3}) {
      try (SegmentationEngine again = open("engine", shards)) {
        assertThat(again.stateHash()).isEqualTo(hash);
      }
    }
  }

  private static long[] values(AtomicLongArray array) {
    return IntStream.range(0, WRITERS).mapToLong(array::get).toArray();
  }

  private static void write(
      SegmentationEngine engine, int writer, AtomicLongArray begun, AtomicLongArray acknowledged) {
    for (long number = 0; number < BATCHES; number++) {
      begun.set(writer, number);
      engine.ingest(batch(writer, number));
      acknowledged.set(writer, number);
    }
  }

  private void check(String copy, int shards, long[] least, long[] most) {
    try (SegmentationEngine engine = open(copy, shards)) {
      int present = 0;
      for (int writer = 0; writer < WRITERS; writer++) {
        Profile left = engine.profile(profile("left", writer), BATCHES).orElse(null);
        Profile right = engine.profile(profile("right", writer), BATCHES).orElse(null);
        long last = left == null ? -1 : left.value(LAST);
        assertThat(last).isBetween(least[writer], most[writer]);
        if (left == null || right == null) {
          assertThat(right).isSameAs(left);
          continue;
        }
        present += 3;
        assertThat(left.events()).hasSize((int) last + 1);
        assertThat(right.attributes()).isEqualTo(left.attributes());
        assertThat(right.events()).isEqualTo(left.events());
        assertThat(engine.count(LAST.is(last).and(TEXT.is("text " + last))))
            .isGreaterThanOrEqualTo(2);
        assertThat(engine.profile(ProfileId.of("passing " + writer + " " + last))).isPresent();
        // What was taken is known, and what comes next is new.
        assertThat(engine.ingest(batch(writer, last)).duplicates()).isPositive();
        assertThat(engine.ingest(batch(writer, last + 1)).duplicates()).isZero();
      }
      assertThat(engine.count(Predicate.everyone())).isEqualTo(present);
    }
  }

  /**
   * While columns go to a slow disk, what is overwritten is kept for them and piles up; so what is
   * left of them is soon gathered in memory instead, and what is overwritten can go long before the
   * disk has it all.
   */
  @Test
  void slowDisk_doesNotHoldOverwrittenValues() throws Exception {
    int rows = 20_000;
    List<DoubleAttribute> attributes =
        IntStream.range(0, 16).mapToObj(i -> DoubleAttribute.of("d" + i)).toList();
    Schema schema = Schema.builder().attributes(attributes.toArray(Attribute<?>[]::new)).build();
    FaultyFileStore disk = new FaultyFileStore();
    SlowStore store = new SlowStore(disk);
    ExecutorService asking = Executors.newSingleThreadExecutor();
    try (SegmentationEngine engine =
        SegmentationEngine.builder(schema)
            .shards(8)
            .snapshots(SnapshotPolicy.MANUAL)
            .open(store, 1 << 22)) {
      Random random = new Random(5);
      for (int from = 0; from < rows; from += 1_000) {
        List<Operation> operations = new ArrayList<>();
        for (int row = from; row < from + 1_000; row++) {
          ProfileUpdate update = ProfileUpdate.of("p" + row);
          attributes.forEach(attribute -> update.set(attribute, random.nextDouble()));
          operations.add(update);
        }
        engine.ingest(Batch.of(operations));
      }
      final long hash = engine.stateHash();
      store.slow = true;
      FaultyFileStore target = new FaultyFileStore();
      Future<Long> copy = asking.submit(() -> engine.backup(target));
      store.begun.await();
      long epoch = engine.epochs().published();
      for (int written = 0; written < 20 || engine.epochs().minRead() <= epoch; written++) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          operations.add(
              ProfileUpdate.of("p" + random.nextInt(rows))
                  .set(attributes.get(random.nextInt(attributes.size())), -1.0));
        }
        engine.ingest(Batch.of(operations));
      }

      assertThat(copy.isDone()).isFalse();
      assertThat(store.writesDone).isLessThan(rows * 16 * 8 / (1 << 16) / 2);
      store.slow = false;
      assertThat(copy.get(60, TimeUnit.SECONDS)).isEqualTo(epoch);
      try (SegmentationEngine copied =
          SegmentationEngine.builder(schema).shards(8).open(target, 1 << 22)) {
        assertThat(copied.stateHash()).isEqualTo(hash);
      }
    } finally {
      asking.shutdownNow();
    }
  }

  /** Takes its time with snapshots. */
  private static final class SlowStore extends ForwardingStore {
    private final java.util.concurrent.CountDownLatch begun =
        new java.util.concurrent.CountDownLatch(1);
    private volatile boolean slow;
    private volatile int writesDone;

    SlowStore(FileStore store) {
      super(store);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread takes snapshots
    void writing(String name) {
      if (name.startsWith("snapshot-")) {
        begun.countDown();
        if (slow) {
          java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
          writesDone++;
        }
      }
    }
  }
}

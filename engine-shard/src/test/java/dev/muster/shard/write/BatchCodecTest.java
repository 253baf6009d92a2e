// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.profile.Batch;
import dev.muster.reference.RandomChoice;
import dev.muster.reference.RandomDomain;
import dev.muster.reference.SeededTest;
import dev.muster.schema.Schema;
import dev.muster.shard.OperationList;
import dev.muster.shard.SchemaLayout;
import dev.muster.shard.directory.ProfileRows;
import dev.muster.shard.document.DocumentList;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What is read back has the same effect as what was written, batch after batch. */
class BatchCodecTest {

  private static final int SHARDS = 3;

  /** An engine's order of things, without the engine. */
  private static final class Side {
    final ProfileRows rows = new ProfileRows(SHARDS, 4);
    final EpochBuilder builder =
        new EpochBuilder(rows, new EventDedup(60_000), new EventFloor(), null);
    final OperationEncoder encoder = new OperationEncoder(Duration.ofHours(1), null);
    SchemaLayout layout;
    final EpochTask task;

    Side(Schema schema) {
      layout = SchemaLayout.of(schema);
      task = new EpochTask(SHARDS, layout, new DocumentList());
      encoder.takeDocuments();
    }

    /** The words of every shard's list, and the outcome. */
    List<?> apply(EncodedBatch batch) {
      task.clear();
      task.epoch++;
      Ticket ticket = new Ticket(new Command.Write(batch), 1, true);
      builder.add(task, ticket, batch);
      return List.of(
          ticket.applied,
          ticket.duplicates,
          Arrays.stream(task.lists).map(OperationList::toString).toList(),
          String.valueOf(task.documents));
    }
  }

  @SeededTest(count = 300)
  void batches_haveTheSameEffectWhenReadBack(long seed) {
    RandomDomain domain = new RandomDomain(seed).withDocuments();
    RandomChoice choice = domain.choice();
    Schema schema = domain.schema();
    Side live = new Side(schema);
    Side replayed = new Side(schema);
    for (int i = 0; i < 30; i++) {
      if (choice.chance(10)) {
        schema = domain.growth(schema);
        live.layout = live.layout.grownInto(schema);
        replayed.layout = replayed.layout.grownInto(schema);
      }
      Batch batch = domain.batch(schema, choice.of(List.of(0, 1, 5, 40)));
      long millis = RandomDomain.BASE.toEpochMilli() + 1_000L * i;
      EncodedBatch encoded = live.encoder.encode(live.layout, batch, millis);
      ByteWriter out = new ByteWriter();

      BatchCodec.write(encoded, out);
      ByteReader in = new ByteReader(out.buffer());
      EncodedBatch read = BatchCodec.read(in, replayed.layout);

      assertThat(in.hasMore()).isFalse();
      assertThat(replayed.apply(read)).isEqualTo(live.apply(encoded));
    }
  }

  /** Whatever is changed in a record, reading it ends in a batch or in the one exception. */
  @SeededTest(count = 100)
  void changedBytes_areReadOrRefused(long seed) {
    RandomDomain domain = new RandomDomain(seed).withDocuments();
    RandomChoice choice = domain.choice();
    Schema schema = domain.schema();
    Side side = new Side(schema);
    ByteWriter out = new ByteWriter();
    long millis = RandomDomain.BASE.toEpochMilli();
    BatchCodec.write(side.encoder.encode(side.layout, domain.batch(schema, 10), millis), out);
    byte[] written = Arrays.copyOf(out.buffer().array(), out.size());
    for (int i = 0; i < 50; i++) {
      byte[] changed =
          Arrays.copyOf(written, choice.chance(20) ? choice.below(written.length) : written.length);
      for (int flips = choice.below(4); flips > 0 && changed.length > 0; flips--) {
        changed[choice.below(changed.length)] ^= (byte) (1 << choice.below(8));
      }
      try {
        BatchCodec.read(new ByteReader(ByteBuffer.wrap(changed)), side.layout);
      } catch (MalformedRecordException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }
}

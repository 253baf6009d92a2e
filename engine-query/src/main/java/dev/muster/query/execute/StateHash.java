// SPDX-License-Identifier: Apache-2.0
package dev.muster.query.execute;

import dev.muster.query.plan.PlanContext;
import dev.muster.segment.SegmentDefinition;
import dev.muster.shard.Chunk;
import dev.muster.shard.Shard;
import dev.muster.shard.epoch.Pin;
import dev.muster.shard.hash.ChunkHash;
import dev.muster.shard.hash.ContentHash;
import dev.muster.shard.hash.ContentHash.Kind;
import dev.muster.shard.hash.SchemaHash;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The hash of all that can be asked for at the epoch of a pin. Made for one pass by one caller,
 * whose chunks are spread over the helper threads.
 */
public final class StateHash {

  private final FanOut fanOut;
  private final PlanContext context;
  private final Pin pin;
  private final StopCheck stop;
  private final List<Chunk> chunks = new ArrayList<>();

  /**
   * A pass over {@code shards}.
   *
   * @param context schema, dictionaries, identifiers, segments and what retention leaves
   * @param stop looked at about every millisecond by whoever works; what it throws ends the pass
   */
  public StateHash(FanOut fanOut, Shard[] shards, PlanContext context, Pin pin, StopCheck stop) {
    this.fanOut = fanOut;
    this.context = context;
    this.pin = pin;
    this.stop = stop;
    for (Shard shard : shards) {
      chunks.addAll(List.of(shard.chunks()));
    }
  }

  /** The hash. */
  public long compute() {
    SchemaHash schema = new SchemaHash(context.layout());
    return combine(schema.value(), segments(), profiles(schema));
  }

  /** The parts stand in order; what else can be asked for some day becomes the next one. */
  private static long combine(long... parts) {
    long hash = 0;
    for (long part : parts) {
      hash = ContentHash.mix(hash ^ part);
    }
    return hash;
  }

  private long segments() {
    long sum = 0;
    for (SegmentDefinition definition : context.segments().definitions().values()) {
      long text = ContentHash.text(definition.predicate().toText());
      long content = ContentHash.mix(text + definition.version());
      sum += ContentHash.mix(ContentHash.key(Kind.SEGMENT, definition.name()) ^ content);
      stop.check();
    }
    return sum;
  }

  private long profiles(SchemaHash schema) {
    LongAdder total = new LongAdder();
    fanOut.run(chunks.size(), chunks.size() > 1, stop::check, () -> new Worker(schema, total));
    return total.sum();
  }

  private final class Worker implements FanOut.Worker {

    private final ChunkHash hash;
    private final LongAdder total;

    Worker(SchemaHash schema, LongAdder total) {
      long fromMillis = context.retained().fromMillis();
      this.hash = new ChunkHash(schema, context.directory(), pin.epoch(), fromMillis, stop::check);
      this.total = total;
    }

    @Override
    public void run(int index) {
      total.add(hash.of(chunks.get(index)));
      stop.check();
    }
  }
}

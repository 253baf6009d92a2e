// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.write;

import dev.muster.metrics.IdleWorkDone;
import dev.muster.shard.Shard;
import dev.muster.shard.observe.Observers;
import java.util.function.BooleanSupplier;

/**
 * What there is time for while nothing is queued, and who is told of it: postings are completed and
 * tails sealed, a little at a time, so that a write that comes meanwhile need not wait for all of
 * it. Sequencer only, while nothing is in flight.
 */
final class IdleWork {

  private final ShardWriters writers;
  private final Shard[] shards;
  private final Observers observers;

  IdleWork(ShardWriters writers, Shard[] shards, Observers observers) {
    this.writers = writers;
    this.shards = shards;
    this.observers = observers;
  }

  /**
   * Goes on until all is done or it is time for something else.
   *
   * @param idle whether there is still time
   * @param between what must not wait for the end
   */
  void run(BooleanSupplier idle, Runnable between) {
    if (observers.isAnyone()) {
      observe(idle, between);
    } else {
      settle(idle, between);
    }
  }

  private void settle(BooleanSupplier idle, Runnable between) {
    while (writers.settle() && idle.getAsBoolean()) {
      between.run();
    }
    while (idle.getAsBoolean() && writers.settleEvents()) {
      between.run();
    }
  }

  private void observe(BooleanSupplier idle, Runnable between) {
    final long begin = System.nanoTime();
    final long columns = columnsSettled();
    final long tails = tailsSealed();
    settle(idle, between);
    int settled = (int) (columnsSettled() - columns);
    int sealed = (int) (tailsSealed() - tails);
    if (settled > 0 || sealed > 0) {
      observers.idleWorkDone(new IdleWorkDone(settled, sealed, System.nanoTime() - begin));
    }
  }

  private long columnsSettled() {
    long sum = 0;
    for (Shard shard : shards) {
      sum += shard.columnsSettled();
    }
    return sum;
  }

  private long tailsSealed() {
    long sum = 0;
    for (Shard shard : shards) {
      sum += shard.tailsSealed();
    }
    return sum;
  }
}

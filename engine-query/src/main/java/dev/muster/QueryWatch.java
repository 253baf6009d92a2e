// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import dev.muster.metrics.QueryDone;
import dev.muster.metrics.QueryDone.Outcome;
import dev.muster.metrics.QueryKind;
import dev.muster.shard.observe.Observers;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Tells observers of a question, from its beginning to its end, however it ends.
 *
 * @param observers who is told
 * @param epoch the position that is asked
 */
record QueryWatch(Observers observers, long epoch) {

  /** An answer that has no number of anything. */
  static final ToLongFunction<Object> NO_NUMBER = answer -> -1;

  /**
   * Answers {@code question}.
   *
   * @param asked what it is about; its text is made only if an observer wants it
   * @param number of what was found, in the answer
   */
  <T> T ask(QueryKind kind, Object asked, ToLongFunction<? super T> number, Supplier<T> question) {
    observers.queryBegun(kind);
    long begin = System.nanoTime();
    T answer;
    try {
      answer = question.get();
    } catch (Throwable e) {
      tell(kind, outcome(e), asked, -1, System.nanoTime() - begin);
      throw e;
    }
    long nanos = System.nanoTime() - begin;
    tell(kind, Outcome.ANSWERED, asked, number.applyAsLong(answer), nanos);
    return answer;
  }

  private void tell(QueryKind kind, Outcome outcome, Object asked, long number, long nanos) {
    observers.queryDone(
        new QueryDone(kind, outcome, () -> String.valueOf(asked), number, epoch, nanos));
  }

  private static Outcome outcome(Throwable thrown) {
    if (thrown instanceof QueryStoppedException) {
      return Outcome.STOPPED;
    }
    if (thrown instanceof ReadRevokedException) {
      return Outcome.REVOKED;
    }
    return thrown instanceof IllegalArgumentException ? Outcome.REFUSED : Outcome.FAILED;
  }
}

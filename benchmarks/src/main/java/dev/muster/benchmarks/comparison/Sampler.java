// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/**
 * Times one formulation of a question. An answer that takes less than 50 us is timed in batches of
 * a millisecond, so that the resolution of the clock does not show. Every answer that is looked at
 * must be the expected one.
 */
public final class Sampler {

  private static final double BATCH_BELOW_NANOS = 50_000;
  private static final double BATCH_NANOS = 1_000_000;

  /** Unmeasured asking before samples, because others have used the machine meanwhile. */
  private static final long PRIME_NANOS = 20_000_000;

  private final Formulation formulation;
  private final List<Long> expected;
  private int batch = 1;

  /** The last answer. In a field, so that asking cannot be optimised away. */
  private List<Long> answer = List.of();

  /** Of {@code formulation}, whose right answer is {@code expected}. */
  public Sampler(Formulation formulation, List<Long> expected) {
    this.formulation = formulation;
    this.expected = expected;
  }

  String name() {
    return formulation.name();
  }

  /** Asks once; throws if the answer is wrong. */
  void check() throws IOException, SQLException {
    answer = formulation.asking().ask();
    requireExpected();
  }

  /** Asks for so long, and at least so often; then knows how large a batch has to be. */
  public void warmUp(long nanos, int least) throws IOException, SQLException {
    long begin = System.nanoTime();
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < least || System.nanoTime() - begin < nanos; i++) {
      long from = System.nanoTime();
      check();
      fastest = Math.min(fastest, System.nanoTime() - from);
    }
    // A clock that has not moved counts as its usual resolution.
    double once = Math.max(20, fastest);
    batch = once < BATCH_BELOW_NANOS ? (int) Math.ceil(BATCH_NANOS / once) : 1;
  }

  /** Microseconds an answer, so many times; after some unmeasured asking. */
  public double[] sample(int count) throws IOException, SQLException {
    long begin = System.nanoTime();
    do {
      once();
    } while (System.nanoTime() - begin < PRIME_NANOS);
    double[] micros = new double[count];
    for (int i = 0; i < count; i++) {
      micros[i] = once();
    }
    return micros;
  }

  private double once() throws IOException, SQLException {
    long begin = System.nanoTime();
    for (int i = 0; i < batch; i++) {
      answer = formulation.asking().ask();
    }
    double micros = (System.nanoTime() - begin) / 1e3 / batch;
    requireExpected();
    return micros;
  }

  private void requireExpected() {
    if (!answer.equals(expected)) {
      throw new IllegalStateException(
          "answers must be equal, formulation=%s, expected=%s, answer=%s"
              .formatted(formulation.name(), expected, answer));
    }
  }
}

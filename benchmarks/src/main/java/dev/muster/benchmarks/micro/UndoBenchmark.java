// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.micro;

import static dev.muster.benchmarks.dataset.CustomerSchema.LIFETIME_CENTS;

import dev.muster.ReadView;
import dev.muster.benchmarks.dataset.DataSet;
import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileUpdate;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What does it cost a reader that its values have been overwritten since it pinned its epoch?
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar UndoBenchmark}
 *
 * <p>A view is opened, then so many values are overwritten, and the same range is counted through
 * the view and at the newest epoch. The floor is the newest epoch: it has nothing to put right.
 */
public class UndoBenchmark extends QueryBenchmark {

  static final int LOW = 1_000;
  static final int HIGH = 50_000;

  private static final Predicate PREDICATE = LIFETIME_CENTS.between(LOW, HIGH);
  private static final int BATCH_OPERATIONS = 1_000;

  /** Values overwritten since the view was opened; customers are gone through in rounds. */
  @Param({"0", "1000", "20000", "200000"})
  int overwritten;

  @SuppressWarnings("NullAway.Init") // by overwrite()
  private ReadView view;

  @Override
  void prepare() {}

  /** Opens the view and overwrites values, each with what {@link #newCents} says. */
  @Setup(Level.Trial)
  public void overwrite() {
    view = engine.view(DataSet.END);
    for (int from = 0; from < overwritten; from += BATCH_OPERATIONS) {
      List<Operation> batch = new ArrayList<>();
      for (int i = from; i < Math.min(overwritten, from + BATCH_OPERATIONS); i++) {
        int profile = i % profiles;
        batch.add(ProfileUpdate.of(data.id(profile)).set(LIFETIME_CENTS, newCents(profile)));
      }
      engine.ingest(Batch.of(batch));
    }
  }

  /** Every second customer leaves the range or comes into it. */
  static int newCents(int profile) {
    return profile % 2 == 0 ? LOW : HIGH + 1;
  }

  @Benchmark
  public long olderEpoch() {
    return view.count(PREDICATE);
  }

  @Benchmark
  public long newestEpoch() {
    return engine.count(PREDICATE, DataSet.END);
  }

  /** Gives the old epoch up. */
  @TearDown(Level.Trial)
  public void closeView() {
    view.close();
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.workload.Question;
import dev.muster.benchmarks.workload.Workload;
import java.time.Duration;
import java.time.Instant;

/**
 * What the {@link Question questions} ask for, as numbers: for those who do not read Muster's text
 * form. Windows end at {@link Workload#END}, exclusive, unless told otherwise.
 */
public final class Asked {

  /** Cities of Q3. */
  private static final int[] CITIES = {
    3, 17, 42, 105, 118, 151, 203, 260, 314, 402, 477, 555, 610, 701, 888, 1_002, 1_404, 2_001,
    3_100, 4_500
  };

  /** How much earlier the window of Q6u ends. */
  private static final Duration OFFSET = Duration.ofHours(8).plusMinutes(23).plusSeconds(17);

  /** The end of the window of Q6u. */
  public static final Instant UNEVEN_END = Workload.END.minus(OFFSET);

  /** The begin of the window of Q6u. */
  public static final Instant UNEVEN_BEGIN = UNEVEN_END.minus(Duration.ofDays(7));

  /** The longest time between the steps of Q11; it is included. */
  public static final Duration STEP = Duration.ofDays(1);

  private Asked() {}

  /** The cities of Q3, ascending. */
  public static int[] cities() {
    return CITIES.clone();
  }

  /** The instant so many days before the end. */
  public static Instant daysAgo(int days) {
    return Workload.END.minus(Duration.ofDays(days));
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import dev.muster.value.ValueRules;
import java.time.Instant;
import java.util.List;

/**
 * From which group of buyers the profiles of an audience went to which, between an earlier instant
 * and now.
 *
 * <p>The audience is that of now. At either instant it is scored by itself, as {@link Rfm} does,
 * from the events at or before that instant which fall in the window as it hung on it. Attributes
 * are those of now: they have no history.
 *
 * <p>While it runs, every buyer takes about 100 bytes.
 *
 * @param rfm what buyers are scored by
 * @param earlier not after now; whole milliseconds. A window must not reach beyond the retention
 *     from there, either
 */
public record RfmTransition(Rfm rfm, Instant earlier) implements Analysis<RfmTransition.Result> {

  public RfmTransition {
    if (!ValueRules.instant(earlier).equals(earlier)) {
      throw new IllegalArgumentException("earlier must be a whole millisecond, earlier=" + earlier);
    }
  }

  /** How {@code rfm} has changed since {@code earlier}. */
  public static RfmTransition since(Instant earlier, Rfm rfm) {
    return new RfmTransition(rfm, earlier);
  }

  /**
   * Who went where. All together they add up to the audience.
   *
   * @param profiles at [i][j] those in group i of {@link RfmGroup} then, and in group j now
   */
  public record Result(List<List<Long>> profiles) {
    public Result {
      profiles = profiles.stream().map(List::copyOf).toList();
    }

    /** How many were in {@code from} then and are in {@code to} now. */
    public long profiles(RfmGroup from, RfmGroup to) {
      return profiles.get(from.ordinal()).get(to.ordinal());
    }
  }

  @Override
  public <T> T accept(Visitor<T> visitor) {
    return visitor.rfmTransition(this);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import dev.muster.value.GeoPoint;
import dev.muster.value.TextOrder;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the profiles came, and how long they took.
 *
 * @param steps one per step of the funnel, in the same order
 * @param breakdown the same counts by value, or null if they were not asked for
 */
public record FunnelResult(List<Step> steps, @Nullable Breakdown breakdown) {

  public FunnelResult {
    steps = List.copyOf(steps);
  }

  /** How many profiles have reached the first step. */
  public long entered() {
    return steps.get(0).profiles();
  }

  /** How many profiles have reached the last step. */
  public long converted() {
    return steps.get(steps.size() - 1).profiles();
  }

  /**
   * The part of those who entered that has reached {@code step}; 0 if nobody entered.
   *
   * @param step its place in {@link #steps}
   */
  public double conversion(int step) {
    return ratio(steps.get(step).profiles(), entered());
  }

  /**
   * The part of those who reached the step before that has reached {@code step}; 0 if nobody did.
   *
   * @param step its place in {@link #steps}, 1 at least
   */
  public double conversionFromPrevious(int step) {
    return ratio(steps.get(step).profiles(), steps.get(step - 1).profiles());
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  /**
   * One step.
   *
   * @param eventType what it looks for
   * @param profiles how many have reached it
   * @param times how long they took, or null if it is the first step or nobody has reached it
   */
  public record Step(String eventType, long profiles, @Nullable Times times) {}

  /**
   * The times from an entry to a step, of the profiles that have reached it: of each the shortest
   * way there is.
   *
   * <p>Exact, by nearest rank: p percent is the least of the times that at least p percent of the
   * profiles did not exceed, and the median is 50 percent. So each is the time of some profile.
   *
   * @param shortest the least
   * @param median of at least half of the profiles this or less
   * @param longest the greatest
   * @param percentiles those asked for, by percentage
   */
  public record Times(
      Duration shortest,
      Duration median,
      Duration longest,
      SortedMap<Integer, Duration> percentiles) {

    public Times {
      percentiles = Collections.unmodifiableSortedMap(new TreeMap<>(percentiles));
    }

    /** The times of {@code sortedMillis}, ascending, at least one. */
    public static Times of(long[] sortedMillis, List<Integer> percentiles) {
      SortedMap<Integer, Duration> asked = new TreeMap<>();
      percentiles.forEach(percent -> asked.put(percent, nearestRank(sortedMillis, percent)));
      return new Times(
          Duration.ofMillis(sortedMillis[0]),
          nearestRank(sortedMillis, 50),
          Duration.ofMillis(sortedMillis[sortedMillis.length - 1]),
          asked);
    }

    private static Duration nearestRank(long[] sortedMillis, int percent) {
      long rank = ((long) percent * sortedMillis.length + 99) / 100;
      return Duration.ofMillis(sortedMillis[(int) rank - 1]);
    }

    /**
     * The time within which {@code percent} percent of the profiles have reached the step.
     *
     * @throws IllegalArgumentException if the funnel did not ask for it
     */
    public Duration percentile(int percent) {
      Duration time = percent == 50 ? median : percentiles.get(percent);
      if (time == null) {
        throw new IllegalArgumentException(
            "no such percentile was asked for, percentile="
                + percent
                + " asked="
                + percentiles.keySet());
      }
      return time;
    }
  }

  /**
   * Profiles by the value of an attribute.
   *
   * @param rows the values of most entries, the most frequent first; equally frequent ones in the
   *     order of the values
   * @param missing at place k the profiles without a value that have reached step k
   * @param other at place k those of all further values together
   */
  public record Breakdown(List<Row> rows, List<Long> missing, List<Long> other) {
    public Breakdown {
      rows = rows.stream().sorted(Row.MOST_ENTRIES_FIRST).toList();
      missing = List.copyOf(missing);
      other = List.copyOf(other);
    }
  }

  /**
   * The profiles of one value.
   *
   * @param value what they have, as the attribute's type keeps it
   * @param profiles at place k those that have reached step k; at least 1 at place 0
   */
  public record Row(Object value, List<Long> profiles) {

    /** The order of rows; two of different values, of one type, are never equal in it. */
    public static final Comparator<Row> MOST_ENTRIES_FIRST =
        Comparator.<Row>comparingLong(row -> row.profiles().get(0))
            .reversed()
            .thenComparing(Row::value, Row::compareValues);

    public Row {
      profiles = List.copyOf(profiles);
    }

    @SuppressWarnings("unchecked") // the values of one attribute are of one class
    private static int compareValues(Object one, Object other) {
      if (one instanceof String text) {
        return TextOrder.compare(text, (String) other);
      }
      if (one instanceof GeoPoint point) {
        GeoPoint second = (GeoPoint) other;
        int latitudes = Integer.compare(point.latitudeSteps(), second.latitudeSteps());
        return latitudes == 0
            ? Integer.compare(point.longitudeSteps(), second.longitudeSteps())
            : latitudes;
      }
      return ((Comparable<Object>) one).compareTo(other);
    }
  }
}

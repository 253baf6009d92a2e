// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.dataset;

import static dev.muster.benchmarks.dataset.CustomerSchema.AMOUNT;
import static dev.muster.benchmarks.dataset.CustomerSchema.CATEGORY;
import static dev.muster.benchmarks.dataset.CustomerSchema.COUNTRY;
import static dev.muster.benchmarks.dataset.CustomerSchema.LIFETIME_CENTS;
import static dev.muster.benchmarks.dataset.CustomerSchema.PLAN;
import static dev.muster.benchmarks.dataset.CustomerSchema.PURCHASE;
import static dev.muster.benchmarks.dataset.CustomerSchema.VIEW;

import dev.muster.SegmentationEngine;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Customers and what they did, drawn from a fixed seed: equal sizes give equal data sets.
 *
 * <table>
 *   <caption>Distributions, all independent of each other</caption>
 *   <tr><td>country</td><td>{@value #COUNTRIES} texts, the k-th with a weight of 1/k: 23 % have
 *       {@code c00}, 6 % {@code c03}, 0.6 % {@code c39}</td></tr>
 *   <tr><td>plan</td><td>{@code free} 70 %, {@code basic} 20 %, {@code plus} 8 %, {@code team}
 *       2 %</td></tr>
 *   <tr><td>lifetime cents</td><td>missing for 10 %; else 10^u, u uniform in [0, 6)</td></tr>
 *   <tr><td>event type</td><td>view 80 %, purchase 20 %</td></tr>
 *   <tr><td>whose event</td><td>skewed: the most active 1 % of customers have 10 % of the events,
 *       the most active 25 % have half of them; activity is independent of the order in which
 *       customers were created</td></tr>
 *   <tr><td>time</td><td>uniform over the {@value #DAYS} days before {@link #END}, to the
 *       millisecond; events come in order of time</td></tr>
 *   <tr><td>amount</td><td>of purchases: 10^u in cents, u uniform in [2, 5)</td></tr>
 *   <tr><td>category</td><td>of every event: {@value #CATEGORIES} texts, uniform</td></tr>
 * </table>
 *
 * <p>Immutable. 11 bytes a customer beside its identifier, and 18 bytes an event.
 */
public final class DataSet {

  /** The present of the data set, a midnight: a window of whole days has no edge to look into. */
  public static final Instant END = Instant.parse("2026-11-23T00:00:00Z");

  /** Days that events are spread over. */
  public static final int DAYS = 120;

  /** Different countries. */
  public static final int COUNTRIES = 40;

  /** Different categories. */
  public static final int CATEGORIES = 20;

  /** Stands for a value that a customer does not have. */
  public static final int MISSING = -1;

  private static final long SEED = 20_261_123;
  private static final long DAY_MILLIS = 86_400_000;
  private static final List<String> PLANS = List.of("free", "basic", "plus", "team");
  private static final int[] PLAN_PERCENT_UP_TO = {70, 90, 98, 100};

  private final ProfileId[] ids;
  private final byte[] countries;
  private final byte[] plans;
  private final int[] lifetimeCents;
  private final int[] profiles;
  private final long[] times;
  private final int[] amounts;
  private final byte[] categories;

  private DataSet(int profileCount, int eventCount) {
    SplittableRandom random = new SplittableRandom(SEED);
    ids = new ProfileId[profileCount];
    countries = new byte[profileCount];
    plans = new byte[profileCount];
    lifetimeCents = new int[profileCount];
    double[] countryUpTo = harmonic(COUNTRIES);
    for (int i = 0; i < profileCount; i++) {
      ids[i] = ProfileId.of("customer-" + i);
      countries[i] = (byte) indexOf(countryUpTo, random.nextDouble());
      plans[i] = (byte) planAt(random.nextInt(100));
      lifetimeCents[i] = random.nextInt(10) == 0 ? MISSING : (int) power(random, 0, 6);
    }
    profiles = new int[eventCount];
    times = new long[eventCount];
    amounts = new int[eventCount];
    categories = new byte[eventCount];
    for (int i = 0; i < eventCount; i++) {
      double u = random.nextDouble();
      profiles[i] = scattered((int) (profileCount * u * u), profileCount);
      times[i] = END.toEpochMilli() - 1 - random.nextLong(DAYS * DAY_MILLIS);
      amounts[i] = random.nextInt(5) == 0 ? (int) power(random, 2, 5) : MISSING;
      categories[i] = (byte) random.nextInt(CATEGORIES);
    }
    Arrays.sort(times);
  }

  /** A data set of this size. O(events x log(events)). */
  public static DataSet of(int profileCount, int eventCount) {
    return new DataSet(profileCount, eventCount);
  }

  private static double[] harmonic(int count) {
    double[] upTo = new double[count];
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += 1.0 / (k + 1);
      upTo[k] = sum;
    }
    for (int k = 0; k < count; k++) {
      upTo[k] /= sum;
    }
    return upTo;
  }

  private static int indexOf(double[] upTo, double u) {
    int at = Arrays.binarySearch(upTo, u);
    return Math.min(upTo.length - 1, at < 0 ? -at - 1 : at + 1);
  }

  private static int planAt(int percent) {
    int plan = 0;
    while (percent >= PLAN_PERCENT_UP_TO[plan]) {
      plan++;
    }
    return plan;
  }

  private static double power(SplittableRandom random, double low, double high) {
    return Math.pow(10, low + random.nextDouble() * (high - low));
  }

  /** A place for each rank: multiples of a large prime visit every place of a smaller circle. */
  private static int scattered(int rank, int count) {
    return (int) (rank * 2_147_483_629L % count);
  }

  /** Customers. */
  public int profileCount() {
    return ids.length;
  }

  /** Events. */
  public int eventCount() {
    return times.length;
  }

  /** The identifier of a customer. */
  public ProfileId id(int profile) {
    return ids[profile];
  }

  /** The country of a customer, in [0, {@link #COUNTRIES}). */
  public int country(int profile) {
    return countries[profile];
  }

  /** The text of a country. */
  public static String countryName(int country) {
    return "c" + country / 10 + country % 10;
  }

  /** The plan of a customer, in [0, 4). */
  public int plan(int profile) {
    return plans[profile];
  }

  /** The text of a plan. */
  public static String planName(int plan) {
    return PLANS.get(plan);
  }

  /** What a customer has paid, or {@link #MISSING}. */
  public int lifetimeCents(int profile) {
    return lifetimeCents[profile];
  }

  /** Whose event it is. */
  public int profile(int event) {
    return profiles[event];
  }

  /** When it happened. */
  public long epochMillis(int event) {
    return times[event];
  }

  /** Whether it is a purchase; otherwise it is a view. */
  public boolean isPurchase(int event) {
    return amounts[event] != MISSING;
  }

  /** What a purchase cost; {@link #MISSING} for a view. */
  public int amountCents(int event) {
    return amounts[event];
  }

  /** The text of an event's category. */
  public String category(int event) {
    return "category-" + categories[event];
  }

  /** All that is known about a customer, to be written. */
  public ProfileUpdate update(int profile) {
    ProfileUpdate update =
        ProfileUpdate.of(ids[profile])
            .set(COUNTRY, countryName(countries[profile]))
            .set(PLAN, planName(plans[profile]));
    return lifetimeCents[profile] == MISSING
        ? update
        : update.set(LIFETIME_CENTS, lifetimeCents[profile]);
  }

  /** An event, to be written. */
  public Event event(int event) {
    ProfileId id = ids[profiles[event]];
    Event built =
        Event.of(id, isPurchase(event) ? PURCHASE : VIEW, times[event])
            .with(CATEGORY, category(event));
    return isPurchase(event) ? built.with(AMOUNT, BigDecimal.valueOf(amounts[event], 2)) : built;
  }

  /** Writes all customers, then all events, into {@code engine}; returns when it shows them. */
  public void load(SegmentationEngine engine) {
    loadProfiles(engine);
    loadEvents(engine, 0, eventCount());
  }

  /** Writes events {@code from .. to} into {@code engine}; returns when it shows them. */
  public void loadEvents(SegmentationEngine engine, int from, int to) {
    Loading.write(engine, to - from, i -> event(from + i));
  }

  /** Writes all customers into {@code engine}; returns when it shows them. */
  public void loadProfiles(SegmentationEngine engine) {
    Loading.write(engine, profileCount(), this::update);
  }
}

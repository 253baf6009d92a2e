// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.shop;

import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Purchases of made-up customers over a year and a half, as customer-base analysis has them: a
 * customer comes at some time, buys at a pace of their own, and after any purchase may be gone for
 * good. The weeks before Christmas are busier. The same purchases for the same number of customers
 * and seed, on every machine.
 *
 * @param customers in [1, {@link #CUSTOMERS_MAX}]; each buys at least once
 * @param seed chooses one of the possible histories
 */
public record Purchases(int customers, long seed) {

  /** What was paid. */
  public static final DecimalProperty AMOUNT = DecimalProperty.of("amount", 2);

  public static final EventType PURCHASE = EventType.of("purchase", AMOUNT);

  public static final Schema SCHEMA = Schema.builder().eventTypes(PURCHASE).build();

  /** No purchase is earlier. */
  public static final Instant START = Instant.parse("2024-07-01T00:00:00Z");

  /** All purchases are earlier: the {@code now} of every question. */
  public static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

  /** About 13 million purchases. */
  public static final int CUSTOMERS_MAX = 5_000_000;

  private static final long DAY_MILLIS = 86_400_000L;

  /** Minutes are as exact as a till is. */
  private static final long MINUTE_MILLIS = 60_000L;

  private static final long SPAN_MILLIS = END.toEpochMilli() - START.toEpochMilli();

  /** Before Christmas everybody buys at full pace, otherwise at this part of it. */
  private static final double PACE_OUT_OF_SEASON = 0.6;

  private static final List<Long> SEASONS =
      Stream.of("2024-11-20T00:00:00Z", "2025-11-20T00:00:00Z")
          .map(text -> Instant.parse(text).toEpochMilli())
          .toList();
  private static final long SEASON_MILLIS = 35 * DAY_MILLIS;

  /** The mean of the customers' full paces, which are spread exponentially: two a quarter. */
  private static final double PURCHASES_PER_DAY = 2.0 / 91;

  /** The most fickle leave after their first purchase with this probability. */
  private static final double LEAVES_MOST = 0.9;

  /** Draws kept apart for each customer: nearly two a day, more than anybody gets to. */
  private static final int DRAWS_MAX = 1_024;

  public Purchases {
    if (customers < 1 || customers > CUSTOMERS_MAX) {
      throw new IllegalArgumentException(
          "the number of customers must be in [1, " + CUSTOMERS_MAX + "], customers=" + customers);
    }
  }

  /** All of them, customer by customer, and in order of time for each. */
  public Iterator<Event> events() {
    History history = new History(seed);
    return IntStream.range(0, customers)
        .boxed()
        .flatMap(customer -> history.of(customer).stream())
        .iterator();
  }

  /** What the customers do, each for themselves. */
  private static final class History {

    private final Draws arrival;
    private final Draws pace;
    private final Draws fickleness;
    private final Draws budget;
    private final Draws gap;
    private final Draws season;
    private final Draws leaving;
    private final Draws amount;

    History(long seed) {
      arrival = new Draws(seed, 40);
      pace = new Draws(seed, 41);
      fickleness = new Draws(seed, 42);
      budget = new Draws(seed, 43);
      gap = new Draws(seed, 44);
      season = new Draws(seed, 45);
      leaving = new Draws(seed, 46);
      amount = new Draws(seed, 47);
    }

    List<Event> of(int customer) {
      ProfileId id = ProfileId.of(String.format("c%07d", customer + 1));
      double perDay = exponential(pace.fraction(customer)) * PURCHASES_PER_DAY;
      double leaves = LEAVES_MOST * square(fickleness.fraction(customer));
      // Half of all customers usually spend 10 to 20, the others up to 500.
      double usual = 10 / (1 - 0.98 * budget.fraction(customer));
      // A shop that grows a little: later arrivals are likelier.
      long millis = (long) (SPAN_MILLIS * StrictMath.pow(arrival.fraction(customer), 0.85));

      List<Event> events = new ArrayList<>();
      for (int i = 0; i < DRAWS_MAX && millis < SPAN_MILLIS; i++) {
        long index = (long) customer * DRAWS_MAX + i;
        if (i == 0 || inSeason(millis) || season.fraction(index) < PACE_OUT_OF_SEASON) {
          events.add(purchase(id, millis, usual, index));
          if (leaving.fraction(index) < leaves) {
            break;
          }
        }
        millis += (long) (exponential(gap.fraction(index)) / perDay * DAY_MILLIS);
      }
      return events;
    }

    private Event purchase(ProfileId id, long millis, double usual, long index) {
      long time = START.toEpochMilli() + millis / MINUTE_MILLIS * MINUTE_MILLIS;
      long cents = StrictMath.round(usual * (40 + 120 * amount.fraction(index)));
      return Event.of(id, PURCHASE, time).with(AMOUNT, BigDecimal.valueOf(cents, 2));
    }

    private static boolean inSeason(long millis) {
      long time = START.toEpochMilli() + millis;
      return SEASONS.stream().anyMatch(from -> time >= from && time < from + SEASON_MILLIS);
    }

    /** With a mean of 1, for a fraction in [0, 1). */
    private static double exponential(double fraction) {
      return -StrictMath.log(1 - fraction);
    }

    private static double square(double value) {
      return value * value;
    }
  }
}

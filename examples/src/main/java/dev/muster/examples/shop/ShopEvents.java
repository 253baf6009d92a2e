// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.shop;

import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.schema.EventType;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * What the customers did in the last {@link Shop#DAYS} days, in order of time.
 *
 * <p>Few customers do most of it; most events continue a recent visit; half of what a customer buys
 * is of one favourite category; and in the sale, twice as many events are purchases. Used by one
 * thread; an event costs a few hundred nanoseconds.
 */
final class ShopEvents implements Iterator<Event> {

  private static final List<EventType> TYPES =
      List.of(
          ShopSchema.PAGE_VIEW,
          ShopSchema.PRODUCT_VIEW,
          ShopSchema.APP_OPEN,
          ShopSchema.SEARCH,
          ShopSchema.ADD_TO_CART,
          ShopSchema.PURCHASE,
          ShopSchema.EMAIL_OPEN,
          ShopSchema.EMAIL_CLICK,
          ShopSchema.REVIEW,
          ShopSchema.REFUND);

  private static final Choice TYPE_CHOICE =
      Choice.weighted(0.25, 0.20, 0.14, 0.10, 0.12, 0.07, 0.06, 0.03, 0.02, 0.01);
  private static final Choice TYPE_CHOICE_IN_SALE =
      Choice.weighted(0.18, 0.20, 0.14, 0.10, 0.12, 0.14, 0.06, 0.03, 0.02, 0.01);

  /** Most bought first. */
  static final List<String> CATEGORIES =
      List.of(
          "shoes",
          "dresses",
          "shirts",
          "bags",
          "phones",
          "books",
          "toys",
          "garden",
          "kitchen",
          "sports",
          "jewellery",
          "music");

  private static final List<String> QUERIES =
      List.of("running shoes", "gift", "black dress", "sale", "headphones", "tent", "lego", "vase");

  private static final Choice CATEGORY_CHOICE = Choice.zipf(CATEGORIES.size(), 1.0);
  private static final Choice QUERY_CHOICE = Choice.zipf(QUERIES.size(), 1.0);

  /** How many events back a visit may have had its last event. */
  private static final int VISITS = 4_096;

  private static final double CONTINUES_VISIT = 0.6;
  private static final double FAVOURITE_CATEGORY = 0.5;

  /** A prime above any number of profiles: ranks times it, modulo that number, are a shuffle. */
  private static final long SHUFFLE = 2_654_435_761L;

  private final int profiles;
  private final long events;
  private final double busiest;
  private final double spread;
  private final int[] visits = new int[VISITS];

  private final Draws visit;
  private final Draws visitIndex;
  private final Draws rank;
  private final Draws type;
  private final Draws time;
  private final Draws favourite;
  private final Draws category;
  private final Draws amount;
  private final Draws detail;

  private long next;

  ShopEvents(int profiles, long events, long seed) {
    this.profiles = profiles;
    this.events = events;
    // Activity falls as 1 / (rank + busiest): the top thousandth does a tenth of everything.
    this.busiest = profiles / 1_000.0;
    this.spread = StrictMath.log((profiles + busiest) / busiest);
    visit = new Draws(seed, 20);
    visitIndex = new Draws(seed, 21);
    rank = new Draws(seed, 22);
    type = new Draws(seed, 23);
    time = new Draws(seed, 24);
    favourite = new Draws(seed, 25);
    category = new Draws(seed, 26);
    amount = new Draws(seed, 27);
    detail = new Draws(seed, 28);
  }

  @Override
  public boolean hasNext() {
    return next < events;
  }

  @Override
  public Event next() {
    if (!hasNext()) {
      throw new NoSuchElementException("there are no more events, events=" + events);
    }
    long index = next++;
    int profile = profile(index);
    long millis = millis(index);
    boolean sale = millis >= Shop.SALE_FROM_MILLIS && millis < Shop.SALE_TO_MILLIS;
    EventType chosen =
        TYPES.get((sale ? TYPE_CHOICE_IN_SALE : TYPE_CHOICE).at(type.fraction(index)));
    ProfileId id = ShopProfiles.id(profile);
    return withProperties(Event.of(id, chosen, millis), profile, index);
  }

  private int profile(long index) {
    boolean continues = index > 0 && visit.fraction(index) < CONTINUES_VISIT;
    int profile;
    if (continues) {
      int back = visitIndex.below((int) Math.min(VISITS, index), index);
      profile = visits[(int) ((index - 1 - back) % VISITS)];
    } else {
      double drawn = busiest * StrictMath.exp(rank.fraction(index) * spread) - busiest;
      long place = Math.min(profiles - 1, (long) drawn);
      profile = (int) (place * SHUFFLE % profiles);
    }
    visits[(int) (index % VISITS)] = profile;
    return profile;
  }

  /** Event times rise with the index, each somewhere in a slot of its own. */
  private long millis(long index) {
    long span = Shop.END_MILLIS - Shop.START_MILLIS;
    long slot = index * span / events;
    long slotEnd = (index + 1) * span / events;
    return Shop.START_MILLIS + slot + (long) (time.fraction(index) * (slotEnd - slot));
  }

  private Event withProperties(Event event, int profile, long index) {
    switch (event.type()) {
      case "purchase" ->
          event
              .with(ShopSchema.CATEGORY, category(profile, index))
              .with(ShopSchema.AMOUNT, amount(index))
              .with(ShopSchema.QUANTITY, 1 + detail.below(3, index));
      case "product_view", "add_to_cart" ->
          event.with(ShopSchema.CATEGORY, category(profile, index));
      case "refund" -> event.with(ShopSchema.AMOUNT, amount(index));
      case "search" ->
          event.with(ShopSchema.QUERY, QUERIES.get(QUERY_CHOICE.at(detail.fraction(index))));
      case "review" -> event.with(ShopSchema.RATING, 1 + detail.below(5, index));
      default -> {
        // The others say all by their type.
      }
    }
    return event;
  }

  private String category(int profile, long index) {
    double fraction = category.fraction(index);
    double drawn =
        fraction < FAVOURITE_CATEGORY
            ? favourite.fraction(profile)
            : (fraction - FAVOURITE_CATEGORY) / (1 - FAVOURITE_CATEGORY);
    return CATEGORIES.get(CATEGORY_CHOICE.at(drawn));
  }

  /** From 5.00 upwards, 80.00 on average. */
  private BigDecimal amount(long index) {
    long cents = 500 + (long) (-7_500 * StrictMath.log(1 - amount.fraction(index)));
    return BigDecimal.valueOf(cents, 2);
  }
}

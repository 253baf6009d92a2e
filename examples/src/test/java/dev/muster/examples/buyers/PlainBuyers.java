// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.buyers;

import dev.muster.analysis.RfmGroup;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The customer base in plain collections: the slow, obvious twin of the three analyses. */
final class PlainBuyers {

  /** One purchase. */
  record Purchase(String customer, Instant time, BigDecimal amount) {}

  /** What is known of one customer at some time. */
  record Customer(Instant last, int purchases, BigDecimal spent) {}

  /** The three scores of one customer. */
  record Scores(int recency, int frequency, int monetary) {

    /** By the table of names, halves rounded up. */
    RfmGroup group() {
      int value = (int) Math.ceil((frequency + monetary) / 2.0);
      return switch (recency) {
        case 5 ->
            value == 1
                ? RfmGroup.NEW
                : value <= 3 ? RfmGroup.POTENTIAL_LOYALISTS : RfmGroup.CHAMPIONS;
        case 4 ->
            value == 1
                ? RfmGroup.PROMISING
                : value <= 3 ? RfmGroup.POTENTIAL_LOYALISTS : RfmGroup.LOYAL;
        case 3 ->
            value <= 2
                ? RfmGroup.ABOUT_TO_SLEEP
                : value == 3 ? RfmGroup.NEED_ATTENTION : RfmGroup.LOYAL;
        case 2 -> poor(value, RfmGroup.HIBERNATING);
        default -> poor(value, RfmGroup.LOST);
      };
    }

    private static RfmGroup poor(int value, RfmGroup little) {
      return value <= 2 ? little : value <= 4 ? RfmGroup.AT_RISK : RfmGroup.CANT_LOSE_THEM;
    }
  }

  private final Map<String, List<Purchase>> byCustomer = new TreeMap<>();

  PlainBuyers(List<Purchase> purchases) {
    for (Purchase purchase : purchases) {
      byCustomer.computeIfAbsent(purchase.customer, id -> new ArrayList<>()).add(purchase);
    }
  }

  /** All customers, those who have not bought yet included. */
  int base() {
    return byCustomer.size();
  }

  /** Who has bought by {@code now}, and what. */
  Map<String, Customer> customers(Instant now) {
    Map<String, Customer> customers = new HashMap<>();
    byCustomer.forEach(
        (id, purchases) -> {
          List<Purchase> made = until(purchases, now);
          if (!made.isEmpty()) {
            customers.put(
                id,
                new Customer(
                    made.stream().map(Purchase::time).max(Instant::compareTo).orElseThrow(),
                    made.size(),
                    made.stream().map(Purchase::amount).reduce(BigDecimal.ZERO, BigDecimal::add)));
          }
        });
    return customers;
  }

  /** The scores of everybody who has bought by {@code now}. */
  Map<String, Scores> scores(Instant now) {
    Map<String, Customer> customers = customers(now);
    Map<String, Scores> scores = new HashMap<>();
    customers.forEach(
        (id, customer) ->
            scores.put(
                id,
                new Scores(
                    score(customers, customer, Customer::last),
                    score(customers, customer, Customer::purchases),
                    score(customers, customer, Customer::spent))));
    return scores;
  }

  private static <C extends Comparable<? super C>> int score(
      Map<String, Customer> all, Customer one, Function<Customer, C> measure) {
    C own = measure.apply(one);
    long below = all.values().stream().filter(c -> measure.apply(c).compareTo(own) < 0).count();
    return 1 + (int) (5 * below / all.size());
  }

  /** The group of each customer at {@code now}. */
  Map<String, RfmGroup> groups(Instant now) {
    Map<String, Scores> scores = scores(now);
    Map<String, RfmGroup> groups = new TreeMap<>();
    byCustomer
        .keySet()
        .forEach(
            id ->
                groups.put(
                    id, scores.containsKey(id) ? scores.get(id).group() : RfmGroup.NO_PURCHASE));
    return groups;
  }

  /** The customers by the month of their first purchase. */
  Map<YearMonth, List<String>> cohorts(Instant now, ZoneId zone) {
    Map<YearMonth, List<String>> cohorts = new TreeMap<>();
    byCustomer.forEach(
        (id, purchases) ->
            until(purchases, now).stream()
                .map(purchase -> month(purchase, zone))
                .min(YearMonth::compareTo)
                .ifPresent(
                    month -> cohorts.computeIfAbsent(month, any -> new ArrayList<>()).add(id)));
    return cohorts;
  }

  /** How many of {@code customers} bought in {@code month}, their first purchase left out. */
  long boughtAgainIn(List<String> customers, YearMonth month, Instant now, ZoneId zone) {
    long count = 0;
    for (String id : customers) {
      List<Purchase> made = new ArrayList<>(until(byCustomer.get(id), now));
      made.sort((a, b) -> a.time.compareTo(b.time));
      made.remove(0);
      count += made.stream().anyMatch(purchase -> month(purchase, zone).equals(month)) ? 1 : 0;
    }
    return count;
  }

  private static List<Purchase> until(List<Purchase> purchases, Instant now) {
    return purchases.stream().filter(purchase -> !purchase.time.isAfter(now)).toList();
  }

  private static YearMonth month(Purchase purchase, ZoneId zone) {
    return YearMonth.from(purchase.time.atZone(zone));
  }
}

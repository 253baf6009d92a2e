// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.duckdb;

import dev.muster.benchmarks.comparison.Asked;
import java.util.List;

/** Q11 in SQL: an add_to_cart, and a purchase at the same time or up to a step later. */
final class SequenceQueries {

  private static final String STEP = "interval " + Asked.STEP.toHours() + " hour";
  private static final String CARTS =
      "(select profile, time from {events} where type = 'add_to_cart')";
  private static final String PURCHASES =
      "(select profile, time from {events} where type = 'purchase')";

  private SequenceQueries() {}

  /** The ways to ask. */
  static List<Sql> of() {
    return Queries.onBoth(
        // If any cart is followed in time, so is the last one before the purchase; and then by the
        // first purchase after it, which is its neighbour. Types of one instant: carts come first.
        new Sql(
            "neighbours",
            """
            select count(distinct profile) from (
              select profile, type, time,
                lag(type) over last as before, lag(time) over last as since
              from {events} where type in ('add_to_cart', 'purchase')
              window last as (partition by profile order by time, type))
            where type = 'purchase' and before = 'add_to_cart' and time - since <= %s"""
                .formatted(STEP)),
        new Sql(
            "as of",
            """
            select count(distinct p.profile) from %s p asof join %s a
              on p.profile = a.profile and p.time >= a.time
            where p.time - a.time <= %s"""
                .formatted(PURCHASES, CARTS, STEP)),
        new Sql(
            "join",
            """
            select count(distinct p.profile) from %s p join %s a
              on p.profile = a.profile and p.time >= a.time and p.time <= a.time + %s"""
                .formatted(PURCHASES, CARTS, STEP)));
  }
}

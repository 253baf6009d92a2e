// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.duckdb;

import dev.muster.benchmarks.comparison.Asked;
import dev.muster.benchmarks.workload.Question;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The questions in SQL, each in the ways that somebody who knows DuckDB would try. What reads
 * events is tried on both tables of events.
 */
final class Queries {

  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private static final String OPENED = happened("app_open", Asked.daysAgo(7), Asked.daysAgo(0));
  private static final String BOUGHT_90 = happened("purchase", Asked.daysAgo(90), Asked.daysAgo(0));
  private static final String BOUGHT_30 = happened("purchase", Asked.daysAgo(30), Asked.daysAgo(0));
  private static final String BOUGHT_14 = happened("purchase", Asked.daysAgo(14), Asked.daysAgo(0));
  private static final String BOUGHT_90_TO_30 =
      happened("purchase", Asked.daysAgo(90), Asked.daysAgo(30));

  private Queries() {}

  /** The ways to ask {@code question}. */
  static List<Sql> of(Question question) {
    return switch (question) {
      case Q1 -> profiles("country = 'country3'");
      case Q2 -> profiles("country = 'country1' and plan = 'pro' and device = 'ios'");
      case Q3 -> cities();
      case Q4 -> profiles("age between 25 and 34");
      case Q5 -> withoutTag();
      case Q6 -> distinct(OPENED);
      case Q6U -> distinct(happened("app_open", Asked.UNEVEN_BEGIN, Asked.UNEVEN_END));
      case Q7 -> having(BOUGHT_30, "count(*) >= 3");
      case Q8 -> lapsed();
      case Q9 -> distinct(BOUGHT_30 + " and category = 'c7' and amount > 100");
      case Q10 -> sums();
      case Q11 -> SequenceQueries.of();
      case Q12 -> MixedQueries.nested(OPENED, BOUGHT_30);
      case Q13 -> MixedQueries.countries(BOUGHT_30);
      case Q14 -> firstPurchase();
      case Q15 -> MixedQueries.overlaps(OPENED, BOUGHT_30);
    };
  }

  /** The events of a type in [{@code from}, {@code to}). */
  private static String happened(String type, Instant from, Instant to) {
    return "type = '%s' and time >= %s and time < %s"
        .formatted(type, timestamp(from), timestamp(to));
  }

  private static String timestamp(Instant instant) {
    return "timestamp '" + DATE_TIME.format(instant) + "'";
  }

  private static List<Sql> profiles(String where) {
    return List.of(
        new Sql("where", "select count(*) from profiles where " + where),
        new Sql("filter", "select count(*) filter (where " + where + ") from profiles"));
  }

  private static List<Sql> cities() {
    String names =
        Arrays.stream(Asked.cities())
            .mapToObj(city -> "'city" + city + "'")
            .collect(Collectors.joining(", "));
    String list = "[" + names + "]::city_name[]";
    List<Sql> ways = new ArrayList<>(profiles("city in (" + names + ")"));
    ways.add(
        new Sql("list", "select count(*) from profiles where list_contains(" + list + ", city)"));
    ways.add(
        new Sql(
            "or",
            "select count(*) from profiles where city = " + names.replace(", ", " or city = ")));
    ways.add(
        new Sql(
            "semi join",
            "select count(*) from profiles semi join (select unnest("
                + list
                + ") as city) using (city)"));
    return ways;
  }

  private static List<Sql> withoutTag() {
    String attributes = "age between 30 and 45 and plan = 'free'";
    List<Sql> ways =
        new ArrayList<>(profiles(attributes + " and not list_contains(tags, 't5'::tag_name)"));
    ways.add(
        new Sql(
            "anti join",
            "select count(*) from (select id from profiles where "
                + attributes
                + ") anti join (select profile from profile_tags where tag = 't5') on id ="
                + " profile"));
    return ways;
  }

  private static List<Sql> distinct(String where) {
    return onBoth(
        new Sql("count distinct", "select count(distinct profile) from {events} where " + where),
        new Sql(
            "distinct",
            "select count(*) from (select distinct profile from {events} where " + where + ")"),
        new Sql(
            "semi join",
            "select count(*) from profiles semi join (select profile from {events} where "
                + where
                + ") on id = profile"));
  }

  private static List<Sql> having(String where, String having) {
    return onBoth(
        new Sql(
            "having",
            "select count(*) from (select profile from {events} where "
                + where
                + " group by profile having "
                + having
                + ")"));
  }

  private static List<Sql> antiJoin(String in, String out) {
    return onBoth(
        new Sql(
            "anti join",
            "select count(*) from (select distinct profile from {events} where "
                + in
                + ") anti join (select profile from {events} where "
                + out
                + ") using (profile)"),
        new Sql(
            "count distinct of anti join",
            "select count(distinct profile) from (select profile from {events} where "
                + in
                + ") anti join (select profile from {events} where "
                + out
                + ") using (profile)"));
  }

  private static List<Sql> lapsed() {
    String cut = timestamp(Asked.daysAgo(30));
    List<Sql> ways = new ArrayList<>(having(BOUGHT_90, "max(time) < " + cut));
    ways.addAll(antiJoin(BOUGHT_90_TO_30, BOUGHT_30));
    return ways;
  }

  private static List<Sql> sums() {
    List<Sql> ways = new ArrayList<>(having(BOUGHT_90, "sum(amount) > 500"));
    ways.addAll(
        onBoth(
            new Sql(
                "filter of groups",
                "select count(*) filter (where spent > 500) from (select sum(amount) as spent from"
                    + " {events} where "
                    + BOUGHT_90
                    + " group by profile)")));
    return ways;
  }

  private static List<Sql> firstPurchase() {
    String ever = "type = 'purchase' and time < ";
    String cut = timestamp(Asked.daysAgo(14));
    List<Sql> ways =
        new ArrayList<>(having(ever + timestamp(Asked.daysAgo(0)), "min(time) >= " + cut));
    ways.addAll(antiJoin(BOUGHT_14, ever + cut));
    return ways;
  }

  /** Each of {@code ways} on both tables of events, which they call {@code {events}}. */
  static List<Sql> onBoth(Sql... ways) {
    List<Sql> both = new ArrayList<>();
    for (Sql way : ways) {
      for (String table : List.of("events_by_type", "events")) {
        both.add(new Sql(way.name() + " on " + table, way.text().replace("{events}", table)));
      }
    }
    return both;
  }
}

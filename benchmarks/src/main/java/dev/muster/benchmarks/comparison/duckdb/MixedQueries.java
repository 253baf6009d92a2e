// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.duckdb;

import java.util.ArrayList;
import java.util.List;

/** Q12, Q13 and Q15 in SQL: attributes and events together. */
final class MixedQueries {

  private static final String AUDIENCES = "abcde";

  private MixedQueries() {}

  /** Q12. */
  static List<Sql> nested(String opened, String bought) {
    String country = "country in ('country0', 'country1', 'country2') and ltv > 100";
    String byList = "((" + country + ") or list_contains(tags, 't3'::tag_name)) and consent";
    return Queries.onBoth(
        new Sql(
            "joins",
            """
            select count(*) from (select id from profiles where %s)
              semi join (select profile from {events} where %s) o on id = o.profile
              anti join (select profile from {events} where %s) p on id = p.profile"""
                .formatted(byList, opened, bought)),
        new Sql(
            "joins of distinct",
            """
            select count(*) from (select id from profiles where %s)
              join (select distinct profile from {events} where %s) o on id = o.profile
              anti join (select profile from {events} where %s) p on id = p.profile"""
                .formatted(byList, opened, bought)),
        new Sql(
            "one scan",
            """
            select count(*) from (select id from profiles where %s) semi join (
              select profile from {events} where (%s) or (%s)
              group by profile having bool_and(type = 'app_open')) on id = profile"""
                .formatted(byList, opened, bought)),
        new Sql(
            "table of tags",
            """
            select count(*) from (
              select id from profiles where %s and consent
              union
              select id from profiles semi join
                (select profile from profile_tags where tag = 't3') on id = profile where consent)
              semi join (select profile from {events} where %s) o on id = o.profile
              anti join (select profile from {events} where %s) p on id = p.profile"""
                .formatted(country, opened, bought)));
  }

  /** Q13: a row for each country. */
  static List<Sql> countries(String bought) {
    String plans = "plan in ('pro', 'enterprise')";
    return Queries.onBoth(
        new Sql(
            "semi join",
            """
            select country, count(*) from (select id, country from profiles where %s)
              semi join (select profile from {events} where %s) on id = profile
            group by country"""
                .formatted(plans, bought)),
        new Sql(
            "join of distinct",
            """
            select country, count(*) from (select id, country from profiles where %s)
              join (select distinct profile from {events} where %s) on id = profile
            group by country"""
                .formatted(plans, bought)));
  }

  /** Q15: the upper triangle as columns of one row. */
  static List<Sql> overlaps(String opened, String bought) {
    String attributes = "country = 'country0' as a, age between 25 and 34 as b, consent as c";
    String in =
        """
        select %s,
          id in (select profile from {events} where %s) as d,
          id in (select profile from {events} where %s) as e
        from profiles"""
            .formatted(attributes, opened, bought);
    String joinedOnce =
        """
        select %s, coalesce(o, false) as d, coalesce(p, false) as e
        from profiles left join (
          select profile, bool_or(type = 'app_open') as o, bool_or(type = 'purchase') as p
          from {events} where (%s) or (%s) group by profile) on id = profile"""
            .formatted(attributes, opened, bought);
    String joinedTwice =
        """
        select %s, o.profile is not null as d, p.profile is not null as e
        from profiles
          left join (select distinct profile from {events} where %s) o on id = o.profile
          left join (select distinct profile from {events} where %s) p on id = p.profile"""
            .formatted(attributes, opened, bought);
    List<Sql> ways = new ArrayList<>();
    ways.addAll(counted("in", in));
    ways.addAll(counted("one join", joinedOnce));
    ways.addAll(counted("two joins", joinedTwice));
    return Queries.onBoth(ways.toArray(Sql[]::new));
  }

  /** Two ways of counting pairs of flags: row by row, and by what is the same in all flags. */
  private static List<Sql> counted(String name, String flags) {
    return List.of(
        new Sql(name + ", filters", "select " + pairs("count(*)") + " from (" + flags + ")"),
        new Sql(
            name + ", groups",
            "select "
                + pairs("sum(n)")
                + " from (select a, b, c, d, e, count(*) as n from ("
                + flags
                + ") group by a, b, c, d, e)"));
  }

  /** JDBC reads the sum of nothing, which is null, as 0. */
  private static String pairs(String counted) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < AUDIENCES.length(); i++) {
      for (int j = i; j < AUDIENCES.length(); j++) {
        columns.add(
            "%s filter (where %s and %s)"
                .formatted(counted, AUDIENCES.charAt(i), AUDIENCES.charAt(j)));
      }
    }
    return String.join(", ", columns);
  }
}

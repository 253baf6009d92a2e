// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison.duckdb;

import dev.muster.benchmarks.comparison.Loaded;
import dev.muster.benchmarks.workload.Actions;
import dev.muster.benchmarks.workload.Customers;
import dev.muster.benchmarks.workload.Workload;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * The tables and how they are filled: rows are appended to staging tables with plain texts, then
 * copied into the tables that are asked, where every text is an {@code ENUM}.
 *
 * <pre>
 * profiles        id, country, city, plan, gender, age, signup, ltv, consent, tags (a list), device
 * profile_tags    profile, tag; sorted by both
 * events          profile, type, time, amount, category, sku, url; in order of arrival
 * events_by_type  the same, sorted by type and time
 * </pre>
 */
final class Tables {

  /** Values of an attribute or property, in the order of their numbers. */
  private static final int COUNTRIES = 50;

  private static final int CITIES = 5_000;
  private static final int TAGS = 200;
  private static final int CATEGORIES = 100;
  private static final int SKUS = 20_000;
  private static final int URLS = 40;

  private final DuckDBConnection connection;
  private final List<Loaded.Step> steps = new ArrayList<>();

  private Tables(DuckDBConnection connection) {
    this.connection = connection;
  }

  /** Makes and fills the tables. */
  static List<Loaded.Step> fill(DuckDBConnection connection, Workload workload)
      throws SQLException {
    Tables tables = new Tables(connection);
    tables.types();
    tables.profiles(workload.customers());
    tables.events(workload.actions());
    return tables.steps;
  }

  private void types() throws SQLException {
    type("country", numbered("country", COUNTRIES));
    type("city", numbered("city", CITIES));
    type("plan", Workload.planNames());
    type("gender", Workload.genderNames());
    type("device", Workload.deviceNames());
    type("tag", numbered("t", TAGS));
    type("event", Workload.typeNames());
    type("category", numbered("c", CATEGORIES));
    type("sku", numbered("s", SKUS));
    type("url", numbered("u", URLS));
  }

  private void type(String name, List<String> values) throws SQLException {
    execute("create type " + name + "_name as enum ('" + String.join("', '", values) + "')");
  }

  private static List<String> numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  private void profiles(Customers customers) throws SQLException {
    execute(
        "create table staged_profiles (id integer, country varchar, city varchar, plan varchar,"
            + " gender varchar, age tinyint, signup timestamp, ltv double, consent boolean,"
            + " device varchar)");
    execute("create table staged_tags (profile integer, tag varchar)");
    long begin = System.nanoTime();
    try (DuckDBAppender profiles = connection.createAppender("staged_profiles");
        DuckDBAppender tags = connection.createAppender("staged_tags")) {
      for (int i = 0; i < customers.count(); i++) {
        appendProfile(profiles, customers, i);
        for (short tag : customers.tags[i]) {
          tags.beginRow().append(i).append("t" + tag).endRow();
        }
      }
    }
    steps.add(Loaded.Step.since(begin, "profiles appended", customers.count()));
    begin = System.nanoTime();
    execute(
        "create table profile_tags as select profile, tag::tag_name as tag from staged_tags"
            + " order by tag, profile");
    execute(
        "create table profiles as select id, country::country_name as country,"
            + " city::city_name as city, plan::plan_name as plan, gender::gender_name as gender,"
            + " age, signup, ltv, consent, coalesce(tags, []) as tags,"
            + " device::device_name as device"
            + " from staged_profiles left join"
            + " (select profile, list(tag order by tag) as tags from profile_tags group by profile)"
            + " on id = profile order by id");
    execute("drop table staged_profiles");
    execute("drop table staged_tags");
    steps.add(Loaded.Step.since(begin, "profiles converted", customers.count()));
  }

  private static void appendProfile(DuckDBAppender appender, Customers customers, int i)
      throws SQLException {
    appender
        .beginRow()
        .append(i)
        .append("country" + customers.country[i])
        .append("city" + customers.city[i])
        .append(Workload.planNames().get(customers.plan[i]));
    if (customers.gender[i] == Customers.NO_GENDER) {
      appender.appendNull();
    } else {
      appender.append(Workload.genderNames().get(customers.gender[i]));
    }
    appender
        .append(customers.age[i])
        .appendEpochMicros(customers.signup[i] * 1_000)
        .append(customers.ltv[i] / 4.0)
        .append(customers.consent[i])
        .append(Workload.deviceNames().get(customers.device[i]))
        .endRow();
  }

  private void events(Actions actions) throws SQLException {
    execute(
        "create table staged_events (profile integer, type varchar, time timestamp, amount double,"
            + " category varchar, sku varchar, url varchar)");
    long begin = System.nanoTime();
    try (DuckDBAppender events = connection.createAppender("staged_events")) {
      for (int i = 0; i < actions.count(); i++) {
        events
            .beginRow()
            .append(actions.user[i])
            .append(Workload.typeNames().get(actions.type[i]))
            .appendEpochMicros(actions.time[i] * 1_000);
        if (actions.type[i] == Actions.PURCHASE) {
          events.append(actions.amount[i] / 4.0);
        } else {
          events.appendNull();
        }
        appendText(events, actions.category[i], "c");
        appendText(events, actions.sku[i], "s");
        appendText(events, actions.url[i], "u");
        events.endRow();
      }
    }
    steps.add(Loaded.Step.since(begin, "events appended", actions.count()));
    begin = System.nanoTime();
    execute(
        "create table events as select profile, type::event_name as type, time, amount,"
            + " category::category_name as category, sku::sku_name as sku, url::url_name as url"
            + " from staged_events");
    execute("drop table staged_events");
    steps.add(Loaded.Step.since(begin, "events converted", actions.count()));
    begin = System.nanoTime();
    execute("create table events_by_type as select * from events order by type, time");
    steps.add(Loaded.Step.since(begin, "events sorted by type", actions.count()));
  }

  private static void appendText(DuckDBAppender events, int value, String prefix)
      throws SQLException {
    if (value == Actions.NONE) {
      events.appendNull();
    } else {
      events.append(prefix + value);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.load;

import dev.muster.load.mapping.EventMapping;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.ProfileMapping;
import dev.muster.load.mapping.ValueFormat;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.reference.RandomChoice;
import dev.muster.schema.BooleanAttribute;
import dev.muster.schema.DateAttribute;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.DoubleAttribute;
import dev.muster.schema.EventType;
import dev.muster.schema.GeoPointAttribute;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.schema.StringSetAttribute;
import dev.muster.value.GeoPoint;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Random records, each as a line of CSV, as a line of JSON, and as the operation that a plain
 * loader makes of it. Identifiers collide, values are missing, texts have quotes, commas and line
 * ends.
 */
final class GeneratedRecords {

  static final StringAttribute COUNTRY = StringAttribute.of("country");
  static final LongAttribute AGE = LongAttribute.of("age");
  static final DoubleAttribute SCORE = DoubleAttribute.of("score");
  static final BooleanAttribute ACTIVE = BooleanAttribute.of("active");
  static final DateAttribute SINCE = DateAttribute.of("since");
  static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  static final GeoPointAttribute HOME = GeoPointAttribute.of("home");
  static final DecimalProperty PAID = DecimalProperty.of("paid", 2);
  static final StringProperty SHOP = StringProperty.of("shop");
  static final List<String> TYPES = List.of("buy", "look", "return");
  static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  static final ProfileMapping PROFILES =
      Mapping.profiles("id")
          .attribute("country", COUNTRY)
          .attribute("age", AGE)
          .attribute("score", SCORE)
          .attribute("active", ACTIVE)
          .attribute("since", SINCE)
          .attribute("tags", TAGS, ValueFormat.separated("|"))
          .geoPoint("lat", "lon", HOME);

  static final EventMapping EVENTS =
      Mapping.events("id")
          .time("when")
          .typeField("what")
          .property("paid", PAID)
          .property("shop", SHOP);

  static final Schema PROFILE_SCHEMA =
      Schema.builder().attributes(COUNTRY, AGE, SCORE, ACTIVE, SINCE, TAGS, HOME).build();

  final StringBuilder csv = new StringBuilder();
  final StringBuilder json = new StringBuilder();
  final List<Operation> operations = new ArrayList<>();

  private final RandomChoice random;

  private GeneratedRecords(long seed) {
    this.random = new RandomChoice(seed);
  }

  static GeneratedRecords profiles(long seed, int count) {
    GeneratedRecords records = new GeneratedRecords(seed);
    records.csv.append("id,country,age,score,active,since,tags,lat,lon\n");
    for (int i = 0; i < count; i++) {
      records.profile(count);
    }
    return records;
  }

  static GeneratedRecords events(long seed, int count) {
    GeneratedRecords records = new GeneratedRecords(seed);
    records.csv.append("id,when,what,paid,shop\n");
    for (int i = 0; i < count; i++) {
      records.event(count);
    }
    return records;
  }

  /** The schema that loading events leads to, in the order in which types turn up. */
  Schema eventSchema() {
    Set<String> types = new LinkedHashSet<>();
    operations.forEach(operation -> types.add(((Event) operation).type()));
    Schema.Builder schema = Schema.builder();
    types.forEach(type -> schema.eventTypes(EventType.of(type, PAID, SHOP)));
    return schema.build();
  }

  private void profile(int count) {
    ProfileId id = id(count);
    ProfileUpdate update = ProfileUpdate.of(id);
    cell(id.value(), false);
    json.append("{\"id\":").append(quoted(id.value()));
    if (has("country")) {
      String value = text();
      update.set(COUNTRY, value);
      value(value, quoted(value));
    }
    if (has("age")) {
      long value = random.between(-5L, 120L);
      update.set(AGE, value);
      value(Long.toString(value), Long.toString(value));
    }
    if (has("score")) {
      double value = random.between(-1_000, 1_000) / 7.0;
      update.set(SCORE, value);
      value(Double.toString(value), Double.toString(value));
    }
    if (has("active")) {
      boolean value = random.chance(50);
      update.set(ACTIVE, value);
      value(value ? "TRUE" : "false", Boolean.toString(value));
    }
    if (has("since")) {
      LocalDate value = LocalDate.of(2000, 1, 1).plusDays(random.below(9_000));
      update.set(SINCE, value);
      value(value.toString(), quoted(value.toString()));
    }
    if (has("tags")) {
      Set<String> members = new LinkedHashSet<>();
      for (int i = random.between(1, 3); i > 0; i--) {
        members.add("t" + random.below(20));
      }
      update.set(TAGS, members);
      List<String> quotedMembers = members.stream().map(GeneratedRecords::quoted).toList();
      value(String.join("|", members), quotedMembers.toString());
    }
    if (has("lat")) {
      String latitude = "" + random.between(-90, 90);
      String longitude = random.between(-179, 179) + ".25";
      update.set(HOME, new GeoPoint(Double.parseDouble(latitude), Double.parseDouble(longitude)));
      value(latitude, latitude);
      json.append(",\"lon\":");
      csv.append(',');
      value(longitude, longitude);
    } else {
      csv.append(',');
    }
    csv.append('\n');
    json.append("}\n");
    operations.add(update);
  }

  private void event(int count) {
    ProfileId id = id(count);
    Instant time = NOW.minusMillis(random.between(0L, 300L * 86_400_000));
    String type = random.skewed(TYPES);
    Event event = Event.of(id, type, time.toEpochMilli());
    cell(id.value(), false);
    json.append("{\"id\":").append(quoted(id.value())).append(",\"when\":");
    csv.append(',');
    value(time.toString(), Long.toString(time.toEpochMilli()));
    json.append(",\"what\":");
    csv.append(',');
    value(type, quoted(type));
    if (has("paid")) {
      BigDecimal value = BigDecimal.valueOf(random.between(0L, 100_000L), 2);
      event.with(PAID, value);
      value(value.toString(), value.toString());
    }
    if (has("shop")) {
      String value = text();
      event.with(SHOP, value);
      value(value, quoted(value));
    }
    csv.append('\n');
    json.append("}\n");
    operations.add(event);
  }

  private ProfileId id(int count) {
    return ProfileId.of("p" + random.below(count / 2 + 1));
  }

  private String text() {
    return random.of(List.of("PL", "ID", "a,b", "say \"hi\"", "two\nlines", "żółć", " ", "007"))
        + (random.chance(10) ? random.below(500) : "");
  }

  /** Begins the next field; whether it has a value. */
  private boolean has(String name) {
    csv.append(',');
    boolean has = random.chance(80);
    if (has) {
      json.append(",\"").append(name).append("\":");
    }
    return has;
  }

  private void value(String csvText, String jsonText) {
    cell(csvText, random.chance(5));
    json.append(jsonText);
  }

  private void cell(String text, boolean always) {
    boolean quote = always || text.contains(",") || text.contains("\"") || text.contains("\n");
    csv.append(quote ? "\"" + text.replace("\"", "\"\"") + "\"" : text);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}

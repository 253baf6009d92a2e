// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import dev.muster.SegmentationEngine;
import dev.muster.benchmarks.dataset.Loading;
import dev.muster.profile.Event;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.BooleanAttribute;
import dev.muster.schema.DecimalAttribute;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.schema.StringSetAttribute;
import dev.muster.schema.TimestampAttribute;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A customer base as a retailer has it, and 90 days of what it did: ten attributes, twenty event
 * types, sessions, a few very active customers. A function of its two sizes; every engine that is
 * compared is loaded with it. Identifiers are 16 bytes of text. {@link Question} asks.
 *
 * <table>
 *   <caption>Attributes</caption>
 *   <tr><td>country, city</td><td>50 and 5,000 texts, Zipf</td></tr>
 *   <tr><td>plan, device, gender</td><td>4, 6 and 3 texts; 12 % have no gender</td></tr>
 *   <tr><td>age</td><td>16 to 81, bell-shaped</td></tr>
 *   <tr><td>signup</td><td>in the last three years</td></tr>
 *   <tr><td>ltv</td><td>0 for 40 %, else exponential with a mean of 120</td></tr>
 *   <tr><td>consent_email</td><td>62 %</td></tr>
 *   <tr><td>tags</td><td>up to 6 of 200, Zipf</td></tr>
 * </table>
 */
public final class Workload {

  /** The present: no event is later or at it. */
  public static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

  /** Days that events are spread over. */
  public static final int DAYS = 90;

  /** The number in the first identifier: all have as many digits. */
  private static final long FIRST_ID = 10_000_000_000L;

  static final StringAttribute COUNTRY = StringAttribute.of("country");
  static final StringAttribute CITY = StringAttribute.of("city");
  static final StringAttribute PLAN = StringAttribute.of("plan");
  static final StringAttribute GENDER = StringAttribute.of("gender");
  static final LongAttribute AGE = LongAttribute.of("age");
  static final TimestampAttribute SIGNUP = TimestampAttribute.of("signup");
  static final DecimalAttribute LTV = DecimalAttribute.of("ltv", 2);
  static final BooleanAttribute CONSENT = BooleanAttribute.of("consent_email");
  static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  static final StringAttribute DEVICE = StringAttribute.of("device");

  static final DecimalProperty AMOUNT = DecimalProperty.of("amount", 2);
  static final StringProperty CATEGORY = StringProperty.of("category");
  static final StringProperty SKU = StringProperty.of("sku");
  static final StringProperty URL = StringProperty.of("url");

  private static final List<String> PLANS = List.of("free", "basic", "pro", "enterprise");
  private static final List<String> GENDERS = List.of("m", "f", "x");
  private static final List<String> DEVICES =
      List.of("android", "ios", "web", "ipad", "tv", "other");
  private static final List<String> TYPE_NAMES =
      List.of(
          "page_view",
          "app_open",
          "product_view",
          "add_to_cart",
          "purchase",
          "search",
          "push_received",
          "email_open",
          "push_click",
          "login",
          "logout",
          "email_click",
          "wishlist_add",
          "review",
          "share",
          "video_play",
          "signup",
          "refund",
          "support_ticket",
          "app_uninstall");
  private static final List<EventType> TYPES = TYPE_NAMES.stream().map(Workload::type).toList();

  /** All of it. */
  public static final Schema SCHEMA =
      Schema.builder()
          .attributes(COUNTRY, CITY, PLAN, GENDER, AGE, SIGNUP, LTV, CONSENT, TAGS, DEVICE)
          .eventTypes(TYPES.toArray(EventType[]::new))
          .build();

  private final Customers customers;
  private final Actions actions;

  private Workload(int profiles, int events) {
    this.customers = new Customers(profiles);
    this.actions = new Actions(profiles, events);
  }

  private static EventType type(String name) {
    return switch (name) {
      case "purchase" -> EventType.of(name, AMOUNT, CATEGORY, SKU);
      case "page_view" -> EventType.of(name, URL);
      default -> EventType.of(name);
    };
  }

  /** The workload of this size. */
  public static Workload of(int profiles, int events) {
    return new Workload(profiles, events);
  }

  /** Profiles. */
  public int profileCount() {
    return customers.count();
  }

  /** Events. */
  public int eventCount() {
    return actions.count();
  }

  /** The profiles as they were drawn. */
  public Customers customers() {
    return customers;
  }

  /** The events as they were drawn. */
  public Actions actions() {
    return actions;
  }

  /** The event types. */
  public static List<String> typeNames() {
    return TYPE_NAMES;
  }

  /** The values of {@code plan}. */
  public static List<String> planNames() {
    return PLANS;
  }

  /** The values of {@code gender}. */
  public static List<String> genderNames() {
    return GENDERS;
  }

  /** The values of {@code device}. */
  public static List<String> deviceNames() {
    return DEVICES;
  }

  /** What proves that it is the workload that the answers are known for. */
  public long fingerprint() {
    return customers.fingerprint() + actions.fingerprint();
  }

  private ProfileUpdate update(int i) {
    return update(customers, i);
  }

  /** Everything that is known of a profile, to be written. */
  static ProfileUpdate update(Customers customers, int i) {
    Set<String> tags = new HashSet<>();
    for (short tag : customers.tags[i]) {
      tags.add("t" + tag);
    }
    ProfileUpdate update =
        ProfileUpdate.of(id(i))
            .set(COUNTRY, "country" + customers.country[i])
            .set(CITY, "city" + customers.city[i])
            .set(PLAN, PLANS.get(customers.plan[i]))
            .set(AGE, customers.age[i])
            .set(SIGNUP, Instant.ofEpochMilli(customers.signup[i]))
            .set(LTV, quarters(customers.ltv[i]))
            .set(CONSENT, customers.consent[i])
            .set(TAGS, tags)
            .set(DEVICE, DEVICES.get(customers.device[i]));
    return customers.gender[i] == Customers.NO_GENDER
        ? update
        : update.set(GENDER, GENDERS.get(customers.gender[i]));
  }

  /** {@code user-} and eleven digits. */
  static ProfileId id(int profile) {
    return ProfileId.of("user-" + (FIRST_ID + profile));
  }

  private static BigDecimal quarters(int quarters) {
    return BigDecimal.valueOf(quarters * 25L, 2);
  }

  /** An event, to be written. */
  Event event(int i) {
    return event(i, actions.time[i]);
  }

  /** An event as if it had happened at another time. */
  Event event(int i, long epochMillis) {
    int type = actions.type[i];
    Event event = event(actions.user[i], type, epochMillis);
    if (type == Actions.PURCHASE) {
      return purchase(event, actions.amount[i], actions.category[i], actions.sku[i]);
    }
    return type == Actions.PAGE_VIEW ? pageView(event, actions.url[i]) : event;
  }

  /** An event without its properties. */
  static Event event(int profile, int type, long epochMillis) {
    return Event.of(id(profile), TYPES.get(type), epochMillis);
  }

  /** A purchase with its properties. */
  static Event purchase(Event event, int quarters, int category, int sku) {
    return event
        .with(AMOUNT, quarters(quarters))
        .with(CATEGORY, "c" + category)
        .with(SKU, "s" + sku);
  }

  /** A page view with its property. */
  static Event pageView(Event event, int url) {
    return event.with(URL, "u" + url);
  }

  /** Writes all profiles; returns when {@code engine} shows them. */
  public void loadProfiles(SegmentationEngine engine) {
    Loading.write(engine, profileCount(), this::update);
  }

  /** Writes all events; returns when {@code engine} shows them. */
  public void loadEvents(SegmentationEngine engine) {
    Loading.write(engine, eventCount(), this::event);
  }

  /**
   * Writes all events from several threads, each every so many batches of them; returns when {@code
   * engine} shows them.
   */
  public void loadEvents(SegmentationEngine engine, int producers) throws InterruptedException {
    Loading.write(engine, eventCount(), this::event, producers);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.shop;

import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The customers of the shop: a few large countries and cities and many small ones, some answers
 * missing. Each customer is a pure function of the seed and a number. Immutable.
 */
final class ShopProfiles {

  private static final int CITIES_PER_COUNTRY = 5;

  /** {@link #CITIES_PER_COUNTRY} for each country, largest first. */
  private static final List<String> CITIES =
      List.of(
          "Jakarta",
          "Surabaya",
          "Bandung",
          "Medan",
          "Semarang", //
          "Mumbai",
          "Delhi",
          "Bengaluru",
          "Chennai",
          "Pune", //
          "São Paulo",
          "Rio de Janeiro",
          "Salvador",
          "Fortaleza",
          "Recife", //
          "New York",
          "Los Angeles",
          "Chicago",
          "Houston",
          "Seattle", //
          "Berlin",
          "Hamburg",
          "München",
          "Köln",
          "Leipzig", //
          "Warszawa",
          "Kraków",
          "Łódź",
          "Wrocław",
          "Gdańsk", //
          "Ciudad de México",
          "Guadalajara",
          "Monterrey",
          "Puebla",
          "Mérida", //
          "Hà Nội",
          "Hồ Chí Minh",
          "Đà Nẵng",
          "Hải Phòng",
          "Cần Thơ", //
          "Lagos",
          "Kano",
          "Ibadan",
          "Abuja",
          "Enugu", //
          "Paris",
          "Marseille",
          "Lyon",
          "Toulouse",
          "Lille", //
          "東京",
          "大阪",
          "名古屋",
          "札幌",
          "福岡", //
          "Lisboa",
          "Porto",
          "Braga",
          "Coimbra",
          "Faro");

  private static final List<String> GENDERS = List.of("f", "m", "x");
  private static final List<String> PLANS = List.of("free", "basic", "pro", "business");
  private static final List<String> DEVICES = List.of("android", "ios", "web", "tablet", "tv");
  private static final List<String> TAGS =
      List.of(
          "newsletter",
          "coupon",
          "beta",
          "vip",
          "student",
          "gift_buyer",
          "reseller",
          "employee",
          "press",
          "complaint");

  private static final Choice COUNTRY_CHOICE = Choice.zipf(Shop.COUNTRIES.size(), 1.0);
  private static final Choice CITY_CHOICE = Choice.zipf(CITIES_PER_COUNTRY, 1.0);
  private static final Choice GENDER_CHOICE = Choice.weighted(0.50, 0.36, 0.02, 0.12);
  private static final Choice PLAN_CHOICE = Choice.weighted(0.70, 0.18, 0.09, 0.03);
  private static final Choice DEVICE_CHOICE = Choice.weighted(0.52, 0.28, 0.14, 0.04, 0.02);
  private static final Choice CONSENT_CHOICE = Choice.weighted(0.62, 0.28, 0.10);
  private static final Choice TAG_CHOICE = Choice.zipf(TAGS.size(), 0.8);

  private static final int TAGS_MAX = 4;
  private static final int YOUNGEST = 16;
  private static final int YEARS_PER_DRAW = 16;
  private static final int SIGNUP_DAYS = 3 * 365;

  private final Draws country;
  private final Draws city;
  private final Draws gender;
  private final Draws age;
  private final Draws plan;
  private final Draws device;
  private final Draws signup;
  private final Draws lifetimeValue;
  private final Draws consent;
  private final Draws tagCount;
  private final Draws tag;

  ShopProfiles(long seed) {
    country = new Draws(seed, 1);
    city = new Draws(seed, 2);
    gender = new Draws(seed, 3);
    age = new Draws(seed, 4);
    plan = new Draws(seed, 5);
    device = new Draws(seed, 6);
    signup = new Draws(seed, 7);
    lifetimeValue = new Draws(seed, 8);
    consent = new Draws(seed, 9);
    tagCount = new Draws(seed, 10);
    tag = new Draws(seed, 11);
  }

  /** What customer number {@code index} is called. */
  static ProfileId id(int index) {
    return ProfileId.of("c" + index);
  }

  /** Everything that customer number {@code index} told. */
  ProfileUpdate profile(int index) {
    int countryIndex = COUNTRY_CHOICE.at(country.fraction(index));
    int cityIndex = countryIndex * CITIES_PER_COUNTRY + CITY_CHOICE.at(city.fraction(index));
    ProfileUpdate update =
        ProfileUpdate.of(id(index))
            .set(ShopSchema.COUNTRY, Shop.COUNTRIES.get(countryIndex))
            .set(ShopSchema.CITY, CITIES.get(cityIndex))
            .set(ShopSchema.PLAN, PLANS.get(PLAN_CHOICE.at(plan.fraction(index))))
            .set(ShopSchema.DEVICE, DEVICES.get(DEVICE_CHOICE.at(device.fraction(index))))
            .set(ShopSchema.SIGNUP_DATE, Shop.END_DATE.minusDays(daysSinceSignup(index)))
            .set(ShopSchema.LIFETIME_VALUE, BigDecimal.valueOf(lifetimeCents(index), 2))
            .set(ShopSchema.TAGS, tags(index));
    int genderIndex = GENDER_CHOICE.at(gender.fraction(index));
    if (genderIndex < GENDERS.size()) {
      update.set(ShopSchema.GENDER, GENDERS.get(genderIndex));
    }
    // The sum of three is bell-shaped: few very young and very old. One in twenty keeps it secret.
    if (age.below(20, 4L * index + 3) > 0) {
      long years = 0;
      for (int i = 0; i < 3; i++) {
        years += age.below(YEARS_PER_DRAW, 4L * index + i);
      }
      update.set(ShopSchema.AGE, YOUNGEST + years);
    }
    int consentIndex = CONSENT_CHOICE.at(consent.fraction(index));
    if (consentIndex < 2) {
      update.set(ShopSchema.EMAIL_CONSENT, consentIndex == 0);
    }
    return update;
  }

  /** The square favours recent days: the shop has grown. */
  private long daysSinceSignup(int index) {
    double fraction = signup.fraction(index);
    return 1 + (long) (fraction * fraction * SIGNUP_DAYS);
  }

  /** Two in five never bought; the others are spread exponentially around 120.00. */
  private long lifetimeCents(int index) {
    double fraction = lifetimeValue.fraction(index);
    return fraction < 0.4 ? 0 : (long) (-12_000 * StrictMath.log((1 - fraction) / 0.6));
  }

  private Set<String> tags(int index) {
    int count = tagCount.below(TAGS_MAX + 1, index);
    Set<String> chosen = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      chosen.add(TAGS.get(TAG_CHOICE.at(tag.fraction((long) index * TAGS_MAX + i))));
    }
    return chosen;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.shop;

import static dev.muster.examples.shop.ShopSchema.ADD_TO_CART;
import static dev.muster.examples.shop.ShopSchema.AGE;
import static dev.muster.examples.shop.ShopSchema.AMOUNT;
import static dev.muster.examples.shop.ShopSchema.APP_OPEN;
import static dev.muster.examples.shop.ShopSchema.CATEGORY;
import static dev.muster.examples.shop.ShopSchema.CITY;
import static dev.muster.examples.shop.ShopSchema.COUNTRY;
import static dev.muster.examples.shop.ShopSchema.DEVICE;
import static dev.muster.examples.shop.ShopSchema.EMAIL_CONSENT;
import static dev.muster.examples.shop.ShopSchema.GENDER;
import static dev.muster.examples.shop.ShopSchema.LIFETIME_VALUE;
import static dev.muster.examples.shop.ShopSchema.PLAN;
import static dev.muster.examples.shop.ShopSchema.PURCHASE;
import static dev.muster.examples.shop.ShopSchema.REFUND;
import static dev.muster.examples.shop.ShopSchema.SIGNUP_DATE;
import static dev.muster.examples.shop.ShopSchema.TAGS;

import dev.muster.predicate.Predicate;
import dev.muster.segment.Segment;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** A dozen audiences of the shop, from one attribute to the question a marketer asks. */
public final class ShopAudiences {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration QUARTER = Duration.ofDays(90);

  /** The market question: attributes, frequency, money, an open cart and consent at once. */
  public static final Segment HARDEST =
      Segment.of(
          "women of 25 to 34 in Jakarta, shoes 3 times and over 500 in 30 days, open cart, consent",
          Predicate.allOf(
              GENDER.is("f"),
              AGE.between(25, 34),
              CITY.is("Jakarta"),
              EMAIL_CONSENT.isTrue(),
              PURCHASE.where(CATEGORY.is("shoes")).inLast(MONTH).count().atLeast(3),
              PURCHASE.inLast(MONTH).sum(AMOUNT).moreThan(500),
              ADD_TO_CART.inLast(DAY).did(),
              PURCHASE.inLast(DAY).didNot()));

  /** All of them, easy ones first; the last is {@link #HARDEST}. */
  public static final List<Segment> ALL =
      List.of(
          Segment.of("live in Indonesia", COUNTRY.is("ID")),
          Segment.of("25 to 34 years old", AGE.between(25, 34)),
          Segment.of("gender other than f, the silent left out", GENDER.isNot("f")),
          Segment.of(
              "pay, on iOS, with us for two years, over 100 in all",
              PLAN.in("basic", "pro", "business")
                  .and(DEVICE.is("ios"))
                  .and(SIGNUP_DATE.lessThan(LocalDate.of(2024, 1, 1)))
                  .and(LIFETIME_VALUE.moreThan(100))),
          Segment.of(
              "free plan, a coupon or a vip tag, no complaint",
              PLAN.is("free").and(TAGS.hasAnyOf("coupon", "vip")).and(TAGS.hasNoneOf("complaint"))),
          Segment.of("opened the app in 7 days", APP_OPEN.inLast(Duration.ofDays(7)).did()),
          Segment.of(
              "bought 30 to 90 days ago and not since",
              PURCHASE.ago(MONTH, QUARTER).did().and(PURCHASE.inLast(MONTH).didNot())),
          Segment.of("bought 3 times in 30 days", PURCHASE.inLast(MONTH).count().atLeast(3)),
          Segment.of(
              "bought shoes for over 200 at once in 30 days",
              PURCHASE.where(CATEGORY.is("shoes").and(AMOUNT.moreThan(200))).inLast(MONTH).did()),
          Segment.of(
              "spent over 500 in 90 days, no refund in 30",
              PURCHASE
                  .inLast(QUARTER)
                  .sum(AMOUNT)
                  .moreThan(500)
                  .and(REFUND.inLast(MONTH).didNot())),
          Segment.of(
              "4 categories in 90 days, 100 a purchase on average",
              PURCHASE
                  .inLast(QUARTER)
                  .distinct(CATEGORY)
                  .atLeast(4)
                  .and(PURCHASE.inLast(QUARTER).avg(AMOUNT).atLeast(100))),
          HARDEST);

  private ShopAudiences() {}
}

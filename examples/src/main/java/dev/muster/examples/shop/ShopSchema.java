// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.shop;

import dev.muster.schema.BooleanAttribute;
import dev.muster.schema.DateAttribute;
import dev.muster.schema.DecimalAttribute;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.schema.StringSetAttribute;

/** What the shop knows about its customers, as typed constants. */
public final class ShopSchema {

  public static final StringAttribute COUNTRY = StringAttribute.of("country");
  public static final StringAttribute CITY = StringAttribute.of("city");

  /** {@code f}, {@code m} or {@code x}; missing for those who did not tell. */
  public static final StringAttribute GENDER = StringAttribute.of("gender");

  /** Missing for those who did not tell. */
  public static final LongAttribute AGE = LongAttribute.of("age");

  public static final StringAttribute PLAN = StringAttribute.of("plan");
  public static final StringAttribute DEVICE = StringAttribute.of("device");
  public static final DateAttribute SIGNUP_DATE = DateAttribute.of("signup_date");
  public static final DecimalAttribute LIFETIME_VALUE = DecimalAttribute.of("lifetime_value", 2);

  /** Missing for those who were never asked. */
  public static final BooleanAttribute EMAIL_CONSENT = BooleanAttribute.of("email_consent");

  public static final StringSetAttribute TAGS = StringSetAttribute.of("tags");

  public static final StringProperty CATEGORY = StringProperty.of("category");
  public static final DecimalProperty AMOUNT = DecimalProperty.of("amount", 2);
  public static final LongProperty QUANTITY = LongProperty.of("quantity");
  public static final StringProperty QUERY = StringProperty.of("query");
  public static final LongProperty RATING = LongProperty.of("rating");

  public static final EventType PAGE_VIEW = EventType.of("page_view");
  public static final EventType PRODUCT_VIEW = EventType.of("product_view", CATEGORY);
  public static final EventType APP_OPEN = EventType.of("app_open");
  public static final EventType SEARCH = EventType.of("search", QUERY);
  public static final EventType ADD_TO_CART = EventType.of("add_to_cart", CATEGORY);
  public static final EventType PURCHASE = EventType.of("purchase", CATEGORY, AMOUNT, QUANTITY);
  public static final EventType EMAIL_OPEN = EventType.of("email_open");
  public static final EventType EMAIL_CLICK = EventType.of("email_click");
  public static final EventType REVIEW = EventType.of("review", RATING);
  public static final EventType REFUND = EventType.of("refund", AMOUNT);

  /** All of it. */
  public static final Schema SCHEMA =
      Schema.builder()
          .attributes(
              COUNTRY,
              CITY,
              GENDER,
              AGE,
              PLAN,
              DEVICE,
              SIGNUP_DATE,
              LIFETIME_VALUE,
              EMAIL_CONSENT,
              TAGS)
          .eventTypes(
              PAGE_VIEW,
              PRODUCT_VIEW,
              APP_OPEN,
              SEARCH,
              ADD_TO_CART,
              PURCHASE,
              EMAIL_OPEN,
              EMAIL_CLICK,
              REVIEW,
              REFUND)
          .build();

  private ShopSchema() {}
}

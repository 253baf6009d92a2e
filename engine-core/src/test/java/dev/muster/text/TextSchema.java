// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.schema.BooleanAttribute;
import dev.muster.schema.DateAttribute;
import dev.muster.schema.DateProperty;
import dev.muster.schema.DecimalAttribute;
import dev.muster.schema.DecimalProperty;
import dev.muster.schema.DoubleAttribute;
import dev.muster.schema.DoubleProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.GeoPointAttribute;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.LongProperty;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import dev.muster.schema.StringSetAttribute;
import dev.muster.schema.StringSetProperty;
import dev.muster.schema.TimestampAttribute;
import dev.muster.schema.TimestampProperty;
import dev.muster.schema.VersionAttribute;

/** A shop's schema with an attribute of every type; the examples of the documentation use it. */
public final class TextSchema {

  static final StringAttribute COUNTRY = StringAttribute.of("country");
  static final StringAttribute EMAIL = StringAttribute.of("email");
  static final StringAttribute HOME_TOWN = StringAttribute.of("home town");
  static final LongAttribute AGE = LongAttribute.of("age");
  static final LongAttribute COUNT = LongAttribute.of("count");
  static final DoubleAttribute SCORE = DoubleAttribute.of("score");
  static final DecimalAttribute BALANCE = DecimalAttribute.of("balance", 2);
  static final BooleanAttribute ACTIVE = BooleanAttribute.of("active");
  static final DateAttribute BIRTHDAY = DateAttribute.of("birthday");
  static final TimestampAttribute SIGNED_UP = TimestampAttribute.of("signed_up");
  static final StringSetAttribute TAGS = StringSetAttribute.of("tags");
  static final GeoPointAttribute HOME = GeoPointAttribute.of("home");
  static final VersionAttribute APP = VersionAttribute.of("app");

  static final StringAttribute STATUS = StringAttribute.of("status");

  static final StringProperty CATEGORY = StringProperty.of("category");
  static final DecimalProperty AMOUNT = DecimalProperty.of("amount", 2);
  static final LongProperty ITEMS = LongProperty.of("items");
  static final DoubleProperty WEIGHT = DoubleProperty.of("weight");
  static final DateProperty DELIVERY = DateProperty.of("delivery");
  static final TimestampProperty PAID = TimestampProperty.of("paid");
  static final StringSetProperty COUPONS = StringSetProperty.of("coupons");
  static final EventType PURCHASE =
      EventType.of("purchase", CATEGORY, AMOUNT, ITEMS, WEIGHT, DELIVERY, PAID, COUPONS);
  static final EventType REFUND = EventType.of("refund", AMOUNT);

  public static final Schema SCHEMA =
      Schema.builder()
          .attributes(COUNTRY, EMAIL, HOME_TOWN, AGE, COUNT, SCORE, BALANCE, ACTIVE)
          .attributes(BIRTHDAY, SIGNED_UP, TAGS, HOME, APP, STATUS)
          .trackingChanges(STATUS)
          .eventTypes(PURCHASE, REFUND)
          .build();

  private TextSchema() {}
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.dataset;

import dev.muster.schema.DecimalProperty;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;

/** What is known about the customers of a {@link DataSet}, as typed constants. */
public final class CustomerSchema {

  public static final StringAttribute COUNTRY = StringAttribute.of("country");
  public static final StringAttribute PLAN = StringAttribute.of("plan");

  /** Missing for those who have not paid yet. */
  public static final LongAttribute LIFETIME_CENTS = LongAttribute.of("lifetime_cents");

  public static final StringProperty CATEGORY = StringProperty.of("category");
  public static final DecimalProperty AMOUNT = DecimalProperty.of("amount", 2);

  public static final EventType VIEW = EventType.of("view", CATEGORY);
  public static final EventType PURCHASE = EventType.of("purchase", CATEGORY, AMOUNT);

  /** All of it. */
  public static final Schema SCHEMA =
      Schema.builder().attributes(COUNTRY, PLAN, LIFETIME_CENTS).eventTypes(VIEW, PURCHASE).build();

  private CustomerSchema() {}
}

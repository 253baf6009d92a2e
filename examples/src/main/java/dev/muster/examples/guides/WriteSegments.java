// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.guides;

import dev.muster.SegmentationEngine;
import dev.muster.examples.shop.ShopSchema;
import dev.muster.predicate.Predicate;
import dev.muster.profile.ProfileUpdate;
import dev.muster.segment.Segment;
import dev.muster.text.PredicateText;
import dev.muster.text.TextException;
import java.io.PrintStream;
import java.time.Duration;

/** One segment as text and in Java, names for segments, and what is said of a mistake. */
public final class WriteSegments {

  private WriteSegments() {}

  public static void main(String[] arguments) {
    run(System.out);
  }

  static void run(PrintStream out) {
    try (SegmentationEngine engine = Histories.shop().open()) {
      engine.update(ProfileUpdate.of("ana").set(ShopSchema.COUNTRY, "ID"));
      engine.update(ProfileUpdate.of("ben").set(ShopSchema.COUNTRY, "ID"));
      engine.update(ProfileUpdate.of("cleo"));
      Histories.bought(engine, "ana", "30.00", 3, 11, 25);
      Histories.bought(engine, "ben", "30.00", 3, 60);
      Histories.bought(engine, "cleo", "30.00", 1, 2, 3);

      // region both
      Predicate text =
          PredicateText.parse(
              "country = 'ID' and did purchase at least 3 times in last 30 days", engine.schema());
      Predicate java =
          ShopSchema.COUNTRY
              .is("ID")
              .and(ShopSchema.PURCHASE.inLast(Duration.ofDays(30)).count().atLeast(3));
      out.println(text.equals(java) + ", " + engine.count(text));

      engine.segments().define(Segment.of("regulars", text));
      Predicate others =
          PredicateText.parse("did purchase and not in segment 'regulars'", engine.schema());
      out.println(Histories.members(engine, others));

      try {
        PredicateText.parse("county = 'ID'", engine.schema());
      } catch (TextException e) {
        out.println(e.getMessage());
      }
      // endregion
    }
  }
}

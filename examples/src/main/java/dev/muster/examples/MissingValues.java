// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples;

import dev.muster.SegmentationEngine;
import dev.muster.predicate.Predicate;
import dev.muster.profile.ProfileUpdate;
import dev.muster.schema.Schema;
import dev.muster.schema.StringAttribute;
import java.io.PrintStream;
import java.util.List;

/**
 * Not in India, or somewhere else than India? The two differ by those who have not told: a
 * comparison on a missing value is false, and {@code not} turns false into true.
 */
public final class MissingValues {

  static final StringAttribute COUNTRY = StringAttribute.of("country");

  private MissingValues() {}

  public static void main(String[] arguments) {
    run(System.out);
  }

  static void run(PrintStream out) {
    Schema schema = Schema.builder().attributes(COUNTRY).build();
    try (SegmentationEngine engine = SegmentationEngine.builder(schema).open()) {
      engine.update(ProfileUpdate.of("asha").set(COUNTRY, "IN"));
      engine.update(ProfileUpdate.of("piotr").set(COUNTRY, "PL"));
      engine.update(ProfileUpdate.of("somebody"));

      List<Predicate> questions =
          List.of(
              COUNTRY.isNot("IN"),
              COUNTRY.is("IN").not(),
              COUNTRY.isNot("IN").or(COUNTRY.missing()),
              COUNTRY.missing(),
              Predicate.everyone());
      for (Predicate question : questions) {
        out.println(engine.count(question) + "  " + question);
      }
    }
  }
}

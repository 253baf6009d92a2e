// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import dev.muster.predicate.Predicate;
import dev.muster.text.PredicateText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Different segments as one base of customers has them: two to four tests, some negated, joined by
 * {@code and}, and some of them alternatives. The tests are those of the {@link Question}s with
 * other literals. A function of a seed and how many there are.
 */
public final class Segments {

  private static final long SEED = 20_260_101;

  private Segments() {}

  /** The first {@code count} of them. */
  public static List<Predicate> first(int count) {
    Random random = new Random(SEED);
    List<String> tests = tests();
    Set<String> texts = new LinkedHashSet<>();
    while (texts.size() < count) {
      texts.add(text(random, tests));
    }
    List<Predicate> segments = new ArrayList<>(count);
    for (String text : texts) {
      segments.add(PredicateText.parse(text, Workload.SCHEMA));
    }
    return segments;
  }

  private static String text(Random random, List<String> tests) {
    int operands = 2 + random.nextInt(3);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < operands; i++) {
      String test = tests.get(random.nextInt(tests.size()));
      if (random.nextInt(5) == 0) {
        test = "(" + test + " or " + tests.get(random.nextInt(tests.size())) + ")";
      }
      parts.add(random.nextInt(4) == 0 ? "not (" + test + ")" : test);
    }
    return String.join(" and ", parts);
  }

  private static List<String> tests() {
    List<String> tests = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      tests.add("country = 'country" + i + "'");
      tests.add("tags has 't" + i + "'");
    }
    for (int age = 18; age < 66; age += 6) {
      tests.add("age between " + age + " and " + (age + 9));
    }
    List.of("free", "basic", "pro", "enterprise").forEach(p -> tests.add("plan = '" + p + "'"));
    List.of("android", "ios", "web").forEach(d -> tests.add("device = '" + d + "'"));
    tests.add("consent_email = true");
    tests.add("ltv > 100");
    for (int days : new int[] {1, 7, 14, 30}) {
      for (String type : List.of("app_open", "product_view", "add_to_cart", "purchase")) {
        tests.add("did " + type + " in last " + days + " days");
      }
    }
    tests.add("did purchase at least 3 times in last 30 days");
    tests.add("did purchase between 30 and 90 days ago");
    tests.add("did purchase (category = 'c7' and amount > 100) in last 30 days");
    tests.add("sum(purchase.amount) in last 90 days > 500");
    tests.add("first purchase in last 14 days");
    tests.add("did add_to_cart then purchase within 1 day");
    return tests;
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Segments as an analyst tries them out: families that begin with three or four tests, of which
 * each step changes one. Some tests are negated, and some are two alternatives. Literals are drawn
 * freely, so a test that changes has rarely been asked before, while the others of its segment just
 * have been.
 *
 * @param seed what they are drawn from
 * @param families how many
 * @param steps segments of each
 */
public record ChangedSegments(long seed, int families, int steps) {

  private static final List<String> TYPES =
      List.of("app_open", "product_view", "add_to_cart", "purchase", "search");

  /** Refuses empty draws. */
  public ChangedSegments {
    if (families < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "families and steps must be positive, families=%d, steps=%d".formatted(families, steps));
    }
  }

  /** All of them, family by family. */
  public <T> List<T> in(SegmentLanguage<T> language) {
    Random random = new Random(seed);
    List<T> segments = new ArrayList<>(families * steps);
    for (int family = 0; family < families; family++) {
      int size = 3 + random.nextInt(2);
      boolean[] negated = new boolean[size];
      List<T> tests = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        // One is always wanted: nobody looks for all who do not.
        negated[i] = i > 0 && random.nextInt(4) == 0;
        tests.add(operand(random, language));
      }
      segments.add(segment(tests, negated, language));
      for (int step = 1; step < steps; step++) {
        tests.set(random.nextInt(size), operand(random, language));
        segments.add(segment(tests, negated, language));
      }
    }
    return segments;
  }

  private static <T> T segment(List<T> tests, boolean[] negated, SegmentLanguage<T> language) {
    List<T> wanted = new ArrayList<>();
    List<T> unwanted = new ArrayList<>();
    for (int i = 0; i < negated.length; i++) {
      (negated[i] ? unwanted : wanted).add(tests.get(i));
    }
    return language.all(wanted, unwanted);
  }

  private static <T> T operand(Random random, SegmentLanguage<T> language) {
    return random.nextInt(6) == 0
        ? language.any(List.of(test(random, language), test(random, language)))
        : test(random, language);
  }

  private static <T> T test(Random random, SegmentLanguage<T> language) {
    return random.nextInt(2) == 0 ? ofAttributes(random, language) : ofEvents(random, language);
  }

  private static <T> T ofAttributes(Random random, SegmentLanguage<T> language) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> language.has("country", "country" + random.nextInt(20));
      case 2 -> language.has("plan", any(random, Workload.planNames()));
      case 3 -> language.has("device", any(random, Workload.deviceNames().subList(0, 3)));
      case 4 -> language.has("tags", "t" + random.nextInt(50));
      case 5 -> language.has("consent_email", "true");
      case 6 -> language.ltvAbove(10 * (1 + random.nextInt(30)));
      default -> {
        int from = 18 + random.nextInt(40);
        yield language.ages(from, from + 3 + random.nextInt(20));
      }
    };
  }

  private static <T> T ofEvents(Random random, SegmentLanguage<T> language) {
    int days = 1 + random.nextInt(60);
    String type = any(random, TYPES);
    return switch (random.nextInt(12)) {
      case 0 -> language.did(type, days, days + 1 + random.nextInt(30));
      case 1 -> language.didOften(type, 2 + random.nextInt(4), days);
      case 2 -> language.bought("c" + random.nextInt(20), 10 * random.nextInt(20), days);
      case 3 -> language.spent(50 * (1 + random.nextInt(10)), days);
      case 4 -> language.first(type, days);
      case 5 -> language.followed("add_to_cart", "purchase", 1 + random.nextInt(7));
      default -> language.did(type, 0, days);
    };
  }

  private static String any(Random random, List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}

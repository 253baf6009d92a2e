// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import dev.muster.benchmarks.workload.Question;
import dev.muster.benchmarks.workload.Workload;
import java.util.List;
import java.util.Locale;

/** A size of the workload that answers are known for. */
enum Size {
  SMALL(100_000, 1_000_000, 0x343a3ca3ca41a721L),
  LARGE(2_000_000, 20_000_000, 0x32826d55b9338144L);

  private final int profiles;
  private final int events;
  private final long fingerprint;

  Size(int profiles, int events, long fingerprint) {
    this.profiles = profiles;
    this.events = events;
    this.fingerprint = fingerprint;
  }

  static Size of(String option) {
    return switch (option) {
      case "small" -> SMALL;
      case "large" -> LARGE;
      default -> throw new IllegalArgumentException("size must be small or large, size=" + option);
    };
  }

  String option() {
    return name().toLowerCase(Locale.ROOT);
  }

  String title() {
    return String.format(Locale.ROOT, "%,d profiles, %,d events", profiles, events);
  }

  /** Makes it, and makes sure that it is the one that answers are known for. */
  Workload workload() {
    Workload workload = Workload.of(profiles, events);
    long found = workload.fingerprint();
    if (found != fingerprint) {
      throw new IllegalStateException(
          "the workload must be the known one, expected=%x, fingerprint=%x"
              .formatted(fingerprint, found));
    }
    return workload;
  }

  List<Long> answer(Question question) {
    return this == SMALL ? question.small() : question.large();
  }
}

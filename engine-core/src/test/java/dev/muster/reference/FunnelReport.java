// SPDX-License-Identifier: Apache-2.0
package dev.muster.reference;

import dev.muster.analysis.Funnel;
import dev.muster.analysis.FunnelResult;
import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes an answer of how far each profile has come. */
final class FunnelReport {

  private final Funnel funnel;

  private FunnelReport(Funnel funnel) {
    this.funnel = funnel;
  }

  static FunnelResult of(
      Funnel funnel, Set<ProfileId> audience, ReferenceEngine engine, long nowMillis) {
    FunnelReport report = new FunnelReport(funnel);
    Funnel.Breakdown by = funnel.breakdown();
    List<Map<Integer, Long>> all = new ArrayList<>();
    List<Map<Integer, Long>> missing = new ArrayList<>();
    Map<Object, List<Map<Integer, Long>>> byValue = new HashMap<>();
    for (ProfileId profileId : audience) {
      Profile profile = engine.profileAt(profileId, Integer.MAX_VALUE, nowMillis).orElseThrow();
      Map<Integer, Long> shortest = FunnelEvaluation.shortest(funnel, profile, nowMillis);
      all.add(shortest);
      Object value = by == null ? null : profile.attributes().get(by.attribute());
      if (value == null) {
        missing.add(shortest);
      } else if (!shortest.isEmpty()) {
        byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(shortest);
      }
    }
    return new FunnelResult(
        report.steps(all), by == null ? null : report.breakdown(byValue, missing, by.rows()));
  }

  private List<FunnelResult.Step> steps(List<Map<Integer, Long>> ways) {
    List<FunnelResult.Step> steps = new ArrayList<>();
    for (int step = 0; step < funnel.steps().size(); step++) {
      List<Long> times = new ArrayList<>();
      for (Map<Integer, Long> shortest : ways) {
        Long millis = shortest.get(step);
        if (millis != null) {
          times.add(millis);
        }
      }
      steps.add(
          new FunnelResult.Step(
              funnel.steps().get(step).event().eventType(),
              times.size(),
              step == 0 || times.isEmpty() ? null : times(times)));
    }
    return steps;
  }

  private FunnelResult.Times times(List<Long> times) {
    SortedMap<Integer, Duration> percentiles = new TreeMap<>();
    for (int percent : funnel.percentiles()) {
      percentiles.put(percent, percentile(times, percent));
    }
    List<Long> sorted = times.stream().sorted().toList();
    return new FunnelResult.Times(
        Duration.ofMillis(sorted.get(0)),
        percentile(times, 50),
        Duration.ofMillis(sorted.get(sorted.size() - 1)),
        percentiles);
  }

  /** The least of the times that so many percent of them do not exceed, as it is defined. */
  private static Duration percentile(List<Long> times, int percent) {
    BigDecimal needed =
        BigDecimal.valueOf(times.size())
            .multiply(BigDecimal.valueOf(percent))
            .divide(BigDecimal.valueOf(100), 0, RoundingMode.UP);
    return times.stream()
        .sorted()
        .filter(time -> times.stream().filter(other -> other <= time).count() >= needed.intValue())
        .findFirst()
        .map(Duration::ofMillis)
        .orElseThrow();
  }

  private FunnelResult.Breakdown breakdown(
      Map<Object, List<Map<Integer, Long>>> byValue,
      List<Map<Integer, Long>> missing,
      int rowsMax) {
    List<FunnelResult.Row> rows = new ArrayList<>();
    byValue.forEach((value, ways) -> rows.add(new FunnelResult.Row(value, profiles(ways))));
    rows.sort(FunnelResult.Row.MOST_ENTRIES_FIRST);
    int kept = Math.min(rowsMax, rows.size());
    List<Map<Integer, Long>> others = new ArrayList<>();
    rows.subList(kept, rows.size()).forEach(row -> others.addAll(ways(byValue, row.value())));
    return new FunnelResult.Breakdown(rows.subList(0, kept), profiles(missing), profiles(others));
  }

  private static List<Map<Integer, Long>> ways(
      Map<Object, List<Map<Integer, Long>>> byValue, Object value) {
    @Nullable List<Map<Integer, Long>> ways = byValue.get(value);
    return ways == null ? List.of() : ways;
  }

  private List<Long> profiles(List<Map<Integer, Long>> ways) {
    List<Long> profiles = new ArrayList<>();
    for (FunnelResult.Step step : steps(ways)) {
      profiles.add(step.profiles());
    }
    return profiles;
  }
}

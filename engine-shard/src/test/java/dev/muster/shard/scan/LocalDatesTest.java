// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.muster.value.ValueRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocalDatesTest {

  private static final long DAY_MILLIS = 86_400_000L;

  /** Every zone there is: around its changes and midnights, at both ends of time, anywhere. */
  @Test
  void dates_areThoseOnTheWall() {
    Random random = new Random(7);
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      LocalDates dates = new LocalDates(zone);
      for (Instant instant : instants(zone, random)) {
        long found = dates.applyAsLong(instant.toEpochMilli());
        if (found != instant.atZone(zone).toLocalDate().toEpochDay()) {
          fail("%s in %s is not on %s", instant, id, LocalDate.ofEpochDay(found));
        }
      }
    }
  }

  private static List<Instant> instants(ZoneId zone, Random random) {
    List<Instant> instants = new ArrayList<>(List.of(ValueRules.INSTANT_MIN, Instant.EPOCH));
    for (ZoneOffsetTransition change : zone.getRules().getTransitions()) {
      addAround(instants, change.getInstant());
    }
    for (int year : new int[] {2025, 2099, 2100, 2101, 9000}) {
      ZoneOffsetTransition change =
          zone.getRules().nextTransition(Instant.parse(year + "-01-01T00:00:00Z"));
      if (change != null) {
        addAround(instants, change.getInstant());
      }
      addAround(instants, LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant());
      addAround(instants, LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }
    for (int i = 0; i < 100; i++) {
      addAround(
          instants,
          LocalDate.of(1880 + random.nextInt(260), 1, 1)
              .plusDays(random.nextInt(366))
              .atStartOfDay(zone)
              .toInstant());
    }
    instants.add(ValueRules.INSTANT_MAX);
    return instants;
  }

  private static void addAround(List<Instant> instants, Instant instant) {
    instants.addAll(List.of(instant.minusMillis(1), instant, instant.plusMillis(1)));
    instants.add(instant.plusSeconds(1_800));
  }

  @Test
  void offsets_ofSecondsCount() {
    LocalDates dates = new LocalDates(ZoneOffset.ofHoursMinutesSeconds(0, 0, 1));

    assertThat(dates.applyAsLong(DAY_MILLIS - 1_001)).isZero();
    assertThat(dates.applyAsLong(DAY_MILLIS - 1_000)).isOne();
    assertThat(dates.applyAsLong(-1_001)).isEqualTo(-1);
  }
}

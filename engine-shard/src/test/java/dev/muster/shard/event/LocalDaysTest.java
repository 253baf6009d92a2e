// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocalDaysTest {

  /** Every zone there is, around its own midnights and changes, asked in any order. */
  @Test
  void days_areThoseBetweenTheirFirstInstants() {
    Random random = new Random(11);
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      LocalDate first = LocalDate.of(1960 + random.nextInt(80), 1, 1).minusDays(random.nextInt(40));
      List<Instant> instants = new ArrayList<>();
      for (int day = 0; day < 400; day++) {
        Instant start = first.plusDays(day).atStartOfDay(zone).toInstant();
        instants.addAll(List.of(start.minusMillis(1), start, start.plusMillis(1)));
        instants.addAll(
            List.of(start.plusSeconds(1_800), start.plusSeconds(random.nextInt(90_000))));
      }
      long from = instants.stream().min(Instant::compareTo).orElseThrow().toEpochMilli();
      long to = instants.stream().max(Instant::compareTo).orElseThrow().toEpochMilli();
      LocalDays days = new LocalDays(zone, from, to);
      Collections.shuffle(instants, random);

      for (Instant instant : instants) {
        LocalDate date = LocalDate.ofEpochDay(days.applyAsLong(instant.toEpochMilli()));
        boolean within =
            !date.atStartOfDay(zone).toInstant().isAfter(instant)
                && date.plusDays(1).atStartOfDay(zone).toInstant().isAfter(instant);
        if (!within) {
          fail("%s in %s is not on %s", instant, id, date);
        }
      }
    }
  }

  /** Newfoundland went back at 00:01: what came again is of the new day, by the wall or not. */
  @Test
  void repeatedEvening_belongsToTheDayThatHadBegun() {
    ZoneId zone = ZoneId.of("America/St_Johns");
    long midnight = Instant.parse("2010-11-07T02:30:00Z").toEpochMilli();
    long repeated = Instant.parse("2010-11-07T02:45:00Z").toEpochMilli();
    long newDay = LocalDate.of(2010, 11, 7).toEpochDay();

    for (long from : new long[] {midnight - 1, midnight, repeated}) {
      LocalDays days = new LocalDays(zone, from, repeated);
      assertThat(days.applyAsLong(repeated)).isEqualTo(newDay);
    }
    assertThat(new LocalDays(zone, midnight - 1, repeated).applyAsLong(midnight - 1))
        .isEqualTo(newDay - 1);
  }

  @Test
  void utc_hasDaysOf24Hours() {
    LocalDays days = new LocalDays(ZoneOffset.UTC, -86_400_001, 86_400_000);

    assertThat(days.applyAsLong(-86_400_001)).isEqualTo(-2);
    assertThat(days.applyAsLong(-1)).isEqualTo(-1);
    assertThat(days.applyAsLong(0)).isZero();
    assertThat(days.applyAsLong(86_400_000)).isEqualTo(1);
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ZoneOffsetsTest {

  /** Every zone there is, at all its changes and a millisecond to either side, in any order. */
  @Test
  void toLocal_isWhatTheClocksShow() {
    Random random = new Random(12);
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      List<Long> times = new ArrayList<>(List.of(0L, -1L, -62_135_596_800_000L));
      for (ZoneOffsetTransition change : zone.getRules().getTransitions()) {
        addAround(change, times);
      }
      // What the rules say long before and right after the end of the table.
      for (String from : List.of("2030-01-01T00:00:00Z", "2098-06-01T00:00:00Z")) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(Instant.parse(from));
        for (int i = 0; i < 8 && change != null; i++) {
          addAround(change, times);
          change = zone.getRules().nextTransition(change.getInstant());
        }
      }
      Collections.shuffle(times, random);
      check(zone, times.stream().mapToLong(Long::longValue).toArray());
    }
  }

  private static void addAround(ZoneOffsetTransition change, List<Long> times) {
    long millis = change.getInstant().toEpochMilli();
    Collections.addAll(times, millis - 1, millis, millis + 1, millis + 1_800_000);
  }

  private static void check(ZoneId zone, long[] times) {
    long[] local = new long[times.length];
    ZoneOffsets offsets = ZoneOffsets.of(zone);

    offsets.toLocal(times, times.length, local);

    for (int i = 0; i < times.length; i++) {
      if (local[i] != wallMillis(zone, times[i])) {
        fail("%s in %s is not %s", Instant.ofEpochMilli(times[i]), zone, local[i]);
      }
      if (i > 0) {
        checkConstant(zone, offsets, Math.min(times[i - 1], times[i]), times[i]);
      }
    }
  }

  private static void checkConstant(ZoneId zone, ZoneOffsets offsets, long from, long to) {
    if (offsets.isConstant(from, to)) {
      ZoneOffsetTransition next = zone.getRules().nextTransition(Instant.ofEpochMilli(from));
      assertThat(next == null || next.getInstant().toEpochMilli() > to).as(zone.getId()).isTrue();
      assertThat(from + offsets.offset(from)).isEqualTo(wallMillis(zone, from));
    }
  }

  private static long wallMillis(ZoneId zone, long millis) {
    LocalDateTime wall = Instant.ofEpochMilli(millis).atZone(zone).toLocalDateTime();
    return wall.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  @Test
  void isConstant_endsWithTheStretch() {
    ZoneOffsets berlin = ZoneOffsets.of(ZoneId.of("Europe/Berlin"));
    long change = Instant.parse("2025-03-30T01:00:00Z").toEpochMilli();

    assertThat(berlin.isConstant(change - 86_400_000, change - 1)).isTrue();
    assertThat(berlin.isConstant(change - 86_400_000, change)).isFalse();
    assertThat(berlin.isConstant(change, change + 86_400_000)).isTrue();
    assertThat(berlin.offset(change - 1)).isEqualTo(3_600_000);
    assertThat(berlin.offset(change)).isEqualTo(7_200_000);
  }

  /** Until 1972, the clocks of Monrovia were behind by 44 minutes and half a minute. */
  @Test
  void offsets_haveSeconds() {
    long[] local = new long[1];
    long time = Instant.parse("1930-01-01T00:00:00Z").toEpochMilli();

    ZoneOffsets.of(ZoneId.of("Africa/Monrovia")).toLocal(new long[] {time}, 1, local);

    assertThat(local[0] - time).isEqualTo(-(44 * 60 + 30) * 1_000);
  }

  @Test
  void equality_isThatOfTheZone() {
    assertThat(Stream.of("Asia/Kolkata", "+05:30", "Z").map(ZoneId::of).map(ZoneOffsets::of))
        .containsExactly(
            ZoneOffsets.of(ZoneId.of("Asia/Kolkata")),
            ZoneOffsets.of(ZoneOffset.ofHoursMinutes(5, 30)),
            ZoneOffsets.of(ZoneOffset.UTC))
        .doesNotHaveDuplicates();
  }
}

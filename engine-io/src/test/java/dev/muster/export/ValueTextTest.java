// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.value.GeoPoint;
import dev.muster.value.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValueTextTest {

  @Test
  void eachType_hasOneForm() {
    assertThat(ValueText.of(true)).isEqualTo("true");
    assertThat(ValueText.of(Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    assertThat(ValueText.of(0.1)).isEqualTo("0.1");
    assertThat(ValueText.of(1e300)).isEqualTo("1.0E300");
    assertThat(ValueText.of(new BigDecimal("19.90"))).isEqualTo("19.90");
    assertThat(ValueText.of(new BigDecimal("0E-9"))).isEqualTo("0.000000000");
    assertThat(ValueText.of("")).isEmpty();
    assertThat(ValueText.of("a,b\n")).isEqualTo("a,b\n");
    assertThat(ValueText.of(LocalDate.of(2026, 3, 2))).isEqualTo("2026-03-02");
    assertThat(ValueText.of(Instant.parse("2026-03-02T12:00:00.250Z")))
        .isEqualTo("2026-03-02T12:00:00.250Z");
    assertThat(ValueText.of(new GeoPoint(-6.2, 0.0000001))).isEqualTo("-6.2,0.00000010");
    assertThat(ValueText.of(Version.parse("2.10.1-rc.1"))).isEqualTo("2.10.1-rc.1");
  }

  @Test
  void set_isReadBackInOneWay() {
    assertThat(ValueText.of(Set.of())).isEmpty();
    assertThat(ValueText.of(Set.of(""))).isEqualTo("\\e");
    assertThat(ValueText.of(Set.of("z", "a|b", "\\", "\\e"))).isEqualTo("\\\\|\\\\e|a\\|b|z");
  }
}

// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.schema.DecimalAttribute;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.StringAttribute;
import dev.muster.schema.StringProperty;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class DistributionTest {

  private static final LongAttribute AGE = LongAttribute.of("age");
  private static final StringProperty CATEGORY = StringProperty.of("category");
  private static final EventType PURCHASE = EventType.of("purchase", CATEGORY);

  private final Distribution<Long> ages = Distribution.of(Quantity.of(AGE));

  @Test
  void buckets_ofOneWidthFollowEachOther() {
    assertThat(Buckets.ofWidth(10, 5, 3).edges()).containsExactly(10L, 15L, 20L, 25L);
    assertThat(Buckets.ofWidth(0.5, 0.25, 2).edges()).containsExactly(0.5, 0.75, 1.0);
    assertThat(Buckets.ofWidth(new BigDecimal("1.50"), BigDecimal.ONE, 1).edges())
        .containsExactly(new BigDecimal("1.50"), new BigDecimal("2.50"));
    assertThat(Buckets.ofWidth(LocalDate.EPOCH, 7, 1).edges())
        .containsExactly(LocalDate.EPOCH, LocalDate.of(1970, 1, 8));
    assertThat(Buckets.ofWidth(Instant.EPOCH, Duration.ofHours(1), 1).edges())
        .containsExactly(Instant.EPOCH, Instant.ofEpochSecond(3_600));
  }

  @Test
  void buckets_ascend() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Buckets.between(1L, 2L, 2L))
        .withMessage("edges must ascend, edge 2 is followed by 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Buckets.ofWidth(5, -1, 2))
        .withMessage("edges must ascend, edge 5 is followed by 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Buckets.between(1L))
        .withMessage("the number of edges must be 0 or in [2, 10001], found 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Buckets.ofWidth(0, 1, 10_001))
        .withMessage("the number of buckets must be in [1, 10000], found 10001");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Buckets.between(0.0, Double.NaN))
        .withMessage("edges must be numbers, found NaN among [0.0, NaN]");
  }

  @Test
  void edges_lieWithinTheirType() {
    String rule = "the last edge must lie within the range of its type, start=";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Buckets.ofWidth(0L, Long.MAX_VALUE, 3))
        .withMessage(rule + "0 width=9223372036854775807 count=3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Buckets.ofWidth(LocalDate.MAX, 7, 2))
        .withMessage(rule + "+999999999-12-31 width=7 count=2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Buckets.ofWidth(Instant.MAX, Duration.ofSeconds(1), 2))
        .withMessage(rule + "+1000000000-12-31T23:59:59.999999999Z width=PT1S count=2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Buckets.ofWidth(Instant.EPOCH, Duration.ofSeconds(Long.MAX_VALUE), 2))
        .withMessageStartingWith(rule + "1970-01-01T00:00:00Z width=PT");
  }

  @Test
  void edges_areOfTheQuantitysClass() {
    @SuppressWarnings("unchecked") // as a caller that ignores the warning would
    Buckets<Long> wrong = (Buckets<Long>) (Buckets<?>) Buckets.between(1.0, 2.0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ages.histogram(wrong))
        .withMessage("edges must be of the class of the quantity, expected Long, found Double 1.0");
  }

  @Test
  void percentages_meanWhatIsWritten() {
    assertThat(ages.percentiles(99.9, 50, 0, 100).percents())
        .containsExactly(
            new BigDecimal("99.9"), new BigDecimal(50), BigDecimal.ZERO, new BigDecimal(100));
  }

  @Test
  void percentages_areBounded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ages.percentiles(100.5))
        .withMessage("a percentage must be in [0, 100], found 100.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ages.percentiles(-1))
        .withMessage("a percentage must be in [0, 100], found -1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ages.percentiles(50, Double.NaN))
        .withMessage("a percentage must be in [0, 100], found NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> percents(List.of(new BigDecimal("1E-999999999"))))
        .withMessage("a percentage must have at most 9 digits after the point, found 1E-999999999");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> percents(Collections.nCopies(1_002, BigDecimal.ONE)))
        .withMessage("the number of percentiles must be in [0, 1001], found 1002");
  }

  private Distribution<Long> percents(List<BigDecimal> percents) {
    return new Distribution<>(ages.quantity(), Buckets.none(), percents);
  }

  @Test
  void quantity_isANumberDateOrTimestamp() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantity.of(StringAttribute.of("country")))
        .withMessage("a quantity needs a number, date or timestamp, attribute=country type=STRING");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Quantity.max(PURCHASE, CATEGORY))
        .withMessageContainingAll("max needs a number", "property=category");
    assertThat(Quantity.of(DecimalAttribute.of("balance", 2)).valueClass())
        .isEqualTo(BigDecimal.class);
  }
}

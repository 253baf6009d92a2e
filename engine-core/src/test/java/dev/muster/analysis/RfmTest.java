// SPDX-License-Identifier: Apache-2.0
package dev.muster.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.muster.schema.EventType;
import dev.muster.schema.LongProperty;
import dev.muster.schema.StringProperty;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RfmTest {

  private static final LongProperty AMOUNT = LongProperty.of("amount");
  private static final StringProperty CATEGORY = StringProperty.of("category");
  private static final EventType PURCHASE = EventType.of("purchase", AMOUNT, CATEGORY);

  /** Cells of each name, as the table has them: pairs of scores by how many cells make the mean. */
  @Test
  void names_coverEveryCellOnce() {
    Map<RfmGroup, Integer> cells = new EnumMap<>(RfmGroup.class);
    for (int recency = 1; recency <= 5; recency++) {
      for (int frequency = 1; frequency <= 5; frequency++) {
        for (int monetary = 1; monetary <= 5; monetary++) {
          cells.merge(RfmGroup.of(recency, frequency, monetary), 1, Integer::sum);
        }
      }
    }

    // Of the 25 pairs of frequency and money 1, 5, 9, 7 and 3 have the means 1 to 5.
    assertThat(cells)
        .containsOnly(
            Map.entry(RfmGroup.CHAMPIONS, 7 + 3),
            Map.entry(RfmGroup.LOYAL, 2 * (7 + 3)),
            Map.entry(RfmGroup.POTENTIAL_LOYALISTS, 2 * (5 + 9)),
            Map.entry(RfmGroup.NEW, 1),
            Map.entry(RfmGroup.PROMISING, 1),
            Map.entry(RfmGroup.NEED_ATTENTION, 9),
            Map.entry(RfmGroup.ABOUT_TO_SLEEP, 1 + 5),
            Map.entry(RfmGroup.AT_RISK, 2 * (9 + 7)),
            Map.entry(RfmGroup.CANT_LOSE_THEM, 2 * 3),
            Map.entry(RfmGroup.HIBERNATING, 1 + 5),
            Map.entry(RfmGroup.LOST, 1 + 5));
  }

  @Test
  void names_goByRecencyAndTheMeanOfTheOthers() {
    assertThat(RfmGroup.of(5, 5, 5)).isEqualTo(RfmGroup.CHAMPIONS);
    assertThat(RfmGroup.of(5, 1, 1)).isEqualTo(RfmGroup.NEW);
    assertThat(RfmGroup.of(5, 1, 2)).isEqualTo(RfmGroup.POTENTIAL_LOYALISTS);
    assertThat(RfmGroup.of(4, 1, 1)).isEqualTo(RfmGroup.PROMISING);
    assertThat(RfmGroup.of(3, 2, 3)).isEqualTo(RfmGroup.NEED_ATTENTION);
    assertThat(RfmGroup.of(1, 5, 4)).isEqualTo(RfmGroup.CANT_LOSE_THEM);
    assertThat(RfmGroup.of(1, 1, 1)).isEqualTo(RfmGroup.LOST);
    assertThat(RfmGroup.of(2, 1, 1)).isEqualTo(RfmGroup.HIBERNATING);
  }

  @Test
  void scores_areOneToFive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RfmGroup.of(0, 1, 1))
        .withMessage("the score of recency must be in [1, 5], found 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RfmGroup.of(1, 6, 1))
        .withMessage("the score of frequency must be in [1, 5], found 6");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rfm.Result(0, 0, List.of(), List.of()).cell(1, 1, 9))
        .withMessage("the score of monetary must be in [1, 5], found 9");
  }

  @Test
  void noPurchase_isNoGroupOfBuyers() {
    Rfm.Result result = new Rfm.Result(0, 0, List.of(), List.of());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> result.group(RfmGroup.NO_PURCHASE))
        .withMessage("no cell has this name, name=NO_PURCHASE");
  }

  @Test
  void money_isANumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rfm.of(PURCHASE, CATEGORY))
        .withMessage("money needs a numeric property, property=category type=STRING");
  }

  @Test
  void earlier_isAWholeMillisecond() {
    Instant between = Instant.EPOCH.plusNanos(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> RfmTransition.since(between, Rfm.of(PURCHASE, AMOUNT)))
        .withMessageContaining("earlier=" + between);
  }
}
